"""Meetings as lists show them: what was held when, and how far its notula is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.infra.orm import Labelled, kept
from tracker.infra.text import N_
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.meetings import visible_meetings
from tracker.policy.minutes import visible_minutes


class MinutesProgress(Labelled):
    """How far the notula of a meeting is, as a filter."""

    NONE = "belum-ada", N_("Belum ada notula")
    OPEN = "belum-disahkan", N_("Belum disahkan")
    APPROVED = "disahkan", N_("Sudah disahkan")


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Every condition is optional; words must all occur. month counts only within a year."""

    words: str = ""
    state: MeetingState | None = None
    year: int | None = None
    month: int | None = None
    unit_id: int | None = None
    minutes: MinutesProgress | None = None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting. minutes: state of the newest edition the actor may read, None without one.

    edition: 2 and on for a ralat.
    """

    id: int
    subject: str
    starts_on: date | None
    ends_on: date | None
    start_time: time | None
    zone: str
    venue: str
    state: MeetingState
    security_class: SecurityClass
    example: bool
    minutes: MinutesState | None
    edition: int


def meeting_rows(
    session: Session,
    actor: Actor,
    wanted: MeetingFilter,
    *,
    limit: int,
    after: tuple[date | None, int] | None = None,
) -> list[MeetingRow]:
    """Those without a date first, then the newest; `after`: date and id of the row before."""
    rows = session.execute(_listing(actor, wanted, limit, after)).all()
    newest = _newest_minutes(session, actor, [row.id for row in rows])
    return [MeetingRow(*row, *newest.get(row.id, (None, 1))) for row in rows]


def organising_units(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """Those that organise any meeting the actor sees."""
    organising = visible_meetings(actor).with_only_columns(Meeting.organising_unit_id)
    rows = session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.id.in_(organising))
        .order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in rows]


@kept
def _listing(
    actor: Actor, wanted: MeetingFilter, limit: int, after: tuple[date | None, int] | None
) -> Select[*tuple[Any, ...]]:
    columns: list[Any] = [
        *(Meeting.id, Meeting.subject, Meeting.starts_on, Meeting.ends_on, Meeting.start_time),
        *(Meeting.zone, Meeting.venue, Meeting.state, Meeting.security_class, Meeting.example),
    ]
    return (
        visible_meetings(actor)
        .with_only_columns(*columns)
        .where(*_conditions(wanted, actor), *_following(after))
        .order_by(Meeting.starts_on.desc().nulls_first(), Meeting.id.desc())
        .limit(limit)
    )


def _conditions(wanted: MeetingFilter, actor: Actor) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        or_(
            Meeting.subject.icontains(word, autoescape=True),
            Meeting.venue.icontains(word, autoescape=True),
            Meeting.host.icontains(word, autoescape=True),
        )
        for word in wanted.words.split()
    ]
    if wanted.state:
        found.append(Meeting.state == wanted.state)
    if wanted.unit_id:
        found.append(Meeting.organising_unit_id == wanted.unit_id)
    if wanted.year:
        found.append(_within(wanted.year, wanted.month))
    if wanted.minutes:
        found.append(_progress(wanted.minutes, actor))
    return found


def _within(year: int, month: int | None) -> ColumnElement[bool]:
    first = date(year, month or 1, 1)
    end = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return and_(Meeting.starts_on >= first, Meeting.starts_on < end)


def _progress(progress: MinutesProgress, actor: Actor) -> ColumnElement[bool]:
    def having(minutes: Select[Minutes]) -> ColumnElement[bool]:
        return Meeting.id.in_(minutes.with_only_columns(Minutes.meeting_id))

    started = visible_minutes(actor)
    approved = started.where(Minutes.state == MinutesState.APPROVED)
    if progress is MinutesProgress.APPROVED:
        return having(approved)
    return and_(
        Meeting.state == MeetingState.HELD,
        ~having(started if progress is MinutesProgress.NONE else approved),
    )


def _following(after: tuple[date | None, int] | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    on, meeting_id = after
    if on is None:
        return [
            or_(
                Meeting.starts_on.is_not(None),
                and_(Meeting.starts_on.is_(None), Meeting.id < meeting_id),
            )
        ]
    return [tuple_(Meeting.starts_on, Meeting.id) < (on, meeting_id)]


def _newest_minutes(
    session: Session, actor: Actor, meeting_ids: Sequence[int]
) -> dict[int, tuple[MinutesState, int]]:
    rows = session.execute(
        visible_minutes(actor)
        .with_only_columns(Minutes.meeting_id, Minutes.state, Minutes.edition)
        .where(Minutes.meeting_id.in_(meeting_ids))
        .order_by(Minutes.edition)
    )
    return {row.meeting_id: (row.state, row.edition) for row in rows}
