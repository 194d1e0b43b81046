"""A series plainly marked as an example: its last meeting, and the next one ready to be called."""

from datetime import date, time
from typing import Any

from tracker.demo.accounts import HEAD_OF_DINSOS, organisation, position
from tracker.demo.scene import Scene
from tracker.documents.invitations import print_letter
from tracker.models.agenda import AgendaKind
from tracker.models.invitations import start_invitation
from tracker.models.meetings import Meeting, Mode
from tracker.models.parked_items import ParkedItem
from tracker.models.prepared_meetings import prepare_meeting
from tracker.models.recurrences import Recurrence, Repeat, Week, Weekday
from tracker.models.series import OnDayOff, Series
from tracker.models.series_pattern import set_agenda, set_invitees

OFFICES = ("disnaker", "bpkad", "bappeda")
_WITHOUT_ADDRESS = "disdukcapil"
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


def begin_series(scene: Scene) -> Series:
    """Of the examples on vulnerable workers; it meets every month."""
    scene.give_addresses(*OFFICES)
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    day = scene.working_day(_COMES_IN)
    bureau = organisation(session, "biro-kesra")
    series = Series.add(
        session,
        by=by,
        at=at,
        organising_unit_id=bureau.id,
        name="Contoh: Rakor Perlindungan Pekerja Rentan",
        subject="Contoh: Rapat Koordinasi Perlindungan Pekerja Rentan {bulan} {tahun}",
        rule=monthly_on(day).rule,
        first_on=day,
        on_day_off=OnDayOff.NEXT,
        start_time=time(9),
        end_time=time(10, 20),  # ten minutes less than its agenda takes
        zone=scene.settings.timezone,
        venue="Ruang Rapat Contoh",
        mode=Mode.ONSITE,
        host=bureau.name,
        host_organisation_id=bureau.id,
        chair_position_id=scene.chair.position_id,
        minute_taker_id=scene.minute_taker.user_id,
        minute_taker_name=scene.minute_taker.name,
        minute_taker_position="Staf Biro Kesejahteraan Rakyat",
    )
    set_agenda(series, _AGENDA, by=by, at=at, version=series.version)
    offices = [organisation(session, code).id for code in (*OFFICES, _WITHOUT_ADDRESS)]
    # Its holder is a Plt.: the letter goes to the position, the mail to him.
    acting_head = position(session, HEAD_OF_DINSOS)
    set_invitees(series, offices, [acting_head], by=by, at=at, version=series.version)
    return series


def call_next(scene: Scene, series: Series, last: Meeting) -> None:
    """The draft of its next meeting and its letter, with an item that `last` had no time for.

    What may go wrong is there to be seen: one office has no address, and time is short.
    """
    by, at = scene.secretariat.user_id, scene.at
    ParkedItem.begin(
        last,
        by=by,
        at=at,
        title="Rencana pameran ketenagakerjaan",
        presenter="Dinas Tenaga Kerja",
        minutes=15,
        note="Contoh: menunggu kepastian anggaran.",
    )
    coming = prepare_meeting(series, scene.working_day(_COMES_IN), by=by, at=at, today=scene.today)
    coming.revise(by=by, at=at, version=coming.version, example=True)
    _call(scene, coming)


def monthly_on(day: date) -> Recurrence:
    """Every month on the weekday that `day` is of its month."""
    return Recurrence(
        Repeat.MONTHLY_BY_WEEKDAY,
        weekday=list(Weekday)[day.weekday()],
        week=list(Week)[min((day.day - 1) // 7, 4)],
    )


def _call(scene: Scene, meeting: Meeting) -> None:
    """Its letter, approved and not sent: who tries the demonstration presses the button."""
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    letter = start_invitation(session, meeting, by=by, at=at, signatory=scene.chair.signature())
    letter.write(
        by=by,
        at=at,
        version=letter.version,
        number=f"000.1.5/CONTOH-2/V.01/{scene.today.year}",
        dated_on=scene.today,
        place="Tempat Contoh",
    )
    letter.submit(by=scene.secretariat, at=at, on=scene.today)
    letter.approve(by=scene.head, at=at)
    print_letter(session, letter, by=scene.head.user_id, at=at, settings=scene.settings)
