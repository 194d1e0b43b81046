// One place of the desk: what is typed there, what the server has of it, and what is said about the two.
const TO_DEVICE = 250;
const TO_SERVER = 1500;
const AT_LATEST = 10_000;
const WRITING = 30_000; // after a colleague's last words

export class Note {
  // desk: has server, device, words, urls, and `sync` to send what waits.
  constructor(element, desk) {
    this.desk = desk;
    this.element = element;
    this.key = element.dataset.note;
    // Of this tab alone: another one may be open on the same place.
    this.id = [desk.account, desk.meeting, this.key, Date.now(), Math.random()].join(":");
    this.taken = []; // drafts of earlier tabs that this one sends
    this.textarea = element.querySelector(".desk-text");
    this.form = this.textarea.form;
    this.version = Number(this.form.elements.version.value);
    this.base = this.textarea.value; // as the server has it
    this.since = null; // the oldest keystroke that the server does not have
    this.conflict = null;
    this.refused = null; // a text the server did not take
    this.textarea.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      desk.sync();
    });
  }

  get text() {
    return this.textarea.value;
  }

  get dirty() {
    return this.text !== this.base;
  }

  // Something the server does not have and has not just refused.
  get waits() {
    if (this.conflict && this.conflict.typed === this.text) return false;
    return this.dirty && this.refused !== this.text;
  }

  typed() {
    this.since ??= Date.now();
    if (!this.desk.away && !this.conflict) this.say(this.desk.words.saving);
    this.toDevice ??= setTimeout(() => this.keep(), TO_DEVICE);
    clearTimeout(this.toServer);
    const rest = Math.max(0, this.since + AT_LATEST - Date.now());
    this.toServer = setTimeout(() => this.desk.sync(), Math.min(TO_SERVER, rest));
  }

  // On this device, with what it was typed upon.
  async keep() {
    clearTimeout(this.toDevice);
    this.toDevice = undefined;
    if (!this.dirty) return this.forgetDrafts();
    const { id, key, text, base, version, since } = this;
    const { account, meeting } = this.desk;
    this.onDevice = await this.desk.device.put({
      ...{ id, account, meeting, key, text, base, version, since: since ?? Date.now() },
    });
    if (this.onDevice) delete this.form.dataset.changed; // the page may be left without asking
    if (this.desk.away) this.sayWaiting();
  }

  async forgetDrafts() {
    const stored = this.taken.splice(0);
    if (this.onDevice) stored.push(this.id);
    this.onDevice = false;
    await Promise.all(stored.map((id) => this.desk.device.remove(id)));
  }

  // Sends what is typed; returns the kind of the answer.
  async push() {
    const text = this.text;
    this.say(this.desk.words.saving);
    const fields = { place: this.key, version: this.version, text };
    const answer = await this.desk.server.post(this.desk.urls.save, fields);
    if (answer.kind === "done") this.accept(text, answer.data);
    else if (answer.kind === "conflict") this.show(answer.data, text);
    else if (answer.kind === "refused") this.refuse(text, answer);
    else this.sayWaiting();
    return answer.kind;
  }

  accept(text, state) {
    this.base = text;
    this.version = state.version;
    this.forgetConflict();
    this.since = this.dirty ? Date.now() : null;
    this.keep();
    this.reflect(state);
    if (!this.dirty) delete this.form.dataset.changed;
  }

  // What another stored, where nothing of one's own is waiting.
  adopt(state) {
    const { selectionStart, selectionEnd } = this.textarea;
    const focused = document.activeElement === this.textarea;
    this.base = this.textarea.value = state.text;
    this.version = state.version;
    this.since = null;
    if (focused) this.textarea.setSelectionRange(selectionStart, selectionEnd);
    this.forgetConflict();
    this.keep();
    this.reflect(state);
  }

  // What the server says of this place while the desk stays open.
  heard(state) {
    this.reflect(state, { quietly: this.dirty });
    if (state.version === this.version) return;
    if (!this.dirty) this.adopt(state);
    else if (!this.conflict) this.desk.sync(); // the answer brings both texts
  }

  // Back from the device, where the last page was left, or torn away, before it was stored. Two tabs may have left two
  // texts: false for the second.
  restore(draft) {
    if (draft.text !== this.text && this.taken.length) return false;
    this.taken.push(draft.id);
    if (draft.text === this.text) {
      this.keep();
      return true;
    }
    this.textarea.value = draft.text;
    this.base = draft.base;
    this.version = draft.version;
    this.since = draft.since;
    this.say(this.desk.words.restored);
    return true;
  }

  show(data, typed) {
    if (data.note.text === typed || typed === this.base) return this.adopt(data.note);
    this.conflict = { ...data, typed };
    const place = this.element.querySelector("[data-conflict]");
    place.innerHTML = data.html; // made and escaped by the server
    for (const form of place.querySelectorAll("[data-choose]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.choose(form.dataset.choose);
      });
    }
    this.say(this.desk.words.othersChange, "warning");
  }

  // Whatever is chosen, both texts stay in the history.
  async choose(way) {
    if (this.conflict.typed !== this.text) await this.push(); // typed on meanwhile: look at both again
    if (!this.conflict) return;
    const { note, merged } = this.conflict;
    if (way === "theirs") {
      const fields = { place: this.key, text: this.text };
      const answer = await this.desk.server.post(this.desk.urls.aside, fields);
      if (answer.kind === "done") this.adopt(answer.data);
      else this.sayWaiting();
      return;
    }
    this.base = note.text;
    this.version = note.version;
    if (way === "merged") this.textarea.value = merged;
    this.forgetConflict();
    this.since = Date.now();
    await this.keep();
    await this.desk.sync();
    this.textarea.focus();
  }

  forgetConflict() {
    this.conflict = this.refused = null;
    this.element.querySelector("[data-conflict]").replaceChildren();
  }

  refuse(text, answer) {
    this.refused = text;
    this.say(answer.data?.message ?? this.desk.words.refused, "warning");
  }

  sayWaiting() {
    const { words, signedOut } = this.desk;
    const kept = signedOut ? words.onDeviceSignedOut : words.onDevice;
    this.say(this.onDevice ? kept : words.nowhere, "waiting");
  }

  reflect(state, { quietly = false } = {}) {
    if (!quietly && !this.conflict) this.say(state.saved);
    this.showWriter(state.writer);
    this.link.querySelector("[data-counts]").textContent = state.counts;
    const history = this.element.querySelector("[data-history]");
    history.hidden = !state.history;
    history.href = state.history;
    const results = this.element.querySelector("[data-results]");
    if (this.results !== state.results) results.innerHTML = this.results = state.results;
  }

  showWriter(words) {
    clearTimeout(this.writing);
    if (words) this.writing = setTimeout(() => this.showWriter(""), WRITING);
    this.write("[data-writer]", words);
    this.link.querySelector("[data-writer]").textContent = words;
  }

  get link() {
    return this.desk.element.querySelector(`[data-place="${this.key}"]`);
  }

  say(words, tone = "") {
    this.write("[data-status]", words);
    this.element.querySelector("[data-status]").dataset.tone = tone;
    const mark = this.link.querySelector("[data-mark]");
    mark.hidden = !tone;
    mark.textContent = tone === "warning" ? words : this.desk.words.unsent;
  }

  write(selector, words) {
    const place = this.element.querySelector(selector);
    if (place.textContent !== words) place.textContent = words;
  }
}
