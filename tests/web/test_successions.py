"""Peralihan in the browser: planned by the central secretariat, share by share for a split."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_assignment,
    make_meeting,
    make_organisation,
    make_user,
)
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.successions import Succession
from tracker.models.users import Role


@pytest.fixture
def central(session, client_for, office):
    with write(session):
        setda = office.sekda.memberships[0].organisation
        user = make_user(session, Role.SECRETARIAT, setda)
    return client_for(user)


def owed(session, office, sentence):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit), sentence=sentence)
        return make_assignment(session, office.agency, action=action)


def planned(session, central, office):
    on = clock.now().date() + timedelta(days=30)
    offices = {"organisation_id": office.agency.id, "successor_id": office.other_agency.id}
    answer = central.post("/peralihan/baru", data={**offices, "takes_over_on": on.isoformat()})
    assert answer.status_code == 303
    return answer.location


def test_a_split_is_planned_share_by_share(session, office, central):
    shares = [owed(session, office, sentence) for sentence in ("Menyandingkan data", "Anggaran")]
    where = planned(session, central, office)
    page = central.get(where).text
    assert "Menyandingkan data" in page
    assert "kepada Dinsos" in page

    data = {"shares": shares[1].id, "heir_id": office.unit.id, "version": 1}
    assert central.post(where, data=data).status_code == 303
    session.rollback()
    plan = session.scalars(select(Succession)).one()
    assert plan.choices == {str(shares[1].id): office.unit.id}
    assert central.post(where, data=data).status_code == 409  # somebody else has the page open too


def test_nothing_ticked_is_told_beside_the_button(session, office, central):
    owed(session, office, "Menyandingkan data")
    where = planned(session, central, office)
    answer = central.post(where, data={"heir_id": office.unit.id, "version": 1})
    assert answer.status_code == 422
    assert "Centang tugas yang akan dialihkan." in answer.text


def test_a_plan_is_cancelled_once(session, office, central):
    where = planned(session, central, office)
    assert central.post(f"{where}/pembatalan").status_code == 303
    assert "Dibatalkan" in central.get("/peralihan").text
    assert "sudah dijalankan atau dibatalkan" in central.post(f"{where}/pembatalan").text


def test_an_office_that_follows_itself_is_refused_and_what_was_typed_kept(office, central):
    data = {"organisation_id": office.agency.id, "successor_id": office.agency.id}
    data |= {"takes_over_on": "2026-12-01", "basis": "Perda 3/2026"}
    answer = central.post("/peralihan/baru", data=data)
    assert answer.status_code == 422
    assert "digantikan oleh dirinya sendiri" in answer.text
    assert "Perda 3/2026" in answer.text


def test_a_long_list_takes_no_more_statements(app, session, office, central):
    where = planned(session, central, office)
    for number in range(12):
        owed(session, office, f"Tugas {number}")
    assert count_statements(app, central, where) <= 8


def test_of_two_offices_merged_into_one_its_share_names_both(session, office, secretariat):
    with write(session):
        heir = make_organisation(session, "Dinas Gabungan")
        action = make_action(session, make_meeting(session, office.unit))
        own = make_assignment(session, heir, action=action)
        for former in (office.agency, office.other_agency):
            make_assignment(session, former, action=action)
            Succession.add(
                session,
                by=office.sekda.id,
                at=NOW,
                organisation_id=former.id,
                successor_id=heir.id,
                takes_over_on=TODAY,
            ).carry_out(at=NOW)
    page = secretariat.get(f"/tugas/{own.id}").text
    assert office.agency.name in page
    assert office.other_agency.name in page
