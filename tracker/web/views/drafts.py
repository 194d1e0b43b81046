"""Tempel naskah: a pasted text becomes a draft to confirm, each value beside its words."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.capture.recording import record_draft
from tracker.infra.db import db
from tracker.models.meetings import MeetingSource
from tracker.policy.meetings import (
    can_edit_meeting,
    can_read_record,
    can_record_meeting,
    visible_meetings,
)
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings
from tracker.web.forms.drafts import DraftForm
from tracker.web.proposals import marked_text, proposal_groups, unknown_labels
from tracker.web.saving import attempt

views = Blueprint("drafts", __name__)


@views.get("/tempel-naskah")
def new() -> ResponseReturnValue:
    require(can_record_meeting(actor()))
    return _form_page(DraftForm())


@views.post("/tempel-naskah")
def create() -> ResponseReturnValue:
    require(can_record_meeting(actor()))
    form = DraftForm.from_request()
    form.organising_unit_id.choices = choices.units(actor())
    if form.validate() and (said := form.read()):
        meeting_id = attempt(form, lambda: _record(form.organising_unit_id.data, *said))
        if meeting_id:
            flash(gettext("Draf dibuat. Cocokkan setiap isian dengan naskahnya."))
            return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _form_page(form)


@views.get("/rapat/<int:meeting_id>/naskah-sumber")
def show(meeting_id: int) -> ResponseReturnValue:
    meeting = find(visible_meetings(actor()), meeting_id)
    require(can_read_record(actor()))
    source = db.first_or_404(select(MeetingSource).where(MeetingSource.meeting_id == meeting_id))
    segments = marked_text(source.text, source.draft)
    return render_template(
        "drafts/show.html",
        meeting=meeting,
        segments=segments,
        groups=proposal_groups(source.draft, segments),
        unknown=unknown_labels(source.draft),
        warnings=source.draft["warnings"],
        may_edit=can_edit_meeting(actor(), meeting) and not meeting.locked,
    )


def _record(unit_id: int, text: str, draft: dict[str, Any]) -> int:
    require(actor().serves(unit_id))
    meeting = record_draft(
        db.session(), text, draft, by=actor(), at=now(), unit_id=unit_id, zone=settings().timezone
    )
    return meeting.id


def _form_page(form: DraftForm) -> ResponseReturnValue:
    form.organising_unit_id.choices = choices.units(actor())
    return render_template("drafts/new.html", form=form), form.http_status
