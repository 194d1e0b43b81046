// The drawn signature of a check-in form: strokes go to the server as points, which makes its own path of them.
import SignaturePad from "signature_pad";

const box = document.querySelector("[data-signature]");
const canvas = box.querySelector("canvas");
const sent = document.getElementById(box.dataset.signature);
const state = box.querySelector("[role=status]");
const declared = document.querySelector("[name=declared]");

box.hidden = false;
const pad = new SignaturePad(canvas, { minDistance: 3 });
fit();
restore();
say();
addEventListener("resize", fit);
pad.addEventListener("endStroke", keep);
box.querySelector("[data-clear]").addEventListener("click", () => {
  pad.clear();
  keep();
});

function keep() {
  const round = (number) => Math.round(number * 10) / 10;
  const strokes = pad
    .toData()
    .map(({ points }) => points.flatMap(({ x, y }) => [round(x), round(y)]));
  const { clientWidth: width, clientHeight: height } = canvas;
  sent.value = strokes.length > 0 ? JSON.stringify({ width, height, strokes }) : "";
  if (sent.value) declared.checked = false;
  say();
}

function say() {
  state.textContent = sent.value ? state.dataset.drawn : state.dataset.empty;
}

// As sharp as the screen; what was drawn stays when a phone is turned or its address bar hides.
function fit() {
  const ratio = Math.max(devicePixelRatio, 1);
  const drawn = pad.toData();
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  pad.clear();
  pad.fromData(drawn);
}

// A form that came back with its messages brings its signature back too.
function restore() {
  if (!sent.value) return;
  let told;
  try {
    told = JSON.parse(sent.value);
  } catch {
    sent.value = "";
    return;
  }
  const scale = canvas.clientWidth / told.width;
  const strokes = told.strokes.map((numbers) => ({
    points: numbers.flatMap((x, at) =>
      at % 2 ? [] : [{ x: x * scale, y: numbers[at + 1] * scale, time: at, pressure: 0.5 }],
    ),
  }));
  pad.fromData(strokes);
}
