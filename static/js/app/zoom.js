// A picture marked data-zoom opens large on the page itself; without scripts its link opens it alone.
import { all } from "./select.js";

export function zoomPictures(part) {
  const dialog = document.querySelector("[data-zoom-dialog]");
  if (!dialog) return;
  for (const link of all(part, "a[data-zoom]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(dialog, link);
    });
  }
  for (const more of all(part, "[data-zoom-more]")) {
    more.addEventListener("click", () => more.classList.toggle("zoom-full"));
  }
}

function open(dialog, link) {
  const image = dialog.querySelector("img");
  image.src = link.href;
  image.alt = link.dataset.zoom;
  dialog.querySelector("[data-zoom-name]").textContent = link.dataset.zoom;
  dialog.querySelector("[data-zoom-more]").classList.remove("zoom-full");
  dialog.showModal();
}
