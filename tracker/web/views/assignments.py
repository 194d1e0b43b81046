"""What organisations owe: the list with its filters, and the page of one share."""

from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.models.meetings import Meeting
from tracker.policy.meetings import visible_meetings
from tracker.reports.assignments import Row, listed
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, today
from tracker.web.paging import PAGE_SIZE, after_day, page_of
from tracker.web.work_filter import filter_form, more_url, wanted_by

views = Blueprint("assignments", __name__)

# What the list of an agency asks for in the same words.
SHARED = ("q", "keadaan", "rangkaian", "rapat")


@views.get("/tindak-lanjut")
def index() -> ResponseReturnValue:
    """For those who oversee others; an agency has its own list."""
    if actor().is_agency and not (actor().is_secretariat or actor().is_leader):
        return redirect(_own_list())
    form = filter_form()
    wanted = wanted_by(form)
    rows = listed(
        db.session(), actor(), wanted, today=today(), limit=PAGE_SIZE + 1, after=after_day()
    )
    page = page_of(rows, _key)
    meeting = _meeting(wanted.meeting_id)
    return render_template(
        "assignments/index.html", form=form, page=page, meeting=meeting, more_url=more_url()
    )


@views.get("/tugas/<int:assignment_id>")
def show(assignment_id: int) -> ResponseReturnValue:
    return assignment_page(assignment_id)


def _own_list() -> str:
    """Narrowed as the address asks for. Put together by ourselves, as in `paging.here`."""
    kept = [(name, request.args[name]) for name in SHARED if name in request.args]
    return f"{url_for('duties.index')}?{urlencode(kept)}".rstrip("?")


def _meeting(meeting_id: int | None) -> Meeting | None:
    """The meeting a list is narrowed to, for its title."""
    if meeting_id is None:
        return None
    return db.session.scalar(visible_meetings(actor()).where(Meeting.id == meeting_id))


def _key(row: Row) -> list[int | str]:
    due, row_id = row.position
    return [due.isoformat(), row_id]
