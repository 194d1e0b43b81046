"""Pendistribusian: who gets a sealed notula, who got it already, and who has read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.acknowledgements import Acknowledgement
from tracker.models.attendances import Attendance
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.deliveries import Delivery, DeliveryState, Recipient
from tracker.models.documents import Document, DocumentKind
from tracker.models.invitees import Invitee
from tracker.models.meeting_access import MeetingAccess
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.organisations import Organisation
from tracker.models.people import Person
from tracker.models.users import User
from tracker.reports.recipients import Office, recipients_for

NO_ADDRESS = N_("Belum ada alamat surel.")
NO_OFFICE = N_("Instansinya tidak dikenal. Tambahkan alamatnya pada tembusan bila perlu dikirimi.")


class Source(Labelled):
    """Why somebody gets the paper."""

    PARTICIPANT = "participant", N_("Peserta")
    UNASKED = "unasked", N_("Mencatat kehadiran sendiri, tidak diundang")
    COPY = "copy", N_("Tembusan")
    NAMED = "named", N_("Daftar akses")


@dataclass(frozen=True, slots=True)
class Addressee:
    """key: the same each time the list is drawn up. state, sent_at: of this paper's newest mail.

    copy_id: the row of the tembusan list, where it comes from there.
    """

    key: str
    source: Source
    recipient: Recipient
    state: DeliveryState | None = None
    sent_at: datetime | None = None
    copy_id: int | None = None


def sealed_minutes(session: Session, meeting: Meeting) -> Document | None:
    """The newest sealed notula of a meeting, without its snapshot."""
    return session.scalar(
        select(Document)
        .options(defer(Document.snapshot))
        .where(Document.meeting_id == meeting.id, Document.kind == DocumentKind.MINUTES)
        .where(Document.code.is_not(None))
        .order_by(Document.edition.desc())
        .limit(1)
    )


def addressees(
    session: Session, meeting: Meeting, document: Document, *, on: date
) -> list[Addressee]:
    """Everyone a notula goes to, as the registers stand on that day; each once.

    Participants and invited ones, then the tembusan list. Of Rahasia and above: those on the access
    list, and nobody else.
    """
    if meeting.security_class in NAMED_ACCESS:
        found = _named(session, meeting)
    else:
        found = [*_participants(session, meeting, on), *_copies(session, meeting)]
    told = _told(session, document)
    return [_with_state(one, told) for one in _each_once(found)]


def reading(
    session: Session, document: Document, offices: Iterable[int]
) -> list[tuple[str, Acknowledgement | None]]:
    """By name, each of the organisations, and those that spoke unasked: who said it was read."""
    given = (Acknowledgement.organisation_id == Organisation.id) & (
        Acknowledgement.document_id == document.id
    )
    rows = session.execute(
        select(Organisation.name, Acknowledgement)
        .outerjoin(Acknowledgement, given)
        .where(Organisation.id.in_(set(offices)) | Acknowledgement.id.is_not(None))
        .order_by(Organisation.name)
    )
    return [(name, one) for name, one in rows]


def _participants(session: Session, meeting: Meeting, on: date) -> Iterator[Addressee]:
    invitees = session.scalars(
        select(Invitee).where(Invitee.meeting_id == meeting.id).order_by(Invitee.position)
    ).all()
    present = session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(Attendance.position)
    ).all()
    called = [Office(i.organisation_id, i.position_id) for i in invitees if i.organisation_id]
    there = [Office(a.organisation_id) for a in present if a.organisation_id]
    offices = list(dict.fromkeys([*called, *there]))
    known = {o.organisation_id for o in called}
    known |= {a.organisation_id for a in present if a.checked_in_at is None}
    for office, recipient in zip(offices, recipients_for(session, offices, on=on), strict=True):
        key = f"jabatan-{office.position_id}" if office.position_id else None
        source = Source.PARTICIPANT if office.organisation_id in known else Source.UNASKED
        yield Addressee(key or f"instansi-{office.organisation_id}", source, recipient)
    for guest in (i for i in invitees if i.guest_name):
        yield Addressee(
            f"tamu-{guest.id}", Source.PARTICIPANT, _typed(guest.guest_name, guest.guest_address)
        )
    for person in (a for a in present if not a.organisation_id and not a.invitee_id):
        name = person.person_name or person.organisation_name
        yield Addressee(
            f"hadir-{person.id}", Source.PARTICIPANT, Recipient(name, "", problem=NO_OFFICE)
        )


def _copies(session: Session, meeting: Meeting) -> Iterator[Addressee]:
    copies = select(CarbonCopy).where(CarbonCopy.meeting_id == meeting.id).order_by(CarbonCopy.id)
    for copy in session.scalars(copies):
        recipient = _typed(copy.name, copy.address)
        yield Addressee(f"tembusan-{copy.id}", Source.COPY, recipient, copy_id=copy.id)


def _named(session: Session, meeting: Meeting) -> list[Addressee]:
    listed = (
        select(User.id, User.name, User.email, Person.email)
        .join(MeetingAccess, MeetingAccess.user_id == User.id)
        .outerjoin(Person, Person.id == User.person_id)
        .where(MeetingAccess.meeting_id == meeting.id, User.active)
        .order_by(User.name, User.id)
    )
    return [
        Addressee(f"akun-{user_id}", Source.NAMED, _typed(name, own or personal or ""))
        for user_id, name, own, personal in session.execute(listed)
    ]


def _typed(name: str, address: str) -> Recipient:
    return Recipient(name, address, problem="" if address else NO_ADDRESS)


def _told(session: Session, document: Document) -> dict[str, tuple[DeliveryState, datetime | None]]:
    """State and time of the newest mail by addressee; its key ends with that of the addressee."""
    rows = session.execute(
        select(Delivery.key, Delivery.state, Delivery.sent_at)
        .where(Delivery.document_id == document.id)
        .order_by(Delivery.id)
    )
    return {key.rpartition(":")[2]: (state, sent_at) for key, state, sent_at in rows}


def _with_state(
    one: Addressee, told: dict[str, tuple[DeliveryState, datetime | None]]
) -> Addressee:
    state, sent_at = told.get(one.key, (None, None))
    return replace(one, state=state, sent_at=sent_at)


def _each_once(found: Iterable[Addressee]) -> Iterator[Addressee]:
    """Whoever is reached at the same address for the same organisation is one addressee."""
    seen: set[tuple[str, int | None]] = set()
    for one in found:
        place = (one.recipient.address.casefold(), one.recipient.organisation_id)
        if one.recipient.address and place in seen:
            continue
        seen.add(place)
        yield one
