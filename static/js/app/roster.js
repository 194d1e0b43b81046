// The attendance list under the fingers: arrows move from line to line, one key ticks, and lines that others
// record appear by themselves, unless one is being written in.
import { all } from "./select.js";

const STEPS = { ArrowUp: -1, ArrowDown: 1 };
let focused;

document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.("[data-line]");
  if (!line || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key in STEPS) {
    const lines = all(document, "[data-line]");
    lines[lines.indexOf(line) + STEPS[event.key]]?.focus();
    event.preventDefault();
    return;
  }
  const button = line.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

export function rollCall(part) {
  for (const list of all(part, "[data-roster]")) {
    const first = list.querySelector("[data-line]");
    if (first) first.tabIndex = 0;
    if (focused) document.getElementById(focused)?.focus();
  }
  if (part !== document && part.matches("[data-line]")) answer(part);
  // A counter comes in just before the line it counts.
  for (const count of all(part, "#hitungan")) setTimeout(refresh, 200, count);
}

// The line comes back after its tick: the next key goes to it, or to what it still wants to know.
function answer(line) {
  line.tabIndex = 0;
  const details = line.querySelector("[data-details]");
  const asked = details?.querySelector(".field-wrong .input") ?? details?.querySelector(".input");
  (asked ?? line).focus();
}

function refresh(count) {
  const list = document.querySelector("[data-roster]");
  if (!list || list.dataset.newest === count.dataset.newest) return;
  if (list.querySelector("[data-details], .htmx-request")) return;
  focused = document.activeElement?.closest("[data-line]")?.id;
  list.dispatchEvent(new Event("outdated"));
}

function isTyping({ tagName, type }) {
  return ["TEXTAREA", "SELECT"].includes(tagName) || (tagName === "INPUT" && type !== "hidden");
}
