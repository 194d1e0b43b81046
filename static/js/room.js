// The projector's page: asks the server again every three seconds, counts the time, listens to keys.
const EVERY = 3_000;
const { boardUrl, checkInUrl } = document.body.dataset;
const form = document.getElementById("langkah");
const help = document.getElementById("bantuan");
const lost = document.querySelector("[data-lost]");
const refusal = document.querySelector("[data-refusal]");

let seenTag = "";
let ahead = 0; // how far this machine's clock is ahead of the server's, in ms

document.querySelector("[data-help]").hidden = false;
document.querySelector("[data-help]").addEventListener("click", () => help.showModal());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  step(event.submitter?.value);
});
addEventListener("keydown", onKey);
addEventListener("resize", fit);
document.fonts.ready.then(fit);
setClock();
tick();
setInterval(tick, 1_000);
ask();

async function ask() {
  await refresh();
  setTimeout(ask, EVERY);
}

async function refresh() {
  try {
    const answer = await fetch(boardUrl, {
      headers: { "HX-Request": "true", "If-None-Match": seenTag },
      cache: "no-store",
      redirect: "error", // the sign-in ran out: the screen keeps what it shows, and says so
    });
    if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
    if (answer.ok) draw(await answer.text());
    seenTag = answer.headers.get("ETag") ?? seenTag;
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
}

function draw(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.getElementById("papan").replaceWith(page.getElementById("papan"));
  setClock();
  tick();
  fit();
}

async function step(way) {
  const sent = new FormData(form);
  sent.set("step", way);
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    refusal.textContent = page.querySelector("[data-refusal]")?.textContent ?? "";
    await refresh();
  } catch {
    lost.hidden = false;
  }
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || help.open) return;
  const act = {
    ArrowRight: () => step("forward"),
    PageDown: () => step("forward"),
    ArrowLeft: () => step("back"),
    PageUp: () => step("back"),
    f: toggleFullScreen,
    p: () => location.assign(checkInUrl),
    "?": () => help.showModal(),
  }[event.key];
  if (!act || event.repeat) return;
  event.preventDefault();
  act();
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

function setClock() {
  ahead = Date.now() - Number(document.getElementById("papan").dataset.now) * 1_000;
}

function tick() {
  const now = Date.now() - ahead;
  const clock = document.querySelector("[data-clock]");
  const hour = { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone };
  clock.textContent = new Intl.DateTimeFormat("id-ID", hour).format(now);
  const timer = document.querySelector("[data-timer]");
  if (timer) showTime(timer, Math.max(0, Math.floor(now / 1_000 - timer.dataset.opened)));
}

function showTime(timer, seconds) {
  const rest = String(seconds % 60).padStart(2, "0");
  timer.querySelector("[data-elapsed]").textContent = `${Math.floor(seconds / 60)}.${rest}`;
  const over = timer.dataset.minutes ? seconds - timer.dataset.minutes * 60 : -1;
  const late = timer.querySelector("[data-over-words]");
  timer.classList.toggle("timer-over", over >= 0);
  late.hidden = over < 0;
  if (over >= 0) {
    late.lastElementChild.textContent = timer.dataset.over.replace("{over}", Math.floor(over / 60));
  }
}

// Rows that do not fit are counted instead of cut.
function fit() {
  for (const list of document.querySelectorAll("[data-fit]")) {
    const rows = [...list.children];
    const more = list.parentElement.querySelector("[data-more]");
    let shown = rows.length;
    const show = () => {
      rows.forEach((row, place) => (row.hidden = place >= shown));
      const rest = list.dataset.count - shown;
      more.textContent = rest > 0 ? list.dataset.fit.replace("{count}", rest) : "";
    };
    show();
    while (shown > 0 && isCut(list)) {
      shown -= 1;
      show();
    }
  }
}

function isCut(list) {
  const room = list.parentElement;
  return list.scrollHeight > list.clientHeight + 1 || room.scrollHeight > room.clientHeight + 1;
}
