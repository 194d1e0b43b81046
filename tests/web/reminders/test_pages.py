"""What went out, what will, who is silent: facts, for those who may know them."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from tests.factories import TODAY, make_action, make_assignment, make_meeting, someone
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.jobs.reminders import look_after_reminders
from tracker.models.meetings import SecurityClass

DAY = timedelta(days=1)


@pytest.fixture
def morning(settings):
    """The office's Thursday, before and after its hour."""
    return datetime.combine(TODAY, time(7, 30), settings.zone)


def owe(session, office, organisation, due_on, **values):
    with write(session):
        meeting = make_meeting(session, office.unit, **values)
        action = make_action(session, meeting, due_on=due_on)
        return make_assignment(session, organisation, action=action)


def test_the_page_tells_what_will_go_out_and_what_went(
    session, sessions, settings, office, client_for, morning
):
    with write(session):
        agency = office.agency
        by, address = someone(session), "disnaker@lampung.example"
        agency.revise(by=by, at=morning, version=agency.version, email=address)
    for _number in range(2):
        owe(session, office, office.agency, TODAY)
    owe(session, office, office.agency, TODAY, security_class=SecurityClass.SECRET)
    owe(session, office, office.other_agency, TODAY + 4 * DAY)
    with time_machine.travel(morning - timedelta(hours=1), tick=False):
        reader = client_for(office.secretariat)
        page = reader.get("/pengingat").text
        assert "Dinas Tenaga Kerja: 2 tugas" in page
        assert "<h3>Kamis, 18 September 2025" in page
        assert "Dinas Sosial: 1 tugas" in page
        assert "Belum ada pengingat yang keluar." in page
    look_after_reminders(sessions, morning, settings)
    with time_machine.travel(morning + timedelta(hours=1), tick=False):
        page = reader.get("/pengingat").text
        assert "Menunggu dikirim" in page
        assert "<h3>Kamis, 18 September 2025" not in page
        assert "Belum ada alamat surel" in page  # Dinas Sosial, five working days ahead


def test_silence_is_counted_in_whole_months(session, office, client_for):
    owe(session, office, office.agency, None)
    owe(session, office, office.other_agency, None)
    for day, said in (
        (datetime(2025, 9, 30, 3, tzinfo=UTC), "Semua tugas terbuka sudah dilaporkan"),
        (datetime(2025, 9, 30, 17, tzinfo=UTC), "Belum bulan ini"),  # midnight in Jakarta
        (datetime(2025, 12, 1, 3, tzinfo=UTC), "2 bulan tanpa laporan"),
    ):
        with time_machine.travel(day, tick=False):
            assert said in client_for(office.secretariat).get("/tidak-melapor").text
    with time_machine.travel(day, tick=False):
        agency = client_for(office.agency_user)
        page = client_for(office.secretariat).get("/tidak-melapor").text
        assert "Dinas Sosial" in page
        own = agency.get("/tidak-melapor").text
        assert "Dinas Tenaga Kerja" in own
        assert "Dinas Sosial" not in own
        tasks = agency.get(f"/tidak-melapor/{office.agency.id}").text
        assert "belum pernah dilaporkan" in tasks
        assert agency.get(f"/tidak-melapor/{office.other_agency.id}").status_code == 403


def test_the_pages_take_few_statements(app, session, office, secretariat):
    """One more for the page of what goes out: it asks whether the worker looked today already."""
    for number in range(4):
        owe(session, office, office.agency, TODAY + number * DAY)
    own = f"/tidak-melapor/{office.agency.id}"
    for path, most in (("/pengingat", 9), ("/tidak-melapor", 8), (own, 8), ("/eskalasi", 8)):
        secretariat.get(path)
        assert count_statements(app, secretariat, path) <= most, path
