// A panel that hangs from the top bar closes by Escape or by a tap elsewhere.
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
