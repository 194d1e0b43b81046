"""How a meeting goes through its agenda: item after item, and a step back when it was too soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.infra.text import N_
from tracker.models.agenda import AgendaItem, agenda_of
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.meetings import Meeting, MeetingState

IN_THE_ROOM = (MeetingState.SCHEDULED, MeetingState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Course:
    """items: the agenda in its order."""

    items: Sequence[AgendaItem]

    @property
    def current(self) -> AgendaItem | None:
        return next((item for item in self.items if item.is_current), None)

    @property
    def upcoming(self) -> Sequence[AgendaItem]:
        return [item for item in self.items if item.opened_at is None]

    @property
    def last_closed(self) -> AgendaItem | None:
        closed = [(item.closed_at, item.position, item) for item in self.items if item.closed_at]
        return max(closed, key=lambda row: row[:2])[2] if closed else None


def go_forward(meeting: Meeting, *, seen: int, by: int, at: datetime) -> None:
    """Close the current item and open the next; after the last one none is open.

    seen: id of the item that was current to whoever asks, 0 for none. When it no longer is,
    somebody was quicker and nothing happens. The first step sets the meeting in progress.
    Raises DomainError before the meeting's day, and when it is not one that is being held.
    """
    course = _begin_step(meeting, seen=seen, by=by, at=at)
    if course is None:
        return
    current, following = course.current, next(iter(course.upcoming), None)
    if current:
        current.closed_at = at
    if following:
        following.opened_at = at
        record(following, "agenda_item:opened", by=by, at=at)
    elif current:
        record(current, "agenda_item:closed", by=by, at=at)


def go_back(meeting: Meeting, *, seen: int, by: int, at: datetime) -> None:
    """Undo a step: the current item waits again, and the one before it is open as it was.

    seen and errors as in `go_forward`.
    """
    course = _begin_step(meeting, seen=seen, by=by, at=at)
    if course is None:
        return
    current, before = course.current, course.last_closed
    if current:
        current.opened_at = None
    if before:
        before.closed_at = None
        record(before, "agenda_item:reopened", by=by, at=at)
    elif current:
        record(current, "agenda_item:put_back", by=by, at=at)


def _begin_step(meeting: Meeting, *, seen: int, by: int, at: datetime) -> Course | None:
    """The agenda as it is now, held; None when somebody was quicker."""
    meeting.hold()
    meeting.require_open()
    _require_in_the_room(meeting, at)
    course = Course(agenda_of(meeting))
    if (course.current.id if course.current else 0) != seen:
        return None
    if meeting.state is MeetingState.SCHEDULED and course.items:
        meeting.move_to(MeetingState.IN_PROGRESS, by=by, at=at)
    return course


def _require_in_the_room(meeting: Meeting, at: datetime) -> None:
    if meeting.state not in IN_THE_ROOM:
        raise DomainError(
            "not_in_the_room",
            N_("Rapat ini tidak sedang terjadwal atau berlangsung, jadi acaranya tidak dibuka."),
        )
    today = at.astimezone(ZoneInfo(meeting.zone)).date()
    if meeting.starts_on is None or meeting.starts_on > today:
        raise DomainError("not_begun", N_("Acara dibuka pada hari rapat; harinya belum tiba."))
