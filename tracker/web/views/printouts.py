"""Cetakan: a paper somebody asked for, on its way through the printer and then to download."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.documents.queueing import ask_for_rendering
from tracker.infra.db import db, write
from tracker.infra.media_types import DOCX, PDF
from tracker.models.printings import call_off
from tracker.models.printouts import PrintoutForm
from tracker.reports.printings import waiting
from tracker.web.context import asks_part, now
from tracker.web.paper_page import find_printout
from tracker.web.views.files import attachment

MEDIA_TYPES = {PrintoutForm.PDF: PDF, PrintoutForm.DOCX: DOCX}

views = Blueprint("printouts", __name__, url_prefix="/cetakan/<int:printout_id>")


@views.get("")
def show(printout_id: int) -> ResponseReturnValue:
    """While the worker prints, the page asks again by itself."""
    template = "printouts/_state.html" if asks_part() else "printouts/show.html"
    printout = find_printout(printout_id)
    standing = None if printout.is_ready else waiting(db.session(), printout, at=now())
    return render_template(template, printout=printout, waiting=standing)


@views.post("/pembatalan")
def stop(printout_id: int) -> ResponseReturnValue:
    with write(db.session()):
        call_off(db.session(), find_printout(printout_id), at=now())
    return redirect(url_for(".show", printout_id=printout_id), 303)


@views.post("/pengulangan")
def print_again(printout_id: int) -> ResponseReturnValue:
    with write(db.session()):
        ask_for_rendering(db.session(), find_printout(printout_id), at=now())
    return redirect(url_for(".show", printout_id=printout_id), 303)


@views.get("/berkas")
def file(printout_id: int) -> ResponseReturnValue:
    printout = find_printout(printout_id)
    if printout.pdf_key is None:
        abort(404)
    media_type = MEDIA_TYPES[printout.form]
    return attachment(printout.pdf_key, media_type, f"{printout.name}.{printout.form}")
