"""What the letter of an escalation says, by whom and to whom.

A nota dinas to offices of the government itself, to the Asisten and to the Sekda; a letter of the
Sekda to those outside.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents import wording
from tracker.models.assignments import Assignment
from tracker.models.escalations import EscalatedTask, Escalation, Level
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Position, PositionLevel
from tracker.reports.posts import Post, assistant_of, head_of, post_at, post_of

_OUTSIDE = {
    OrganisationKind.REGENCY_CITY,
    OrganisationKind.CENTRAL_FIELD_OFFICE,
    OrganisationKind.MINISTRY,
    OrganisationKind.LEADERS_FORUM,
    OrganisationKind.PUBLIC_BODY,
    OrganisationKind.STATE_ENTERPRISE,
    OrganisationKind.REGIONAL_ENTERPRISE,
    OrganisationKind.COMMUNITY,
    OrganisationKind.OTHER,
}
_TO_LEADERS = {Level.ASSISTANT, Level.REGIONAL_SECRETARY}
_SUBJECTS = {
    Level.RESPONSIBLE: "Pengingat tindak lanjut yang melewati tenggat",
    Level.HEAD: "Pengingat tindak lanjut yang melewati tenggat",
    Level.ASSISTANT: "Laporan tindak lanjut yang melewati tenggat",
    Level.REGIONAL_SECRETARY: "Tindak lanjut yang melewati tenggat dan konsep surat teguran",
}
ASK = (
    "Mohon perkembangan, kendala, atau usulan tenggat baru atas hal tersebut segera dilaporkan "
    "melalui aplikasi Rakor. Atas perhatian dan kerja samanya diucapkan terima kasih."
)
REPRIMAND = "Teguran atas tindak lanjut yang melewati tenggat"
WARNING = (
    "Sehubungan dengan itu, Saudara diminta segera menyelesaikannya dan melaporkan "
    "perkembangan atau kendalanya. Demikian untuk menjadi perhatian."
)
_CLOSINGS = {
    Level.RESPONSIBLE: ASK,
    Level.HEAD: ASK,
    Level.ASSISTANT: "Demikian dilaporkan. Mohon arahan lebih lanjut.",
    Level.REGIONAL_SECRETARY: (
        "Bersama ini disampaikan konsep surat teguran sebagaimana terlampir. Demikian dilaporkan. "
        "Mohon arahan lebih lanjut."
    ),
}
_UNKNOWN_ASSISTANT = "Asisten …………………………"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter. on_behalf_of: as in `wording.signing_titles`. copies: tembusan."""

    is_memo: bool
    to: str
    sender: Post
    on_behalf_of: str
    subject: str
    opening: str
    closing: str
    copies: tuple[str, ...] = ()


def letter_of(session: Session, escalation: Escalation, *, tasks: int, on: date) -> Sheet:
    """The letter itself, with the first paragraph that somebody typed. tasks: how many."""
    level, is_memo = escalation.level, is_internal(escalation)
    sender = _sender(session, escalation, is_memo, on)
    return Sheet(
        is_memo=is_memo,
        to=addressee(session, escalation, on=on),
        sender=sender,
        on_behalf_of="" if is_memo else giver_to(session, escalation.organisation, sender, on),
        subject=_SUBJECTS[level],
        opening=escalation.opening or usual_opening(escalation, tasks=tasks, on=on),
        closing=_CLOSINGS[level],
    )


def reprimand_of(session: Session, escalation: Escalation, *, tasks: int, on: date) -> Sheet:
    """The draft for the Sekda's own signature, to the head of the office that is late."""
    sekda = post_at(session, PositionLevel.REGIONAL_SECRETARY, on=on)
    asisten = assistant_of(session, escalation.organisation, escalation.unit, on=on)
    return Sheet(
        is_memo=False,
        to=head_of(session, escalation.organisation, on=on).title,
        sender=sekda,
        on_behalf_of=giver_to(session, escalation.organisation, sekda, on),
        subject=REPRIMAND,
        opening=(
            f"Sampai dengan {wording.day(on)}, {tasks} tindak lanjut yang menjadi tanggung jawab "
            f"{escalation.organisation.name} telah melewati tenggat dan belum ada laporan "
            "perkembangannya. Rinciannya sebagai berikut."
        ),
        closing=WARNING,
        copies=tuple(
            post.title
            for post in (asisten, head_of(session, escalation.unit, on=on))
            if post is not None
        ),
    )


def usual_opening(escalation: Escalation, *, tasks: int, on: date) -> str:
    """The first paragraph as long as nobody typed another."""
    office, day = escalation.organisation.name, wording.day(on)
    if escalation.level in _TO_LEADERS:
        return (
            f"Dengan hormat dilaporkan bahwa sampai dengan {day}, {tasks} tindak lanjut yang "
            f"menjadi tanggung jawab {office} telah melewati tenggat dan belum ada laporan "
            "perkembangannya. Rinciannya sebagai berikut."
        )
    return (
        f"Dengan hormat diingatkan bahwa sampai dengan {day}, {tasks} tindak lanjut yang menjadi "
        f"tanggung jawab {office} telah melewati tenggat dan belum ada laporan perkembangannya. "
        "Rinciannya sebagai berikut."
    )


def addressee(session: Session, escalation: Escalation, *, on: date) -> str:
    """To whom this level is addressed, as far as the registers know."""
    office = escalation.organisation
    if escalation.level is Level.RESPONSIBLE:
        return _responsible(session, escalation)
    if escalation.level is Level.HEAD:
        return head_of(session, office, on=on).title
    if escalation.level is Level.ASSISTANT:
        asisten = assistant_of(session, office, escalation.unit, on=on)
        return asisten.title if asisten else _UNKNOWN_ASSISTANT
    return post_at(session, PositionLevel.REGIONAL_SECRETARY, on=on).title


def is_internal(escalation: Escalation) -> bool:
    return escalation.level in _TO_LEADERS or escalation.organisation.kind not in _OUTSIDE


def nature_to(highest: SecurityClass) -> str:
    """Sifat: urgent, unless what the letter tells is confidential. highest: of its tasks."""
    return "Segera" if highest is SecurityClass.OPEN else highest.label


def usual_sender(session: Session, office: Organisation, unit: Organisation, on: date) -> Post:
    """Who writes to an office of the government: the head of the unit; to others the Sekda."""
    if office.kind in _OUTSIDE:
        return post_at(session, PositionLevel.REGIONAL_SECRETARY, on=on)
    return head_of(session, unit, on=on)


def giver_to(session: Session, office: Organisation, sender: Post, on: date) -> str:
    """To a bupati or wali kota the Sekda writes in the Governor's name (domain.md, section 2)."""
    if office.kind is not OrganisationKind.REGENCY_CITY:
        return ""
    governor = post_at(session, PositionLevel.GOVERNOR, on=on).title
    return "" if sender.title == governor else governor


def _responsible(session: Session, escalation: Escalation) -> str:
    """The one position that all the tasks fall to, else whoever the office has put on them."""
    seats = session.scalars(
        select(Assignment.position_id)
        .join(EscalatedTask, EscalatedTask.assignment_id == Assignment.id)
        .where(EscalatedTask.escalation_id == escalation.id)
        .distinct()
    ).all()
    if len(seats) == 1 and seats[0] is not None:
        return session.get_one(Position, seats[0]).title
    return f"Penanggung jawab tindak lanjut pada {escalation.organisation.name}"


def _sender(session: Session, escalation: Escalation, is_memo: bool, on: date) -> Post:
    if escalation.signed_by:
        return post_of(session, escalation.signed_by, on=on)
    if is_memo:
        return head_of(session, escalation.unit, on=on)
    return post_at(session, PositionLevel.REGIONAL_SECRETARY, on=on)
