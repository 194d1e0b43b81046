// One key makes the line under the cursor a statement, an agreement or an action; a button brings it back.
const KINDS = { Digit1: "statement", Digit2: "agreement", Digit3: "action" };

export function liftLines(desk) {
  for (const note of desk.notes) {
    note.element.addEventListener("click", ({ target }) => {
      const kind = target.closest("[data-lift]")?.dataset.lift;
      if (kind) lift(desk, note, kind);
    });
    note.textarea.addEventListener("keydown", (event) => {
      const kind = event.altKey && KINDS[event.code];
      if (!kind) return;
      event.preventDefault();
      if (!event.repeat) lift(desk, note, kind);
    });
    note.element.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.matches("[data-put-back], [data-assign]")) return;
      event.preventDefault();
      act(desk, note, form);
    });
  }
}

// The line in which the cursor stands: its number from 0, and its words.
export function lineAt({ value, selectionStart }) {
  const number = value.slice(0, selectionStart).split("\n").length - 1;
  return { number, words: value.split("\n")[number] };
}

async function lift(desk, note, kind) {
  if (note.busy) return;
  const { number, words } = lineAt(note.textarea);
  if (!words.trim()) return note.say(desk.words.emptyLine);
  await quietly(desk, note, async () => {
    const fields = { place: note.key, version: note.version, line: number, kind };
    const before = note.text;
    const answer = await desk.server.post(desk.urls.line, fields);
    if (answer.kind === "done") {
      settle(note, before, answer.data, (text) => without(text, words));
    }
    return answer;
  });
  note.textarea.focus();
}

async function act(desk, note, form) {
  if (note.busy) return;
  await quietly(desk, note, async () => {
    const before = note.text;
    const answer = await desk.server.post(form.action, Object.fromEntries(new FormData(form)));
    if (answer.kind === "done" && form.matches("[data-put-back]")) {
      const added = answer.data.text.slice(before.length);
      settle(note, before, answer.data, (text) => text + added);
    }
    return answer;
  });
  await desk.listenNow();
}

// First all that is typed must be stored; then one act at a time.
async function quietly(desk, note, work) {
  note.busy = true;
  try {
    await desk.sync();
    if (note.dirty) {
      if (!note.conflict && note.refused === null) note.say(desk.words.needsNetwork, "waiting");
      return;
    }
    const answer = await work();
    if (answer.kind === "refused") note.say(answer.data?.message ?? desk.words.needsNetwork);
    if (answer.kind === "away") note.say(desk.words.needsNetwork);
  } finally {
    note.busy = false;
  }
}

// The server has the text without the line, or with it again; what was typed meanwhile stays.
function settle(note, before, state, change) {
  const { textarea } = note;
  if (textarea.value === before) {
    const start = textarea.value.lastIndexOf("\n", textarea.selectionStart - 1) + 1;
    note.adopt(state);
    textarea.setSelectionRange(start, start);
    return;
  }
  const mine = change(textarea.value);
  note.accept(state.text, state);
  textarea.value = mine;
  note.typed();
}

function without(text, line) {
  const lines = text.split("\n");
  const place = lines.indexOf(line);
  if (place >= 0) lines.splice(place, 1);
  return lines.join("\n");
}
