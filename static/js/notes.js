// The note desk: nothing typed is ever lost. Without this script each place is a plain form with a button.
import { openDesk } from "./notes/desk.js";

const element = document.querySelector("[data-desk]");
if (element) openDesk(element);
