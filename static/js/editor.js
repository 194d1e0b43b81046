// The rich text editor over a textarea. The textarea stays the field of the form: the editor writes its HTML there and
// says so in the format field beside it.
import { Editor } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { toolbar } from "./editor/toolbar.js";

// Widths as style attributes would be refused by the page's policy and dropped by the server.
const PlainTable = Table.extend({ renderHTML: () => ["table", ["tbody", 0]] });

document.querySelectorAll("textarea[data-editor]").forEach(open);

function open(textarea) {
  const format = document.getElementById(textarea.dataset.editor);
  const frame = document.createElement("div");
  frame.className = "editor";
  textarea.after(frame);

  const editor = new Editor({
    element: frame,
    injectCSS: false,
    content: initial(textarea, format),
    extensions: [
      // What the server's sanitiser keeps, and nothing else.
      StarterKit.configure({
        heading: { levels: [3, 4] },
        code: false,
        codeBlock: false,
        horizontalRule: false,
        link: { openOnClick: false, protocols: ["http", "https", "mailto"] },
      }),
      PlainTable,
      TableRow,
      TableHeader,
      TableCell,
    ],
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": `${textarea.id}-label`,
        ...describedBy(textarea),
        class: "prose",
      },
    },
    onUpdate: () => hand(editor, textarea, format),
  });

  frame.prepend(toolbar(editor, textarea.dataset.sprite, JSON.parse(textarea.dataset.words)));
  textarea.hidden = true;
  const label = `#${textarea.id}-label`;
  const problem = `.error-summary a[href="#${textarea.id}"]`;
  for (const way of document.querySelectorAll(`${label}, ${problem}`)) {
    way.addEventListener("click", () => editor.commands.focus());
  }
}

function describedBy(textarea) {
  const notes = [`${textarea.id}-hint`, `${textarea.id}-error`].filter((id) =>
    document.getElementById(id),
  );
  return notes.length ? { "aria-describedby": notes.join(" ") } : {};
}

function initial(textarea, format) {
  if (format.value === "html") return textarea.value;
  return textarea.dataset.html ?? paragraphs(textarea.value);
}

function paragraphs(text) {
  const blocks = text.split(/\n\s*\n/).filter((block) => block.trim());
  return {
    type: "doc",
    content: (blocks.length ? blocks : [""]).map((block) => ({
      type: "paragraph",
      content: lines(block),
    })),
  };
}

function lines(block) {
  return block
    .split("\n")
    .flatMap((line, place) => [
      ...(place ? [{ type: "hardBreak" }] : []),
      ...(line ? [{ type: "text", text: line }] : []),
    ]);
}

function hand(editor, textarea, format) {
  textarea.value = editor.isEmpty ? "" : editor.getHTML();
  format.value = "html";
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}
