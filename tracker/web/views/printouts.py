"""Cetakan: a paper somebody asked for, on its way through the printer and then to download."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import defer

from tracker.infra.media_types import PDF
from tracker.models.printouts import Printout
from tracker.web.access import find
from tracker.web.context import actor, asks_part
from tracker.web.views.files import attachment

views = Blueprint("printouts", __name__, url_prefix="/cetakan/<int:printout_id>")


@views.get("")
def show(printout_id: int) -> ResponseReturnValue:
    """While the worker prints, the page asks again by itself."""
    template = "printouts/_state.html" if asks_part() else "printouts/show.html"
    return render_template(template, printout=_own(printout_id))


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
