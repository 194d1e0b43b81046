"""Cetakan: a paper somebody asked for, on its way through the printer and then to download."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import defer

from tracker.documents.queueing import ask_for_rendering
from tracker.infra.db import db, write
from tracker.infra.media_types import PDF
from tracker.models.printings import call_off
from tracker.models.printouts import Printout
from tracker.reports.printings import waiting
from tracker.web.access import find
from tracker.web.context import actor, asks_part, now
from tracker.web.views.files import attachment

views = Blueprint("printouts", __name__, url_prefix="/cetakan/<int:printout_id>")


@views.get("")
def show(printout_id: int) -> ResponseReturnValue:
    """While the worker prints, the page asks again by itself."""
    template = "printouts/_state.html" if asks_part() else "printouts/show.html"
    printout = _own(printout_id)
    standing = None if printout.is_ready else waiting(db.session(), printout, at=now())
    return render_template(template, printout=printout, waiting=standing)


@views.post("/pembatalan")
def stop(printout_id: int) -> ResponseReturnValue:
    with write(db.session()):
        call_off(db.session(), _own(printout_id), at=now())
    return redirect(url_for(".show", printout_id=printout_id), 303)


@views.post("/pengulangan")
def print_again(printout_id: int) -> ResponseReturnValue:
    with write(db.session()):
        ask_for_rendering(db.session(), _own(printout_id), at=now())
    return redirect(url_for(".show", printout_id=printout_id), 303)


@views.get("/berkas")
def file(printout_id: int) -> ResponseReturnValue:
    printout = _own(printout_id)
    if printout.pdf_key is None:
        abort(404)
    return attachment(printout.pdf_key, PDF, f"{printout.name}.pdf")


def _own(printout_id: int) -> Printout:
    """It tells what its user may see, and so is his alone."""
    own = select(Printout).where(Printout.user_id == actor().user_id)
    return find(own.options(defer(Printout.snapshot)), printout_id)
