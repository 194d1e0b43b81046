"""Masa pemutakhiran: the secretariat opens it, reminds, sets its days, ends it or does without."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.documents.action_matrix import freeze_matrix
from tracker.documents.update_requests import ask_for_updates, remind_the_silent
from tracker.infra.db import db
from tracker.models.deliveries import Delivery, DeliveryKind
from tracker.models.meetings import Meeting
from tracker.models.update_windows import (
    UpdateWindow,
    asks_nobody,
    plan_window,
    planned_window,
    window_of,
)
from tracker.models.working_days import WorkCalendar
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.reports.update_requests import Answer, answers
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.base import Form
from tracker.web.forms.update_windows import WindowForm
from tracker.web.saving import attempt

views = Blueprint("update_windows", __name__, url_prefix="/rapat/<int:meeting_id>")

PATH = "/masa-pemutakhiran"


@views.get(PATH)
def show(meeting_id: int) -> ResponseReturnValue:
    return _page(_editable(meeting_id))


@views.post(PATH)
def move(meeting_id: int) -> ResponseReturnValue:
    """Set the days by hand, or give those that ask more time."""
    _editable(meeting_id)
    form = WindowForm.from_request()

    def act() -> UpdateWindow:
        window = _window(meeting_id)
        seen = form.version.data or window.version  # 0: the page drew it before it was stored
        window.move(
            form.opens_on.data or window.opens_on,
            form.closes_on.data or window.closes_on,
            by=actor().user_id,
            at=now(),
            version=seen,
        )
        return window

    if form.validate() and attempt(form, act) is not None:
        flash(gettext("Masa pemutakhiran tersimpan."))
        return _back(meeting_id)
    return _page(_editable(meeting_id), form)


@views.post(f"{PATH}/pembukaan")
def ask(meeting_id: int) -> ResponseReturnValue:
    def act() -> UpdateWindow:
        window, base_url = _window(meeting_id), settings().base_url
        ask_for_updates(db.session(), window, by=actor().user_id, at=now(), base_url=base_url)
        return window

    return _do(meeting_id, act, gettext("Pemutakhiran dibuka; instansi sudah diminta."))


@views.post(f"{PATH}/pengingat")
def remind(meeting_id: int) -> ResponseReturnValue:
    def act() -> UpdateWindow:
        window, base_url = _window(meeting_id), settings().base_url
        remind_the_silent(db.session(), window, by=actor().user_id, at=now(), base_url=base_url)
        return window

    return _do(meeting_id, act, gettext("Instansi yang belum memutakhirkan diingatkan."))


@views.route(f"{PATH}/pembekuan", methods=["GET", "POST"])
def freeze(meeting_id: int) -> ResponseReturnValue:
    def act() -> UpdateWindow:
        window, base_url = _window(meeting_id), settings().base_url
        freeze_matrix(db.session(), window, by=actor().user_id, at=now(), base_url=base_url)
        return window

    if request.method == "GET":
        return render_template("update_windows/freeze.html", meeting=_editable(meeting_id))
    return _do(meeting_id, act, gettext("Pemutakhiran ditutup dan matriksnya dibekukan."))


@views.route(f"{PATH}/peniadaan", methods=["GET", "POST"])
def cancel(meeting_id: int) -> ResponseReturnValue:
    def act() -> UpdateWindow:
        window = _window(meeting_id)
        window.cancel(by=actor().user_id, at=now())
        return window

    if request.method == "GET":
        return render_template("update_windows/cancel.html", meeting=_editable(meeting_id))
    return _do(meeting_id, act, gettext("Pemutakhiran sebelum rapat ini ditiadakan."))


def _do(meeting_id: int, act: Callable[[], UpdateWindow], done: str) -> ResponseReturnValue:
    _editable(meeting_id)
    form = Form()
    if attempt(form, act) is not None:
        flash(done)
        return _back(meeting_id)
    return _page(_editable(meeting_id), refused=form)


def _back(meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for("update_windows.show", meeting_id=meeting_id), 303)


def _page(
    meeting: Meeting, form: WindowForm | None = None, refused: Form | None = None
) -> ResponseReturnValue:
    window = _shown(meeting)
    form = form or WindowForm(obj=window)
    form.version.now_shows(window.version if window else 0)
    page = render_template(
        "update_windows/show.html",
        meeting=meeting,
        window=window,
        form=form,
        refused=refused or form,
        answers=_answers(meeting, window),
        mailed=_mailed(window),
    )
    return page, (refused or form).http_status


def _answers(meeting: Meeting, window: UpdateWindow | None) -> list[Answer]:
    """Before it opens: whom it would ask today."""
    if window is None:
        return []
    since = window.asked_at or now()
    return answers(db.session(), meeting, asked_at=since, today=today())


def _mailed(window: UpdateWindow | None) -> set[int | None]:
    """The organisations whose request went by mail; others find it on their home page only."""
    if window is None or window.asked_at is None:
        return set()
    queued = select(Delivery.organisation_id).where(
        Delivery.meeting_id == window.meeting_id,
        Delivery.kind == DeliveryKind.UPDATE_REQUEST,
        Delivery.queued_at >= window.asked_at,
    )
    return set(db.session.scalars(queued))


def _editable(meeting_id: int) -> Meeting:
    found = visible_meetings(actor()).options(joinedload(Meeting.series))
    meeting = find(found, meeting_id)
    require(can_edit_meeting(actor(), meeting))
    return meeting


def _shown(meeting: Meeting) -> UpdateWindow | None:
    """The stored one, or the one that the worker is about to store."""
    return window_of(db.session(), meeting) or planned_window(meeting, _calendar(meeting))


def _window(meeting_id: int) -> UpdateWindow:
    """Within the act. A meeting that asks nobody has none."""
    meeting = _editable(meeting_id)
    meeting.hold()
    window = plan_window(db.session(), meeting, _calendar(meeting), at=now())
    if window is None:
        raise asks_nobody()
    return window


def _calendar(meeting: Meeting) -> WorkCalendar:
    return WorkCalendar.load(db.session(), {(meeting.starts_on or today()).year})
