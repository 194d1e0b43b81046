"""Salinan: a new meeting on the pattern of this one."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db, write
from tracker.models.meeting_copies import copy_meeting
from tracker.policy.meetings import can_edit_meeting
from tracker.web.access import find_meeting
from tracker.web.context import actor, now

views = Blueprint("meeting_copies", __name__)


@views.post("/rapat/<int:meeting_id>/salinan")
def create(meeting_id: int) -> ResponseReturnValue:
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        copied = copy_meeting(db.session(), meeting, by=actor().user_id, at=now())
        copied_id = copied.id
    flash(gettext("Salinan dibuat. Lengkapi tanggalnya."))
    return redirect(url_for("meetings.edit", meeting_id=copied_id), 303)
