// Text typed into a form marked data-draft="name", and what was picked there, is kept in this browser, so that it survives
// a sign-in that expired or a network that failed. It belongs to the account, lives a day, and goes away when the form was
// accepted or the person signs out. Chosen files are in kept_files.js.
import { forgetFiles, keepFiles } from "./kept_files.js";
import { ensureRow } from "./rows.js";
import { all } from "./select.js";
import { words } from "./words.js";

const PREFIX = "rakor-draft:";
const SENT = "rakor-sent";
const PAUSE = 400;
const PATIENCE = 1000;
const LIFETIME = 24 * 60 * 60 * 1000;
let signingOut = false; // what is typed is saved once more when a page goes, but not then

const forgotten = new WeakSet(); // forms that were accepted: a last keystroke must not save them again

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
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      signingOut = true;
      drafts().forEach((key) => localStorage.removeItem(key));
      const tired = new Promise((resolve) => setTimeout(resolve, PATIENCE));
      Promise.race([forgetFiles(), tired]).then(() => form.submit());
    });
  }
}

// Where the words of a form are kept, and its files; nothing for one that must leave no trace.
export function draftKey(form) {
  return form.dataset.draft ? keyOf(form) : "";
}

// For a form that a script sends: it was accepted, or it is still here.
export async function forgetDraft(form) {
  const key = draftKey(form);
  if (!key) return;
  forgotten.add(form);
  localStorage.removeItem(key);
  if ("sends" in form.dataset) await keepFiles(key, []);
}

export function stillHere() {
  sessionStorage.removeItem(SENT);
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
  for (const control of picks(form)) {
    if (control.name in values) control.checked = control.value === values[control.name];
  }
  if (lost.length > 0) form.prepend(notice(form));
}

// What the server sent back after a refusal counts as typed too, so earlier texts stay in the draft.
function save(form, key) {
  if (signingOut || forgotten.has(form)) return;
  const earlier = read(key);
  const typed = texts(form).filter(
    (control) =>
      isHidden(control) || control.value !== control.defaultValue || control.name in earlier,
  );
  const picked = picks(form).filter(({ checked, defaultChecked }) => checked && !defaultChecked);
  if ([...typed, ...picked].every(isHidden)) return;
  const values = Object.fromEntries([...typed, ...picked].map(({ name, value }) => [name, value]));
  localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: { ...earlier, ...values } }));
}

function read(key) {
  return JSON.parse(localStorage.getItem(key) ?? "{}").values ?? {};
}

// Text fields, and what goes with them unseen: how a rich text is written, by what a sending is known.
function texts(form) {
  return [...form.elements].filter(
    (control) => control.name && (TEXTS.includes(control.type) || isHidden(control)),
  );
}

function isHidden({ dataset }) {
  return dataset.formatOf || "kept" in dataset;
}

// One of several, where the form asks for it to be kept with its words.
function picks(form) {
  return "sends" in form.dataset ? [...form.elements].filter(({ type }) => type === "radio") : [];
}

function notice(form) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = words.dropDraft;
  button.addEventListener("click", async () => {
    await forgetDraft(form);
    document.querySelectorAll("form[data-changed]").forEach((form) => delete form.dataset.changed);
    location.reload();
  });
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "status");
  line.append(words.draftIsBack, button);
  return line;
}
