// Panels that open and close by themselves.
import { all } from "./select.js";

const beside = matchMedia("(min-width: 75rem)");

// One that hangs from the top bar closes by Escape or by a tap elsewhere.
export function closePanels() {
  const panel = document.querySelector(".topbar-more");
  if (!panel) return;
  document.addEventListener("click", ({ target }) => {
    if (!panel.contains(target)) panel.open = false;
  });
  panel.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
}

// A long text beside its summary is closed where there is no beside.
export function foldWhenNarrow(part) {
  for (const panel of all(part, "[data-fold]")) panel.open = beside.matches;
}

// A link to a place inside a closed panel opens it first.
export function openOnTheWay() {
  document.addEventListener("click", ({ target }) => {
    const place = target.closest('a[href^="#"]')?.hash.slice(1);
    const panel = place && document.getElementById(place)?.closest("details");
    if (panel) panel.open = true;
  });
}
