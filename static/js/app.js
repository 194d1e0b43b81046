// What every page may use. Nothing here is needed to use a page: forms and links work without it.
import "./app/htmx.js";
import { showWhatApplies } from "./app/applies.js";
import { offerCopies } from "./app/copy.js";
import { countDown } from "./app/countdown.js";
import { sayDates, sayTimes } from "./app/dates.js";
import { keepDrafts } from "./app/drafts.js";
import { gatherEvidence } from "./app/evidence.js";
import { listChosenFiles } from "./app/files.js";
import { guardForms } from "./app/guard.js";
import { searchLongChoices } from "./app/choices.js";
import { gatherChoices } from "./app/gather.js";
import { orderRows } from "./app/order.js";
import { workByKeys } from "./app/keys.js";
import { growTextareas } from "./app/textareas.js";
import { rollCall } from "./app/roster.js";
import { sendInPlace } from "./app/sending.js";
import { repeatRows } from "./app/rows.js";
import { zoomPictures } from "./app/zoom.js";
import { closePanels, foldWhenNarrow, openOnTheWay } from "./app/panels.js";

document.documentElement.classList.add("js");

enliven(document);
// A part of the page that htmx brought in gets the same treatment.
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt !== document.body) enliven(detail.elt);
});
closePanels();
openOnTheWay();
countDown();
document.querySelector("[data-focus]")?.focus();

function enliven(part) {
  sayDates(part);
  sayTimes(part);
  repeatRows(part);
  gatherChoices(part);
  searchLongChoices(part);
  listChosenFiles(part);
  growTextareas(part);
  guardForms(part);
  orderRows(part);
  keepDrafts(part);
  gatherEvidence(part);
  sendInPlace(part);
  showWhatApplies(part);
  offerCopies(part);
  foldWhenNarrow(part);
  rollCall(part);
  zoomPictures(part);
  workByKeys(part);
}
