"""The meetings of its series: one to call, one going on, some held, one that takes proposals."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from tests.demo.house import AT, TODAY, about, actor, make_house
from tracker.models.actions import Action, ActionState
from tracker.models.agenda import agenda_of
from tracker.models.agenda_proposals import AgendaProposal, ProposalState
from tracker.models.attendances import Attendance, Mandate
from tracker.models.check_in_desks import desk_of
from tracker.models.deliveries import Delivery
from tracker.models.invitees import Answer
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes_sections import MinutesSection, SectionRevision
from tracker.models.statements import Statement
from tracker.reports.attendance_shares import AttendanceFilter, attendance_shares
from tracker.reports.invitations import answers, called
from tracker.reports.missing_minutes import missing_minutes
from tracker.reports.parked_items import waiting_items
from tracker.reports.timetables import timetable


def test_everything_invented_says_so(session):
    invented = session.scalars(select(Meeting).where(Meeting.example)).all()
    assert len(invented) == 8
    assert all(meeting.subject.startswith("Contoh:") for meeting in invented)


def test_the_next_meeting_shows_what_may_go_wrong(session):
    coming = about(session, "Perlindungan")
    assert coming.state is MeetingState.DRAFT
    assert timetable(coming, agenda_of(coming)).over == 10
    assert [
        parked.title
        for parked in waiting_items(session, actor(session, "sekretariat"), coming.series_id)
    ] == ["Rencana pameran ketenagakerjaan"]
    recipients = [call.recipient for call in called(session, coming, on=TODAY)]
    assert sum(bool(recipient.problem) for recipient in recipients) == 1
    assert any("Plt. Kepala Dinas Sosial" in recipient.name for recipient in recipients)


def test_a_meeting_of_today_is_at_its_second_item(session):
    going_on = about(session, "Inflasi", MeetingState.IN_PROGRESS)
    assert going_on.starts_on == TODAY
    assert going_on.start_time.strftime("%H.%M") == "08.45"
    assert [item.is_current for item in agenda_of(going_on)] == [False, True, False, False]


def test_those_invited_today_answered_in_every_way(session):
    going_on = about(session, "Inflasi", MeetingState.IN_PROGRESS)
    calls = called(session, going_on, on=TODAY)
    assert answers(calls) == {
        Answer.ATTENDING: 5,
        Answer.REPRESENTED: 1,
        Answer.UNABLE: 1,
        None: 1,
    }
    mailed = select(func.count()).where(Delivery.meeting_id == going_on.id)
    assert session.scalar(mailed) == len(calls) == 8


def test_those_who_came_today_have_signed(session):
    going_on = about(session, "Inflasi", MeetingState.IN_PROGRESS)
    listed = select(Attendance).filter_by(meeting_id=going_on.id)
    came = session.scalars(listed.order_by(Attendance.position)).all()
    assert all(row.signature.startswith("M") and row.checked_in_at for row in came)
    assert [row.mandate for row in came] == [None, None, Mandate.LETTER]
    desk = desk_of(session, going_on.id)
    assert desk is not None
    assert not desk.is_open(at=AT)


def test_the_notes_of_today_hold_one_of_each(session):
    going_on = about(session, "Inflasi", MeetingState.IN_PROGRESS)
    section = session.scalars(select(MinutesSection).filter_by(meeting_id=going_on.id)).one()
    history = session.scalars(select(SectionRevision).filter_by(section_id=section.id)).all()
    assert len({revision.written_by for revision in history}) == len(history) == 2
    assert "OPD terkait agar segera berkoordinasi" in section.body
    statement = session.scalars(select(Statement).filter_by(meeting_id=going_on.id)).one()
    assert statement.speaker_name == "Kepala BPS"
    action = session.scalars(select(Action).filter_by(meeting_id=going_on.id)).one()
    assert action.state is ActionState.UNASSIGNED
    assert "Dinas Tenaga Kerja" in action.sentence
    assert action.due_on > TODAY


def test_one_office_never_came_itself_and_one_notula_is_missing(session):
    secretariat = actor(session, "sekretariat")
    wanted = AttendanceFilter(date(2025, 1, 1), TODAY)
    shares = attendance_shares(session, secretariat, wanted, limit=20)
    assert [share.label for share in shares if share.sends_others] == ["BPKAD"]
    missing = missing_minutes(session, secretariat, today=TODAY, limit=20)
    assert [row.state for row in missing.rows if "Inflasi" in row.subject] == [MeetingState.HELD]


def test_the_meeting_after_it_takes_proposals(session):
    announced = about(session, "Inflasi", MeetingState.SCHEDULED)
    proposals = session.scalars(select(AgendaProposal).filter_by(meeting_id=announced.id)).all()
    assert {p.state for p in proposals} == {ProposalState.PROPOSED, ProposalState.DECLINED}
    assert len(proposals) == 2


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 2, 28, 16, 59, 59, tzinfo=UTC),  # Saturday, a second before midnight
        datetime(2026, 3, 19, 17, 0, tzinfo=UTC),  # Friday 00.00, cuti bersama of Lebaran
        datetime(2026, 12, 31, 17, 0, 1, tzinfo=UTC),  # New Year, its first second
    ],
)
def test_it_loads_at_any_hour_of_any_day(new_engine, tmp_path, moment):
    tmp_path.chmod(0o700)
    with make_house(new_engine(), tmp_path, at=moment).sessions() as session:
        going_on = about(session, "Inflasi", MeetingState.IN_PROGRESS)
        local = moment.astimezone(ZoneInfo(going_on.zone))
        assert going_on.starts_on == local.date()
        assert going_on.start_time <= local.time()
