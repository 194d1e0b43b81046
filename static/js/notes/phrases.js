// Ready sentences: "/" at the start of a word searches them, Enter takes one, Tab goes on to its next blank.
const BLANK = /\{[^{}\n]*\}/g;

export function offerPhrases(desk) {
  const panel = document.querySelector("[data-phrases]");
  const search = panel.querySelector("input");
  const options = [...panel.querySelectorAll("[data-text]")];
  let note = null;
  let slash = false;

  const shown = () => options.filter((option) => !option.hidden);
  const open = (where, bySlash) => {
    note = where;
    slash = bySlash;
    note.form.after(panel);
    panel.hidden = false;
    search.value = "";
    narrow();
    say("true");
    search.focus();
  };
  const close = () => {
    panel.hidden = true;
    say("false");
    note.textarea.focus();
  };
  const say = (expanded) =>
    note.element.querySelector("[data-phrases-open]").setAttribute("aria-expanded", expanded);
  const narrow = () => {
    const wanted = search.value.toLowerCase().split(/\s+/);
    for (const option of options) {
      option.hidden = !wanted.every((part) => option.dataset.find.toLowerCase().includes(part));
    }
    panel.querySelector("[data-no-phrase]").hidden = shown().length > 0;
    mark(shown()[0]);
  };
  const mark = (chosen) => {
    for (const option of options) option.setAttribute("aria-selected", String(option === chosen));
    search.setAttribute("aria-activedescendant", chosen?.id ?? "");
    chosen?.scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    close();
    insert(note.textarea, option.dataset.text);
  };

  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => {
    const list = shown();
    const at = list.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step && event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (step) mark(list[(at + step + list.length) % list.length]);
    else if (event.key === "Enter" && list[at]) take(list[at]);
    else if (event.key === "Escape") {
      close();
      if (slash) type(note.textarea, "/"); // it was meant as a sign
    }
  });
  panel.addEventListener("click", ({ target }) => {
    const option = target.closest("[data-text]");
    if (option) take(option);
  });
  for (const each of desk.notes) {
    const button = each.element.querySelector("[data-phrases-open]");
    button.addEventListener("click", () => (panel.hidden ? open(each, false) : close()));
    each.textarea.addEventListener("keydown", (event) => {
      if (event.key === "/" && startsWord(each.textarea)) {
        event.preventDefault();
        open(each, true);
      } else if (event.key === "Tab" && !event.shiftKey && nextBlank(each.textarea)) {
        event.preventDefault();
      }
    });
  }
}

function startsWord({ value, selectionStart }) {
  return /(^|\s)$/.test(value.slice(0, selectionStart));
}

function insert(textarea, text) {
  const start = textarea.selectionStart;
  type(textarea, text);
  textarea.setSelectionRange(start, start);
  if (!nextBlank(textarea)) textarea.setSelectionRange(start + text.length, start + text.length);
}

// As if typed, so that the browser can take it back.
function type(textarea, text) {
  textarea.focus();
  if (document.execCommand("insertText", false, text)) return;
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, "end");
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

function nextBlank(textarea) {
  BLANK.lastIndex = textarea.selectionEnd;
  const blank = BLANK.exec(textarea.value);
  if (blank) textarea.setSelectionRange(blank.index, blank.index + blank[0].length);
  return blank !== null;
}
