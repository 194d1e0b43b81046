"""Which post heads an office, and who holds it today: whom a letter goes to and who signs it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import (
    Appointment,
    Position,
    PositionLevel,
    Signatory,
    holder_among,
)

_LEADS = ("Badan", "Biro", "Dinas", "Kantor", "Satuan")
_REGIONS = {"Kabupaten": "Bupati", "Kota": "Wali Kota"}


@dataclass(frozen=True, slots=True)
class Post:
    """title: as addressed. signatory: with the name of who holds it, as far as it is known."""

    title: str
    signatory: Signatory


def head_of(session: Session, office: Organisation, *, on: date) -> Post:
    """The highest post of an office by the registers; without one, as such offices are headed."""
    post = session.scalars(
        select(Position)
        .where(Position.organisation_id == office.id, Position.level != PositionLevel.OFFICER)
        .order_by(Position.id)
    ).all()
    levels = list(PositionLevel)
    highest = min(post, key=lambda p: levels.index(p.level), default=None)
    return post_of(session, highest, on=on) if highest else _unlisted(headed_by(office))


def post_of(session: Session, position: Position, *, on: date) -> Post:
    held = session.scalars(
        select(Appointment).where(Appointment.position_id == position.id, Appointment.held_on(on))
    ).all()
    holder = holder_among(held)
    return Post(position.title, holder.signature()) if holder else _unlisted(position.title)


def post_at(session: Session, level: PositionLevel, *, on: date) -> Post:
    """The first post of a level that only one has: the Governor, the Sekda."""
    position = session.scalar(
        select(Position).where(Position.level == level).order_by(Position.id).limit(1)
    )
    return post_of(session, position, on=on) if position else _unlisted(level.label.title())


def assistant_of(session: Session, *offices: Organisation, on: date) -> Post | None:
    """The Asisten above the first of these offices that has one above it; None: none is known."""
    for office in offices:
        above: Organisation | None = office
        while above is not None:
            if above.kind is OrganisationKind.ASSISTANT_SECRETARY:
                return head_of(session, above, on=on)
            above = above.parent
    return None


def headed_by(office: Organisation) -> str:
    """Bupati Mesuji, Wali Kota Metro, Kepala Dinas Sosial; else the one who leads it."""
    first, _, rest = office.name.partition(" ")
    if office.kind is OrganisationKind.REGENCY_CITY and first in _REGIONS:
        return f"{_REGIONS[first]} {rest}"
    if office.kind is OrganisationKind.ASSISTANT_SECRETARY:
        return office.name
    if office.kind is OrganisationKind.INSPECTORATE:
        return f"Inspektur {rest}".strip()
    return f"Kepala {office.name}" if first in _LEADS else f"Pimpinan {office.name}"


def _unlisted(title: str) -> Post:
    return Post(title, Signatory("", title))
