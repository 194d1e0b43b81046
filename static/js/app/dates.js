// Says a chosen date with its weekday, and a time with its zone, whatever way the browser writes them.
import { all } from "./select.js";

const written = new Intl.DateTimeFormat("id-ID", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

export function sayDates(part) {
  for (const output of all(part, "[data-weekday]")) {
    follow(output, ({ value }) => {
      const date = new Date(`${value}T00:00:00Z`);
      return Number.isNaN(date.valueOf()) ? "" : written.format(date);
    });
  }
}

export function sayTimes(part) {
  for (const output of all(part, "[data-clock]")) {
    const { clock, zone } = output.dataset;
    const say = follow(output, ({ value, form }) => {
      const letters = form.elements.zone?.selectedOptions[0].text ?? zone;
      return value && clock.replace("{}", `${value.slice(0, 5).replace(":", ".")} ${letters}`.trim());
    });
    output.form.elements.zone?.addEventListener("input", say);
  }
}

function follow(output, words) {
  const input = output.parentElement.querySelector("input");
  const say = () => (output.textContent = words(input));
  input.addEventListener("input", say);
  say();
  return say;
}
