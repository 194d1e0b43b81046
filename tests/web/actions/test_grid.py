"""The page of one action for many: totals, cells asked for and in order, the silent reminded."""

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
)
from tests.outside import make_ordered
from tests.web.actions.steps import count
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.deliveries import Delivery
from tracker.models.extensions import ask_for_date
from tracker.models.objections import Ground, object_to
from tracker.models.users import actor_of

STATES = (AssignmentState.NOT_STARTED, AssignmentState.AWAITING, AssignmentState.DONE)


@pytest.fixture
def action(session, office):
    """Of three agencies: one is silent, one claims, one is verified."""
    with write(session):
        action = make_action(session, make_meeting(session, office.unit))
        for name, state in zip(("Dinas Diam", "Dinas Klaim", "Dinas Tuntas"), STATES, strict=True):
            agency = make_organisation(session, name, email=f"{state}@contoh.example")
            make_assignment(session, agency, action=action, state=state)
    return action


def table(page):
    return page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""


def test_the_totals_stand_on_top_and_every_cell_below(secretariat, action):
    page = secretariat.get(f"/tindak-lanjut/{action.id}").text
    assert "2 dari 3" in page
    for name in ("Dinas Diam", "Dinas Klaim", "Dinas Tuntas"):
        assert name in table(page)
    assert table(page).count("Periksa laporan") == 1
    assert f"tindakan={action.id}" in table(page)


def test_cells_are_asked_for_by_how_they_stand(secretariat, action):
    path = f"/tindak-lanjut/{action.id}"
    for look, shown in {
        "belum-melapor": {"Dinas Diam"},
        "menunggu-verifikasi": {"Dinas Klaim"},
        "sudah-melapor": {"Dinas Klaim", "Dinas Tuntas"},
        "terlambat": set(),
        "karangan": {"Dinas Diam", "Dinas Klaim", "Dinas Tuntas"},
    }.items():
        cells = table(secretariat.get(f"{path}?tampil={look}").text)
        assert {
            name for name in ("Dinas Diam", "Dinas Klaim", "Dinas Tuntas") if name in cells
        } == (shown), look
    by_name = table(secretariat.get(f"{path}?urut=nama").text)
    assert by_name.index("Dinas Diam") < by_name.index("Dinas Klaim")
    assert "Dinas Diam" in secretariat.get(f"{path}?setelah=W10=").text


def test_a_hundred_agencies_come_in_pages_and_all_at_once_for_paper(
    app, session, secretariat, action
):
    path = f"/tindak-lanjut/{action.id}"
    few = count_statements(app, secretariat, path)
    with write(session):
        action = session.merge(action)
        for number in range(97):
            make_assignment(
                session, make_organisation(session, f"Dinas {number:03}"), action=action
            )
    first = secretariat.get(path).text
    assert table(first).count("<tr>") == 50
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert table(secretariat.get(following).text).count("<tr>") == 50
    assert table(secretariat.get(f"{path}?semua=ya").text).count("<tr>") == 100
    assert count_statements(app, secretariat, f"{path}?semua=ya") == few <= 8


def test_who_leads_reads_the_grid_and_closes_nothing(client_for, office, action):
    page = client_for(office.sekda).get(f"/tindak-lanjut/{action.id}").text
    assert "2 dari 3" in page
    for act in ("Periksa", "Ingatkan"):
        assert act not in page


def test_an_agency_sees_its_own_cell_and_of_others_neither_state_nor_total(
    session, client_for, office, action
):
    with write(session):
        own = make_assignment(session, office.agency, action=session.merge(action))
    path = f"/tindak-lanjut/{action.id}"
    page = client_for(office.agency_user).get(path).text
    assert f"/tugas/{own.id}" in page
    for hidden in ("dari 4", "Menunggu verifikasi", "terverifikasi", "sudah melapor"):
        assert hidden not in page, hidden
    assert client_for(office.agency_user).get(f"{path}/pengingat").status_code == 403


def test_the_silent_are_reminded_in_one_act_and_once_a_day(secretariat, session, action):
    path = f"/tindak-lanjut/{action.id}"
    assert "Ingatkan 1 yang belum melapor" in secretariat.get(path).text
    asked = secretariat.get(f"{path}/pengingat").text
    assert "Dinas Diam: not_started@contoh.example" in asked
    assert "Dinas Klaim" not in asked
    assert count(session, Delivery) == 0
    assert secretariat.post(f"{path}/pengingat").location == path
    again = secretariat.post(f"{path}/pengingat")
    assert again.status_code in {409, 422}
    assert "Tidak ada instansi yang masih perlu diingatkan hari ini." in again.text
    session.rollback()
    (mail,) = session.scalars(select(Delivery))
    assert mail.recipient_name == "Dinas Diam"


def test_of_an_order_given_outside_a_meeting_an_agency_sees_its_own_cell_alone(
    session, client_for, office
):
    with write(session):
        action = make_ordered(session, office.unit)
        for agency in (office.agency, office.other_agency):
            make_assignment(session, agency, action=action)
    page = client_for(office.agency_user).get(f"/tindak-lanjut/{action.id}").text
    assert "Dinas Tenaga Kerja" in page
    assert "Dinas Sosial" not in page


def test_from_the_grid_the_desk_shows_the_claims_of_that_action_alone(
    session, secretariat, office, action
):
    with write(session):
        elsewhere = make_action(session, make_meeting(session, office.unit))
        awaiting = AssignmentState.AWAITING
        other = make_assignment(session, office.agency, action=elsewhere, state=awaiting)
    page = secretariat.get(f"/tindak-lanjut/{action.id}").text
    link = page.split('aria-label="Periksa laporan')[0].rsplit('href="', 1)[1].split('"')[0]
    desk = secretariat.get(link).text
    assert "Dinas Klaim" in desk
    assert f"/verifikasi/{other.id}" not in desk
    assert f"/tindak-lanjut/{action.id}#instansi" in desk
    for strange in ("x", "0", "99999999999999999999"):
        assert f"/verifikasi/{other.id}" in secretariat.get(f"/verifikasi?tindakan={strange}").text


def test_a_cell_says_how_often_its_date_slipped_and_what_waits_for_a_ruling(
    session, secretariat, office
):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit), due_on=TODAY)
        share = make_assignment(session, office.agency, action=action)
        agency = actor_of(session, office.agency_user, today=TODAY)
        object_to(share, Ground.NEEDS_BUDGET, "Belum dianggarkan.", by=agency, at=NOW)
        clerk = actor_of(session, office.secretariat, today=TODAY)
        for days in (5, 9):
            later = ask_for_date(
                share, TODAY + timedelta(days=days), "Menunggu.", by=agency, at=NOW, today=TODAY
            )
            later.grant(later.wished_on, "", by=clerk, at=NOW, today=TODAY)
    cells = table(secretariat.get(f"/tindak-lanjut/{action.id}").text)
    assert "mundur 2 kali, semula 18 Sep 2025" in cells
    assert "Keberatan menunggu putusan" in cells
