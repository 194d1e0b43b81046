// The evidence of a report: photos are made smaller as they are chosen, shown with their size before and after, and kept
// on the device until they were sent. `input.files` always holds what would be sent.
import { draftKey } from "./drafts.js";
import { keepFiles, keptFiles } from "./kept_files.js";
import { readied } from "./photos.js";
import { all } from "./select.js";
import { fill, readable } from "./told.js";

const known = new WeakMap();

export function gatherEvidence(part) {
  for (const box of all(part, "[data-evidence]")) known.set(box.closest("form"), new Evidence(box));
}

// Waits until what was chosen is ready; then tells whether it is kept on this device.
export async function evidenceReady(form) {
  const evidence = known.get(form);
  await evidence?.ready;
  return evidence?.kept ?? true;
}

class Evidence {
  constructor(box) {
    const form = box.closest("form");
    this.words = JSON.parse(form.dataset.words);
    this.list = box.querySelector(".proofs-chosen");
    this.camera = box.querySelector("[data-camera]");
    this.input = box.querySelector('input[type="file"]:not([data-camera])');
    this.key = draftKey(form);
    this.items = [];
    this.kept = true;
    this.ready = this.restore();
    for (const input of [this.camera, this.input]) {
      input.addEventListener("change", () => this.choose(input));
    }
  }

  async restore() {
    const files = this.key ? await keptFiles(this.key) : [];
    this.items.unshift(...files.map(({ file, before }) => ({ file, before })));
    if (files.length > 0) this.show();
  }

  choose(input) {
    const fresh = [...input.files].map((file) => ({ chosen: file, before: file.size }));
    this.items.push(...fresh);
    this.camera.value = "";
    this.show();
    this.ready = this.ready.then(() => this.prepare(fresh)).then(() => this.keep());
  }

  // One after the other: a phone has memory for one large picture.
  async prepare(fresh) {
    for (const item of fresh) {
      Object.assign(item, await readied(item.chosen));
      this.show();
    }
  }

  async keep() {
    const files = this.sent().map(({ file, before }) => ({ file, before }));
    this.kept = !this.key || (await keepFiles(this.key, files));
  }

  remove(item) {
    this.items = this.items.filter((other) => other !== item);
    this.show();
    this.input.focus();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.ready = this.ready.then(() => this.keep());
  }

  sent() {
    return this.items.filter((item) => item.file);
  }

  show() {
    const files = new DataTransfer();
    for (const { file } of this.sent()) files.items.add(file);
    this.input.files = files.files;
    this.list.replaceChildren(...this.items.map((item) => this.line(item)));
  }

  line(item) {
    const file = item.file ?? item.chosen;
    const line = document.createElement("li");
    const told = document.createElement("span");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.words.remove;
    button.setAttribute("aria-label", `${this.words.remove} ${file.name}`);
    button.addEventListener("click", () => this.remove(item));
    told.textContent = `${file.name} · ${this.told(item)}`;
    if (item.refusal) told.className = "field-error";
    line.append(...picture(item.file), told, button);
    return line;
  }

  told({ file, before, refusal }) {
    if (refusal) return refusal === "heic" ? this.words.heic : this.words.unwanted;
    if (!file) return this.words.shrinking;
    const sizes = { after: readable(file.size), before: readable(before) };
    return file.size < before ? fill(this.words.smaller, sizes) : sizes.after;
  }
}

function picture(file) {
  if (!file?.type.startsWith("image/")) return [];
  const image = new Image();
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return [image];
}
