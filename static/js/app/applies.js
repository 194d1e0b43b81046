// Fields that only some choices of a select need are out of sight while another is chosen.
import { all } from "./select.js";

export function showWhatApplies(part) {
  for (const select of all(part, "select[data-shows]")) {
    const fields = select.form.querySelectorAll(`[data-shown-for="${select.dataset.shows}"]`);
    const show = () => {
      for (const field of fields) field.hidden = !applies(field.dataset.values, select.value);
    };
    select.addEventListener("change", show);
    show();
  }
}

function applies(values, chosen) {
  return values === "any" ? chosen !== "" : values.split(" ").includes(chosen);
}
