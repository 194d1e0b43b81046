"""Pemberitahuan: what happened to the work of the reader's office."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db, write
from tracker.models.notices import Notice, mark_all_read, mark_read
from tracker.policy.deliveries import can_watch_deliveries
from tracker.policy.notices import visible_notices
from tracker.reports.notices import notice_lines
from tracker.web.access import find
from tracker.web.context import actor
from tracker.web.forms.notices import SeenForm
from tracker.web.paging import PAGE_SIZE, after_id, page_of

views = Blueprint("notices", __name__, url_prefix="/pemberitahuan")


@views.get("")
def index() -> ResponseReturnValue:
    lines = notice_lines(db.session(), actor(), limit=PAGE_SIZE + 1, before=after_id())
    page = page_of(lines, lambda line: [line.notice_id])
    watches = can_watch_deliveries(actor())
    return render_template("notices/index.html", page=page, watches=watches)


@views.get("/<int:notice_id>")
def show(notice_id: int) -> ResponseReturnValue:
    """To what it is about; it is new no longer."""
    notice = find(visible_notices(actor()), notice_id)
    target = _target(notice)
    with write(db.session()):
        mark_read(db.session(), actor().user_id, notice_id)
    return redirect(target, 303)


@views.post("/dibaca")
def mark() -> ResponseReturnValue:
    """Up to the newest that was shown: what came meanwhile stays new."""
    form = SeenForm.from_request()
    if form.validate():
        with write(db.session()):
            mark_all_read(db.session(), actor().user_id, up_to=form.up_to.data or 0)
        flash(gettext("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect(url_for(".index"), 303)


def _target(notice: Notice) -> str:
    if notice.assignment_id is None:
        return notice.path
    return url_for("assignments.show", assignment_id=notice.assignment_id)
