"""Berkas rapat: what a meeting left, as one PDF for who asks."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from tracker.documents.dossiers import ask_for_dossier
from tracker.infra.db import db, write
from tracker.policy.meetings import visible_meetings
from tracker.web.access import find
from tracker.web.context import actor, now

views = Blueprint("dossiers", __name__, url_prefix="/rapat/<int:meeting_id>/naskah/berkas-rapat")


@views.post("")
def create(meeting_id: int) -> ResponseReturnValue:
    """Whoever sees the meeting; what goes in is what he sees of it."""
    with write(db.session()):
        meeting = find(visible_meetings(actor()), meeting_id)
        printout = ask_for_dossier(db.session(), meeting, by=actor(), at=now())
    return redirect(url_for("printouts.show", printout_id=printout.id), 303)
