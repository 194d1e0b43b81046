"""Tindak lanjut rapat lalu: what earlier meetings of the series left open, as it stands now."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.models.meetings import Meeting
from tracker.models.update_windows import UpdateWindow
from tracker.models.users import Actor
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.reports.carry_over import CarryOver, Item, Standing, carry_over
from tracker.web.access import ROW_ID, find_one
from tracker.web.context import actor, today
from tracker.web.paging import Page, cursor, here, page_of
from tracker.web.readings import opened

views = Blueprint("carry_over", __name__)


@views.get("/rapat/<int:meeting_id>/tindak-lanjut-lalu")
def index(meeting_id: int) -> ResponseReturnValue:
    """Page by page; `?semua=ya` for paper, `?ditunda=ya` with what is put off."""
    meeting, window = find_one(_with_window(actor()), meeting_id)
    opened(Meeting, meeting_id, meeting.security_class)
    if meeting.series is None:
        return render_template("carry_over/without_series.html", meeting=meeting)
    asked_at = window.asked_at if window else None
    found = carry_over(db.session(), meeting, actor(), today=today(), asked_at=asked_at)
    page = _page(found)
    return render_template(
        "carry_over/index.html",
        meeting=meeting,
        window=window,
        found=found,
        page=page,
        groups=[(s, list(items)) for s, items in groupby(page.rows, lambda item: item.standing)],
        whole_url=here(semua="ya") if page.next_url else None,
        figures=_figures(found),
        may_edit=can_edit_meeting(actor(), meeting),
        shows_put_off="ditunda" in request.args,
    )


def _with_window(actor: Actor) -> Select[*tuple[Any, ...]]:
    """The meeting, and its update window where it has one."""
    return (
        visible_meetings(actor)
        .outerjoin(UpdateWindow, UpdateWindow.meeting_id == Meeting.id)
        .where(Meeting.id == ROW_ID)
        .with_only_columns(Meeting, UpdateWindow)
        .options(joinedload(Meeting.series))
    )


def _page(found: CarryOver) -> Page[Item]:
    if "semua" in request.args:
        return Page(found.shown, None, None)
    after = cursor()
    known = after is not None and len(after) == 3 and all(type(value) is int for value in after)
    rows = [item for item in found.shown if not known or list(item.key) > (after or [])]
    return page_of(rows, lambda item: list(item.key))


def _figures(found: CarryOver) -> dict[str, int]:
    """Of what the reader may know: claimed and verified are never one."""
    known: Sequence[Item] = [i for i in found.shown if i.standing is not Standing.OTHERS]
    return {
        "open": len(known),
        "late": sum(item.standing is Standing.LATE for item in known),
        "awaiting": sum(item.is_claimed for item in known),
        "verified": sum(not done.cancelled for done in found.finished),
    }
