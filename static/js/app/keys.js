// Single letters at a desk: each leads to the thing that names it in data-key, and none of them decides anything.
// They rest while somebody types, and can be switched off for this browser.
import { all } from "./select.js";

const OFF = "rakor-keys-off";
const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";
let listening = false;

export function workByKeys(part) {
  const desk = all(part, "[data-keys]")[0];
  if (!desk) return;
  for (const form of all(desk, "[data-ruling]")) armReason(form);
  if (listening) return arrive(desk);
  listening = true;
  document.addEventListener("keydown", press);
  document.addEventListener("htmx:beforeRequest", keepTypedWords);
  document.addEventListener("htmx:beforeSwap", rememberPlace);
  showCurrent(desk);
  offerHelp();
}

function press(event) {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  const busy = target.closest(TYPING) || document.querySelector("dialog[open]");
  if (busy || ctrlKey || metaKey || altKey || isComposing || localStorage.getItem(OFF)) return;
  if (key === "?") dialog()?.showModal();
  else if (!lead(key)) return;
  event.preventDefault();
}

function lead(key) {
  const thing = document.querySelector(`[data-keys] [data-key="${CSS.escape(key)}"]`);
  if (!thing) return false;
  if (thing.matches("a")) thing.click();
  else if (thing.matches("details")) {
    thing.open = true;
    thing.querySelector("textarea").focus();
  } else if ("needsReason" in thing.dataset || leavesPoints(thing)) armedWith(thing);
  else (thing.matches("button") ? thing : thing.querySelector("input")).focus();
  return true;
}

// Whoever accepts although a point of the checklist is not ticked says why.
function leavesPoints(thing) {
  return thing.matches("button") && thing.form.querySelector('[name="met"]:not(:checked)');
}

// A ruling that wants its reason: first the words, then Ctrl+Enter presses the button that was meant.
function armedWith(button) {
  for (const other of button.form.querySelectorAll("[data-armed]")) delete other.dataset.armed;
  button.dataset.armed = "";
  button.form.querySelector("[data-reason]").focus();
}

function armReason(form) {
  form.querySelector("[data-reason]").addEventListener("keydown", (event) => {
    const armed = form.querySelector("[data-armed]");
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !armed) return;
    event.preventDefault();
    armed.click();
  });
}

// Words typed into a ruling are never left behind unasked: such a step goes by a whole page, which asks.
function keepTypedWords(event) {
  const link = event.detail.elt;
  if (!link.matches("[data-keys] a") || !document.querySelector("[data-keys] form[data-changed]")) return;
  event.preventDefault();
  location.href = link.href;
}

let place = 0;

function rememberPlace() {
  place = document.querySelector("[data-claims]")?.scrollTop ?? 0;
}

function arrive(desk) {
  const list = desk.querySelector("[data-claims]");
  if (list) list.scrollTop = place;
  showCurrent(desk);
  scrollTo(0, 0);
  desk.querySelector("article h2")?.focus({ preventScroll: true });
}

function showCurrent(desk) {
  const list = desk.querySelector("[data-claims]");
  const current = list?.querySelector("[aria-current]");
  if (!current) return;
  const [row, frame] = [current, list].map((each) => each.getBoundingClientRect());
  list.scrollTop += Math.max(0, row.bottom - frame.bottom) + Math.min(0, row.top - frame.top);
}

function dialog() {
  return document.querySelector("[data-keys-dialog]");
}

function offerHelp() {
  const legend = document.querySelector("[data-keys-legend]");
  legend.hidden = false;
  legend.querySelector("[data-keys-open]").addEventListener("click", () => dialog().showModal());
  const on = dialog().querySelector("[data-keys-switch]");
  on.checked = !localStorage.getItem(OFF);
  on.addEventListener("change", () =>
    on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"),
  );
}
