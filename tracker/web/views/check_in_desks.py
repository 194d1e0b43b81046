"""Meja presensi: opened and closed by the secretariat, shown on the projector."""

import segno
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from tracker.infra.db import db, write
from tracker.models.attendances import Presence
from tracker.models.check_in_desks import CheckInDesk, desk_of, open_desk, seconds_left
from tracker.models.meetings import Meeting, Mode
from tracker.policy.meetings import can_edit_meeting
from tracker.reports.rosters import head_count
from tracker.web.access import find_meeting
from tracker.web.context import actor, now, settings

views = Blueprint("check_in_desks", __name__, url_prefix="/rapat/<int:meeting_id>")

# How the address of the screen names the two ways of coming in.
MODES = {"luring": Presence.PRESENT, "daring": Presence.ONLINE}
ACTS = ("buka", "tutup")


@views.get("/layar/presensi")
def show(meeting_id: int) -> ResponseReturnValue:
    """For those only who keep the record: whoever reads the code counts as being in the room."""
    meeting = find_meeting(meeting_id, can_edit_meeting)
    desk = desk_of(db.session(), meeting_id)
    if desk is None or not desk.is_open(at=now()):
        return render_template("check_in_desks/closed.html", meeting=meeting)
    return _screen(meeting, desk)


@views.post("/meja-presensi")
def update(meeting_id: int) -> ResponseReturnValue:
    act = request.form.get("tindakan")
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        if act not in ACTS:
            abort(400)
        if act == "buka":
            open_desk(meeting, by=actor().user_id, at=now())
        elif desk := desk_of(db.session(), meeting_id):
            desk.close(by=actor().user_id, at=now())
    if act == "buka":
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    flash(gettext("Presensi mandiri ditutup."))
    return redirect(url_for("rosters.show", meeting_id=meeting_id), 303)


def _screen(meeting: Meeting, desk: CheckInDesk) -> ResponseReturnValue:
    only_online = meeting.mode is Mode.ONLINE
    word = request.args.get("cara", "daring" if only_online else "luring")
    mode = MODES.get(word, Presence.PRESENT)
    code = desk.code(mode, at=now())
    base = settings().base_url
    return render_template(
        "check_in_desks/show.html",
        meeting=meeting,
        mode=mode,
        code=code,
        picture=_qr(f"{base}{url_for('check_ins.enter', code=code)}"),
        address=f"{base.partition('://')[2]}{url_for('check_ins.new')}",
        seconds=seconds_left(at=now()),
        count=head_count(db.session(), meeting_id=meeting.id),
        other=None if only_online else ("luring" if mode is Presence.ONLINE else "daring"),
    )


def _qr(address: str) -> Markup:
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, title=gettext("Kode QR presensi"))
    return Markup(svg)  # noqa: S704 - drawn by segno, holds no typed text
