"""Masa pemutakhiran: before a meeting the agencies bring their open items up to date.

At its end the matrix of those items is frozen as an annex of the meeting.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.documents import Document
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState, SecurityClass
from tracker.models.working_days import WorkCalendar

OPENS, CLOSES = time(8), time(16)
_MOMENT = timedelta(minutes=1)


class WindowState(Labelled):
    """Follows from the moments of a window; nobody types it."""

    PLANNED = "planned", N_("Belum dibuka")
    OPEN = "open", N_("Sedang berlangsung")
    CLOSED = "closed", N_("Sudah ditutup")
    CANCELLED = "cancelled", N_("Ditiadakan")


class Act(StrEnum):
    """What the worker does when its time has come."""

    ASK = "ask"
    FREEZE = "freeze"


Days = tuple[datetime, datetime, date]


class UpdateWindow(Editable):
    """The one window of a meeting; what was done before it opens (again) no longer counts.

    meeting_on: the day of the meeting it was set for. by_hand: its days were chosen, and so stay
    until the meeting moves. round: how often the agencies were asked. document_id: the frozen
    matrix, none where nothing was open.
    """

    __tablename__ = "update_windows"
    __table_args__ = (CheckConstraint("closes_at > opens_at", name="dates"),)
    noun: ClassVar[str] = "update_window"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    meeting_on: Mapped[date]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    by_hand: Mapped[bool] = mapped_column(default=False)
    round: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)

    meeting: Mapped[Meeting] = relationship()
    document: Mapped[Document | None] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @property
    def state(self) -> WindowState:
        if self.cancelled_at is not None:
            return WindowState.CANCELLED
        if self.frozen_at is not None and self.frozen_at > self.opens_at:
            return WindowState.CLOSED
        asked = self.asked_at is not None and self.asked_at >= self.opens_at
        return WindowState.OPEN if asked else WindowState.PLANNED

    def next_days(self, opens_at: datetime, closes_at: datetime) -> "Days | None":
        """What the window changes to, when it should open and close so; None when it stays.

        Days chosen by hand stay as long as the meeting does. What was opened, earlier perhaps, or
        closed stays so, but for a meeting put off so far that the agencies are to be asked again.
        """
        day, again = self.meeting.starts_on, opens_at >= self.closes_at
        if day is None or (self.by_hand and self.meeting_on == day):
            return None
        if self.state is WindowState.CLOSED and not again:
            return None
        if self.state is WindowState.OPEN and not again:
            opens_at = self.opens_at
            closes_at = max(closes_at, opens_at + _MOMENT)  # a meeting brought forward
        days = (opens_at, closes_at, day)
        return days if days != (self.opens_at, self.closes_at, self.meeting_on) else None

    def next_act(self, *, at: datetime) -> "Act | None":
        """What is due and not yet done; nothing once the meeting has begun, or is not to be."""
        coming = self.meeting.state is MeetingState.SCHEDULED and at < begin_of(self.meeting)
        if not coming or self.state in {WindowState.CLOSED, WindowState.CANCELLED}:
            return None
        if self.closes_at <= at:
            return Act.FREEZE
        planned = self.state is WindowState.PLANNED
        return Act.ASK if planned and self.opens_at <= at else None

    @property
    def opens_on(self) -> date:
        return self.opens_at.astimezone(self._zone).date()

    @property
    def closes_on(self) -> date:
        return self.closes_at.astimezone(self._zone).date()

    def hold(self) -> None:
        """First the meeting, whose day and state decide what may happen."""
        self.meeting.hold()
        super().hold()

    def ask(self, *, by: int | None, at: datetime) -> None:
        """Open it: from now on the agencies are asked. by: None for the worker, when it is time.

        Raises DomainError when it is open already, when its end has passed, and while the meeting
        is not scheduled.
        """
        self.hold()
        self._require_awaited()
        if self.state is WindowState.OPEN:
            raise DomainError(
                "window_open", N_("Pemutakhiran sudah dibuka dan instansi sudah diminta.")
            )
        if self.closes_at <= at:
            raise DomainError(
                "window_over", N_("Batas waktu pemutakhiran sudah lewat. Ubah waktunya dahulu.")
            )
        if by is not None:
            self.opens_at = at
        self.asked_at, self.reminded_at, self.cancelled_at = at, None, None
        self.round += 1
        record(self, "update_window:asked", by=by, at=at, data={"round": self.round})

    def remind(self, *, by: int, at: datetime) -> None:
        """Ask those who have not answered once more; only once, or it is read no longer."""
        self.hold()
        self._require_open()
        if self.reminded_at is not None:
            raise DomainError(
                "reminded", N_("Instansi yang belum memutakhirkan sudah diingatkan satu kali.")
            )
        self.reminded_at = at
        record(self, "update_window:reminded", by=by, at=at)

    def freeze(self, document: Document | None, *, by: int | None, at: datetime) -> None:
        """End it with the matrix as it stands. Raises DomainError when it has ended already, and
        by hand while it is not open.
        """
        self.hold()
        if by is not None or self.state in {WindowState.CLOSED, WindowState.CANCELLED}:
            self._require_open()
        self._require_awaited()
        self.frozen_at, self.document = at, document
        record(self, "update_window:frozen", by=by, at=at)

    def move(self, opens_on: date, closes_on: date, *, by: int, at: datetime, version: int) -> None:
        """Set its days by hand; while it is open only the end moves.

        Raises Conflict unless `version` is current, and DomainError for days that are over, in
        the wrong order, or not before the meeting.
        """
        self.expect(version)
        self._require_awaited()
        opens_at, closes_at = self.opens_at, self._instant(closes_on, CLOSES)
        if self.state is not WindowState.OPEN:
            if opens_on < at.astimezone(self._zone).date():
                raise DomainError(
                    "opens_past", N_("Hari pembukaannya sudah lewat."), field="opens_on"
                )
            opens_at = max(self._instant(opens_on, OPENS), at)
        if closes_at <= at:
            raise DomainError("closes_past", N_("Batas waktu ini sudah lewat."), field="closes_on")
        if closes_at <= opens_at:
            raise DomainError(
                "window_reversed",
                N_("Batas waktu harus sesudah pemutakhiran dibuka."),
                field="closes_on",
            )
        if closes_at >= begin_of(self.meeting):
            raise DomainError(
                "closes_late",
                N_("Batas waktu (pukul 16.00) harus sebelum rapat dimulai."),
                field="closes_on",
            )
        self.opens_at, self.closes_at = opens_at, closes_at
        self.by_hand, self.cancelled_at = True, None
        record(self, "update_window:moved", by=by, at=at)

    def cancel(self, *, by: int, at: datetime) -> None:
        """Ask for nothing before this meeting. Raises DomainError when it is over already."""
        self.hold()
        if self.state not in {WindowState.PLANNED, WindowState.OPEN}:
            raise DomainError("window_over", N_("Masa pemutakhiran ini sudah berakhir."))
        self.cancelled_at = at
        record(self, "update_window:cancelled", by=by, at=at)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.meeting.zone)

    def _instant(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self._zone)

    def _require_open(self) -> None:
        if self.state is not WindowState.OPEN:
            raise DomainError(
                "window_shut",
                N_("Pemutakhiran ini berstatus “%(state)s”; langkah itu tidak berlaku."),
                state=self.state.label,
            )

    def _require_awaited(self) -> None:
        if self.meeting.state is not MeetingState.SCHEDULED:
            raise DomainError(
                "not_scheduled",
                N_("Rapat ini berstatus “%(state)s”; pemutakhiran hanya untuk rapat terjadwal."),
                state=self.meeting.state.label,
            )
        if self.meeting.series_id is None or self.meeting.security_class in NAMED_ACCESS:
            raise asks_nobody()


def plan_window(
    session: Session, meeting: Meeting, calendar: WorkCalendar, *, at: datetime
) -> UpdateWindow | None:
    """The stored window of a meeting, on the days `planned_window` says; call inside `write`."""
    window, planned = window_of(session, meeting), planned_window(meeting, calendar)
    if planned is None:
        return window
    if window is None:
        session.add(planned)
        record(planned, "update_window:added", by=None, at=at)
        return planned
    window.hold()
    if days := window.next_days(planned.opens_at, planned.closes_at):
        window.opens_at, window.closes_at, window.meeting_on = days
        window.by_hand = False
        record(window, "update_window:planned", by=None, at=at)
    return window


def planned_window(meeting: Meeting, calendar: WorkCalendar) -> UpdateWindow | None:
    """On the working days its series sets; in no session, for a page to show.

    None for a meeting without series or date, of a series that never asks, and of class Rahasia:
    asking would tell others of it.
    """
    series, day, zone = meeting.series, meeting.starts_on, ZoneInfo(meeting.zone)
    if series is None or day is None or meeting.security_class in NAMED_ACCESS:
        return None
    if not series.update_opens_before:
        return None
    opens_on = calendar.add(day, -series.update_opens_before)
    closes_on = calendar.add(day, -series.update_closes_before)
    return UpdateWindow(
        meeting=meeting,
        meeting_on=day,
        opens_at=datetime.combine(opens_on, OPENS, zone),
        closes_at=min(datetime.combine(closes_on, CLOSES, zone), begin_of(meeting)),
    )


def window_of(session: Session, meeting: Meeting) -> UpdateWindow | None:
    return session.scalar(select(UpdateWindow).where(UpdateWindow.meeting_id == meeting.id))


def asks_nobody() -> DomainError:
    """For a meeting that has no window."""
    return DomainError("asks_nobody", N_("Rapat ini tidak meminta pemutakhiran."))


def begin_of(meeting: Meeting) -> datetime:
    """When a dated meeting begins; without an hour, at the end of its day."""
    if meeting.starts_on is None:
        raise ValueError("the meeting has no date")
    hour = meeting.start_time or time.max
    return datetime.combine(meeting.starts_on, hour, ZoneInfo(meeting.zone))
