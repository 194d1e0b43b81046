"""Presensi mandiri: people record themselves, with or without an account."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.infra.orm import Labelled, session_of
from tracker.infra.text import N_
from tracker.models.attendances import ATTENDED, Attendance, Presence
from tracker.models.check_in_desks import CheckInDesk
from tracker.models.errors import DomainError
from tracker.models.invitees import Invitee
from tracker.models.organisations import Organisation

# Whoever scripts a thousand visitors must not make the papers of a meeting unprintable.
MOST_RECORDED = 600


class Standing(Labelled):
    """In what way somebody came."""

    INVITED = "invited", N_("Saya pejabat yang diundang")
    DELEGATE = "delegate", N_("Saya mewakili pejabat yang diundang")
    COMPANION = "companion", N_("Saya pendamping atau peserta lain")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person told of himself. signature: SVG path data, "" when presence was declared."""

    person_name: str
    position_title: str
    organisation_name: str
    organisation_id: int | None
    standing: Standing
    represents: str
    signature: str


def check_in(desk: CheckInDesk, entry: Entry, mode: Presence, device: str, *, at: datetime) -> int:
    """Record who stands before the projector, or watches it; gives the line's id.

    The invitation of the same organisation is thereby answered, unless the person only comes along;
    a line that named nobody yet receives the name, and so does one that said nobody came. Raises
    DomainError when the desk is closed or full, the device has recorded somebody already, or the
    same name of the same organisation is listed.
    """
    meeting = desk.meeting
    meeting.hold()
    session = session_of(desk)
    if not desk.takes_forms(at=at):
        raise DomainError("desk_closed", N_("Presensi rapat ini sudah ditutup."))
    if recorded_by(session, meeting.id, device):
        raise DomainError("device_used", N_("Perangkat ini sudah dipakai mencatat satu peserta."))
    _require_room(session, meeting.id)
    invitee, waiting = _answered(session, meeting.id, entry)
    stands_in = entry.standing is Standing.DELEGATE
    values = {
        "person_name": entry.person_name,
        "position_title": entry.position_title,
        "organisation_name": _spelled(session, entry),
        "organisation_id": entry.organisation_id,
        "presence": Presence.REPRESENTED if stands_in and mode is Presence.PRESENT else mode,
        "represents": entry.represents if stands_in else "",
        "signature": entry.signature,
        "checked_in_at": at,
        "device": device_mark(meeting.id, device),
        "invitee": invitee,
    }
    if waiting:
        # Why the invited one is away is still true of who stands in.
        waiting.fill(at=at, **values, reason=waiting.reason if stands_in else "")
        return waiting.id
    return Attendance.append(meeting, by=None, at=at, **values).id


def recorded_by(session: Session, meeting_id: int, device: str) -> Attendance | None:
    """The line this device has written in the meeting's list."""
    return session.scalar(
        select(Attendance).where(
            Attendance.meeting_id == meeting_id,
            Attendance.device == device_mark(meeting_id, device),
        )
    )


def device_mark(meeting_id: int, device: str) -> str:
    """The same device in two meetings cannot be told to be the same."""
    return hashlib.sha256(f"{meeting_id}:{device}".encode()).hexdigest()


def _require_room(session: Session, meeting_id: int) -> None:
    recorded = select(func.count()).where(
        Attendance.meeting_id == meeting_id, Attendance.checked_in_at.is_not(None)
    )
    if (session.scalar(recorded) or 0) >= MOST_RECORDED:
        raise DomainError(
            "desk_full",
            N_("Presensi mandiri rapat ini sudah penuh. Laporkan kehadiran Anda ke sekretariat."),
        )


def _answered(
    session: Session, meeting_id: int, entry: Entry
) -> tuple[Invitee | None, Attendance | None]:
    """The invitation answered, and a line that does not yet say who came for it, or denies it."""
    if entry.standing is Standing.COMPANION:
        return None, None
    called = and_(
        Invitee.guest_name != "", func.lower(Invitee.guest_name) == entry.person_name.lower()
    )
    invited = session.scalars(
        select(Invitee)
        .options(joinedload(Invitee.position_held))
        .where(Invitee.meeting_id == meeting_id)
        .where(or_(called, _of_office(Invitee, entry.organisation_id)))
        .order_by(
            exists().where(Attendance.invitee_id == Invitee.id, Attendance.person_name != ""),
            Invitee.position,
        )
    ).all()
    titles = {entry.position_title.casefold(), entry.represents.casefold()}
    by_title = [i for i in invited if i.position_held and i.name.casefold() in titles]
    invitee = next(iter((*by_title, *invited)), None)
    return invitee, _to_fill(session, meeting_id, invitee) if invitee else None


def _to_fill(session: Session, meeting_id: int, invitee: Invitee) -> Attendance | None:
    typed = and_(Attendance.invitee_id.is_(None), _of_office(Attendance, invitee.organisation_id))
    kept_away = Attendance.presence.not_in(ATTENDED)
    return session.scalar(
        select(Attendance)
        .where(Attendance.meeting_id == meeting_id)
        .where(
            or_(
                and_(Attendance.invitee_id == invitee.id, kept_away),
                and_(Attendance.person_name == "", or_(Attendance.invitee_id == invitee.id, typed)),
            )
        )
        .order_by(kept_away, Attendance.position)
    )


def _spelled(session: Session, entry: Entry) -> str:
    """The office as typed, with the capitals of the register."""
    office = session.get(Organisation, entry.organisation_id) if entry.organisation_id else None
    same = office is not None and office.name.casefold() == entry.organisation_name.casefold()
    return office.name if office and same else entry.organisation_name


def _of_office(row: type[Invitee | Attendance], organisation_id: int | None) -> ColumnElement[bool]:
    """Those outside the registers are not of one office."""
    return false() if organisation_id is None else row.organisation_id == organisation_id
