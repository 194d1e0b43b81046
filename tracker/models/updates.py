"""What an agency reported, what it brought as evidence, and how the claim was ruled on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import LATER, Base, choice, session_of
from tracker.infra.text import N_
from tracker.models.assignment_states import AssignmentState, Report, Verdict, verdicts_on
from tracker.models.errors import DomainError
from tracker.models.events import Audited
from tracker.models.files import StoredFile

if TYPE_CHECKING:
    from tracker.models.assignments import Assignment
    from tracker.models.questions import Question


_LINKED = text("link <> ''")


class Reporter(Protocol):
    """Who reports: an account as it may act today, or a link (then link_id says which)."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def link_id(self) -> int | None: ...
    def title_at(self, organisation_id: int) -> str: ...


class StatusUpdate(Audited, Base):
    """What the agency reported, and when. withdrawn_at: the claim was taken back.

    by: None for what came by a link, and then link_id says which. by_title: the position in which
    it was reported, as held that day. sending: what tells a report that was sent twice, because
    its answer was lost, from a second report.
    """

    __tablename__ = "status_updates"
    __table_args__ = (
        CheckConstraint("(by IS NULL) = (link_id IS NOT NULL)", name="by_account_or_link"),
        Index("uq_status_updates_sending", "assignment_id", "sending", unique=True),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    report: Mapped[Report] = mapped_column(choice(Report, "report"))
    from_state: Mapped[AssignmentState] = mapped_column(choice(AssignmentState, "from_state"))
    to_state: Mapped[AssignmentState] = mapped_column(choice(AssignmentState, "to_state"))
    note: Mapped[str]
    by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by_name: Mapped[str]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    link_id: Mapped[int | None] = mapped_column(
        ForeignKey("action_links.id"), index=True, info=LATER
    )
    by_title: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)
    sending: Mapped[str | None] = mapped_column(info=LATER)

    assignment: Mapped["Assignment"] = relationship(back_populates="updates")
    evidence: Mapped[list["Evidence"]] = relationship(
        back_populates="update", order_by="Evidence.id"
    )
    verification: Mapped["Verification | None"] = relationship(back_populates="update")
    question: Mapped["Question | None"] = relationship(back_populates="update")


class Evidence(Audited, Base):
    """Bukti dukung: a stored file or a link."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("(file_id IS NULL) <> (link = '')", name="one_of"),
        Index(
            "ix_evidence_link",
            "link",
            sqlite_where=_LINKED,
            postgresql_where=_LINKED,
            postgresql_using="hash",  # a long address has more bytes than a tree takes
        ),
    )

    update_id: Mapped[int] = mapped_column(ForeignKey("status_updates.id"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    link: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    at: Mapped[datetime]

    update: Mapped[StatusUpdate] = relationship(back_populates="evidence")
    file: Mapped[StoredFile | None] = relationship()


class Verification(Audited, Base):
    """The ruling on one claim; a claim has at most one.

    met, unmet: the points of the checklist the verifier ticked, and those he left, as they read.
    """

    __tablename__ = "verifications"
    __table_args__ = (UniqueConstraint("update_id"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("status_updates.id"))
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict, "verdict"))
    note: Mapped[str]
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    by_name: Mapped[str]
    at: Mapped[datetime]
    met: Mapped[list[str]] = mapped_column(default=list, info=LATER)
    unmet: Mapped[list[str]] = mapped_column(default=list, info=LATER)

    update: Mapped[StatusUpdate] = relationship(back_populates="verification")


def evidence_of(
    files: Sequence[StoredFile], link: str, *, at: datetime, dated_on: date | None = None
) -> list[Evidence]:
    """What an agency brings, as rows. dated_on: when it was made, where that is told."""
    links = [Evidence(link=link, at=at, dated_on=dated_on)] if link else []
    return [*(Evidence(file=file, at=at, dated_on=dated_on) for file in files), *links]


def require_grounds(report: Report, note: str, files: Sequence[StoredFile], link: str) -> None:
    """A claim of completion brings evidence, and every report a few words; else DomainError."""
    if report is Report.DONE and not (files or link):
        raise DomainError(
            "evidence_missing",
            N_("Lampirkan bukti dukung: foto, berkas, atau tautan."),
            field="files",
        )
    require_web_link(link)
    if not note:
        raise DomainError(
            "note_missing", N_("Tuliskan uraian singkat perkembangannya."), field="note"
        )


def require_web_link(link: str) -> None:
    """Raise DomainError for a link that does not lead to the web; none is fine."""
    if link and not link.startswith(("https://", "http://")):
        raise DomainError(
            "link_scheme",
            N_("Tautan bukti diawali dengan https:// atau http://."),
            field="link",
        )


def require_past(dated_on: date | None, today: date | None) -> None:
    """Raise DomainError for evidence dated after the office's day."""
    if dated_on is not None and (today is None or dated_on > today):
        raise DomainError(
            "evidence_ahead",
            N_("Tanggal bukti tidak boleh sesudah hari ini."),
            field="dated_on",
        )


def require_verdict(report: Report, verdict: Verdict, note: str, unmet: Sequence[str]) -> None:
    """A verdict fits the claim; against it, or past unmet points, it says why; else DomainError."""
    if verdict not in verdicts_on(report):
        raise DomainError(
            "verdict_unfit",
            N_("Laporan tidak dapat dilaksanakan diputus sah, atau dikembalikan."),
            field="verdict",
        )
    if not note and verdict is not Verdict.ACCEPTED:
        raise DomainError("note_missing", N_("Tuliskan alasan putusan ini."), field="note")
    if not note and unmet:
        raise DomainError(
            "points_unmet",
            N_("Ada butir yang tidak dicentang. Tuliskan mengapa laporan tetap diterima."),
            field="note",
        )


def sent_before(share: "Assignment", sending: str) -> StatusUpdate | None:
    """What was stored of this sending, whose answer was lost; ask before anything of it is stored.

    Holds the share: of two that bring the same at once, the second finds the first.
    """
    share.hold()
    return session_of(share).scalar(
        select(StatusUpdate).where(
            StatusUpdate.assignment_id == share.id, StatusUpdate.sending == sending
        )
    )


def latest_update(assignment_id: int) -> Select[StatusUpdate]:
    return (
        select(StatusUpdate)
        .where(StatusUpdate.assignment_id == assignment_id)
        .order_by(StatusUpdate.id.desc())
        .limit(1)
    )
