"""Pemberitahuan: what an office is told within the application, and what each reader has seen.

Every verb writes one event; a notice follows from it, in the same transaction, by the table below.
So no verb can forget to tell, and a new one is told or left out on purpose (a test asks).
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Enum,
    ForeignKey,
    Index,
    UniqueConstraint,
    delete,
    event,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column

from tracker.infra.orm import Base, Labelled, choice
from tracker.infra.text import N_
from tracker.models.assignments import Assignment
from tracker.models.events import Event
from tracker.models.meetings import NAMED_ACCESS
from tracker.models.objections import Ground, Objection

KEPT = timedelta(days=90)


class Audience(Labelled):
    """Who of an organisation is told: those who owe its work, or the secretariat of the unit."""

    AGENCY = "agency", N_("Perangkat daerah")
    SECRETARIAT = "secretariat", N_("Sekretariat")


class NoticeKind(Labelled):
    ASSIGNED = "assigned", N_("Tugas baru")
    RETURNED = "returned", N_("Laporan belum memadai, mohon dilengkapi")
    ACCEPTED = "accepted", N_("Laporan diterima")
    INFEASIBLE = "infeasible", N_("Dinyatakan tidak dapat dilaksanakan dengan alasan sah")
    SUCCEEDED = "succeeded", N_("Tugas instansi pendahulu diteruskan kepada Anda")
    REOPENED = "reopened", N_("Tugas dibuka kembali")
    REASSIGNED = "reassigned", N_("Tugas dialihkan kepada instansi lain")
    CANCELLED = "cancelled", N_("Tugas dibatalkan")
    QUESTION_ASKED = "question_asked", N_("Sekretariat bertanya tentang laporan Anda")
    QUESTION_ANSWERED = "question_answered", N_("Instansi menjawab pertanyaan")
    OBJECTED = "objected", N_("Instansi menyampaikan keberatan")
    OBJECTION_ACCEPTED = "objection_accepted", N_("Keberatan diterima")
    OBJECTION_DECLINED = "objection_declined", N_("Keberatan tidak diterima")
    OBJECTION_FULFILLED = "objection_fulfilled", N_("Yang Anda tunggu dinyatakan sudah dipenuhi")
    AWAITED = "awaited", N_("Instansi lain menunggu Anda")
    EXTENSION_ASKED = "extension_asked", N_("Instansi memohon tenggat baru")
    EXTENSION_GRANTED = "extension_granted", N_("Tenggat baru diberikan")
    EXTENSION_DECLINED = "extension_declined", N_("Permohonan tenggat tidak dikabulkan")
    REMINDER = "reminder", N_("Pengingat tugas")
    ESCALATION = "escalation", N_("Teguran disiapkan")


_AGENCY, _SECRETARIAT = Audience.AGENCY, Audience.SECRETARIAT

# By the verb of an event about a share; where verdicts differ, by verb and verdict.
TOLD: dict[str, tuple[Audience, NoticeKind]] = {
    "assignment:assigned": (_AGENCY, NoticeKind.ASSIGNED),
    "assignment:verified:accepted": (_AGENCY, NoticeKind.ACCEPTED),
    "assignment:verified:returned": (_AGENCY, NoticeKind.RETURNED),
    "assignment:verified:infeasible": (_AGENCY, NoticeKind.INFEASIBLE),
    "assignment:succeeded": (_AGENCY, NoticeKind.SUCCEEDED),
    "assignment:reopened": (_AGENCY, NoticeKind.REOPENED),
    "assignment:reassigned": (_AGENCY, NoticeKind.REASSIGNED),
    "assignment:cancelled": (_AGENCY, NoticeKind.CANCELLED),
    "assignment:question_asked": (_AGENCY, NoticeKind.QUESTION_ASKED),
    "assignment:question_answered": (_SECRETARIAT, NoticeKind.QUESTION_ANSWERED),
    "assignment:objected": (_SECRETARIAT, NoticeKind.OBJECTED),
    "assignment:objection_accepted": (_AGENCY, NoticeKind.OBJECTION_ACCEPTED),
    "assignment:objection_declined": (_AGENCY, NoticeKind.OBJECTION_DECLINED),
    "assignment:objection_fulfilled": (_AGENCY, NoticeKind.OBJECTION_FULFILLED),
    "assignment:extension_asked": (_SECRETARIAT, NoticeKind.EXTENSION_ASKED),
    "assignment:extension_granted": (_AGENCY, NoticeKind.EXTENSION_GRANTED),
    "assignment:extension_declined": (_AGENCY, NoticeKind.EXTENSION_DECLINED),
}


class Notice(Base):
    """audience, organisation_id: whom it is for. What is said of a share is shown as policy lets
    it be read then; text and path stand for what is about no single share.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_office", "organisation_id", "audience", "id"),
        Index("ix_notices_at", "at"),
    )

    audience: Mapped[Audience] = mapped_column(choice(Audience, "audience"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    # Its members grow with the program; the database would need a migration for each.
    kind: Mapped[NoticeKind] = mapped_column(
        Enum(
            NoticeKind,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda members: [member.value for member in members],
        )
    )
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"), index=True)
    text: Mapped[str] = mapped_column(default="")
    path: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class NoticeMark(Base):
    """Up to which notice a user has read everything."""

    __tablename__ = "notice_marks"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    up_to: Mapped[int]


class NoticeReading(Base):
    """A notice that a user opened beyond his mark."""

    __tablename__ = "notice_readings"
    __table_args__ = (UniqueConstraint("user_id", "notice_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), index=True)


def notify(
    session: Session,
    kind: NoticeKind,
    organisation_id: int,
    *,
    text: str,
    path: str,
    at: datetime,
    audience: Audience = Audience.AGENCY,
) -> None:
    """Tell an office what is about no single share, in one sentence; path leads to it.

    Whoever calls answers for telling nothing above Biasa. What events of a share tell (TOLD) needs
    no call.
    """
    session.add(
        Notice(
            kind=kind,
            audience=audience,
            organisation_id=organisation_id,
            text=text,
            path=path,
            at=at,
        )
    )


def mark_read(session: Session, user_id: int, notice_id: int) -> None:
    """One notice; a second time changes nothing. Call inside `write`."""
    known = select(NoticeReading.id).where(
        NoticeReading.user_id == user_id, NoticeReading.notice_id == notice_id
    )
    if session.scalar(known) is None:
        session.add(NoticeReading(user_id=user_id, notice_id=notice_id))


def mark_all_read(session: Session, user_id: int, *, up_to: int) -> None:
    """All that were shown; what came meanwhile stays new. Call inside `write`."""
    mark = session.scalar(select(NoticeMark).where(NoticeMark.user_id == user_id).with_for_update())
    if mark is None:
        session.add(mark := NoticeMark(user_id=user_id, up_to=up_to))
    mark.up_to = max(mark.up_to, up_to)
    session.execute(
        delete(NoticeReading).where(
            NoticeReading.user_id == user_id, NoticeReading.notice_id <= mark.up_to
        )
    )


def forget_notices(session: Session, *, at: datetime) -> None:
    """Remove what is older than KEPT, and who has read it."""
    old = select(Notice.id).where(Notice.at <= at - KEPT)
    session.execute(delete(NoticeReading).where(NoticeReading.notice_id.in_(old)))
    session.execute(delete(Notice).where(Notice.at <= at - KEPT))


@event.listens_for(Event, "after_insert")
def _follow(_mapper: Mapper[Event], connection: Connection, entry: Event) -> None:
    """What the event tells, by statements of its own: the session is in the midst of storing."""
    verdict = entry.data.get("verdict")
    told = TOLD.get(f"{entry.verb}:{verdict}" if verdict else entry.verb)
    if told is None or entry.assignment_id is None:
        return
    share = Assignment.id == entry.assignment_id
    _tell(connection, entry, *told, share)
    if entry.verb == "assignment:reassigned":
        taken_over = select(Assignment.successor_id).where(share).scalar_subquery()
        _tell(connection, entry, _AGENCY, NoticeKind.ASSIGNED, Assignment.id == taken_over)
    if entry.data.get("ground") == Ground.WAITING_FOR and entry.verb == "assignment:objected":
        _tell_awaited(connection, entry)


def _tell_awaited(connection: Connection, entry: Event) -> None:
    """That somebody waits; what for stands on the page that is for it. Nothing of Rahasia."""
    if entry.security_class in NAMED_ACCESS:
        return
    waits = select(Objection.awaited_id).where(Objection.id == entry.data["objection"])
    values = {"text": "", "path": "/ditunggu", "at": entry.at}
    connection.execute(
        insert(Notice).values(
            audience=_AGENCY,
            organisation_id=waits.scalar_subquery(),
            kind=NoticeKind.AWAITED,
            **values,
        )
    )


def _tell(
    connection: Connection, entry: Event, audience: Audience, kind: NoticeKind, which: Any
) -> None:
    office = Assignment.organisation_id if audience is _AGENCY else Assignment.unit_id
    columns = ("audience", "organisation_id", "kind", "assignment_id", "text", "path", "at")
    row = select(
        literal(audience, Notice.audience.type),
        office,
        literal(kind, Notice.kind.type),
        Assignment.id,
        *(literal(""), literal("")),
        literal(entry.at, Notice.at.type),
    ).where(which)
    connection.execute(insert(Notice).from_select(columns, row))
