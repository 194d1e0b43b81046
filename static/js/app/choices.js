// A search box above a long group of choices (thirty agencies); what is ticked always stays in sight.
import { all } from "./select.js";

const LONG = 10;

export function searchLongChoices(part) {
  for (const group of all(part, "[data-filter]")) {
    const choices = [...group.querySelectorAll(".choice")];
    if (choices.length < LONG) continue;
    group.classList.add("choices-long");
    group.tabIndex = 0; // a region that scrolls can be scrolled from the keyboard
    group.before(searchBox(group.dataset.filter, (words) => narrow(choices, words)));
  }
}

function searchBox(label, search) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "input choices-search";
  box.placeholder = label;
  box.setAttribute("aria-label", label);
  box.addEventListener("input", (event) => {
    event.stopPropagation(); // searching is no change of the form
    search(box.value.toLowerCase().split(/\s+/));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  return box;
}

function narrow(choices, words) {
  for (const choice of choices) {
    const text = `${choice.textContent} ${choice.dataset.names ?? ""}`.toLowerCase();
    const ticked = choice.querySelector("input").checked;
    choice.hidden = !ticked && !words.every((word) => text.includes(word));
  }
}
