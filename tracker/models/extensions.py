"""Permohonan tenggat baru: a share's owner asks for another date, the secretariat rules on it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.assignment_states import OPEN_STATES
from tracker.models.assignments import Assignment
from tracker.models.due_dates import DUE_MOVED, move_due
from tracker.models.errors import DomainError, Untimely, require_reason
from tracker.models.events import Audited, record
from tracker.models.users import Actor


class ExtensionState(Labelled):
    OPEN = "open", N_("Menunggu putusan")
    GRANTED = "granted", N_("Disetujui")
    DECLINED = "declined", N_("Tidak disetujui")
    WITHDRAWN = "withdrawn", N_("Ditarik")
    ENDED = "ended", N_("Berakhir bersama tugasnya")


_OPEN = text("state = 'open'")


class ExtensionRequest(Audited, Base):
    """due_on: the date it asks to move. granted_on: the date given, as wished or another one.

    Asking does not begin the work, and changes no state. A share has one open request.
    """

    __tablename__ = "extension_requests"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="explained"),
        CheckConstraint("wished_on > due_on", name="later"),
        CheckConstraint("(state = 'granted') = (granted_on IS NOT NULL)", name="granted"),
        CheckConstraint("state <> 'declined' OR answer <> ''", name="declined_with_words"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed"),
        Index(
            "uq_extension_requests_open",
            "assignment_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_extension_requests_open",
            *("asked_at", "id"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    due_on: Mapped[date]
    wished_on: Mapped[date]
    reason: Mapped[str]
    asked_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    asked_by_name: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[ExtensionState] = mapped_column(
        choice(ExtensionState, "state"), default=ExtensionState.OPEN
    )
    granted_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    closed_by_name: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]

    assignment: Mapped[Assignment] = relationship(back_populates="extensions")

    def grant(self, on: date, answer: str, *, by: Actor, at: datetime, today: date) -> None:
        """Move the due date to `on`, as wished or to another later day.

        Raises DomainError as `decline` does, and when `on` has passed or is not later.
        """
        self._require_rulable(by)
        share = self.assignment
        _require_later(share.due_on, on, today, field="granted_on")
        self.granted_on = on
        self._close(ExtensionState.GRANTED, answer, by=by, at=at)
        moved = [share.due_on and share.due_on.isoformat(), on.isoformat()]
        move_due(share, on, answer or self.reason, by=by, at=at, request_id=self.id)
        self._record("extension_granted", answer, by=by, at=at, **{DUE_MOVED: moved})

    def decline(self, answer: str, *, by: Actor, at: datetime) -> None:
        """Raises DomainError without words, once it is ruled on or withdrawn, and for who is of
        the organisation that owes the share.
        """
        self._require_rulable(by)
        if not answer:
            raise DomainError(
                "answer_missing", N_("Tuliskan mengapa tidak disetujui."), field="answer"
            )
        self._close(ExtensionState.DECLINED, answer, by=by, at=at)
        self._record("extension_declined", answer, by=by, at=at)

    def withdraw(self, *, by: Actor, at: datetime) -> None:
        """The agency takes it back. Raises DomainError once it was ruled on."""
        self._require_open()
        self._close(ExtensionState.WITHDRAWN, "", by=by, at=at)
        self.assignment.reported_at = at
        self._record("extension_withdrawn", "", by=by, at=at)

    def end_with_share(self, *, by: Actor | None, at: datetime) -> None:
        """Part of an act that ends the share, which writes the event; by: None when by itself."""
        if self.state is ExtensionState.OPEN:
            self._close(ExtensionState.ENDED, "", by=by, at=at)

    def _require_rulable(self, by: Actor) -> None:
        self._require_open()
        self.assignment.require_other(by)

    def _require_open(self) -> None:
        self.assignment.hold()
        session_of(self).refresh(self)  # it may have changed while this act waited
        if self.state is not ExtensionState.OPEN:
            raise Untimely(
                "extension_state",
                N_("Permohonan ini berstatus “%(state)s”; langkah itu tidak berlaku lagi."),
                state=self.state.label,
            )

    def _close(self, state: ExtensionState, answer: str, *, by: Actor | None, at: datetime) -> None:
        self.state, self.answer, self.closed_at = state, answer, at
        if by is not None:
            self.closed_by, self.closed_by_name = by.user_id, by.name

    def _record(self, act: str, words: str, *, by: Actor, at: datetime, **told: object) -> None:
        record(
            self.assignment,
            f"assignment:{act}",
            by=by.user_id,
            at=at,
            data={"extension": self.id, **told},
            note=words or None,
        )


def ask_for_date(
    share: Assignment, wished_on: date, reason: str, *, by: Actor, at: datetime, today: date
) -> ExtensionRequest:
    """The agency asks for a later due date.

    Raises DomainError when the state does not allow it, another request is open, there is no due
    date to move, the wished one has passed or is not later, or the reason is missing.
    """
    share.require_state(OPEN_STATES)
    if any(other.state is ExtensionState.OPEN for other in share.extensions):
        raise Untimely(
            "extension_open", N_("Permohonan tenggat yang terdahulu masih menunggu putusan.")
        )
    if share.due_on is None:
        raise Untimely(
            "no_due_date", N_("Tugas ini tidak bertenggat, jadi tidak perlu dimohonkan.")
        )
    _require_later(share.due_on, wished_on, today, field="wished_on")
    require_reason(reason)
    request = ExtensionRequest(
        assignment=share,
        due_on=share.due_on,
        wished_on=wished_on,
        reason=reason,
        state=ExtensionState.OPEN,
        asked_by=by.user_id,
        asked_by_name=by.name,
        asked_at=at,
    )
    share.reported_at = at
    session = session_of(share)
    session.add(request)
    session.flush()
    data = {"extension": request.id, "wished": wished_on.isoformat()}
    record(share, "assignment:extension_asked", by=by.user_id, at=at, data=data, note=reason)
    return request


def _require_later(due_on: date | None, on: date, today: date, *, field: str) -> None:
    if on < today:
        raise DomainError("date_passed", N_("Tanggal ini sudah lewat."), field=field)
    if due_on is not None and on <= due_on:
        raise DomainError(
            "date_not_later", N_("Pilih tanggal sesudah tenggat yang sekarang."), field=field
        )
