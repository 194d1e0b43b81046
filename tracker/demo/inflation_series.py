"""A monthly series plainly marked as an example: three meetings held, one going on, one to come."""

from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import select

from tracker.demo.accounts import organisation
from tracker.demo.coming_series import monthly_on
from tracker.demo.held_meeting import seal
from tracker.demo.meeting_today import hold_today
from tracker.demo.scene import Scene, office_of, workday
from tracker.models.agenda import AgendaKind
from tracker.models.agenda_proposals import propose
from tracker.models.attendances import Attendance, DelegateLevel, Mandate, Presence
from tracker.models.invitees import invitees_of
from tracker.models.meetings import Meeting, MeetingState, Mode
from tracker.models.minutes import start_minutes
from tracker.models.minutes_sections import MinutesSection
from tracker.models.prepared_meetings import prepare_meeting
from tracker.models.recurrences import dates
from tracker.models.series import OnDayOff, Series
from tracker.models.series_pattern import set_agenda, set_invitees

_INVITED = ("disnaker", "bpkad", "bappeda", "disperindag", "dkptph", "dishub", "bps", "bi")
_AGENDA: tuple[dict[str, Any], ...] = (
    {
        "title": "Pengesahan notula rapat lalu",
        "minutes": 5,
        "kind": AgendaKind.PREVIOUS_MINUTES,
    },
    {"title": "Perkembangan harga pangan", "minutes": 25, "presenter": "BPS"},
    {
        "title": "Ketersediaan pasokan dan kelancaran distribusi",
        "minutes": 30,
        "presenter": "Dinas Ketahanan Pangan, Tanaman Pangan dan Hortikultura",
    },
    {"title": "Kesepakatan dan penutup", "minutes": 20},
)
_HELD = 3
_MONTHS_BACK = timedelta(days=130)
_NO_NOTULA = 1  # which of those held has none yet
# BPKAD never came itself; the others by the number of the meeting, else present.
_REPRESENTED: dict[str, Any] = {
    "presence": Presence.REPRESENTED,
    "person_name": "Dewi Contoh",
    "position_title": "Kepala Bidang Anggaran",
    "represents": "Kepala BPKAD",
    "mandate": Mandate.DISPOSITION,
    "delegate_level": DelegateLevel.ADMINISTRATOR,
}
_SECTIONS = (
    "<p>Rapat dibuka oleh Kepala Biro Kesejahteraan Rakyat. Ini adalah rapat contoh.</p>",
    "<p>Perkembangan harga pangan dipaparkan; angkanya tidak dicatat dalam contoh ini.</p>",
    "<p>Peserta membahas pasokan dan distribusi, tanpa kesepakatan baru.</p>",
    "<p>Rapat ditutup.</p>",
)
_EXCUSED = {"presence": Presence.EXCUSED, "reason": "Contoh: menghadiri rapat di kementerian."}
_CAME: dict[tuple[int, str], dict[str, Any]] = {
    **{(number, "bpkad"): _REPRESENTED for number in range(_HELD)},
    (0, "dishub"): _EXCUSED,
    (1, "bi"): {"presence": Presence.ABSENT},
    (1, "bps"): {"presence": Presence.ONLINE},
    (2, "bps"): {"presence": Presence.ONLINE},
}


def add_inflation_series(scene: Scene) -> Meeting:
    """Whatever the day of the week, one meeting is today; those before it were on working days.

    Returns the last one held.
    """
    scene.give_addresses(*_INVITED)
    regular = workday(scene.today)
    rule = monthly_on(regular).rule
    known = takewhile(lambda on: on < regular, dates(rule, regular - _MONTHS_BACK))
    held = list(known)[-_HELD:]
    coming = next(on for on in dates(rule, regular) if on > scene.today)
    series = _series(scene, rule, held[0])
    meetings = [_hold(scene, series, on, number) for number, on in enumerate(held)]
    hold_today(scene, _prepare(scene, series, regular, at=scene.at))
    _take_proposals(scene, _prepare(scene, series, coming, at=scene.at))
    return meetings[-1]


def _series(scene: Scene, rule: str, first_on: date) -> Series:
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    bureau = organisation(session, "biro-kesra")
    series = Series.add(
        session,
        by=by,
        at=at,
        organising_unit_id=bureau.id,
        name="Contoh: Rakor Pengendalian Inflasi",
        subject="Contoh: Rapat Koordinasi Pengendalian Inflasi {bulan} {tahun}",
        rule=rule,
        first_on=first_on,
        on_day_off=OnDayOff.NEXT,
        start_time=time(9),
        open_ended=True,
        zone=scene.settings.timezone,
        venue="Ruang Rapat Contoh",
        mode=Mode.HYBRID,
        host=bureau.name,
        host_organisation_id=bureau.id,
        chair_position_id=scene.chair.position_id,
        minute_taker_id=scene.minute_taker.user_id,
        minute_taker_name=scene.minute_taker.name,
        minute_taker_position="Staf Biro Kesejahteraan Rakyat",
    )
    set_agenda(series, _AGENDA, by=by, at=at, version=series.version)
    offices = [organisation(session, code).id for code in _INVITED]
    set_invitees(series, offices, [], by=by, at=at, version=series.version)
    return series


def _prepare(scene: Scene, series: Series, on: date, *, at: datetime) -> Meeting:
    by = scene.secretariat.user_id
    meeting = prepare_meeting(series, on, by=by, at=at, today=min(on, scene.today))
    meeting.revise(by=by, at=at, version=meeting.version, example=True)
    return meeting


def _hold(scene: Scene, series: Series, on: date, number: int) -> Meeting:
    """Who was invited and who came; and, but for one of them, a short notula."""
    by, meeting = scene.minute_taker.user_id, _prepare(scene, series, on, at=scene.at)
    day = meeting.starts_on or on  # a holiday has moved it
    noon = scene.instant(day, time(12))
    meeting.revise(
        by=by,
        at=noon,
        version=meeting.version,
        invitation_number=f"000.1.5/CONTOH-{number + 3}/V.01/{day.year}",
        invitation_date=workday(day - timedelta(days=5)),
    )
    for invitee in invitees_of(scene.session, meeting):
        office = office_of(invitee)
        Attendance.append(
            meeting,
            by=by,
            at=noon,
            invitee=invitee,
            organisation_id=office.id,
            organisation_name=office.name,
            **_CAME.get((number, office.code), {"presence": Presence.PRESENT}),
        )
    meeting.move_to(MeetingState.HELD, by=by, at=noon)
    if number != _NO_NOTULA:
        _write_up(scene, meeting, at=noon)
    return meeting


def _write_up(scene: Scene, meeting: Meeting, *, at: datetime) -> None:
    by = scene.minute_taker.user_id
    start_minutes(scene.session, meeting, by=by, at=at)
    sections = scene.session.scalars(
        select(MinutesSection)
        .where(MinutesSection.meeting_id == meeting.id)
        .order_by(MinutesSection.position)
    )
    for section, body in zip(sections, _SECTIONS, strict=True):
        section.revise(by=by, at=at, version=section.version, body=body)
    meeting.confirm_absent(["agreements"], by=by, at=at)
    seal(scene, meeting, at=at + timedelta(hours=2))


def _take_proposals(scene: Scene, meeting: Meeting) -> None:
    """The next meeting is announced: one proposal for it waits, another was declined."""
    session, at, today = scene.session, scene.at, scene.today
    meeting.move_to(MeetingState.SCHEDULED, by=scene.secretariat.user_id, at=at)
    propose(
        meeting,
        organisation(session, "disnaker").id,
        by=scene.disnaker.user_id,
        at=at,
        today=today,
        title="Dampak kenaikan harga terhadap upah pekerja harian",
        reason="Contoh: keluhan pekerja harian meningkat dua bulan terakhir.",
        minutes=15,
    )
    declined = propose(
        meeting,
        organisation(session, "bpkad").id,
        by=scene.bpkad.user_id,
        at=at,
        today=today,
        title="Penjelasan tata cara penghapusan aset",
        reason="Contoh: banyak perangkat daerah menanyakannya.",
        minutes=30,
    )
    declined.decline(
        "Contoh: bukan bahasan pengendalian inflasi; diusulkan ke rapat aset daerah.",
        by=scene.secretariat.user_id,
        at=at,
    )
