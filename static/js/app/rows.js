// Rows of a repeated group. The server sends spare blank rows; here they wait until they are asked for.
import { all } from "./select.js";

const MOST = 200;

export function repeatRows(part) {
  for (const group of all(part, "[data-rows]")) {
    const add = group.querySelector(":scope > [data-add]");
    add.hidden = false;
    add.addEventListener("click", () =>
      addRow(group).querySelector(".input, .choice input")?.focus(),
    );
    const rows = rowsOf(group);
    rows.forEach(prepare);
    rows.filter((row, place) => place > 0 && isBlank(row)).forEach((row) => (row.hidden = true));
  }
}

// Makes the row that the control of this name stands in, if its group has none yet.
export function ensureRow(form, name) {
  const prefix = name.match(/^(.*?-)\d+(-|$)/)?.[1];
  const neighbour = prefix && [...form.elements].find((control) => control.name.startsWith(prefix));
  const group = neighbour?.closest("[data-rows]");
  while (group && !form.elements[name] && rowsOf(group).length < MOST) addRow(group);
  form.elements[name]?.closest?.("[data-row]")?.removeAttribute("hidden");
}

function rowsOf(group) {
  return [...group.querySelectorAll(":scope > [data-row]")];
}

function prepare(row) {
  const button = row.querySelector("[data-remove]");
  button.hidden = false;
  button.addEventListener("click", () => {
    controls(row).forEach(clear);
    row.hidden = true; // blank rows are dropped by the server
    row.dispatchEvent(new Event("input", { bubbles: true }));
    row.parentElement.querySelector(":scope > [data-add]").focus();
  });
}

function addRow(group) {
  const rows = rowsOf(group);
  const last = rows.at(-1);
  let row = rows.find((spare) => spare.hidden);
  if (row) {
    last.after(row);
    row.hidden = false;
  } else {
    row = nextRow(last, rows.length);
    last.after(row);
    prepare(row);
  }
  return row;
}

// FieldList names its entries name-0-part, name-1-part …: the copy takes the next number.
function nextRow(last, count) {
  const prefix = controls(last)[0].name.match(/^(.*-)\d+(-|$)/)[1];
  const numbers = controls(last).map(({ name }) => Number(name.slice(prefix.length).match(/^\d+/)));
  const next = Math.max(count, ...numbers.map((number) => number + 1));
  const row = last.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of [
      "name",
      "id",
      "for",
      "aria-describedby",
      "data-format-of",
      "data-editor",
    ]) {
      const value = element.getAttribute(attribute);
      if (value?.startsWith(prefix)) {
        element.setAttribute(
          attribute,
          value.replace(/\d+/, (digits, at) => (at === prefix.length ? next : digits)),
        );
      }
    }
  }
  row.querySelectorAll(".field-error").forEach((error) => error.remove());
  controls(row).forEach(clear);
  return row;
}

function controls(row) {
  return [...row.querySelectorAll("input, select, textarea")].filter(
    ({ name, dataset }) => name && !dataset.formatOf,
  );
}

function isBlank(row) {
  return controls(row).every((control) =>
    control.tagName === "SELECT"
      ? control.selectedIndex <= 0
      : ["checkbox", "radio", "hidden"].includes(control.type)
        ? !control.checked
        : !control.value,
  );
}

function clear(control) {
  if (["checkbox", "radio"].includes(control.type)) control.checked = false;
  else if (control.tagName === "SELECT") control.selectedIndex = 0;
  else control.value = "";
}
