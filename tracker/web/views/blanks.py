"""Kekosongan: blanks of the form for which someone confirms that there is no data."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.blanks import blanks
from tracker.infra.db import db, write
from tracker.policy.meetings import can_edit_meeting
from tracker.web.access import find_meeting
from tracker.web.context import actor, now

views = Blueprint("blanks", __name__)


@views.post("/rapat/<int:meeting_id>/kekosongan")
def update(meeting_id: int) -> ResponseReturnValue:
    """The ticked ones replace what was confirmed before; other codes are dropped."""
    ticked = set(request.form.getlist("codes"))
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        waivable = [blank.code for blank in blanks(db.session(), meeting) if blank.waivable]
        codes = [code for code in waivable if code in ticked]
        meeting.confirm_absent(codes, by=actor().user_id, at=now())
    flash(gettext("Pernyataan tersimpan."))
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="kekosongan"), 303)
