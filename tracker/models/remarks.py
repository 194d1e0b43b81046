"""Tanggapan and catatan: what someone says about one paragraph of the minutes, and the answer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.errors import DomainError, require_reason
from tracker.models.events import Audited, record
from tracker.models.minutes import UNDER_WORK, Minutes, MinutesState
from tracker.models.users import Actor

_OPEN = text("outcome IS NULL")


class RemarkKind(Labelled):
    RETURN = "return", N_("Catatan pemeriksa")
    OBJECTION = "objection", N_("Tanggapan peserta")


class Outcome(Labelled):
    ACCEPTED = "accepted", N_("Diterima")
    DECLINED = "declined", N_("Tidak diterima")


class Remark(Audited, Base):
    """anchor: the paragraph it speaks of (`minutes_section:12:3`), empty for the whole.

    quote: that paragraph as it read then, so that the remark keeps its sense once it is mended.
    """

    __tablename__ = "remarks"
    __table_args__ = (
        CheckConstraint("body <> ''", name="said"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("outcome <> 'declined' OR answer <> ''", name="declined_with_words"),
        Index("ix_remarks_open", "minutes_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[RemarkKind] = mapped_column(choice(RemarkKind, "kind"))
    anchor: Mapped[str]
    quote: Mapped[str]
    body: Mapped[str]
    said_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    author: Mapped[str]
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "outcome"))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    minutes: Mapped[Minutes] = relationship(back_populates="remarks")

    def respond(self, outcome: Outcome, answer: str, *, by: int, at: datetime) -> None:
        """The minute taker's word on it, once. Raises DomainError when there is one already, the
        minutes are approved, or it is declined without saying why.
        """
        self.minutes.require(*UNDER_WORK, MinutesState.SUBMITTED)
        session_of(self).refresh(self)  # it may have been answered while this act waited
        if self.outcome is not None:
            raise DomainError("answered_already", N_("Tanggapan ini sudah dijawab."))
        if outcome is Outcome.DECLINED and not answer:
            raise DomainError(
                "answer_missing", N_("Tuliskan mengapa tidak diterima."), field="answer"
            )
        self.outcome, self.answer = outcome, answer
        self.answered_by, self.answered_at = by, at
        record(self, "remark:answered", by=by, at=at, data={"outcome": outcome})


def check_minutes(
    minutes: Minutes, *, anchor: str, quote: str, body: str, by: Actor, at: datetime
) -> Remark:
    """A note of who is asked to initial or approve. Raises DomainError unless submitted."""
    minutes.require(MinutesState.SUBMITTED)
    return _say(minutes, RemarkKind.RETURN, anchor, quote, body, by=by, at=at, office=None)


def object_to(
    minutes: Minutes,
    *,
    anchor: str,
    quote: str,
    body: str,
    organisation_id: int,
    by: Actor,
    at: datetime,
) -> Remark:
    """An attendee's word within the window. Raises DomainError before it opens and after it."""
    minutes.require(MinutesState.SUBMITTED)
    if not minutes.is_open_to_remarks(at=at):
        raise DomainError(
            "window_closed", N_("Masa tanggapan sudah berakhir. Hubungi notulis rapat ini.")
        )
    return _say(
        minutes, RemarkKind.OBJECTION, anchor, quote, body, by=by, at=at, office=organisation_id
    )


def close_window(minutes: Minutes, reason: str, *, by: Actor, at: datetime) -> None:
    """End the attendees' window early. Raises DomainError without a reason, or after its end."""
    require_reason(reason)
    minutes.require(MinutesState.SUBMITTED)
    if not minutes.is_open_to_remarks(at=at):
        raise DomainError("window_closed", N_("Masa tanggapan sudah berakhir."))
    minutes.objections_until = at
    record(minutes, "minutes:window_closed", by=by.user_id, at=at, note=reason)


def _say(
    minutes: Minutes,
    kind: RemarkKind,
    anchor: str,
    quote: str,
    body: str,
    *,
    by: Actor,
    at: datetime,
    office: int | None,
) -> Remark:
    remark = Remark(
        meeting_id=minutes.meeting_id,
        organisation_id=office,
        kind=kind,
        anchor=anchor,
        quote=quote,
        body=body,
        said_by=by.user_id,
        author=f"{by.name}, {by.office}" if by.office else by.name,
        at=at,
    )
    minutes.remarks.append(remark)
    record(remark, "remark:made", by=by.user_id, at=at, data={"kind": kind})
    return remark
