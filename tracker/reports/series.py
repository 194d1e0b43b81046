"""Series as lists and their own page show them: when they meet, and what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from tracker.infra.orm import kept
from tracker.infra.text import N_
from tracker.infra.words import holds_all
from tracker.models.actions import Action, ActionState
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.occurrences import Occurrence, coming_calendar, occurrences
from tracker.models.people import Appointment
from tracker.models.series import Series
from tracker.models.series_pattern import SeriesInvitee
from tracker.models.users import Actor, User
from tracker.policy.actions import visible_actions
from tracker.policy.meetings import visible_meetings
from tracker.policy.series import visible_series
from tracker.reports.recipients import NO_HOLDER, NOT_ACTIVE

LEFT = N_("Notulis ini tidak mempunyai akun yang aktif lagi.")


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """coming: its next date, None without a schedule or after its end."""

    series: Series
    coming: Occurrence | None
    open_actions: int


@dataclass(frozen=True, slots=True)
class SeriesDate:
    """A date to come. prepared: something stands there already. meeting: what, if one may know."""

    occurrence: Occurrence
    prepared: bool
    meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class Problem:
    """who: an organisation, a position or a person as the pattern names it."""

    who: str
    words: str


def series_rows(
    session: Session,
    actor: Actor,
    words: tuple[str, ...],
    *,
    today: date,
    limit: int,
    after: tuple[str, int] | None = None,
) -> list[SeriesRow]:
    """By name; `after`: name and id of the row before (three statements)."""
    found = session.scalars(_listing(actor, words, limit, after)).all()
    calendar = coming_calendar(session, today)
    still_open = _open_actions(session, actor, [series.id for series in found])
    return [
        SeriesRow(
            series,
            next(occurrences(series, calendar, since=today), None),
            still_open.get(series.id, 0),
        )
        for series in found
    ]


def series_dates(
    session: Session, actor: Actor, series: Series, *, today: date, limit: int
) -> list[SeriesDate]:
    """The next dates, with what is prepared for them (three statements)."""
    coming = list(islice(occurrences(series, coming_calendar(session, today), since=today), limit))
    days = {o.on for o in coming} | {o.day for o in coming}
    standing = (Meeting.occurrence_on.in_(days)) | (
        Meeting.starts_on.in_(days) & (Meeting.state != MeetingState.CANCELLED)
    )
    query = select(Meeting).where(Meeting.series_id == series.id, standing)
    taken = session.execute(query.with_only_columns(Meeting.occurrence_on, Meeting.starts_on))
    occupied = {day for row in taken for day in row}
    seen = visible_meetings(actor).where(Meeting.series_id == series.id, standing)
    known: dict[date | None, Meeting] = {}
    for meeting in session.scalars(seen.order_by(Meeting.occurrence_on.is_not(None))):
        known |= {meeting.starts_on: meeting, meeting.occurrence_on: meeting}
    return [
        SeriesDate(o, bool({o.on, o.day} & occupied), known.get(o.on) or known.get(o.day))
        for o in coming
    ]


def pattern_problems(
    session: Session, series: Series, invitees: Sequence[SeriesInvitee], *, on: date
) -> list[Problem]:
    """What the pattern names that is no longer so on that day (two statements at most)."""
    gone = [
        Problem(i.organisation.name, NOT_ACTIVE)
        for i in invitees
        if not i.organisation.is_active_on(on)
    ]
    titles = {i.position_held.id: i.position_held.title for i in invitees if i.position_held}
    if series.chaired_by:
        titles[series.chaired_by.id] = series.chaired_by.title
    held = select(Appointment.position_id).where(Appointment.held_on(on))
    holders = (
        set(session.scalars(held.where(Appointment.position_id.in_(titles)))) if titles else set()
    )
    vacant = [Problem(title, NO_HOLDER) for id_, title in titles.items() if id_ not in holders]
    taker = session.get(User, series.minute_taker_id) if series.minute_taker_id else None
    left = [Problem(taker.name, LEFT)] if taker and not taker.active else []
    return list(dict.fromkeys([*gone, *vacant, *left]))


@kept
def _listing(
    actor: Actor, words: tuple[str, ...], limit: int, after: tuple[str, int] | None
) -> Select[Series]:
    query = visible_series(actor).where(holds_all(words, Series.name))
    if after is not None:
        query = query.where(tuple_(Series.name, Series.id) > after)
    listed = query.order_by(Series.name, Series.id).limit(limit)
    return listed.options(joinedload(Series.organising_unit))


def _open_actions(session: Session, actor: Actor, series_ids: Sequence[int]) -> dict[int, int]:
    """By series: actions the actor sees that are neither done nor cancelled."""
    still_open = (ActionState.OPEN, ActionState.UNASSIGNED)
    counted = (
        visible_actions(actor)
        .join(Meeting, Meeting.id == Action.meeting_id)
        .where(Meeting.series_id.in_(series_ids), Action.state.in_(still_open))
        .with_only_columns(Meeting.series_id, func.count())
        .group_by(Meeting.series_id)
    )
    return {row[0]: row[1] for row in session.execute(counted) if row[0] is not None}
