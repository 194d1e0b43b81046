"""What a series still owes its next meeting: selected live from earlier meetings, never copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session, aliased, joinedload

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.assignment_states import (
    OPEN_STATES,
    AssignmentState,
    Part,
    days_left,
)
from tracker.models.assignments import NO_DUE, Assignment
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState, SecurityClass
from tracker.models.users import Actor
from tracker.policy.actions import can_oversee, can_read_assignment
from tracker.policy.carry_over import carried_actions, earlier_in_series, finished_actions
from tracker.policy.meetings import visible_meetings
from tracker.reports.changes import Change, Changes, changes_since
from tracker.reports.responsible import ENDED

_EVER = datetime(1, 1, 1, tzinfo=UTC)


class Standing(Labelled):
    """Why an item is on the list, the most pressing first."""

    LATE = "late", N_("Terlambat")
    CHANGED = "changed", N_("Ada perkembangan sejak rapat lalu")
    SILENT = "silent", N_("Belum ada kabar")
    STEADY = "steady", N_("Lainnya")
    OTHERS = "others", N_("Ditangani instansi lain")


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation's part. Where only name and due date may be read, the rest is empty.

    late: days past its due date. silent: still open, and nothing was heard of it.
    """

    assignment_id: int | None
    organisation: str
    short_name: str
    part: Part
    due_on: date | None
    state: AssignmentState | None = None
    late: int = 0
    silent: bool = False
    changes: Sequence[Change] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An open action of an earlier meeting, as far as the reader may know it.

    changes: of the action as a whole. show_from: hidden until then.
    """

    action_id: int
    reference: str
    sentence: str
    security_class: SecurityClass
    agreed_on: date | None
    due_on: date | None
    show_from: date | None
    standing: Standing
    late: int
    shares: Sequence[Share]
    changes: Sequence[Change]

    @property
    def key(self) -> tuple[int, int, int]:
        """Its place in the order: standing, the longest overdue, the oldest."""
        open_dues = [s.due_on for s in self.shares if s.due_on and s.state in OPEN_STATES]
        due = min([*open_dues, self.due_on or NO_DUE])
        return list(Standing).index(self.standing), due.toordinal(), self.action_id

    @property
    def is_silent(self) -> bool:
        return any(share.silent for share in self.shares)

    @property
    def is_claimed(self) -> bool:
        """An agency says its part is done, and nobody has ruled on that."""
        return any(share.state is AssignmentState.AWAITING for share in self.shares)


@dataclass(frozen=True, slots=True)
class Finished:
    """An action that was open at the previous meeting. cancelled: given up, with a reason."""

    action_id: int
    reference: str
    sentence: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class CarryOver:
    """previous_on: the day of the previous meeting, where the reader sees that meeting.

    shown in their order; hidden: put off with "tampilkan lagi mulai", the earliest first.
    """

    previous_on: date | None
    shown: Sequence[Item]
    hidden: Sequence[Item]
    finished: Sequence[Finished]


def carry_over(
    session: Session,
    meeting: Meeting,
    reader: Actor | None,
    *,
    today: date,
    asked_at: datetime | None,
) -> CarryOver:
    """For a meeting of a series, whatever the number of items in six statements.

    reader: None for the matrix that goes with the meeting's papers, which names every share.
    asked_at: when the agencies were asked; else silence counts from the previous meeting.
    """
    previous, sees_it = _previous(session, meeting, reader)
    since = began(previous) if previous else _EVER
    rows = _rows(session, carried_actions(reader, meeting, previous.id if previous else None))
    told = [s.id for _, shares in rows for s in shares if _reads(reader, s)]
    changes = changes_since(session, told, [action.id for (action, _), _ in rows], since)
    silence = Silence(since, asked_at)
    items = [
        _item(action, on, shares, reader, changes, silence, today) for (action, on), shares in rows
    ]
    day = meeting.starts_on or today
    hidden = [i for i in items if i.show_from and i.show_from > day and not i.late]
    return CarryOver(
        previous_on=previous.starts_on if previous and sees_it else None,
        shown=sorted((i for i in items if i not in hidden), key=lambda item: item.key),
        hidden=sorted(hidden, key=lambda item: (item.show_from or day, item.action_id)),
        finished=_finished(session, meeting, reader, since),
    )


def began(meeting: Meeting) -> datetime:
    """When a meeting began, as far as it was written down."""
    day, hour = meeting.starts_on or date.min, meeting.start_time or time.min
    return datetime.combine(day, hour, ZoneInfo(meeting.zone))


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing heard since the agencies were asked; since the previous meeting, if nobody asked.

    Whoever got the work after the question was never asked.
    """

    since: datetime
    asked_at: datetime | None

    def covers(self, share: Assignment) -> bool:
        if share.state not in OPEN_STATES or (self.asked_at and share.created_at > self.asked_at):
            return False
        return share.reported_at is None or share.reported_at < (self.asked_at or self.since)


def _previous(
    session: Session, meeting: Meeting, reader: Actor | None
) -> tuple[Meeting | None, bool]:
    """The last one held before this, and whether the reader sees it; never a secret one."""
    seen: ColumnElement[bool] = true()
    if reader is not None:
        other = aliased(Meeting)
        mine = visible_meetings(reader).with_only_columns(Meeting.id)
        seen = select(other.id).where(other.id == Meeting.id, other.id.in_(mine)).exists()
    row = session.execute(
        select(Meeting, seen)
        .where(
            earlier_in_series(meeting),
            Meeting.state == MeetingState.HELD,
            Meeting.security_class.not_in(NAMED_ACCESS),
        )
        .order_by(Meeting.starts_on.desc(), Meeting.id.desc())
        .limit(1)
    ).first()
    return (row[0], bool(row[1])) if row else (None, False)


_Row = tuple[tuple[Action, date | None], list[Assignment]]


def _rows(session: Session, carried: Select[Action]) -> list[_Row]:
    """Each action with the day it was agreed on, and the shares that stand."""
    found = session.execute(
        carried.outerjoin(
            Assignment, and_(Assignment.action_id == Action.id, Assignment.state.not_in(ENDED))
        )
        .with_only_columns(Action, Meeting.starts_on, Assignment)
        .options(joinedload(Assignment.organisation))
        .order_by(Action.id, Assignment.part, Assignment.id)
    )
    rows: dict[int, _Row] = {}
    for action, agreed_on, share in found:
        shares = rows.setdefault(action.id, ((action, agreed_on), []))[1]
        shares.extend([share] if share else [])
    return list(rows.values())


def _reads(reader: Actor | None, share: Assignment) -> bool:
    return reader is None or can_read_assignment(reader, share)


def _item(
    action: Action,
    agreed_on: date | None,
    shares: list[Assignment],
    reader: Actor | None,
    changes: Changes,
    silence: Silence,
    today: date,
) -> Item:
    readable = [_share(s, changes, silence, today) for s in shares if _reads(reader, s)]
    others = [
        Share(None, s.organisation.name, s.organisation.short_name, s.part, s.due_on)
        for s in shares
        if not _reads(reader, s) and s.part is Part.LEAD
    ]
    overseen = reader is None or can_oversee(reader, action)
    moved = changes.of_actions.get(action.id, []) if overseen or readable else []
    late = max((share.late for share in readable), default=0)
    if overseen and not shares and action.due_on:
        late = max(0, (today - action.due_on).days)
    return Item(
        action_id=action.id,
        reference=action.reference,
        sentence=action.sentence,
        security_class=action.security_class,
        agreed_on=agreed_on,
        due_on=action.due_on,
        show_from=action.show_from if overseen or readable else None,
        standing=_standing(late, readable, moved, known=overseen or bool(readable)),
        late=late,
        shares=[*readable, *others],
        changes=moved,
    )


def _share(share: Assignment, changes: Changes, silence: Silence, today: date) -> Share:
    return Share(
        assignment_id=share.id,
        organisation=share.organisation.name,
        short_name=share.organisation.short_name,
        part=share.part,
        due_on=share.due_on,
        state=share.state,
        late=max(0, -(days_left(share.state, share.due_on, today) or 0)),
        silent=silence.covers(share),
        changes=changes.of_shares.get(share.id, []),
    )


def _standing(
    late: int, shares: Sequence[Share], moved: Sequence[Change], *, known: bool
) -> Standing:
    if not known:
        return Standing.OTHERS
    if late:
        return Standing.LATE
    if moved or any(share.changes for share in shares):
        return Standing.CHANGED
    return Standing.SILENT if any(share.silent for share in shares) else Standing.STEADY


def _finished(
    session: Session, meeting: Meeting, reader: Actor | None, since: datetime
) -> list[Finished]:
    """The oldest first; what was given up last."""
    given_up = Action.cancelled_at.is_not(None)
    rows = session.execute(
        finished_actions(reader, meeting, since)
        .with_only_columns(Action.id, Action.reference, Action.sentence, given_up)
        .order_by(given_up, Action.id)
    )
    return [Finished(*row) for row in rows]
