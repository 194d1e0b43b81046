"""Rapat berikutnya: the draft of a series' next meeting, on the series' pattern."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.agenda import AgendaItem
from tracker.models.errors import DomainError
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.occurrences import (
    Occurrence,
    coming_calendar,
    occupied_days,
    occurrences,
    unprepared,
)
from tracker.models.people import Appointment, holder_among
from tracker.models.series import Series
from tracker.models.series_pattern import SeriesInvitee, agenda_of_series, invitees_of_series
from tracker.models.users import User

_SAME = (
    *("organising_unit_id", "start_time", "end_time", "open_ended", "zone", "venue", "mode"),
    *("host", "host_organisation_id", "security_class", "urgency"),
)


def due_occurrences(session: Session, series: Series, *, until: date, today: date) -> list[date]:
    """Dates of the rule whose meeting comes by `until` and is not prepared yet."""
    calendar = coming_calendar(session, today)
    occupied = occupied_days(session, [series.id], since=today)[series.id]
    due = []
    for found in unprepared(series, calendar, occupied, since=today):
        if found.day > until:
            break
        due.append(found.on)
    return due


def prepare_meeting(
    series: Series, on: date, *, by: int | None, at: datetime, today: date
) -> Meeting:
    """The draft for this date of the rule, made now unless it was before; it notifies nobody.

    by: None when it is prepared by itself. Organisations that are no longer active are left out.
    Raises DomainError when the series does not meet for this date any more.
    """
    series.hold()
    session = session_of(series)
    prepared = session.scalar(
        select(Meeting).where(Meeting.series_id == series.id, Meeting.occurrence_on == on)
    )
    return prepared or _draft(series, _scheduled(series, on, today), by=by, at=at)


def subject_on(series: Series, day: date) -> str:
    """The subject of the series' meeting on that day."""
    month = format_date(day, "MMMM", locale="id")
    pattern = series.subject or series.name
    return pattern.replace("{bulan}", month).replace("{tahun}", str(day.year))


def called_on(invitees: Sequence[SeriesInvitee], day: date) -> list[SeriesInvitee]:
    """Those whose organisation is still active on that day."""
    return [one for one in invitees if one.organisation.is_active_on(day)]


def _scheduled(series: Series, on: date, today: date) -> Occurrence:
    calendar = coming_calendar(session_of(series), today)
    for found in occurrences(series, calendar, since=today):
        if found.on == on:
            return found
        if found.on > on:
            break
    raise DomainError("not_scheduled", N_("Tanggal ini tidak ada dalam jadwal rangkaian."))


def _draft(series: Series, found: Occurrence, *, by: int | None, at: datetime) -> Meeting:
    session = session_of(series)
    meeting = Meeting.add(
        session,
        by=by,
        at=at,
        series_id=series.id,
        occurrence_on=found.on,
        starts_on=found.day,
        subject=subject_on(series, found.day),
        created_by=by,
        created_at=at,
        **{name: getattr(series, name) for name in _SAME},
        **_chair(series, found.day),
        **_minute_taker(series),
    )
    for item in agenda_of_series(series):
        columns = {name: getattr(item, name) for name in ("title", "presenter", "minutes", "kind")}
        AgendaItem.append(meeting, by=by, at=at, **columns)
    for one in called_on(invitees_of_series(series), found.day):
        organisation_id, position_id = one.organisation_id, one.position_id
        Invitee.append(
            meeting, by=by, at=at, organisation_id=organisation_id, position_id=position_id
        )
    return meeting


def _chair(series: Series, day: date) -> dict[str, Any]:
    """Who holds the position that day, as he signs; the bare title while nobody does."""
    on_behalf_of = {"chair_on_behalf_of": series.chair_on_behalf_of}
    if series.chaired_by is None:
        names = {"chair_name": series.chair_name, "chair_position": series.chair_position}
        return names | on_behalf_of
    held = session_of(series).scalars(
        select(Appointment).where(
            Appointment.position_id == series.chair_position_id, Appointment.held_on(day)
        )
    )
    holder = holder_among(held.all())
    if holder is None:
        return {"chair_position": series.chaired_by.title} | on_behalf_of
    signature = holder.signature()
    return {
        "chair_name": signature.name,
        "chair_position": signature.position,
        "chair_rank_grade": signature.rank_grade,
        "chair_employee_number": signature.employee_number,
        "chair_person_id": holder.person_id,
    } | on_behalf_of


def _minute_taker(series: Series) -> dict[str, Any]:
    """Whoever has left is not called; the page of the series says so."""
    if series.minute_taker_id is None:
        names = ("minute_taker_name", "minute_taker_position")
        return {name: getattr(series, name) for name in names}
    user = session_of(series).get_one(User, series.minute_taker_id)
    if not user.active:
        return {}
    name = user.person.full_name if user.person else user.name
    return {
        "minute_taker_id": user.id,
        "minute_taker_name": name,
        "minute_taker_position": series.minute_taker_position,
    }
