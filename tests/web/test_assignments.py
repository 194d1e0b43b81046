"""Daftar tindak lanjut: each role its own list, with filters that never break."""

from datetime import timedelta

import pytest

from tests.factories import NOW, TODAY, make_action, make_assignment, make_meeting, make_user
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.series import Series
from tracker.models.users import Role
from tracker.reports.assignments import Standing
from tracker.web.paging import PAGE_SIZE

BROKEN = (
    *("keadaan=entah", "instansi=abc", "instansi=99999999999999999999", "unit=-1", "rapat=x"),
    *("rapat=99999999999999999999", "rangkaian=%27", "setelah=x", "setelah=WzFd", "q=%00%25_"),
    "setelah=WzAsICIyMDI1LTk5LTAxIiwgMV0=",
)


def owe(session, office, number=1, sentence="Menyusun edaran", agency=None, **values):
    with write(session):
        meeting = make_meeting(session, office.unit, subject="Rakor UCJ")
        for n in range(number):
            action = make_action(session, meeting, sentence=f"{sentence} {n}")
            share = make_assignment(session, agency or office.agency, action=action, **values)
        return share


def test_an_empty_list_offers_the_one_act(secretariat, office, client_for):
    assert "Buka tindak lanjut" in secretariat.get("/tindak-lanjut").text
    assert "Tindak lanjut baru" not in client_for(office.sekda).get("/tindak-lanjut").text


def test_an_agency_is_led_to_its_own_list_as_narrowed_as_it_was_asked_for(office, client_for):
    agency = client_for(office.agency_user)
    assert agency.get("/tindak-lanjut").location == "/tugas"
    narrowed = agency.get("/tindak-lanjut?q=a%26b&rapat=7&instansi=1&_external=1").location
    assert narrowed == "/tugas?q=a%26b&rapat=7"


def test_the_secretariat_and_leaders_list_all_they_see(session, office, client_for):
    owe(session, office, sentence="Tugas biro ini")
    with write(session):
        elsewhere = make_user(session, Role.LEADER)
    for user, seen in (
        (office.secretariat, True),
        (office.stranger, True),
        (office.sekda, True),
        (office.chair, True),
        (elsewhere, False),
    ):
        assert ("Tugas biro ini" in client_for(user).get("/tindak-lanjut").text) is seen


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_can_be_asked_for(session, office, secretariat, standing):
    owe(session, office, state=AssignmentState.AWAITING)
    page = secretariat.get(f"/tindak-lanjut?keadaan={standing.value}")
    assert page.status_code == 200
    asked = standing in {Standing.PENDING, Standing.AWAITING, Standing.ALL}
    assert ("Menyusun edaran" in page.text) is asked


def test_filters_narrow_and_stay_in_the_form(session, office, secretariat):
    share = owe(session, office, sentence="Edaran bupati")
    owe(session, office, sentence="Edaran lain", agency=office.other_agency)
    for query in (f"instansi={office.agency.id}", "q=EDARAN+bupati", f"rapat={share.meeting_id}"):
        page = secretariat.get(f"/tindak-lanjut?{query}").text
        assert "Edaran bupati" in page
        assert "Edaran lain" not in page
    page = secretariat.get(f"/tindak-lanjut?instansi={office.agency.id}&q=edaran").text
    assert f'<option selected value="{office.agency.id}">' in page
    assert 'value="edaran"' in page
    nothing = secretariat.get("/tindak-lanjut?q=tiada").text
    assert "Tidak ada tindak lanjut yang cocok dengan saringan ini." in nothing


def test_a_series_is_offered_to_those_who_see_a_meeting_of_it(session, office, client_for):
    with write(session):
        series = Series.add(
            session, by=None, at=NOW, name="Rangkaian UCJ", organising_unit_id=office.unit.id
        )
        meeting = make_meeting(session, office.unit, series=series)
        make_assignment(session, action=make_action(session, meeting, sentence="Tugas rangkaian"))
        stranger = make_user(session, Role.LEADER)
    owe(session, office, sentence="Tugas lepas")
    client = client_for(office.secretariat)
    assert "Rangkaian UCJ" in client.get("/tindak-lanjut?saring=1").text
    page = client.get(f"/tindak-lanjut?rangkaian={series.id}").text
    assert "Tugas rangkaian" in page
    assert "Tugas lepas" not in page
    elsewhere = client_for(stranger)
    assert "Rangkaian UCJ" not in elsewhere.get("/tindak-lanjut?saring=1").text


@pytest.mark.parametrize("query", BROKEN)
def test_an_address_nobody_wrote_shows_the_plain_list(session, office, secretariat, query):
    owe(session, office)
    page = secretariat.get(f"/tindak-lanjut?{query}")
    assert page.status_code == 200
    assert "<h2></h2>" not in page.text


def test_filters_are_fetched_only_for_those_who_filter(session, office, secretariat):
    owe(session, office)
    plain = secretariat.get("/tindak-lanjut?q=data").text
    assert "Unit pengampu" not in plain
    assert 'href="/tindak-lanjut?q=data&amp;saring=1"' in plain
    assert "Unit pengampu" in secretariat.get("/tindak-lanjut?q=data&saring=1").text


def test_no_parameter_steers_where_links_lead(session, office, secretariat):
    owe(session, office, PAGE_SIZE + 1)
    page = secretariat.get("/tindak-lanjut?_scheme=javascript&_external=1&_anchor=x").text
    assert 'rel="next" href="/tindak-lanjut?' in page


@pytest.mark.parametrize("role", ["secretariat", "sekda"])
def test_long_lists_come_in_pages_that_repeat_nothing(session, office, client_for, role):
    client = client_for(getattr(office, role))
    owe(session, office, PAGE_SIZE + 5, sentence="Tugas", due_on=TODAY)
    first = client.get("/tindak-lanjut?q=tugas").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(following).text
    assert first.count('class="item"') == PAGE_SIZE
    assert second.count('class="item"') == 5
    assert "q=tugas" in following
    assert "Halaman pertama" in second


@pytest.mark.parametrize("role", ["secretariat", "sekda"])
def test_a_long_list_costs_no_more_statements(app, session, office, client_for, role):
    client = client_for(getattr(office, role))
    few = count_statements(app, client, "/tindak-lanjut")
    owe(session, office, 50, due_on=TODAY + timedelta(days=1))
    assert count_statements(app, client, "/tindak-lanjut") == few <= 8
