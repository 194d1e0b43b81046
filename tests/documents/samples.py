"""One paper of every kind, as it comes out of the record: `SAMPLES`.

Whoever adds a kind of paper adds ONE line here, and none for a paper of `FILLINGS`. From then on
its structure, its page breaks and its wording are tested with those of all others:

    DocumentKind.NEW: lambda session: print_new_paper(session, ...).snapshot,

A sample is the snapshot a worker would print, made in an empty database with the usual record.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.documents.records import AGREEMENTS, BASE_URL, USUAL, add, approved, make_record
from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_user,
    someone,
)
from tracker.documents.action_matrix import freeze_matrix
from tracker.documents.attendance_lists import print_attendance_list, print_blank_form
from tracker.documents.escalation_letters import print_letter
from tracker.documents.handover import Hand, print_handover
from tracker.documents.invitation_letters import issue_letter
from tracker.documents.issuing import issue_paper, prepare_paper
from tracker.documents.meeting_summaries import print_summary
from tracker.documents.official.papers import FILLINGS, begin_paper, content_of
from tracker.documents.short_minutes import print_short_minutes
from tracker.documents.work_matrix import print_matrix
from tracker.models.agenda import AgendaItem
from tracker.models.assignment_states import Report
from tracker.models.assignments import Assignment
from tracker.models.attendances import Attendance, Presence
from tracker.models.documents import DocumentKind, newest_document
from tracker.models.escalations import Level, climb
from tracker.models.invitations import start_invitation
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Signatory
from tracker.models.printouts import PrintoutKind
from tracker.models.series import Series
from tracker.models.update_windows import plan_window
from tracker.models.users import Actor, Role
from tracker.models.working_days import WorkCalendar
from tracker.reports.assignments import Standing, Wanted
from tracker.reports.reminders import day_of
from tracker.reports.work_matrix import matrix_rows

ZONE = ZoneInfo("Asia/Jakarta")
CLOSES = datetime.fromisoformat("2025-09-29T16:00+07:00")
OFFICIAL = Signatory(
    "Dr. Siti Aminah, S.E., M.M.",
    "Asisten Perekonomian dan Pembangunan",
    "Pembina Utama Madya (IV/d)",
    "197001011995032001",
)
OFFICES = ["Dinas Tenaga Kerja", "Dinas Sosial", "Badan Perencanaan Pembangunan Daerah"]
STROKES = "M0,0 L40,20 L80,5"


def invitation(session: Session) -> bytes:
    meeting = _meeting(session, state=MeetingState.DRAFT)
    add(session, meeting, AgendaItem, title="Capaian UCJ Provinsi Lampung")
    by = make_user(session).id
    for office in OFFICES:
        called = make_organisation(session, office).id
        add(session, meeting, Invitee, organisation_id=called)
    letter = start_invitation(session, meeting, by=by, at=NOW, signatory=OFFICIAL)
    words = {"place": "Bandar Lampung", "carbon_copies": ["Gubernur Lampung (sebagai laporan)"]}
    letter.revise(by=by, at=NOW, version=letter.version, **words)
    return issue_letter(session, letter, by=by, at=NOW, base_url=BASE_URL).snapshot


def attendance_form(session: Session) -> bytes:
    meeting = _signed_meeting(session)
    for office in OFFICES:
        add(session, meeting, Invitee, organisation_id=make_organisation(session, office).id)
    by = someone(session)
    return print_blank_form(session, meeting, extra_rows=None, by=by, at=NOW).snapshot


def attendance(session: Session) -> bytes:
    meeting = _signed_meeting(session)
    for number, office in enumerate(OFFICES, start=1):
        add(
            session,
            meeting,
            Attendance,
            person_name=f"Drs. Peserta Nomor{number}, M.Si.",
            position_title="Kepala Bidang Perencanaan",
            organisation_name=office,
            presence=Presence.PRESENT,
            signature=STROKES,
        )
    by = someone(session)
    return print_attendance_list(session, meeting, by=by, at=NOW, base_url=BASE_URL).snapshot


def action_matrix(session: Session) -> bytes:
    unit = _unit(session)
    by = someone(session)
    series = Series.add(session, by=by, at=NOW, name="Rakor UCJ", organising_unit_id=unit.id)
    earlier = make_meeting(session, unit, starts_on=date(2025, 9, 4), series=series)
    meeting = make_meeting(
        session, unit, starts_on=date(2025, 9, 30), series=series, state=MeetingState.SCHEDULED
    )
    for share in _owed(session, earlier):
        _report(session, share)
    window = plan_window(session, meeting, WorkCalendar.load(session, {2025}), at=CLOSES)
    assert window
    freeze_matrix(session, window, by=None, at=CLOSES, base_url=BASE_URL)
    session.flush()
    paper = newest_document(session, DocumentKind.ACTION_MATRIX, meeting.id)
    assert paper
    return paper.snapshot


def short_minutes(session: Session) -> bytes:
    meeting = approved(session, make_record(session)).meeting
    by = make_user(session).id
    return print_short_minutes(session, meeting, by=by, at=NOW, base_url=BASE_URL).snapshot


def official(kind: DocumentKind, session: Session) -> bytes:
    """A paper somebody writes, as it is begun from the record."""
    meeting = make_record(session).meeting
    office = session.scalars(select(Assignment)).all()[0].organisation
    by = make_user(session).id
    paper = begin_paper(session, meeting, kind, office, by=by, at=NOW, on=TODAY)
    content = content_of(session, paper)
    if kind is DocumentKind.DISPOSITION_SHEET:
        return prepare_paper(
            session, kind, meeting, content, by=by, at=NOW, official_paper_id=paper.id
        ).snapshot
    return issue_paper(
        session,
        kind,
        meeting,
        content,
        by=by,
        at=NOW,
        base_url=BASE_URL,
        official_paper_id=paper.id,
    ).snapshot


def handover(session: Session) -> bytes:
    office = _owed(session, _meeting(session))[0].organisation
    return print_handover(
        session,
        office,
        giver=Hand("Drs. Budi Santoso", "Kepala Dinas Tenaga Kerja"),
        taker=Hand("", "Plt. Kepala Dinas Tenaga Kerja"),
        by=_clerk(session),
        at=NOW,
        zone=ZONE,
    ).snapshot


def work_matrix(session: Session) -> bytes:
    for share in _owed(session, _meeting(session)):
        _report(session, share)
    by = _clerk(session)
    wanted = Wanted(standing=Standing.ALL)
    rows = list(matrix_rows(session, by, wanted, today=TODAY, zone=ZONE))
    asked = [("Rangkaian rapat", "Rakor UCJ")]
    return print_matrix(session, rows, asked=asked, by=by, at=NOW, zone=ZONE).snapshot


def summary(session: Session) -> bytes:
    meeting = _meeting(session)
    _owed(session, meeting)
    by = _clerk(session, meeting.organising_unit)
    return print_summary(session, meeting, by=by, at=NOW, zone=ZONE).snapshot


def escalation(session: Session) -> bytes:
    meeting = _meeting(session)
    share = _owed(session, meeting)[0]
    since = TODAY - timedelta(days=30)
    letter = climb(
        session,
        meeting.organising_unit_id,
        share.organisation_id,
        Level.REGIONAL_SECRETARY,
        [(share.id, since)],
        on=TODAY,
        at=NOW,
    )
    by = _clerk(session, meeting.organising_unit)
    day = day_of(session, NOW, ZONE)
    return print_letter(session, letter, by=by, day=day, at=NOW).snapshot


def _unit(session: Session) -> Organisation:
    return make_organisation(session, "Biro Perekonomian", kind=OrganisationKind.BUREAU)


def _clerk(session: Session, unit: Organisation | None = None) -> Actor:
    return make_actor(session, Role.SECRETARIAT, unit)


def _meeting(session: Session, **values: Any) -> Meeting:
    return make_meeting(session, **{**USUAL, "state": MeetingState.HELD, **values})


def _signed_meeting(session: Session) -> Meeting:
    meeting = _meeting(session)
    start_invitation(session, meeting, by=make_user(session).id, at=NOW, signatory=OFFICIAL)
    return meeting


def _owed(session: Session, meeting: Meeting) -> list[Assignment]:
    """An action from each agreement, all owed by one office."""
    office = make_organisation(session, OFFICES[0])
    return [
        make_assignment(
            session,
            office,
            action=make_action(session, meeting, sentence=sentence),
            due_on=date(2025, 8, 29),
        )
        for sentence in AGREEMENTS
    ]


def _report(session: Session, share: Assignment) -> None:
    agency = make_actor(session, Role.AGENCY, share.organisation)
    share.post_update(Report.PROGRESS, "Data sudah disandingkan.", by=agency, at=NOW)


SAMPLES: dict[StrEnum, Callable[[Session], bytes]] = {
    DocumentKind.MINUTES: lambda session: approved(session, make_record(session)).snapshot,
    DocumentKind.SHORT_MINUTES: short_minutes,
    DocumentKind.INVITATION: invitation,
    DocumentKind.ATTENDANCE_FORM: attendance_form,
    DocumentKind.ATTENDANCE: attendance,
    DocumentKind.ACTION_MATRIX: action_matrix,
    PrintoutKind.HANDOVER: handover,
    PrintoutKind.WORK_MATRIX: work_matrix,
    PrintoutKind.ESCALATION: escalation,
    PrintoutKind.SUMMARY: summary,
    **{kind: partial(official, kind) for kind in FILLINGS},
}
