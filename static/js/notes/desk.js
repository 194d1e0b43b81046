// The desk as a whole: which place is open, what is sent in which order, and what others wrote meanwhile.
import { openDevice } from "./device.js";
import { checkSentences } from "./hints.js";
import { liftLines } from "./lines.js";
import { Note } from "./note.js";
import { offerPhrases } from "./phrases.js";
import { Server } from "./server.js";

const LISTEN = 5000;

export async function openDesk(element) {
  const desk = new Desk(element);
  desk.prepare();
  desk.device = await openDevice("onDevice" in element.dataset);
  await desk.restore();
  desk.listen();
}

class Desk {
  constructor(element) {
    const { account, meeting, words, names, asideUrl, lineUrl } = element.dataset;
    const token = document.querySelector('meta[name="csrf-token"]').content;
    Object.assign(this, { element, account, meeting, words: JSON.parse(words), away: false });
    this.names = JSON.parse(names);
    this.server = new Server(element.dataset, token);
    this.notes = [...element.querySelectorAll("[data-note]")].map((each) => new Note(each, this));
    this.urls = { save: this.notes[0].form.action, aside: asideUrl, line: lineUrl };
    this.signedOut = false;
  }

  get current() {
    return this.notes.find((note) => !note.element.hidden);
  }

  prepare() {
    for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
    for (const part of document.querySelectorAll("[data-tools], [data-help]")) part.hidden = false;
    this.element.addEventListener("click", (event) => {
      const link = event.target.closest("[data-place]");
      if (!link || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.open(link.dataset.place, { focus: true });
    });
    const pick = this.element.querySelector("[data-pick]");
    pick.addEventListener("change", () => this.open(pick.value));
    document.addEventListener("keydown", (event) => this.key(event));
    const dialog = document.querySelector("[data-help-dialog]");
    document.querySelector("[data-help]").addEventListener("click", () => dialog.showModal());
    addEventListener("online", () => this.listenNow());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.notes.forEach((note) => note.dirty && note.keep());
    });
    liftLines(this);
    offerPhrases(this);
    checkSentences(this);
  }

  open(key, { focus = false } = {}) {
    for (const note of this.notes) {
      note.element.hidden = note.key !== key;
      if (note.key === key) note.link.setAttribute("aria-current", "true");
      else note.link.removeAttribute("aria-current");
    }
    this.element.querySelector("[data-pick]").value = key;
    history.replaceState(null, "", `?tempat=${key}`);
    if (focus) this.current.textarea.focus();
  }

  key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && step) {
      event.preventDefault();
      const next = this.notes[this.notes.indexOf(this.current) + step];
      if (next) this.open(next.key, { focus: true });
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      this.sync();
    } else if (event.key === "?" && !event.target.matches("textarea, input, select")) {
      document.querySelector("[data-help-dialog]").showModal();
    }
  }

  // What an earlier page left unsent on this device, for this account and this meeting only.
  async restore() {
    const drafts = await this.device.all(this.account, this.meeting);
    const place = (draft) => this.notes.find((note) => note.key === draft.key);
    for (const draft of drafts.sort((a, b) => a.since - b.since)) {
      if (!place(draft)?.restore(draft)) this.showLeftover(draft);
    }
    await this.sync();
  }

  showLeftover({ text }) {
    const why = document.createElement("p");
    const typed = document.createElement("pre");
    why.textContent = this.words.leftover;
    typed.textContent = text;
    this.element.querySelector("[data-leftovers]").append(why, typed);
  }

  // Place by place, the oldest words first; stops at the first that finds nobody. One round at a time.
  async sync() {
    if (this.syncing) {
      this.again = true;
      return this.syncing;
    }
    this.syncing = this.#send();
    await this.syncing;
    this.syncing = null;
    if (this.again) {
      this.again = false;
      await this.sync();
    }
  }

  async #send() {
    if (!this.device || this.otherAccount) return;
    const waiting = this.notes.filter((note) => note.waits).sort((a, b) => a.since - b.since);
    for (const note of waiting) {
      await note.keep();
      if (!this.reached(await note.push())) return;
    }
  }

  // Takes note of who answered; whether it is any use to go on.
  reached(kind) {
    this.away = kind === "away" || kind === "signedOut" || kind === "otherAccount";
    if (kind !== "away") {
      this.signedOut = kind === "signedOut";
      this.otherAccount = kind === "otherAccount";
      this.element.querySelector("[data-signed-out]").hidden = !this.signedOut;
      this.element.querySelector("[data-other-account]").hidden = !this.otherAccount;
      for (const part of this.element.querySelectorAll(".desk-places, .desk-notes")) {
        part.hidden = this.otherAccount;
      }
    }
    if (this.away) this.notes.filter((note) => note.dirty).forEach((note) => note.sayWaiting());
    return !this.away;
  }

  listen() {
    this.listening = setTimeout(() => this.listenNow(), LISTEN);
  }

  async listenNow() {
    clearTimeout(this.listening);
    if (!this.syncing) {
      const { posted } = this.server;
      const answer = await this.server.state({ all: this.away });
      if (this.reached(answer.kind)) {
        // What was stored while the question was under way makes its answer old.
        if (posted === this.server.posted) this.hear(answer.data?.notes ?? []);
        await this.sync();
      }
    }
    this.listen();
  }

  hear(states) {
    for (const state of states) this.notes.find((note) => note.key === state.key)?.heard(state);
  }

  // The tab goes: what the server has not got is sent once more, without waiting for an answer.
  leave() {
    if (this.otherAccount) return;
    for (const note of this.notes.filter((each) => each.waits)) {
      note.keep();
      const fields = { place: note.key, version: note.version, text: note.text };
      this.server.post(this.urls.save, fields, { keepalive: true });
    }
  }
}
