"""The secretariat ends a whole action: asked first, with a reason, and shown as ended to all."""

import pytest

from tests.factories import make_action, make_assignment, make_meeting, someone
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.actions import Action, ActionState
from tracker.models.assignment_states import AssignmentState
from tracker.models.invitees import Invitee

BUTTON = "Batalkan seluruh tindak lanjut"


@pytest.fixture
def action(session, office):
    """Disnaker is at work, Dinsos claims to be done; both were in the room."""
    with write(session):
        meeting = make_meeting(session, office.unit)
        for agency in (office.agency, office.other_agency):
            Invitee.append(meeting, by=someone(session), at=clock.now(), organisation_id=agency.id)
        action = make_action(session, meeting, sentence="Menyusun edaran")
        make_assignment(session, office.agency, action=action)
        make_assignment(session, office.other_agency, action=action, state=AssignmentState.AWAITING)
    return action


def end(secretariat, action, reason="Program <b>dihapus</b>."):
    return secretariat.post(f"/tindak-lanjut/{action.id}/pembatalan", data={"reason": reason})


def state_of(session, action):
    session.rollback()
    return session.get_one(Action, action.id).state


def test_the_page_says_whom_it_concerns_before_anything_happens(session, secretariat, action):
    path = f"/tindak-lanjut/{action.id}/pembatalan"
    assert path in secretariat.get(f"/tindak-lanjut/{action.id}").text
    page = secretariat.get(path).text
    assert "Dinas Tenaga Kerja" in page
    assert "Dinas Sosial" in page
    assert state_of(session, action) is ActionState.OPEN


def test_once_cancelled_it_is_shown_so_with_the_reason_and_offers_nothing(
    session, secretariat, action
):
    answer = end(secretariat, action)
    assert (answer.status_code, answer.location) == (303, f"/tindak-lanjut/{action.id}")
    assert state_of(session, action) is ActionState.CANCELLED
    page = secretariat.get(answer.location).text
    assert "Dibatalkan" in page
    assert "Program &lt;b&gt;dihapus&lt;/b&gt;." in page
    for offered in (BUTTON, "Tambah instansi", f"/tindak-lanjut/{action.id}/ubah"):
        assert offered not in page
    late = end(secretariat, action)
    assert late.status_code == 409
    assert "langkah itu tidak berlaku lagi" in late.text


def test_each_agency_reads_in_its_own_task_that_the_whole_was_ended(
    client_for, office, secretariat, action
):
    end(secretariat, action)
    share = action.assignments[0].id
    page = client_for(office.agency_user).get(f"/tugas/{share}").text
    assert "Seluruh tindak lanjut dibatalkan" in page
    assert "Program &lt;b&gt;dihapus&lt;/b&gt;." in page
    assert "perkembangan" not in page.split("<h1")[1].split("Riwayat")[0].casefold()


def test_the_meeting_still_lists_it_as_cancelled(client_for, office, secretariat, action):
    end(secretariat, action)
    for user in (office.secretariat, office.agency_user):
        page = client_for(user).get(f"/rapat/{action.meeting_id}").text
        assert "Menyusun edaran" in page
        assert "Dibatalkan" in page.split("Menyusun edaran")[1]


def test_no_reason_no_end(session, secretariat, action):
    answer = end(secretariat, action, reason="  ")
    assert answer.status_code == 422
    assert "Isian ini wajib diisi." in answer.text
    assert state_of(session, action) is ActionState.OPEN


def test_only_the_secretariat_of_the_unit_ends_it(session, office, client_for, action):
    for user in (office.agency_user, office.stranger, office.sekda):
        client = client_for(user)
        assert end(client, action).status_code == 403
        assert BUTTON not in client.get(f"/tindak-lanjut/{action.id}").text
    assert state_of(session, action) is ActionState.OPEN


def test_the_bureau_does_not_cancel_what_it_owes_itself(session, office, secretariat, action):
    with write(session):
        make_assignment(session, office.unit, action=session.get_one(Action, action.id))
    assert BUTTON not in secretariat.get(f"/tindak-lanjut/{action.id}").text
    assert end(secretariat, action).status_code == 403
    assert state_of(session, action) is ActionState.OPEN


def test_the_page_of_an_action_takes_few_statements(app, secretariat, action):
    assert count_statements(app, secretariat, f"/tindak-lanjut/{action.id}") <= 8
    end(secretariat, action)
    assert count_statements(app, secretariat, f"/tindak-lanjut/{action.id}") <= 8
