// Rows put in order by dragging their handle, or by arrow keys on it. One post tells the whole order.
import { all } from "./select.js";

let moved; // id of the handle last used: the list comes anew, the focus stays on it
const PAUSE = 700; // ms after the last key: several steps are one change

export function orderRows(part) {
  for (const list of all(part, "[data-order]")) {
    const form = document.getElementById(list.dataset.order);
    if (!form) continue;
    for (const handle of list.querySelectorAll("[data-handle]")) {
      handle.hidden = false;
      moveByKeys(list, form, handle);
      drag(list, form, handle);
      if (handle.id === moved) handle.focus();
    }
  }
}

function moveByKeys(list, form, handle) {
  let pause;
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const row = handle.closest("[data-item]");
    if (!pass(row, step)) return;
    say(list, row);
    clearTimeout(pause);
    pause = setTimeout(() => send(list, form), PAUSE);
  });
}

function drag(list, form, handle) {
  handle.addEventListener("pointerdown", (start) => {
    if (start.button !== 0) return;
    start.preventDefault();
    handle.focus();
    handle.setPointerCapture(start.pointerId);
    const row = handle.closest("[data-item]");
    row.classList.add("agenda-dragged");
    const follow = ({ clientY }) => {
      while (row.previousElementSibling && clientY < middle(row.previousElementSibling)) {
        pass(row, -1);
      }
      while (row.nextElementSibling && clientY > middle(row.nextElementSibling)) pass(row, 1);
    };
    const drop = () => {
      handle.removeEventListener("pointermove", follow);
      row.classList.remove("agenda-dragged");
      say(list, row);
      send(list, form);
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("lostpointercapture", drop, { once: true });
  });
}

// The neighbour moves, not the row: what is taken out of the page loses its focus and its finger.
function pass(row, step) {
  const neighbour = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (neighbour) row[step < 0 ? "after" : "before"](neighbour);
  return neighbour;
}

function send(list, form) {
  const order = rowsOf(list)
    .map((row) => row.dataset.item)
    .join(",");
  if (order === form.elements.order.value) return;
  form.elements.order.value = order;
  moved = document.activeElement?.id;
  form.requestSubmit();
}

function say(list, row) {
  const words = list.dataset.moved.replace("{title}", row.dataset.title);
  const place = rowsOf(list).indexOf(row) + 1;
  document.getElementById(list.dataset.said).textContent = words.replace("{place}", place);
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > [data-item]")];
}
