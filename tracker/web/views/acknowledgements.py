"""Sudah dibaca: the head of an organisation says so on the page of the notula."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.acknowledgements import acknowledge
from tracker.policy.distribution import speaks_for
from tracker.policy.meetings import visible_meetings
from tracker.reports.distribution import sealed_minutes
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.base import Form
from tracker.web.saving import attempt

views = Blueprint("acknowledgements", __name__)


@views.post("/rapat/<int:meeting_id>/notula/dibaca")
def create(meeting_id: int) -> ResponseReturnValue:
    form = Form()
    if attempt(form, lambda: _acknowledge(meeting_id)):
        flash(gettext("Tercatat bahwa notula ini sudah dibaca."))
    else:
        flash(str(form.form_errors[0]), "warning")
    return redirect(url_for("minutes.show", meeting_id=meeting_id), 303)


def _acknowledge(meeting_id: int) -> bool:
    """For every organisation the actor speaks for that has not said so yet."""
    session = db.session()
    meeting = find(visible_meetings(actor()), meeting_id)
    document = sealed_minutes(session, meeting) or abort(404)
    offices = speaks_for(session, actor(), meeting_id, on=today())
    require(bool(offices))
    for office in sorted(offices):
        acknowledge(
            session,
            document,
            office,
            name=actor().name,
            position_title="",
            by=actor().user_id,
            at=now(),
        )
    return True
