"""The page of a series, put together: its next dates, its pattern, and what is amiss with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.text import N_
from tracker.models.meetings import Meeting
from tracker.models.occurrences import Occurrence
from tracker.models.parked_items import ParkedItem
from tracker.models.recurrences import BY_DATE, BY_WEEK, Recurrence, Repeat
from tracker.models.series import Series
from tracker.models.series_pattern import (
    SeriesAgendaItem,
    SeriesInvitee,
    agenda_of_series,
    invitees_of_series,
)
from tracker.models.users import Actor
from tracker.policy.series import can_edit_series
from tracker.reports.parked_items import waiting_items
from tracker.reports.series import Problem, SeriesDate, pattern_problems, series_dates
from tracker.web.paging import Page
from tracker.web.templating import dateformat

DATES = 6
_SHORT_MONTH = 28
_EVERY = {
    Repeat.WEEKLY: N_("Setiap minggu"),
    Repeat.FORTNIGHTLY: N_("Setiap dua minggu"),
    Repeat.MONTHLY_BY_WEEKDAY: N_("Setiap bulan"),
    Repeat.MONTHLY_BY_DATE: N_("Setiap bulan"),
    Repeat.QUARTERLY_BY_WEEKDAY: N_("Setiap tiga bulan"),
    Repeat.QUARTERLY_BY_DATE: N_("Setiap tiga bulan"),
}


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """next: the date that the one button prepares; None when all are, or none comes."""

    series: Series
    schedule: str
    dates: Sequence[SeriesDate]
    next: Occurrence | None
    agenda: Sequence[SeriesAgendaItem]
    invitees: Sequence[SeriesInvitee]
    problems: Sequence[Problem]
    parked: Sequence[ParkedItem]
    meetings: Page[Meeting]
    may_edit: bool

    @property
    def minutes(self) -> int:
        """How long the standing agenda takes, as far as it is planned."""
        return sum(item.minutes or 0 for item in self.agenda)


def series_page(series: Series, actor: Actor, today: date, meetings: Page[Meeting]) -> SeriesPage:
    session = db.session()
    dates = series_dates(session, actor, series, today=today, limit=DATES)
    coming = next((d.occurrence for d in dates if not d.prepared), None)
    invitees = invitees_of_series(series)
    return SeriesPage(
        series=series,
        schedule=schedule_words(series),
        dates=dates,
        next=coming,
        agenda=agenda_of_series(series),
        invitees=invitees,
        problems=pattern_problems(session, series, invitees, on=coming.day if coming else today),
        parked=waiting_items(session, actor, series.id),
        meetings=meetings,
        may_edit=can_edit_series(actor, series),
    )


def schedule_words(series: Series) -> str:
    """How often it meets: Setiap bulan, Kamis ketiga, sampai 31 Desember 2027."""
    if not series.rule:
        return str(gettext("Tidak berkala, menurut kebutuhan"))
    recurrence = Recurrence.of(series.rule)
    parts = [gettext(_EVERY[recurrence.repeat]), _day_words(recurrence)]
    if recurrence.until:
        parts.append(gettext("sampai %(date)s", date=dateformat(recurrence.until)))
    return ", ".join(parts)


def _day_words(recurrence: Recurrence) -> str:
    if recurrence.repeat in BY_DATE:
        number = recurrence.month_day or 0
        if number > _SHORT_MONTH:
            words = gettext("tanggal %(number)s atau hari terakhir bulan itu", number=number)
            return str(words)
        return str(gettext("tanggal %(number)s", number=number))
    weekday = gettext(recurrence.weekday.label) if recurrence.weekday else ""
    if recurrence.repeat in BY_WEEK or recurrence.week is None:
        return str(gettext("hari %(weekday)s", weekday=weekday))
    return f"{weekday} {gettext(recurrence.week.label)}"
