"""Daftar hadir: everyone expected and everyone recorded, in order of precedence."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db, write
from tracker.infra.text import N_
from tracker.models.attendances import Presence, arrange
from tracker.models.check_in_desks import desk_of, takes_desk
from tracker.models.invitees import latest_replies
from tracker.policy.meetings import can_edit_meeting
from tracker.reports.rosters import WAITING, Line, head_count, roster
from tracker.web.access import find_meeting
from tracker.web.context import actor, asks_part, now
from tracker.web.paging import PAGE_SIZE, cursor, page_of

views = Blueprint("rosters", __name__, url_prefix="/rapat/<int:meeting_id>/daftar-hadir")

# The counter's tiles, each leading to its lines.
COUNTED = (
    *((Presence.PRESENT, N_("hadir")), (Presence.REPRESENTED, N_("diwakili"))),
    *((Presence.ONLINE, N_("daring")), (Presence.EXCUSED, N_("berhalangan"))),
    *((Presence.ABSENT, N_("tanpa keterangan")), (WAITING, N_("belum tercatat"))),
)


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    """?status= one of COUNTED, ?cari= words of a name, a post or an organisation."""
    meeting = find_meeting(meeting_id, can_edit_meeting)
    session = db.session()
    status, words = request.args.get("status", ""), request.args.get("cari", "").strip()[:100]
    lines = [
        line
        for line in roster(session, meeting_id)
        if line.tells(words) and (line.state == status or not status)
    ]
    return render_template(
        "rosters/show.html",
        meeting=meeting,
        page=page_of(_from_cursor(lines), lambda line: list(line.rank)),
        count=head_count(session, meeting_id),
        counted=COUNTED,
        replies=latest_replies(session, meeting_id),
        desk=desk_of(session, meeting_id),
        may_open=takes_desk(meeting),
        may_edit=not meeting.locked,
        status=status,
        words=words,
        here=request.full_path.rstrip("?"),
        now=now(),
    )


@views.get("/hitungan")
def count(meeting_id: int) -> ResponseReturnValue:
    """The counter alone, asked for again and again while others check in; it is no page."""
    meeting = find_meeting(meeting_id, can_edit_meeting)
    if not asks_part():
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return render_template(
        "rosters/_count.html",
        meeting=meeting,
        count=head_count(db.session(), meeting_id),
        counted=COUNTED,
        status=request.args.get("status", ""),
    )


@views.post("/urutan")
def reorder(meeting_id: int) -> ResponseReturnValue:
    """Papers print the list in the order of its positions: let them follow precedence now."""
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        lines = roster(db.session(), meeting_id)
        order = [line.attendance_id for line in lines if line.attendance_id]
        arrange(meeting, order, by=actor().user_id, at=now())
    flash(gettext("Urutan cetak kini mengikuti urutan jabatan."))
    return redirect(url_for(".show", meeting_id=meeting_id), 303)


def _from_cursor(lines: list[Line]) -> list[Line]:
    after = cursor()
    shape = [type(value) for value in after or []]
    rest = lines
    if after and shape == [int, int, str]:
        rest = [line for line in lines if line.rank > (after[0], after[1], after[2])]
    return rest[: PAGE_SIZE + 1]
