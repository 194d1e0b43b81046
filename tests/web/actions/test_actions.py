"""Tindak lanjut: shown to each in part, and edited."""

from datetime import timedelta

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_assignment,
    make_meeting,
    make_secret_meeting,
)
from tests.web.actions.steps import count, last_action, stored
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.actions import Action
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.invitees import Invitee

HOSTILE = "<script>alert('x')</script>"


def test_a_due_date_before_the_meeting_is_pointed_out(session, office, secretariat):
    for days, told in ((-1, True), (0, False)):
        action = stored(session, office, due_on=TODAY + timedelta(days=days))
        page = secretariat.get(f"/tindak-lanjut/{action.id}").text
        assert ("Tenggat ini mendahului tanggal rapat." in page) is told


def test_agencies_of_the_meeting_read_sentence_lead_and_due_date_only(session, office, client_for):
    with write(session):
        meeting = make_meeting(session, office.unit)
        Invitee.append(meeting, by=office.secretariat.id, at=NOW, organisation=office.other_agency)
        details = {"expected_output": "Edaran terbit", "report_to": ["governor"]}
        action = make_action(session, meeting, sentence="Menyusun edaran", **details)
        due = TODAY + timedelta(days=30)
        awaiting = AssignmentState.AWAITING
        own = make_assignment(session, office.agency, action=action, due_on=due, state=awaiting)
    path = f"/tindak-lanjut/{action.id}"
    theirs = client_for(office.other_user).get(path).text
    assert "Dinas Tenaga Kerja" in theirs
    assert "18 Oktober 2025" in theirs
    for hidden in ("Menunggu verifikasi", "Edaran terbit", "Gubernur", f"/tugas/{own.id}"):
        assert hidden not in theirs
    mine = client_for(office.agency_user).get(path).text
    assert "Menunggu verifikasi" in mine
    assert "Edaran terbit" in mine
    assert f"/tugas/{own.id}" in mine


def test_what_was_not_agreed_in_the_room_is_invisible(session, office, client_for):
    action = stored(session, office)
    with write(session):
        secret = make_action(session, make_secret_meeting(session))
    assert client_for(office.agency_user).get(f"/tindak-lanjut/{action.id}").status_code == 404
    for user in (office.secretariat, office.sekda):
        assert client_for(user).get(f"/tindak-lanjut/{secret.id}").status_code == 404


def test_thirty_agencies_cost_no_more_statements_than_one(app, session, office, secretariat):
    action = stored(session, office)
    few = count_statements(app, secretariat, f"/tindak-lanjut/{action.id}")
    with write(session):
        for _ in range(30):
            make_assignment(session, action=session.get_one(Action, action.id))
    assert count_statements(app, secretariat, f"/tindak-lanjut/{action.id}") == few <= 8


def test_an_agency_is_added_once(session, office, secretariat):
    action = stored(session, office)
    data = {"organisation_id": str(office.agency.id), "part": "lead", "due_on": ""}
    path = f"/tindak-lanjut/{action.id}/penugasan"
    assert secretariat.post(path, data=data).status_code == 303
    again = secretariat.post(path, data=data)
    assert again.status_code == 422
    assert "Dinas Tenaga Kerja sudah mendapat tugas ini." in again.text
    assert count(session, Assignment) == 1


def test_a_new_due_date_moves_unfinished_shares_and_keeps_the_first(session, office, secretariat):
    action = stored(session, office, due_on=TODAY)
    with write(session):
        action = session.get_one(Action, action.id)
        follows = make_assignment(session, action=action)
        own = make_assignment(session, action=action, due_on=TODAY + timedelta(days=1))
        done = make_assignment(session, action=action, state=AssignmentState.DONE)
    page = secretariat.get(f"/tindak-lanjut/{action.id}/ubah")
    assert "Memutakhirkan data pekerja rentan" in page.text
    version = page.text.split('name="version"')[1].split('value="')[1].split('"')[0]
    data = {"sentence": "Kalimat baru", "priority": "low", "due_on": "2025-12-01"}
    data["due_reason"] = "Menunggu data pusat"
    path = f"/tindak-lanjut/{action.id}/ubah"
    assert secretariat.post(path, data={**data, "version": version}).status_code == 303
    session.rollback()
    assert (str(action.due_on), action.first_due_on) == ("2025-12-01", TODAY)
    assert [str(share.due_on) for share in (follows, own, done)] == [
        "2025-12-01",
        "2025-09-19",
        "2025-09-18",
    ]
    assert follows.first_due_on == TODAY
    assert "semula 18 September 2025" in secretariat.get(f"/tindak-lanjut/{action.id}").text


def test_a_lost_race_shows_both_texts_and_loses_neither(session, office, secretariat):
    action = stored(session, office)
    path = f"/tindak-lanjut/{action.id}/ubah"
    first = {"sentence": "Tulisan rekan", "priority": "normal", "version": "1"}
    with write(session):
        version = session.get_one(Action, action.id).version
    assert secretariat.post(path, data={**first, "version": str(version)}).status_code == 303
    answer = secretariat.post(
        path, data={**first, "sentence": f"Tulisan saya {HOSTILE}", "version": str(version)}
    )
    assert answer.status_code == 409
    assert "Tulisan rekan" in answer.text
    assert "Tulisan saya &lt;script&gt;" in answer.text
    assert last_action(session).sentence == "Tulisan rekan"


def test_only_the_secretariat_of_the_unit_edits(session, office, client_for):
    action = stored(session, office)
    path = f"/tindak-lanjut/{action.id}"
    for user in (office.stranger, office.sekda):
        client = client_for(user)
        assert client.get(f"{path}/ubah").status_code == 403
        assert client.post(f"{path}/ubah", data={}).status_code == 403
        assert client.post(f"{path}/penugasan", data={}).status_code == 403
        assert "/ubah" not in client.get(path).text
