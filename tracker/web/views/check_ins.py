"""Presensi mandiri: a public page behind the code that the projector shows."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.infra.db import db
from tracker.infra.text import N_
from tracker.models.attendances import Attendance
from tracker.models.check_in_desks import CheckInDesk, entrance_by
from tracker.models.check_ins import check_in, recorded_by
from tracker.models.errors import DomainError
from tracker.models.invitees import Invitee
from tracker.models.organisations import Organisation, known_names
from tracker.models.sign_ins import DESKS
from tracker.web.check_in_tickets import Ticket, read_ticket, ticket_for
from tracker.web.context import now
from tracker.web.errors import page
from tracker.web.forms.check_ins import CheckInCodeForm, CheckInForm
from tracker.web.guesses import guesses_too_much
from tracker.web.saving import attempt

views = Blueprint("check_ins", __name__, url_prefix="/hadir")

UNKNOWN = DomainError(
    "code_unknown", N_("Kode ini tidak dikenal. Ketik kode yang tampil di layar."), field="kode"
)
EXPIRED = DomainError(
    "code_expired",
    N_("Kode ini sudah berganti. Pindai atau ketik kode yang tampil sekarang."),
    field="kode",
)
OTHER_DEVICE = DomainError(
    "other_device",
    N_("Pindai kode langsung dari perangkat Anda sendiri, dengan peramban yang menerima kuki."),
    field="kode",
)


@dataclass(frozen=True, slots=True)
class _Visit:
    """A ticket of this device, the desk it is for, and what the device has recorded there."""

    ticket: Ticket
    desk: CheckInDesk
    recorded: Attendance | None


@views.get("")
def new() -> ResponseReturnValue:
    form = CheckInCodeForm(request.args or None)
    if "kode" in request.args and form.validate():
        return redirect(url_for(".enter", code=form.kode.data), 303)
    return _code_page(form)


@views.get("/<code>")
def enter(code: str) -> ResponseReturnValue:
    """A good code always lets in: a whole room may share one network with somebody who guesses."""
    entrance = entrance_by(db.session(), code, at=now())
    if entrance and entrance.mode:
        return redirect(url_for(".edit", ticket=ticket_for(entrance)), 303)
    if entrance:
        return _code_page(refusal=EXPIRED)
    return page(429) if guesses_too_much(DESKS) else _code_page(refusal=UNKNOWN)


@views.get("/formulir/<ticket>")
def edit(ticket: str) -> ResponseReturnValue:
    visit = _visit(ticket)
    if isinstance(visit, DomainError):
        return _code_page(refusal=visit)
    if visit.recorded:
        return _recorded_page(visit.recorded)
    return _form_page(CheckInForm(), visit)


@views.post("/formulir/<ticket>")
def update(ticket: str) -> ResponseReturnValue:
    """Sent twice, it is recorded once: the page then says what is recorded."""
    visit = _visit(ticket)
    if isinstance(visit, DomainError):
        return _code_page(refusal=visit)
    if visit.recorded:
        return redirect(url_for(".edit", ticket=ticket), 303)
    form = CheckInForm.from_request()
    if form.validate() and attempt(form, lambda: _record(form, visit.ticket)):
        return redirect(url_for(".edit", ticket=ticket), 303)
    return _form_page(form, visit)


def _visit(token: str) -> _Visit | DomainError:
    ticket = read_ticket(token)
    if ticket is None:
        return UNKNOWN
    if not ticket.is_of_this_device:
        return OTHER_DEVICE
    desk = db.session.get_one(CheckInDesk, ticket.desk_id)
    recorded = recorded_by(db.session(), desk.meeting_id, ticket.device)
    if recorded is None and not (ticket.is_good and desk.takes_forms(at=now())):
        return EXPIRED
    return _Visit(ticket, desk, recorded)


def _record(form: CheckInForm, ticket: Ticket) -> bool:
    session = db.session()
    desk = session.get_one(CheckInDesk, ticket.desk_id)
    entry = form.entry(known_names(session))
    check_in(desk, entry, ticket.mode, ticket.device, at=now())
    return True


def _code_page(
    form: CheckInCodeForm | None = None, *, refusal: DomainError | None = None
) -> ResponseReturnValue:
    form = form or CheckInCodeForm()
    if refusal:
        form.refuse(refusal)
    return render_template("check_ins/new.html", form=form), form.http_status


def _form_page(form: CheckInForm, visit: _Visit) -> ResponseReturnValue:
    """Only the names of those invited are suggested: who meets is for those who meet."""
    meeting = visit.desk.meeting
    invited = db.session.scalars(
        select(Organisation.name)
        .join(Invitee, Invitee.organisation_id == Organisation.id)
        .where(Invitee.meeting_id == meeting.id)
        .order_by(Organisation.name)
        .distinct()
    )
    values = {"meeting": meeting, "mode": visit.ticket.mode, "organisation_names": invited.all()}
    return render_template("check_ins/edit.html", form=form, **values), form.http_status


def _recorded_page(row: Attendance) -> ResponseReturnValue:
    return render_template("check_ins/show.html", row=row, meeting=row.meeting)
