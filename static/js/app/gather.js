// "Semua dinas" ticks every dinas in the list below; whoever unticks one of them unticks "semua".
import { all } from "./select.js";

export function gatherChoices(part) {
  for (const area of all(part, "[data-gathers]")) {
    const single = [...area.querySelectorAll(`input[name="${area.dataset.gathers}"]`)];
    const byValue = new Map(single.map((box) => [box.value, box]));
    const groups = [...area.querySelectorAll("[data-members]")].map((label) => ({
      box: label.querySelector("input"),
      members: label.dataset.members.split(" ").map((value) => byValue.get(value)),
    }));
    const count = counter(area);
    for (const { box, members } of groups) {
      box.addEventListener("change", () => members.forEach((one) => (one.checked = box.checked)));
      if (box.checked) members.forEach((one) => (one.checked = true));
    }
    area.addEventListener("change", () => {
      for (const { box, members } of groups) box.checked = members.every((one) => one.checked);
      count(single);
    });
    count(single);
  }
}

function counter(area) {
  const line = document.createElement("p");
  line.className = "choices-count";
  line.setAttribute("role", "status");
  area.append(line);
  return (boxes) => {
    const ticked = boxes.filter((box) => box.checked).length;
    line.textContent = ticked > 0 ? area.dataset.counted.replace("{}", ticked) : "";
  };
}
