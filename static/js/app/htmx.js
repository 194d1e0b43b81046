// htmx under a strict content security policy: no eval, no style elements of its own.
import htmx from "htmx.org";
import { words } from "./words.js";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages of signed-in people do not stay in the browser's storage
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409", swap: true }, // so does one that somebody else was quicker with
    { code: "422", swap: true }, // a refused form comes back with its messages
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:sendError", ({ detail }) => warn(detail.elt, words.notSent));
document.addEventListener("htmx:responseError", ({ detail }) => {
  // The sign-in ran out: the whole page goes there, not a part of it.
  if (detail.xhr.status === 401) location.reload();
  else warn(detail.elt, words.notSaved);
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token.content;
});

// Beside what was pressed, until an answer takes the form's place. Who only looks loses nothing.
function warn(sent, sentence) {
  const form = sent.closest('form[method="post"]');
  if (!form) return;
  const said = form.querySelector("[data-unsent]") ?? document.createElement("p");
  Object.assign(said, { className: "field-error", textContent: sentence });
  Object.assign(said.dataset, { unsent: "" });
  said.setAttribute("role", "alert");
  form.append(said);
}
