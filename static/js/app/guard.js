// Two quick taps send a form once, and a page with typed text asks before it is left.
import { all } from "./select.js";
import { words } from "./words.js";

const AGAIN_AFTER = 10_000; // a download leaves the page in place: its button must come back

let leaving = false;

addEventListener("beforeunload", (event) => {
  if (!leaving && document.querySelector("form[data-changed]")) event.preventDefault();
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest("form");
  if (form) release(form);
});
addEventListener("pageshow", () => {
  leaving = false;
  document.querySelectorAll("form[data-sent]").forEach(release);
});

export function guardForms(part) {
  for (const form of all(part, 'form[method="post"]')) {
    form.addEventListener("input", () => (form.dataset.changed = ""));
    form.addEventListener("submit", (event) => send(form, event));
  }
}

function send(form, event) {
  if ("sent" in form.dataset || refuseHalfDates(form)) {
    event.preventDefault();
    return;
  }
  leaving = true;
  form.dataset.sent = "";
  buttons(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
  setTimeout(() => release(form), AGAIN_AFTER);
}

// A half-typed date is sent as nothing by the browser: say so instead of losing it.
function refuseHalfDates(form) {
  const half = [...form.elements].find((control) => control.validity?.badInput);
  if (!half) return false;
  half.setCustomValidity(words.halfDate);
  half.reportValidity();
  half.addEventListener("input", () => half.setCustomValidity(""), { once: true });
  return true;
}

function release(form) {
  leaving = false;
  delete form.dataset.sent;
  buttons(form).forEach((button) => button.removeAttribute("aria-disabled"));
}

function buttons(form) {
  return [...form.elements].filter(({ type }) => type === "submit");
}
