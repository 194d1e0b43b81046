// The projector's code: counts down between two renewals, and says when it can be renewed no more.
export function countDown() {
  const page = document.querySelector(".check-in-page");
  if (!page) return;
  const offline = page.querySelector("[data-offline]");
  setInterval(() => {
    const left = page.querySelector("[data-countdown]");
    if (left) left.textContent = Math.max(0, Number(left.textContent) - 1);
  }, 1000);
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    page.addEventListener(name, () => (offline.hidden = false));
  }
  page.addEventListener("htmx:afterSwap", () => {
    offline.hidden = true;
    if (!page.querySelector("#panel")) location.reload(); // the desk was closed elsewhere
  });
}
