"""How an official signs: the block of a term of office, beside its form before it is saved."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.models.people import Appointment, Person, Position, Signatory
from tracker.policy.administration import can_administer
from tracker.web.access import LARGEST_ID, require
from tracker.web.context import actor, asks_part
from tracker.web.forms.registers import AppointmentForm

views = Blueprint("signature_samples", __name__, url_prefix="/masa-jabatan/tanda-tangan")


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.post("")
def create() -> ResponseReturnValue:
    signatory = _signatory(AppointmentForm.from_request())
    template = "_signature.html" if asks_part() else "signature.html"
    return render_template(f"registers/{template}", signatory=signatory)


def _signatory(form: AppointmentForm) -> Signatory | None:
    """As the form stands; None until it names an official and a position that exist."""
    person = _chosen(Person, form.person_id.data)
    position = _chosen(Position, form.position_id.data)
    if person is None or position is None or form.capacity.data is None:
        return None
    with db.session.no_autoflush:
        return Appointment(
            person=person,
            position=position,
            capacity=form.capacity.data,
            rank_grade=form.rank_grade.data or "",
            show_rank=form.show_rank.data,
            show_titles=form.show_titles.data,
        ).signature()


def _chosen(noun: type[Any], row_id: int | None) -> Any:
    return db.session.get(noun, row_id) if row_id and row_id <= LARGEST_ID else None
