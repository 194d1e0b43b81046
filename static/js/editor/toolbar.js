// The editor's buttons: one stop of the Tab key, arrows move inside, each says whether it is pressed.
const TOOLS = [
  { word: "bold", icon: "type-bold", mark: "bold", run: (chain) => chain.toggleBold() },
  { word: "italic", icon: "type-italic", mark: "italic", run: (chain) => chain.toggleItalic() },
  {
    word: "heading",
    icon: "type-h3",
    mark: ["heading", { level: 3 }],
    run: (chain) => chain.toggleHeading({ level: 3 }),
  },
  {
    word: "bullets",
    icon: "list-ul",
    mark: "bulletList",
    run: (chain) => chain.toggleBulletList(),
  },
  {
    word: "numbers",
    icon: "list-ol",
    mark: "orderedList",
    run: (chain) => chain.toggleOrderedList(),
  },
  { word: "quote", icon: "quote", mark: "blockquote", run: (chain) => chain.toggleBlockquote() },
  {
    word: "table",
    icon: "table",
    run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  },
  { word: "addRow", short: "rowMore", within: "table", run: (chain) => chain.addRowAfter() },
  { word: "addColumn", short: "columnMore", within: "table", run: (chain) => chain.addColumnAfter() },
  { word: "deleteRow", short: "rowLess", within: "table", run: (chain) => chain.deleteRow() },
  { word: "deleteColumn", short: "columnLess", within: "table", run: (chain) => chain.deleteColumn() },
  { word: "deleteTable", short: "tableLess", within: "table", run: (chain) => chain.deleteTable() },
  { word: "undo", icon: "arrow-counterclockwise", can: "undo", run: (chain) => chain.undo() },
  { word: "redo", icon: "arrow-clockwise", can: "redo", run: (chain) => chain.redo() },
];

// sprite: URL of the drawings. words: what the tools are called; for those without a drawing also in short.
export function toolbar(editor, sprite, words) {
  const bar = document.createElement("div");
  bar.className = "editor-tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.tools);
  const buttons = TOOLS.map((tool) => button(tool, editor, sprite, words));
  bar.append(...buttons);
  bar.addEventListener("keydown", (event) => rove(event, buttons));
  const show = () => {
    TOOLS.forEach((tool, place) => reflect(tool, buttons[place], editor));
    if (!buttons.some((element) => element.tabIndex === 0 && !element.hidden))
      stopAt(buttons[0], buttons);
  };
  editor.on("transaction", show);
  show();
  return bar;
}

function button(tool, editor, sprite, words) {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  element.title = words[tool.word];
  element.setAttribute("aria-label", words[tool.word]);
  element.append(tool.icon ? drawing(sprite, tool.icon) : words[tool.short]);
  element.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its selection
  element.addEventListener("click", () => tool.run(editor.chain().focus()).run());
  return element;
}

function drawing(sprite, name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

function reflect(tool, element, editor) {
  if (tool.mark)
    element.setAttribute("aria-pressed", String(editor.isActive(...[tool.mark].flat())));
  if (tool.within) element.hidden = !editor.isActive(tool.within);
  if (tool.can) element.setAttribute("aria-disabled", String(!editor.can()[tool.can]()));
}

function rove(event, buttons) {
  const shown = buttons.filter((element) => !element.hidden);
  const at = shown.indexOf(document.activeElement);
  const target = {
    ArrowRight: shown[(at + 1) % shown.length],
    ArrowLeft: shown.at(at - 1),
    Home: shown[0],
    End: shown.at(-1),
  }[event.key];
  if (!target) return;
  event.preventDefault();
  stopAt(target, buttons);
  target.focus();
}

function stopAt(target, buttons) {
  buttons.forEach((element) => (element.tabIndex = element === target ? 0 : -1));
}
