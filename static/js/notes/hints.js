// Says beside the line under the cursor what an action's sentence still lacks; it never stands in the way.
import { lineAt } from "./lines.js";
import { checkWording, looksLikeAction } from "./wording.js";

const PAUSE = 600;

export function checkSentences(desk) {
  for (const note of desk.notes) {
    let waiting;
    const hint = () => {
      const { words } = lineAt(note.textarea);
      show(desk, note, looksLikeAction(words, desk.names) ? checkWording(words, desk.names) : null);
    };
    // Moving to another line asks anew: what is shown is about the line under the cursor.
    for (const moved of ["input", "keyup", "click"]) {
      note.textarea.addEventListener(moved, () => {
        clearTimeout(waiting);
        waiting = setTimeout(hint, PAUSE);
      });
    }
    const ask = () => {
      const { words } = lineAt(note.textarea);
      if (!words.trim()) return note.say(desk.words.emptyLine);
      show(desk, note, checkWording(words, desk.names));
    };
    note.element.querySelector("[data-check]").addEventListener("click", ask);
    note.textarea.addEventListener("keydown", (event) => {
      if (!event.altKey || event.code !== "KeyP") return;
      event.preventDefault();
      ask();
    });
  }
}

// findings: null where the line is no action; empty where nothing is missing.
function show({ words }, note, findings) {
  const place = note.element.querySelector("[data-hints]");
  place.hidden = findings === null;
  if (findings === null) return;
  const list = document.createElement("ul");
  for (const { word, found } of findings) {
    const item = document.createElement("li");
    item.textContent = words[word].replace("{}", found);
    list.append(item);
  }
  const line = document.createElement("p");
  line.textContent = findings.length ? words.pattern : words.sound;
  place.replaceChildren(list, line);
}
