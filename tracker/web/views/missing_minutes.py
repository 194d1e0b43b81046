"""Rapat belum ada notula: what is over and not yet on record, longest waiting first."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.policy.meetings import can_record_meeting
from tracker.reports.missing_minutes import missing_minutes
from tracker.web.access import require
from tracker.web.context import actor, today
from tracker.web.paging import PAGE_SIZE, after_day, page_of

views = Blueprint("missing_minutes", __name__)


@views.get("/rapat/belum-ada-notula")
def index() -> ResponseReturnValue:
    require(can_record_meeting(actor()))
    missing = missing_minutes(
        db.session(), actor(), today=today(), limit=PAGE_SIZE + 1, after=after_day()
    )
    page = page_of(missing.rows, lambda row: [row.starts_on.isoformat(), row.meeting_id])
    return render_template("missing_minutes/index.html", page=page, total=missing.total)
