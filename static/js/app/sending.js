// A form marked data-sends goes out in place, with its progress and a way to stop it. What could not be sent stays as it
// is, says why, and is sent again by one press; it carries a key, so that a lost answer never makes two reports of one.
import { draftKey, forgetDraft, stillHere } from "./drafts.js";
import { evidenceReady } from "./evidence.js";
import { release } from "./guard.js";
import { all } from "./select.js";
import { fill } from "./told.js";

const STALLED = 60_000; // neither a byte nor an answer for so long: the line is dead

export function sendInPlace(part) {
  for (const form of all(part, "form[data-sends]")) {
    const sending = new Sending(form);
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return; // refused before: half a date, too large
      event.preventDefault();
      sending.start();
    });
  }
}

class Sending {
  constructor(form) {
    Object.assign(this, { form, words: JSON.parse(form.dataset.words), request: null });
    this.line = document.createElement("div");
    this.line.className = "sending";
    this.line.setAttribute("role", "status");
    form.querySelector(".actions").before(this.line);
    addEventListener("online", () => {
      const unsent = this.line.querySelector("[data-unsent]");
      if (unsent) unsent.textContent = this.words.online;
    });
  }

  async start() {
    if (this.request) return;
    this.request = new XMLHttpRequest();
    stillHere(); // the words stay on the device until the server said that it has them
    this.clear();
    this.tell(this.words.preparing);
    this.kept = (await evidenceReady(this.form)) && Boolean(draftKey(this.form));
    this.send(this.request);
  }

  send(request) {
    const { words } = this;
    const bar = document.createElement("progress");
    const text = document.createElement("p");
    bar.max = 1;
    bar.setAttribute("aria-label", fill(words.sending, { percent: "" }));
    this.line.replaceChildren(bar, text, button(words.cancel, () => request.abort()));
    request.open("POST", this.form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => {
      this.watch(request);
      bar.value = total ? loaded / total : 0;
      const percent = Math.floor(bar.value * 100);
      text.textContent = percent < 100 ? fill(words.sending, { percent }) : words.waiting;
    };
    request.onload = () => this.answered(request.status, request.response);
    request.onerror = () => this.unsent(words.notSent);
    request.onabort = () => this.unsent(this.stalled ? words.notSent : words.cancelled);
    this.stalled = false;
    this.watch(request);
    request.send(new FormData(this.form));
  }

  watch(request) {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.stalled = true;
      request.abort();
    }, STALLED);
  }

  async answered(status, answer) {
    const { words } = this;
    if (status === 200 && answer?.url) {
      clearTimeout(this.patience);
      delete this.form.dataset.changed;
      await forgetDraft(this.form);
      location.assign(answer.url);
    } else if (answer?.errors) {
      this.refused(answer.errors);
    } else if (status === 401 && document.body.dataset.account) {
      const back = new URLSearchParams({ next: location.pathname });
      this.unsent(words.signedOut, link(words.signIn, `/masuk?${back}`));
    } else if (status === 413) {
      this.unsent(words.tooLarge);
    } else if (status === 429 || status >= 500 || status === 0) {
      this.unsent(words.notAnswered);
    } else {
      this.unsent(words.outdated, link(words.reload, location.pathname));
    }
  }

  refused(errors) {
    const general = Object.entries(errors).flatMap(([name, said]) => this.mark(name, said));
    this.tell([...general, this.words.refused].join(" "));
    this.over();
    this.form.querySelector(".field-wrong :is(input, textarea)")?.focus();
  }

  // Says it beside the field; what belongs to no field is given back.
  mark(name, said) {
    const named = this.form.elements[name];
    const control = named instanceof RadioNodeList ? named[0] : named;
    const field = control?.closest(".field");
    if (!field) return said;
    field.classList.add("field-wrong");
    const lines = said.map((sentence) => {
      const line = document.createElement("p");
      Object.assign(line, { className: "field-error", textContent: sentence });
      line.dataset.said = "";
      return line;
    });
    field.querySelector("legend, label").after(...lines);
    const panel = field.closest("details");
    if (panel) panel.open = true;
    return [];
  }

  clear() {
    this.line.classList.remove("sending-unsent");
    for (const line of this.form.querySelectorAll("[data-said]")) line.remove();
    for (const field of this.form.querySelectorAll(".field-wrong")) {
      field.classList.remove("field-wrong");
    }
  }

  unsent(reason, way = null) {
    const { words } = this;
    const text = document.createElement("p");
    const first = document.createElement("strong");
    Object.assign(first, { textContent: reason });
    Object.assign(first.dataset, reason === words.notSent ? { unsent: "" } : {});
    text.append(first, this.kept ? ` ${words.kept}` : "");
    const again = button(words.again, () => this.form.querySelector('[type="submit"]').click());
    this.over();
    this.line.classList.add("sending-unsent");
    this.line.replaceChildren(text, way ?? again);
  }

  tell(sentence) {
    const text = document.createElement("p");
    text.textContent = sentence;
    this.line.replaceChildren(text);
  }

  over() {
    clearTimeout(this.patience);
    this.request = null;
    release(this.form);
  }
}

function button(label, act) {
  const control = document.createElement("button");
  Object.assign(control, { type: "button", className: "button button-secondary" });
  control.textContent = label;
  control.addEventListener("click", act);
  return control;
}

function link(label, url) {
  const way = document.createElement("a");
  Object.assign(way, { className: "button button-secondary", textContent: label, href: url });
  return way;
}
