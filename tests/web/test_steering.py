"""A share changes course: handed on, reopened, ended; asked first and with a reason."""

import pytest
from sqlalchemy import select

from tests.factories import make_action, make_assignment, make_meeting
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment

STEPS = {
    "pengalihan": AssignmentState.NOT_STARTED,
    "pembatalan": AssignmentState.NOT_STARTED,
    "pembukaan-kembali": AssignmentState.DONE,
}


def share_in(session, office, state):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit))
        return make_assignment(session, office.agency, action=action, state=state)


def state_of(session, assignment):
    session.rollback()
    return session.get_one(Assignment, assignment.id).state


def test_handing_on_starts_anew_elsewhere_and_keeps_the_history(session, office, secretariat):
    share = share_in(session, office, AssignmentState.IN_PROGRESS)
    path = f"/tugas/{share.id}/pengalihan"
    assert "Dinas Tenaga Kerja" in secretariat.get(path).text
    data = {"organisation_id": str(office.other_agency.id), "reason": "Urusan Dinsos."}
    answer = secretariat.post(path, data=data)
    assert state_of(session, share) is AssignmentState.REASSIGNED
    heir = session.scalar(select(Assignment).order_by(Assignment.id.desc()).limit(1))
    assert (answer.status_code, answer.location) == (303, f"/tugas/{heir.id}")
    assert heir.organisation_id == office.other_agency.id
    page = secretariat.get(f"/tugas/{share.id}").text
    assert "Urusan Dinsos." in page
    assert "Dialihkan" in page
    heir_page = secretariat.get(answer.location).text
    assert "Dialihkan dari" in heir_page
    assert "Dinas Tenaga Kerja" in heir_page
    assert "Urusan Dinsos." not in heir_page


def test_it_is_handed_to_another_not_to_the_same(session, office, secretariat):
    share = share_in(session, office, AssignmentState.NOT_STARTED)
    path = f"/tugas/{share.id}/pengalihan"
    for organisation_id in (str(office.agency.id), "", "999999", "x"):
        data = {"organisation_id": organisation_id, "reason": "Salah alamat."}
        assert secretariat.post(path, data=data).status_code == 422
    assert state_of(session, share) is AssignmentState.NOT_STARTED


def test_false_evidence_opens_the_work_again(session, office, secretariat):
    share = share_in(session, office, AssignmentState.DONE)
    assert "Buka kembali" in secretariat.get(f"/tugas/{share.id}").text
    path = f"/tugas/{share.id}/pembukaan-kembali"
    assert secretariat.post(path, data={"reason": "Bukti keliru."}).status_code == 303
    assert state_of(session, share) is AssignmentState.IN_PROGRESS


def test_cancelling_says_to_whom_and_keeps_the_reason(session, office, secretariat):
    share = share_in(session, office, AssignmentState.AWAITING)
    path = f"/tugas/{share.id}/pembatalan"
    assert "Dinas Tenaga Kerja tidak lagi ditugaskan." in secretariat.get(path).text
    assert secretariat.post(path, data={"reason": "Program <b>dihapus</b>."}).status_code == 303
    assert state_of(session, share) is AssignmentState.CANCELLED
    assert "Program &lt;b&gt;dihapus&lt;/b&gt;." in secretariat.get(f"/tugas/{share.id}").text


@pytest.mark.parametrize(("step", "state"), STEPS.items())
def test_no_step_without_a_reason(session, office, secretariat, step, state):
    share = share_in(session, office, state)
    data = {"reason": " ", "organisation_id": str(office.other_agency.id)}
    answer = secretariat.post(f"/tugas/{share.id}/{step}", data=data)
    assert answer.status_code == 422
    assert "Isian ini wajib diisi." in answer.text
    assert state_of(session, share) is state


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_came_too_late_is_refused_in_words(session, office, secretariat, step):
    share = share_in(session, office, AssignmentState.CANCELLED)
    data = {"reason": "Terlambat.", "organisation_id": str(office.other_agency.id)}
    answer = secretariat.post(f"/tugas/{share.id}/{step}", data=data)
    assert answer.status_code == 409
    assert "langkah itu tidak berlaku lagi" in answer.text
    assert state_of(session, share) is AssignmentState.CANCELLED


@pytest.mark.parametrize(("step", "state"), STEPS.items())
def test_only_the_secretariat_of_the_unit_steers(session, office, client_for, step, state):
    share = share_in(session, office, state)
    path = f"/tugas/{share.id}/{step}"
    data = {"reason": "Mencoba.", "organisation_id": str(office.other_agency.id)}
    for user, status in (
        (office.agency_user, 403),
        (office.stranger, 403),
        (office.sekda, 403),
        (office.other_user, 404),
    ):
        client = client_for(user)
        assert client.get(path).status_code == status
        assert client.post(path, data=data).status_code == status
        if status == 403:
            assert path not in client.get(f"/tugas/{share.id}").text
    assert state_of(session, share) is state
