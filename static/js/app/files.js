// Names and sizes of the files chosen, each with a way to take it out again.
import { all } from "./select.js";
import { readable } from "./told.js";
import { words } from "./words.js";

export function listChosenFiles(part) {
  for (const box of all(part, "[data-file]")) {
    const input = box.querySelector('input[type="file"]');
    const list = box.querySelector(".file-names");
    const show = () => list.replaceChildren(...[...input.files].map((file) => line(file, remove)));
    const remove = (file) => {
      const rest = new DataTransfer();
      for (const other of input.files) if (other !== file) rest.items.add(other);
      input.files = rest.files;
      show();
      input.focus();
    };
    input.addEventListener("change", show);
    show();
  }
}

function line(file, remove) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.removeFile;
  button.setAttribute("aria-label", `${words.removeFile} ${file.name}`);
  button.addEventListener("click", () => remove(file));
  item.append(`${file.name} · ${readable(file.size)}`, button);
  return item;
}
