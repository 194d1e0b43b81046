"""Whom an invitation or a paper reaches today: organisations and positions become addresses."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.infra.text import N_
from tracker.models.deliveries import Recipient
from tracker.models.organisations import Organisation
from tracker.models.people import Appointment, Position, PositionLevel, holder_among

NOT_ACTIVE = N_("Instansi ini sudah tidak aktif.")
NO_HOLDER = N_("Jabatan ini sedang tidak ada pejabatnya.")
NO_ADDRESS = N_("Belum ada alamat surel, baik instansi maupun pejabatnya.")
NOBODY = N_("Tidak ada instansi atau jabatan yang dituju.")

_PRECEDENCE = [level for level in PositionLevel if level is not PositionLevel.OFFICER]


class Invited(Protocol):
    """An organisation, or one position of it: then position_id says which."""

    @property
    def organisation_id(self) -> int | None: ...
    @property
    def position_id(self) -> int | None: ...


class Office(NamedTuple):
    """The same, where no row of a list says so."""

    organisation_id: int | None
    position_id: int | None = None


def recipients_for(session: Session, invitees: Iterable[Invited], *, on: date) -> list[Recipient]:
    """One recipient for each invitee, in their order, as the registers stand on that day.

    An organisation is reached at its official address, else at its head's; a position through who
    holds it then, in whatever capacity, at his own address, else at that of his organisation.
    Whoever cannot be reached has a `problem`. Three statements, however many there are.
    """
    wanted = list(invitees)
    position_ids = {i.position_id for i in wanted if i.position_id is not None}
    positions = {
        p.id: p for p in session.scalars(select(Position).where(Position.id.in_(position_ids)))
    }
    offices = {i.organisation_id for i in wanted} | {p.organisation_id for p in positions.values()}
    organisations = {
        o.id: o
        for o in session.scalars(
            select(Organisation).where(Organisation.id.in_(o for o in offices if o is not None))
        )
    }
    held = session.scalars(
        select(Appointment)
        .join(Position)
        .where(Appointment.held_on(on), Position.organisation_id.in_(organisations))
    ).all()
    return [_resolve(i, positions, organisations, held, on) for i in wanted]


def _resolve(
    invited: Invited,
    positions: dict[int, Position],
    organisations: dict[int, Organisation],
    held: Sequence[Appointment],
    on: date,
) -> Recipient:
    position = positions.get(invited.position_id or 0)
    office_id = position.organisation_id if position else invited.organisation_id
    office = organisations.get(office_id or 0)
    if office is None:
        return Recipient("", "", problem=NOBODY)
    if position is None:
        return _at_office(office, held, on)
    holder = holder_among([a for a in held if a.position_id == position.id])
    name = f"{holder.person.full_name}, {holder.position_title}" if holder else position.title
    if not office.is_active_on(on):
        return Recipient(name, "", office.id, NOT_ACTIVE)
    if holder is None:
        return Recipient(name, "", office.id, NO_HOLDER)
    address = holder.person.email or office.email
    return Recipient(name, address, office.id, "" if address else NO_ADDRESS, office.phone)


def _at_office(office: Organisation, held: Sequence[Appointment], on: date) -> Recipient:
    if not office.is_active_on(on):
        return Recipient(office.name, "", office.id, NOT_ACTIVE)
    head = head_among([a for a in held if a.position.organisation_id == office.id])
    address = office.email or (head.person.email if head else "")
    return Recipient(office.name, address, office.id, "" if address else NO_ADDRESS, office.phone)


def head_among(held: Sequence[Appointment]) -> Appointment | None:
    """Who holds the highest position of an organisation."""
    levels = {a.position.level for a in held}
    highest = next((level for level in _PRECEDENCE if level in levels), None)
    return holder_among([a for a in held if a.position.level is highest])
