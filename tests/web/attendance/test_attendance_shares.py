"""Kehadiran instansi: the page of figures, its filter, and the meetings behind each number."""

import pytest

from tests.factories import NOW, make_meeting
from tests.web.attendance.conftest import words
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.attendances import Attendance, Presence
from tracker.models.invitees import Invitee

PERIOD = "dari=2025-01-01&sampai=2025-12-31"


@pytest.fixture
def held(session, office):
    with write(session):
        meeting = make_meeting(session, office.unit, subject="Rakor inflasi")
        by = office.secretariat.id
        for agency in (office.agency, office.other_agency):
            Invitee.append(meeting, by=by, at=NOW, organisation_id=agency.id)
        Attendance.append(
            meeting,
            by=by,
            at=NOW,
            person_name="Kepala",
            organisation_id=office.agency.id,
            presence=Presence.PRESENT,
        )
        return meeting


def test_each_figure_leads_to_the_meetings_behind_it(office, secretariat, held):
    page = secretariat.get(f"/kehadiran?{PERIOD}")
    assert "Disnaker" in page.text
    behind = f"/kehadiran/{office.agency.id}?{PERIOD}&jawaban=head"
    assert behind.replace("&", "&amp;") in page.text
    assert "Rakor inflasi" in secretariat.get(behind).text
    assert "Tidak ada rapat yang cocok." in secretariat.get(behind.replace("head", "absent")).text
    assert "Rakor inflasi" in secretariat.get(behind.replace("head", "apa-saja")).text


def test_a_period_that_ends_before_it_begins_is_said_and_left_out(secretariat, held):
    page = secretariat.get("/kehadiran?dari=2025-12-31&sampai=2025-01-01")
    assert "diabaikan: Sampai dengan." in words(page.text)


def test_leaders_read_it_and_agencies_do_not(client_for, office, held):
    assert "Kehadiran instansi" in client_for(office.sekda).get("/rapat").text
    assert client_for(office.sekda).get(f"/kehadiran?{PERIOD}").status_code == 200
    agency = client_for(office.agency_user)
    assert "Kehadiran instansi" not in agency.get("/rapat").text
    assert agency.get("/kehadiran").status_code == 403


def test_the_pages_ask_little(app, secretariat, office, held):
    for path in ("/kehadiran", f"/kehadiran/{office.agency.id}"):
        assert count_statements(app, secretariat, f"{path}?{PERIOD}") <= 8
