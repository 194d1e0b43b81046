"""Jabatan yang menangani: chosen by the office itself or by who gave the work."""

import pytest

from tests.factories import (
    make_action,
    make_appointment,
    make_assignment,
    make_meeting,
    make_person,
)
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.assignments import Assignment


@pytest.fixture
def share(session, office):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit))
        return make_assignment(session, office.agency, action=action)


@pytest.fixture
def post(session, office):
    with write(session):
        person = make_person(session, "Budi")
        return make_appointment(session, person, title="Kabid Data", organisation=office.agency)


def test_the_office_and_the_secretariat_choose_among_its_own_positions(
    session, office, client_for, share, post
):
    path = f"/tugas/{share.id}/jabatan"
    for user, chosen in ((office.agency_user, post.position_id), (office.secretariat, "")):
        client = client_for(user)
        page = client.get(path).text
        assert "Kabid Data · Budi" in page
        assert "Kepala Biro Kesejahteraan Rakyat" not in page
        assert client.post(path, data={"position_id": chosen}).location == f"/tugas/{share.id}"
        session.rollback()
        assert session.get_one(Assignment, share.id).position_id == (chosen or None)
    page = client_for(office.agency_user).get(f"/tugas/{share.id}").text
    assert "Jabatan yang menangani ditetapkan" in page


def test_a_foreign_position_is_refused_beside_the_field(office, client_for, share, post):
    path = f"/tugas/{share.id}/jabatan"
    foreign = office.appointment.position_id
    answer = client_for(office.agency_user).post(path, data={"position_id": foreign})
    assert answer.status_code == 422
    assert "Pilih salah satu yang tersedia." in answer.text


def test_the_secretariat_names_it_while_it_gives_the_work(
    session, office, secretariat, share, post
):
    path = f"/tindak-lanjut/{share.action_id}/penugasan"
    data = {"organisation_id": office.other_agency.id, "part": "lead"}
    refused = secretariat.post(path, data={**data, "position_id": post.position_id})
    assert refused.status_code == 422
    assert "Jabatan ini bukan jabatan instansi yang ditugaskan." in refused.text
    assert secretariat.post(path, data=data).status_code == 303


def test_the_position_costs_the_page_no_statement(app, session, client_for, office, share, post):
    client = client_for(office.agency_user)
    few = count_statements(app, client, f"/tugas/{share.id}")
    client.post(f"/tugas/{share.id}/jabatan", data={"position_id": post.position_id})
    assert count_statements(app, client, f"/tugas/{share.id}") == few <= 8
