"""Beranda: for each role first what waits for it, then the figures."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.factories import (
    make_action,
    make_assignment,
    make_meeting,
    make_minutes,
    make_secret_meeting,
    make_user,
)
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState, Verdict
from tracker.models.assignments import Assignment
from tracker.models.meetings import MeetingState
from tracker.models.minutes import MinutesState
from tracker.models.users import Role, actor_of

DAY = timedelta(days=1)
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def today():
    return clock.today(ZoneInfo("Asia/Jakarta"))


def owe(session, office, *states, sentence="Menyusun edaran", **values):
    with write(session):
        meeting = make_meeting(session, office.unit, subject="Rakor UCJ")
        for state in states:
            action = make_action(session, meeting, sentence=sentence)
            make_assignment(session, office.agency, action=action, state=state, **values)
        return meeting


def test_a_new_office_is_told_where_to_begin(secretariat):
    page = secretariat.get("/").text
    assert "Hari ini" in page
    assert "Tidak ada laporan yang menunggu putusan Anda." in page
    assert 'href="/rapat/baru"' in page


def test_the_secretariat_reads_its_queues_and_claimed_and_verified_apart(
    session, office, secretariat, today
):
    states = (AssignmentState.AWAITING, AssignmentState.AWAITING, AssignmentState.DONE)
    meeting = owe(session, office, *states, sentence=f"Edaran {HOSTILE}")
    owe(session, office, AssignmentState.IN_PROGRESS, due_on=today - DAY)
    page = secretariat.get("/").text
    figures = [part.split("<")[0] for part in page.split('figure-value">')[1:]]
    assert figures == ["1", "2", "1", "1"]
    assert "dari 3 yang dilaporkan selesai" in page
    assert f'href="/rapat/{meeting.id}/notula"' in page
    assert "Belum ada notula" in page
    assert "1 terlambat" in page
    assert HOSTILE not in page
    assert "Edaran &lt;script&gt;" in page


def test_work_that_nobody_is_responsible_for_is_pointed_out(session, office, secretariat):
    assert "penanggung jawabnya" not in secretariat.get("/").text
    with write(session):
        make_action(session, make_meeting(session, office.unit), sentence="Tanpa pemilik")
    page = secretariat.get("/").text
    assert "1 tindak lanjut belum ada penanggung jawabnya" in page
    assert 'href="/tindak-lanjut?keadaan=belum-ada-penanggung-jawab"' in page


def test_an_agency_reads_its_own_work_by_urgency(session, office, client_for, today):
    owe(session, office, AssignmentState.NOT_STARTED, sentence="Lain waktu", due_on=None)
    owe(session, office, AssignmentState.AWAITING, sentence="Sudah dilaporkan")
    owe(session, office, AssignmentState.NOT_STARTED, sentence="Pekan ini", due_on=today + 6 * DAY)
    owe(session, office, AssignmentState.NOT_STARTED, sentence="Kemarin", due_on=today - DAY)
    owe(session, office, AssignmentState.DONE, sentence="Sudah beres")
    page = client_for(office.agency_user).get("/").text
    order = ["Kemarin", "Pekan ini", "Lain waktu", "Sudah dilaporkan"]
    assert sorted(order, key=page.index) == order
    assert "Sudah beres" not in page
    assert "Terlambat 1 hari" in page
    other = client_for(office.other_user).get("/").text
    assert "Kemarin" not in other
    assert "Tidak ada tugas yang perlu Anda kerjakan." in other


def test_an_agency_reads_first_what_came_back_and_why(session, office, client_for, today):
    owe(session, office, AssignmentState.AWAITING, sentence="Menata data", due_on=today + 9 * DAY)
    owe(session, office, AssignmentState.NOT_STARTED, sentence="Kemarin", due_on=today - DAY)
    reason = f"Foto belum jelas {HOSTILE}"
    with write(session):
        claimed = session.scalar(select(Assignment).filter_by(state=AssignmentState.AWAITING))
        by = actor_of(session, office.secretariat, today=today)
        claimed.verify(Verdict.RETURNED, reason, by=by, at=clock.now())
    for path in ("/", "/tugas"):
        page = client_for(office.agency_user).get(path).text
        assert page.index("Menata data") < page.index("Kemarin")
        assert "Dikembalikan</span> Foto belum jelas &lt;script&gt;" in page


def test_a_leader_reads_what_waits_for_approval_and_who_is_late(session, office, client_for, today):
    owe(session, office, AssignmentState.NOT_STARTED, due_on=today - DAY)
    with write(session):
        for state, subject in (
            (MinutesState.SUBMITTED, "Diajukan"),
            (MinutesState.APPROVED, "Sah"),
        ):
            make_minutes(session, make_meeting(session, office.unit, subject=subject), state=state)
    for leader in (office.chair, office.sekda):
        page = client_for(leader).get("/").text
        assert "Periksa dan sahkan" in page
        assert page.index("Diajukan") < page.index("Notula terakhir yang disahkan")
        assert page.index("Notula terakhir yang disahkan") < page.index("Sah<")
        assert "Disnaker" in page
    with write(session):
        elsewhere = make_user(session, Role.LEADER)
    page = client_for(elsewhere).get("/").text
    assert "Tidak ada notula yang menunggu pengesahan Anda." in page
    assert "Disnaker" not in page


def test_the_admin_reads_no_content(session, office, client_for):
    owe(session, office, AssignmentState.AWAITING)
    with write(session):
        admin = make_user(session, Role.ADMIN)
    page = client_for(admin).get("/").text
    assert "akun aktif" in page
    assert "Rakor UCJ" not in page
    assert "Menyusun edaran" not in page


def test_someone_without_a_role_is_told_whom_to_ask(session, client_for):
    with write(session):
        nobody = make_user(session)
    assert "Akun Anda belum memiliki peran." in client_for(nobody).get("/").text


def test_secret_work_is_in_no_number_or_queue_of_others(session, office, secretariat):
    with write(session):
        secret = make_secret_meeting(session, subject="Rakor rahasia")
        make_assignment(session, action=make_action(session, secret))
    page = secretariat.get("/").text
    assert "rahasia" not in page
    assert 'figure-value">0' in page


@pytest.mark.parametrize(
    ("role", "most"),
    [
        ("secretariat", 10),  # two for the meetings without minutes: the list, the days off
        ("agency_user", 8),
        ("sekda", 8),
    ],
)
def test_fifty_times_the_work_costs_no_more_statements(
    app, session, office, client_for, today, role, most
):
    client = client_for(getattr(office, role))
    owe(session, office, AssignmentState.AWAITING, AssignmentState.NOT_STARTED)
    few = count_statements(app, client, "/")
    states = [AssignmentState.AWAITING, AssignmentState.NOT_STARTED] * 25
    owe(session, office, *states, due_on=today - DAY)
    assert count_statements(app, client, "/") == few <= most


def test_meetings_that_are_over_are_counted_and_lead_to_their_list(
    session, office, secretariat, today
):
    with write(session):
        for number in range(7):
            make_meeting(session, office.unit, subject=f"Rakor {number}")
        passed = make_meeting(
            session,
            office.unit,
            state=MeetingState.SCHEDULED,
            starts_on=today - 900 * DAY,
            subject="Lewat begitu saja",
        )
    page = secretariat.get("/").text
    assert "Rapat belum ada notula (8)" in page
    assert 'href="/rapat/belum-ada-notula"' in page
    assert "Belum dinyatakan selesai" in page
    assert f'href="/rapat/{passed.id}"' in page
    assert " hari kerja" in page
