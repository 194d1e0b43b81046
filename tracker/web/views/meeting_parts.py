"""The parts of a meeting's record, all through the same few pages."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from tracker.infra.db import db, write
from tracker.infra.text import N_, plain_text
from tracker.models.attendances import Attendance, Presence, listed_twice
from tracker.models.errors import Conflict
from tracker.models.events import Event
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.minutes_sections import MinutesSection
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import Organisation, known_names
from tracker.policy.meetings import can_edit_meeting, can_read_record, visible_meetings
from tracker.web import choices
from tracker.web.access import find, find_meeting, require
from tracker.web.context import actor, now, today
from tracker.web.forms.meeting_parts import InviteesForm, PartForm, SectionForm
from tracker.web.parts import ANY_KIND, KINDS, Kind
from tracker.web.saving import Difference, attempt, differences

views = Blueprint(
    "meeting_parts", __name__, url_prefix=f"/rapat/<int:meeting_id>/<any({ANY_KIND}):part>"
)
STEPS = {"naik": -1, "turun": 1}


@views.get("")
def index(meeting_id: int, part: str) -> ResponseReturnValue:
    kind, meeting = KINDS[part], find(visible_meetings(actor()), meeting_id)
    require(kind.announced or can_read_record(actor()))
    rows = _rows(kind, meeting_id)
    return render_template(
        "meeting_parts/index.html",
        kind=kind,
        meeting=meeting,
        rows=rows,
        doubtful=listed_twice(row for row in rows if isinstance(row, Attendance)),
        may_edit=can_edit_meeting(actor(), meeting) and not meeting.locked,
    )


@views.get("/baru")
def new(meeting_id: int, part: str) -> ResponseReturnValue:
    """One row, or with ?sekaligus=1 several at once."""
    kind, meeting = KINDS[part], _open_meeting(meeting_id)
    return _form_page(_blank_form(kind, meeting_id), kind, meeting)


@views.post("/baru")
def create(meeting_id: int, part: str) -> ResponseReturnValue:
    kind = KINDS[part]
    _open_meeting(meeting_id)
    form = _blank_form(kind, meeting_id)
    if form.validate() and attempt(form, lambda: _append(kind, meeting_id, form)):
        flash(gettext("Tersimpan."))
        return _to_index(meeting_id, part)
    return _form_page(form, kind, find_meeting(meeting_id, can_edit_meeting))


@views.get("/<int:part_id>")
def edit(meeting_id: int, part: str, part_id: int) -> ResponseReturnValue:
    kind, meeting = KINDS[part], _open_meeting(meeting_id)
    row = _row(kind, meeting_id, part_id)
    return _form_page(_stored_form(kind, row), kind, meeting, row)


@views.post("/<int:part_id>")
def update(meeting_id: int, part: str, part_id: int) -> ResponseReturnValue:
    kind = KINDS[part]
    _open_meeting(meeting_id)
    form = (kind.form or abort(404)).from_request()
    if form.validate() and attempt(form, lambda: _revise(kind, meeting_id, part_id, form)):
        flash(gettext("Perubahan tersimpan."))
        return _to_index(meeting_id, part)
    row = _row_or_none(kind, meeting_id, part_id)
    if row is None:
        form.refuse(Conflict("gone", N_("Bagian ini sudah dihapus orang lain.")))
        return _form_page(form, kind, find_meeting(meeting_id, can_edit_meeting))
    changed = differences(form, _stored_form(kind, row)) if form.conflict else []
    return _form_page(form, kind, find_meeting(meeting_id, can_edit_meeting), row, changed)


@views.get("/<int:part_id>/hapus")
def ask(meeting_id: int, part: str, part_id: int) -> ResponseReturnValue:
    kind = KINDS[part]
    _open_meeting(meeting_id)
    return _removal_page(PartForm(obj=_row(kind, meeting_id, part_id)), kind, meeting_id, part_id)


@views.post("/<int:part_id>/hapus")
def destroy(meeting_id: int, part: str, part_id: int) -> ResponseReturnValue:
    """Only what was read: words that someone stored meanwhile are shown, and asked about again."""
    kind, form = KINDS[part], PartForm.from_request()
    _open_meeting(meeting_id)
    if form.validate() and attempt(form, lambda: _remove(kind, meeting_id, part_id, form)):
        flash(gettext("Terhapus."))
        return _to_index(meeting_id, part)
    return _removal_page(form, kind, meeting_id, part_id)


@views.post("/<int:part_id>/pindah")
def move(meeting_id: int, part: str, part_id: int) -> ResponseReturnValue:
    step = STEPS.get(request.form.get("arah", "")) or abort(400)
    with write(db.session()):
        find_meeting(meeting_id, can_edit_meeting)
        _row(KINDS[part], meeting_id, part_id).move(step, by=actor().user_id, at=now())
    return _to_index(meeting_id, part)


@views.post("/dari-undangan")
def take_over(meeting_id: int, part: str) -> ResponseReturnValue:
    """Every invited organisation without a line in the attendance list gets one."""
    if KINDS[part].model is not Attendance:
        abort(404)
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        for organisation in _invited_without_line(meeting_id):
            Attendance.append(
                meeting,
                by=actor().user_id,
                at=now(),
                organisation_id=organisation.id,
                organisation_name=organisation.name,
                presence=Presence.PRESENT,
            )
    return _to_index(meeting_id, part)


def _open_meeting(meeting_id: int) -> Meeting:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    meeting.require_open()
    return meeting


def _listed(kind: Kind, meeting_id: int) -> Select[MeetingPart]:
    part = kind.model
    listed = select(part).where(part.meeting_id == meeting_id)
    return listed.order_by(part.position, part.id)


def _rows(kind: Kind, meeting_id: int) -> Sequence[MeetingPart]:
    listed = _listed(kind, meeting_id)
    if kind.model is Invitee:
        listed = listed.options(joinedload(Invitee.organisation), joinedload(Invitee.position_held))
    return db.session.scalars(listed).all()


def _row(kind: Kind, meeting_id: int, part_id: int) -> MeetingPart:
    return find(_listed(kind, meeting_id), part_id)


def _row_or_none(kind: Kind, meeting_id: int, part_id: int) -> MeetingPart | None:
    """None for a row removed meanwhile; one that never was in the meeting is not found."""
    removed = select(Event.id).where(
        Event.meeting_id == meeting_id,
        Event.verb == f"{kind.noun}:removed",
        Event.data["id"].as_integer() == part_id,
    )
    if db.session.scalar(removed) is not None:
        return None
    return _row(kind, meeting_id, part_id)


def _append(kind: Kind, meeting_id: int, form: PartForm) -> bool:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    for values in form.rows(known_names(db.session())):
        kind.model.append(meeting, by=actor().user_id, at=now(), **values)
    return True


def _revise(kind: Kind, meeting_id: int, part_id: int, form: PartForm) -> bool:
    """False when it was removed meanwhile."""
    find_meeting(meeting_id, can_edit_meeting)
    row = _row_or_none(kind, meeting_id, part_id)
    if row is None:
        return False
    values = form.rows(known_names(db.session()))[0]
    if isinstance(row, MinutesSection) and isinstance(form, SectionForm):
        values["body"] = form.kept_or_new(row.body)
    row.revise(by=actor().user_id, at=now(), version=form.version.data or 0, **values)
    return True


def _remove(kind: Kind, meeting_id: int, part_id: int, form: PartForm) -> bool:
    find_meeting(meeting_id, can_edit_meeting)
    row = _row_or_none(kind, meeting_id, part_id)
    if row is not None:
        row.expect(form.version.data or 0)
        row.remove(by=actor().user_id, at=now())
    return True


def _blank_form(kind: Kind, meeting_id: int) -> PartForm:
    at_once = kind.form is None or "sekaligus" in request.args
    form = ((kind.at_once if at_once else kind.form) or abort(404)).from_request()
    if isinstance(form, InviteesForm):
        _offer_invitees(form, meeting_id)
    return form


def _offer_invitees(form: InviteesForm, meeting_id: int) -> None:
    """Whoever is invited already is not offered again."""
    invited = select(Invitee.organisation_id, Invitee.position_id)
    taken = db.session.execute(invited.where(Invitee.meeting_id == meeting_id)).all()
    offices = {row.organisation_id for row in taken if row.position_id is None}
    titles = {row.position_id for row in taken}
    form.organisations.choices = [c for c in choices.organisations(today()) if c[0] not in offices]
    offered = [row for row in choices.positions_with_holders(today()) if row[0] not in titles]
    form.positions.choices = [(key, label) for key, label, _ in offered]
    form.offices_of = {key: office_id for key, _, office_id in offered}


def _stored_form(kind: Kind, row: MeetingPart) -> PartForm:
    form = (kind.form or abort(404))(obj=row)
    if isinstance(row, MinutesSection) and isinstance(form, SectionForm):
        form.body.data = plain_text(row.body)
    return form


def _invited_without_line(meeting_id: int) -> Sequence[Organisation]:
    listed = select(Attendance.organisation_id).where(
        Attendance.meeting_id == meeting_id, Attendance.organisation_id.is_not(None)
    )
    invited = db.session.scalars(
        select(Organisation)
        .join(Invitee, Invitee.organisation_id == Organisation.id)
        .where(Invitee.meeting_id == meeting_id, Organisation.id.not_in(listed))
        .order_by(Invitee.position)
    )
    return invited.unique().all()  # once, though several of its posts may be invited


def _form_page(
    form: PartForm,
    kind: Kind,
    meeting: Meeting,
    row: MeetingPart | None = None,
    changed: Sequence[Difference] = (),
) -> ResponseReturnValue:
    page = render_template(
        "meeting_parts/form.html",
        form=form,
        kind=kind,
        meeting=meeting,
        row=row,
        changed=changed,
        at_once=kind.at_once is not None and isinstance(form, kind.at_once),
        other_names=choices.other_names() if isinstance(form, InviteesForm) else {},
        organisation_names=[name for _, name in choices.organisations(today())],
    )
    return page, form.http_status


def _removal_page(form: PartForm, kind: Kind, meeting_id: int, part_id: int) -> ResponseReturnValue:
    meeting, row = find_meeting(meeting_id, can_edit_meeting), _row(kind, meeting_id, part_id)
    form.version.now_shows(row.version)
    page = render_template(
        "meeting_parts/remove.html", form=form, kind=kind, meeting=meeting, row=row
    )
    return page, form.http_status


def _to_index(meeting_id: int, part: str) -> ResponseReturnValue:
    return redirect(url_for(".index", meeting_id=meeting_id, part=part), 303)
