"""The menu: where one is, and how much waits."""

import re

import pytest

from tests.factories import make_action, make_assignment, make_meeting, make_user
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.users import Role


@pytest.fixture
def assignment(session, office):
    """One of four: two are claimed, one is open, one is done."""
    states = (AssignmentState.AWAITING, AssignmentState.AWAITING, AssignmentState.DONE)
    with write(session):
        meeting = make_meeting(session, office.unit)
        for state in states:
            action = make_action(session, meeting)
            make_assignment(session, office.agency, action=action, state=state)
        return make_assignment(session, office.agency, action=make_action(session, meeting))


def menu(client, path="/"):
    """The entries of the menu at the side as one reads them, the current one in brackets."""
    page = client.get(path).text.partition("<nav")[2].partition("</nav>")[0]
    entries = re.findall(r"<a (.*?)>(.*?)</a>", page, re.S)
    words = [
        (" ".join(re.sub(r"<.*?>", " ", text).split()), "aria-current" in opening)
        for opening, text in entries
    ]
    return [f"[{text}]" if current else text for text, current in words]


@pytest.mark.usefixtures("assignment")
def test_the_menu_counts_what_waits_for_its_reader(office, client_for):
    waiting = {
        "secretariat": "Verifikasi 2 menunggu",
        "stranger": "Verifikasi",
        "agency_user": "Tugas OPD 1 menunggu",
        "other_user": "Tugas OPD",
        "sekda": "Tindak lanjut",
    }
    for who, entry in waiting.items():
        entries = menu(client_for(getattr(office, who)))
        assert entry in entries, who
        assert sum("menunggu" in each for each in entries) == ("menunggu" in entry), who


def test_every_page_stands_under_one_entry(session, office, client_for, assignment):
    """Also for the head of a unit, who oversees its work and is of it too."""
    secretariat, agency = client_for(office.secretariat), client_for(office.agency_user)
    chair = client_for(office.chair)
    with write(session):
        administrator = make_user(session, Role.ADMIN)
    admin = client_for(administrator)
    for client, path, entry in (
        (secretariat, "/", "[Beranda]"),
        (secretariat, "/tempel-naskah", "[Rapat]"),
        (secretariat, "/verifikasi", "[Verifikasi 2 menunggu]"),
        (secretariat, f"/tugas/{assignment.id}/pengalihan", "[Tindak lanjut]"),
        (secretariat, "/serah-terima", "[Tindak lanjut]"),
        (agency, "/serah-terima", "[Tugas OPD 1 menunggu]"),
        (agency, f"/tugas/{assignment.id}", "[Tugas OPD 1 menunggu]"),
        (agency, f"/tindak-lanjut/{assignment.action_id}", "[Tugas OPD 1 menunggu]"),
        (agency, "/tugas", "[Tugas OPD 1 menunggu]"),
        (chair, "/tugas", "[Tugas OPD]"),
        (chair, f"/tugas/{assignment.id}", "[Tindak lanjut]"),
        (admin, "/masa-jabatan", "[Instansi]"),
    ):
        assert [each for each in menu(client, path) if "[" in each] == [entry], path


def test_a_page_that_tells_of_an_error_counts_nothing(office, client_for, assignment):
    agency = client_for(office.agency_user)
    page = agency.get("/akun")
    assert page.status_code == 403
    assert "Tugas OPD" in page.text
    assert "nav-count" not in page.text


def test_what_the_menu_has_no_room_for_is_linked_where_one_would_look(office, client_for):
    secretariat, agency = client_for(office.secretariat), client_for(office.agency_user)
    for client, path, links in (
        (secretariat, "/tindak-lanjut", ("/permohonan", "/serah-terima", "/pengingat")),
        (secretariat, "/jenis-bukti", ("/verifikasi",)),
        (agency, "/tugas", ("/serah-terima",)),
        (agency, "/serah-terima", ("/tugas",)),
    ):
        body = client.get(path).text.partition("<main")[2]
        for link in links:
            assert f'href="{link}"' in body, (path, link)
