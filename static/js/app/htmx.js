// htmx under a strict content security policy: no eval, no style elements of its own.
import htmx from "htmx.org";

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

// The sign-in ran out: the whole page goes there, not a part of it.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 401) location.reload();
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token.content;
});
