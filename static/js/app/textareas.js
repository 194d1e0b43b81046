// A text field grows with what is typed, so that all of it stays in sight.
import { all } from "./select.js";

export function growTextareas(part) {
  for (const textarea of all(part, "textarea[data-grow]")) {
    const grow = () => {
      textarea.style.height = "auto";
      textarea.style.height = `${textarea.scrollHeight + 2}px`;
    };
    textarea.addEventListener("input", grow);
    if (textarea.value) grow();
  }
}
