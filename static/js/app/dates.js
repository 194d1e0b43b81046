// Says a chosen date with its weekday beside the field, whatever way the browser writes dates.
import { all } from "./select.js";

const written = new Intl.DateTimeFormat("id-ID", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

export function showWeekdays(part) {
  for (const output of all(part, "[data-weekday]")) {
    const input = output.parentElement.querySelector('input[type="date"]');
    const show = () => {
      const date = new Date(`${input.value}T00:00:00Z`);
      output.textContent = Number.isNaN(date.valueOf()) ? "" : written.format(date);
    };
    input.addEventListener("input", show);
    show();
  }
}
