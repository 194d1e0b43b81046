"""A meeting that goes on while the demonstration is tried: invited, answered, begun, noted."""

import json
import math
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tracker.capture.noted_lines import read_line
from tracker.demo.accounts import organisation
from tracker.demo.scene import Scene, office_of
from tracker.documents.invitations import mail_all, print_letter
from tracker.documents.wording import day
from tracker.infra.typed_lines import typed_body
from tracker.models.agenda import agenda_of
from tracker.models.agenda_course import go_forward
from tracker.models.agreements import Agreement
from tracker.models.attendances import Attendance, DelegateLevel, Mandate, Presence
from tracker.models.check_in_desks import open_desk
from tracker.models.check_ins import Entry, Standing, check_in
from tracker.models.deliveries import DeliveryKind
from tracker.models.invitations import start_invitation
from tracker.models.invitees import Answer, answer_invitation, invitees_of
from tracker.models.meetings import Meeting
from tracker.models.minutes_sections import MinutesSection, write_section
from tracker.models.noted_lines import note_action, note_agreement, note_statement
from tracker.models.signatures import path_of
from tracker.reports.invitations import called

_BEGUN_AGO = timedelta(minutes=15)
_CALLED_AGO = timedelta(days=5)
_ANSWERED_AGO = timedelta(days=2)
_DONE_IN = 10  # working days
_DELEGATE = ("Dewi Contoh", "Kepala Bidang Anggaran")
_REASON = "Contoh: mendampingi kunjungan kerja di pelabuhan."

# By office; whoever is not named here has not answered.
_ANSWERS: dict[str, tuple[Answer, dict[str, str]]] = {
    **dict.fromkeys(
        ("disnaker", "bappeda", "disperindag", "dkptph", "bps"), (Answer.ATTENDING, {})
    ),
    "bpkad": (
        Answer.REPRESENTED,
        {"delegate_name": _DELEGATE[0], "delegate_position": _DELEGATE[1]},
    ),
    "dishub": (Answer.UNABLE, {"reason": _REASON}),
}
# Name, title and office; the last came with a surat tugas.
_CHECKED_IN = (
    ("Rina Contoh", "Kepala Dinas Perindustrian dan Perdagangan", "disperindag"),
    ("Agus Contoh", "Kepala BPS", "bps"),
    (*_DELEGATE, "bpkad"),
)
_NOTES = (
    "Rapat mencermati harga cabai, bawang merah, dan beras di lima pasar pantauan (contoh).",
    "OPD terkait agar segera berkoordinasi",
)
_LATER_NOTE = "Pasokan cabai dari luar daerah terlambat dua hari (contoh)."
_STATEMENT = "Kepala BPS: harga cabai naik dalam dua minggu terakhir (contoh)."
_AGREEMENT = "Pemantauan harga di lima pasar dilakukan setiap hari kerja sampai akhir tahun."
_ACTION = "Dinas Tenaga Kerja menyusun daftar calon peserta padat karya paling lambat {}."


@dataclass(frozen=True, slots=True)
class _Hour:
    """The time since the meeting began; it began on this day, however early it is."""

    begun: datetime
    now: datetime

    def after(self, share: float) -> datetime:
        return self.begun + (self.now - self.begun) * share


def hold_today(scene: Scene, meeting: Meeting) -> None:
    """The draft of a meeting becomes the one that is going on now, at its second item."""
    hour = _Hour(_begin(scene), scene.at)
    meeting.revise(
        by=scene.secretariat.user_id,
        at=scene.at,
        version=meeting.version,
        starts_on=scene.today,
        start_time=hour.begun.time(),
        venue="Ruang Rapat Contoh dan ruang daring",
    )
    _call(scene, meeting)
    _answer(scene, meeting)
    _begin_course(scene, meeting, hour)
    _let_in(scene, meeting, hour)
    _take_notes(scene, meeting, hour)


def _begin(scene: Scene) -> datetime:
    """Some time ago at a quarter of an hour, never yesterday."""
    midnight = scene.instant(scene.today, time())
    quarters = (scene.at - _BEGUN_AGO - midnight) // timedelta(minutes=15)
    return midnight + max(quarters, 0) * timedelta(minutes=15)


def _call(scene: Scene, meeting: Meeting) -> None:
    """The letter went out some days ago; its mails go to the sample letter box now."""
    session, by, at = scene.session, scene.secretariat.user_id, scene.at - _CALLED_AGO
    on = at.astimezone(scene.settings.zone).date()
    letter = start_invitation(session, meeting, by=by, at=at, signatory=scene.chair.signature())
    letter.write(
        by=by,
        at=at,
        version=letter.version,
        number=f"000.1.5/CONTOH-6/V.01/{on.year}",
        dated_on=on,
        place="Tempat Contoh",
    )
    letter.submit(by=scene.secretariat, at=at, on=on)
    letter.approve(by=scene.head, at=at)
    print_letter(session, letter, by=scene.head.user_id, at=at, settings=scene.settings)
    calls = called(session, meeting, on=scene.today)
    letter.send([call.invitee for call in calls], by=by, at=at, on=on)
    kind = DeliveryKind.INVITATION
    mail_all(session, kind, letter, calls, scene.settings, by=by, at=scene.at)


def _answer(scene: Scene, meeting: Meeting) -> None:
    """By the link of the mail, but for the two offices that have an account here."""
    accounts = {"disnaker": scene.disnaker.user_id, "bpkad": scene.bpkad.user_id}
    for number, invitee in enumerate(invitees_of(scene.session, meeting)):
        at = scene.at - _ANSWERED_AGO + timedelta(minutes=37 * number)
        code = office_of(invitee).code
        if code in _ANSWERS:
            answer, told = _ANSWERS[code]
            answer_invitation(invitee, answer, by=accounts.get(code), at=at, **told)


def _begin_course(scene: Scene, meeting: Meeting, hour: _Hour) -> None:
    by, first = scene.secretariat.user_id, agenda_of(meeting)[0]
    go_forward(meeting, seen=0, by=by, at=hour.begun)
    go_forward(meeting, seen=first.id, by=by, at=hour.after(0.4))


def _let_in(scene: Scene, meeting: Meeting, hour: _Hour) -> None:
    """Some recorded themselves at the desk, which is closed by now; one brought a surat tugas."""
    by = scene.secretariat.user_id
    desk = open_desk(meeting, by=by, at=hour.begun)
    for number, (name, title, code) in enumerate(_CHECKED_IN, start=1):
        office = organisation(scene.session, code)
        delegate = (name, title) == _DELEGATE
        entry = Entry(
            person_name=name,
            position_title=title,
            organisation_name=office.name,
            organisation_id=office.id,
            standing=Standing.DELEGATE if delegate else Standing.INVITED,
            represents=f"Kepala {office.short_name}" if delegate else "",
            signature=_drawn(number),
        )
        at = hour.after(0.1 * number)
        line = check_in(desk, entry, Presence.PRESENT, f"contoh-{number}", at=at)
        if delegate:
            row = scene.session.get_one(Attendance, line)
            row.revise(
                by=by,
                at=at,
                version=row.version,
                mandate=Mandate.LETTER,
                delegate_level=DelegateLevel.ADMINISTRATOR,
            )
    desk.close(by=by, at=hour.after(0.5))


def _drawn(number: int) -> str:
    """A wave that grows flat, as invented signatures do; each a little different."""
    steps = range(90)
    points = [(30 + 2.6 * n, 50 - (95 - n) * 0.4 * math.sin(n / (3 + number))) for n in steps]
    stroke = [round(value, 1) for point in points for value in point]
    return path_of(json.dumps({"width": 300, "height": 100, "strokes": [stroke]}))


def _take_notes(scene: Scene, meeting: Meeting, hour: _Hour) -> None:
    """Two write in turn; three lines have become parts of the record, a vague one still waits."""
    item = agenda_of(meeting)[1]
    taker, at = scene.minute_taker.user_id, hour.after(0.9)
    section = write_section(item, _body(*_NOTES), by=taker, at=hour.after(0.6), version=0)
    section.revise(
        by=scene.secretariat.user_id,
        at=hour.after(0.8),
        version=section.version,
        body=_body(*_NOTES, _LATER_NOTE),
    )
    said = read_line(_STATEMENT)
    note_statement(section, said.speaker, said.said, by=taker, at=at)
    _agree(section, _AGREEMENT, by=taker, at=at)
    due_on = scene.working_day(_DONE_IN)
    action = _agree(section, _ACTION.format(day(due_on)), by=taker, at=at)
    note_action(action, by=taker, at=at, year=scene.today.year)


def _agree(section: MinutesSection, line: str, *, by: int, at: datetime) -> Agreement:
    """As the note desk reads a line: its date and who is to be told come from its words."""
    told = read_line(line)
    return note_agreement(
        section,
        told.words,
        by=by,
        at=at,
        due_on=told.due_on,
        report_to=told.report_to,
        funding=told.funding,
    )


def _body(*lines: str) -> str:
    return typed_body("", "\n".join(lines))
