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
  if ("sent" in form.dataset || refuseHalfDates(form) || refuseBeforeUpload(form)) {
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
  return half ? refuse(half, words.halfDate) : false;
}

// What the server would refuse after the whole upload is said before it, while the files are chosen.
function refuseBeforeUpload(form) {
  const controls = [...form.elements];
  const uploads = controls.filter((control) => control.files?.length);
  if (uploads.length === 0) return false;
  const files = uploads.flatMap((control) => [...control.files]);
  const limit = Number(uploads[0].closest("[data-limit]").dataset.limit);
  if (files.reduce((sum, file) => sum + file.size, 0) > limit) {
    return refuse(uploads[0], words.tooLarge);
  }
  const missing = controls.find((control) => control.validity?.valueMissing);
  return missing ? refuse(missing, words.missing) : false;
}

function refuse(control, reason) {
  control.setCustomValidity(reason);
  control.reportValidity();
  control.form.addEventListener("input", () => control.setCustomValidity(""), { once: true });
  return true;
}

export function release(form) {
  leaving = false;
  delete form.dataset.sent;
  buttons(form).forEach((button) => button.removeAttribute("aria-disabled"));
}

function buttons(form) {
  return [...form.elements].filter(({ type }) => type === "submit");
}
