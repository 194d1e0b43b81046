// Text typed into a form marked data-draft="name" is kept in this browser, so that it survives a sign-in that expired
// or a network that failed. It belongs to the account, lives a day, and goes away when the form was accepted or the
// person signs out.
import { ensureRow } from "./rows.js";
import { all } from "./select.js";
import { words } from "./words.js";

const PREFIX = "rakor-draft:";
const SENT = "rakor-sent";
const PAUSE = 400;
const LIFETIME = 24 * 60 * 60 * 1000;
const TEXTS = ["textarea", "text", "date", "time", "number", "url", "email"];

export function keepDrafts(part) {
  if (part === document) tidy();
  for (const form of all(part, "form[data-draft]")) {
    const key = keyOf(form);
    restore(form, key);
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => save(form, key), PAUSE);
    });
    form.addEventListener("submit", () => {
      save(form, key);
      sessionStorage.setItem(SENT, key);
    });
    addEventListener("pagehide", () => {
      if (form.isConnected && "changed" in form.dataset) save(form, key);
    });
  }
}

function tidy() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent && wasAccepted(sent)) localStorage.removeItem(sent);
  for (const key of drafts()) {
    if (Date.now() - JSON.parse(localStorage.getItem(key)).at > LIFETIME)
      localStorage.removeItem(key);
  }
  for (const form of all(document, "form[data-sign-out]")) {
    form.addEventListener("submit", () => drafts().forEach((key) => localStorage.removeItem(key)));
  }
}

// Sent, and neither on this page again nor answered by the sign-in or by an error.
function wasAccepted(sent) {
  const again = all(document, "form[data-draft]").some((form) => keyOf(form) === sent);
  return !again && document.body.dataset.account && !document.querySelector(".error-page");
}

function drafts() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function keyOf(form) {
  return `${PREFIX}${document.body.dataset.account}:${form.dataset.draft}`;
}

function restore(form, key) {
  const values = read(key);
  Object.keys(values).forEach((name) => ensureRow(form, name));
  const lost = texts(form).filter(({ name, value }) => name in values && values[name] !== value);
  for (const control of lost) {
    control.value = values[control.name];
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (lost.length > 0) form.prepend(notice(key));
}

// What the server sent back after a refusal counts as typed too, so earlier texts stay in the draft.
function save(form, key) {
  const earlier = read(key);
  const typed = texts(form).filter(
    ({ name, value, defaultValue, dataset }) =>
      dataset.formatOf || value !== defaultValue || name in earlier,
  );
  if (typed.every(({ dataset }) => dataset.formatOf)) return;
  const values = Object.fromEntries(typed.map(({ name, value }) => [name, value]));
  localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: { ...earlier, ...values } }));
}

function read(key) {
  return JSON.parse(localStorage.getItem(key) ?? "{}").values ?? {};
}

// Text fields, and beside each rich text the hidden field that says how it is written.
function texts(form) {
  return [...form.elements].filter(
    ({ name, type, dataset }) => name && (TEXTS.includes(type) || dataset.formatOf),
  );
}

function notice(key) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = words.dropDraft;
  button.addEventListener("click", () => {
    localStorage.removeItem(key);
    document.querySelectorAll("form[data-changed]").forEach((form) => delete form.dataset.changed);
    location.reload();
  });
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "status");
  line.append(words.draftIsBack, button);
  return line;
}
