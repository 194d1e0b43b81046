"""A series plainly marked as an example: its last meeting, and the next one ready to be called."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.demo.accounts import organisation
from tracker.documents.invitations import print_letter
from tracker.models.agenda import AgendaKind
from tracker.models.invitations import start_invitation
from tracker.models.meetings import Meeting, Mode
from tracker.models.people import Appointment
from tracker.models.prepared_meetings import prepare_meeting
from tracker.models.recurrences import Recurrence, Repeat, Week, Weekday
from tracker.models.series import OnDayOff, Series
from tracker.models.series_pattern import set_agenda, set_invitees
from tracker.models.users import Actor
from tracker.models.working_days import WorkCalendar

OFFICES = ("disnaker", "bpkad", "bappeda")
_COMES_IN = 4  # working days: the update window is open
_AGENDA: tuple[dict[str, Any], ...] = (
    {"title": "Pembukaan", "minutes": 5},
    {
        "title": "Pengesahan notula rapat lalu",
        "minutes": 5,
        "kind": AgendaKind.PREVIOUS_MINUTES,
    },
    {"title": "Tindak lanjut rapat lalu", "minutes": 30, "kind": AgendaKind.FOLLOW_UP},
    {"title": "Usulan anggaran perlindungan pekerja rentan", "minutes": 30, "presenter": "BPKAD"},
    {"title": "Kesepakatan dan penutup", "minutes": 20},
)


def add_series(
    session: Session,
    last: Meeting,
    secretariat: Actor,
    head: Actor,
    *,
    at: datetime,
    today: date,
    settings: Settings,
) -> None:
    """The series that `last` belongs to, with the draft of its next meeting and its letter."""
    by = secretariat.user_id
    for code in OFFICES:
        office = organisation(session, code)
        office.revise(by=by, at=at, version=office.version, email=f"{code}@contoh.example")
    day = WorkCalendar.load(session, [today.year]).add(today, _COMES_IN)
    series = _series(session, last, day, by=by, at=at, settings=settings)
    last.revise(by=by, at=at, version=last.version, series_id=series.id)
    coming = prepare_meeting(series, day, by=by, at=at, today=today)
    _call(session, coming, secretariat, head, at=at, today=today, settings=settings)


def _series(
    session: Session, last: Meeting, day: date, *, by: int, at: datetime, settings: Settings
) -> Series:
    monthly = Recurrence(
        Repeat.MONTHLY_BY_WEEKDAY,
        weekday=list(Weekday)[day.weekday()],
        week=list(Week)[min((day.day - 1) // 7, 4)],
    )
    post = session.scalars(
        select(Appointment.position_id).where(Appointment.person_id == last.chair_person_id)
    ).one()
    series = Series.add(
        session,
        by=by,
        at=at,
        organising_unit_id=last.organising_unit_id,
        name="Contoh: Rakor Perlindungan Pekerja Rentan",
        subject="Contoh: Rapat Koordinasi Perlindungan Pekerja Rentan {bulan} {tahun}",
        rule=monthly.rule,
        first_on=day,
        on_day_off=OnDayOff.NEXT,
        start_time=time(9),
        end_time=time(10, 30),
        zone=settings.timezone,
        venue="Ruang Rapat Contoh",
        mode=Mode.ONSITE,
        host=last.host,
        host_organisation_id=last.host_organisation_id,
        chair_position_id=post,
        minute_taker_id=last.minute_taker_id,
    )
    set_agenda(series, _AGENDA, by=by, at=at, version=series.version)
    offices = [organisation(session, code).id for code in OFFICES]
    set_invitees(series, offices, [], by=by, at=at, version=series.version)
    return series


def _call(
    session: Session,
    meeting: Meeting,
    secretariat: Actor,
    head: Actor,
    *,
    at: datetime,
    today: date,
    settings: Settings,
) -> None:
    """Its letter, approved and not sent: who tries the demonstration presses the button."""
    by = secretariat.user_id
    held = session.scalars(select(Appointment).where(Appointment.person_id == head.person_id)).one()
    letter = start_invitation(session, meeting, by=by, at=at, signatory=held.signature())
    letter.write(
        by=by,
        at=at,
        version=letter.version,
        number=f"000.1.5/CONTOH-2/V.01/{today.year}",
        dated_on=today,
        place="Tempat Contoh",
    )
    letter.submit(by=secretariat, at=at, on=today)
    letter.approve(by=head, at=at)
    print_letter(session, letter, by=head.user_id, at=at, settings=settings)
