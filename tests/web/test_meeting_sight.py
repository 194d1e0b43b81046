"""Who reads a meeting, who edits it, and who does not learn that it exists."""

import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    TODAY,
    make_agreement,
    make_minutes,
    make_secret_meeting,
)
from tests.web.recorded import filled, last_meeting, stored
from tracker.infra.db import write
from tracker.models.invitees import Invitee
from tracker.models.meeting_access import MeetingAccess
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.users import actor_of


def test_agencies_and_leaders_read_what_policy_shows_and_nothing_to_edit(
    session, office, client_for
):
    meeting = stored(session, office)
    with write(session):
        record = session.get(Meeting, meeting.id)
        Invitee.append(record, by=1, at=NOW, organisation_id=office.agency.id)
        make_agreement(session, record, "Kalimat yang belum disahkan")
    for user in (office.agency_user, office.sekda, office.chair):
        page = client_for(user).get(f"/rapat/{meeting.id}").text
        assert "Kalimat yang belum disahkan" not in page
        assert "Yang masih kosong" not in page
        assert "/ubah" not in page
    assert client_for(office.other_user).get(f"/rapat/{meeting.id}").status_code == 404


@pytest.mark.parametrize("path", ["ubah", "status", "kesepakatan/baru", "akses"])
def test_another_units_secretariat_reads_but_does_not_edit(session, office, client_for, path):
    meeting = stored(session, office)
    stranger = client_for(office.stranger)
    assert stranger.get(f"/rapat/{meeting.id}").status_code == 200
    assert stranger.get(f"/rapat/{meeting.id}/{path}").status_code == 403


def test_a_unit_one_does_not_serve_cannot_be_given_a_meeting(session, office, secretariat):
    answer = secretariat.post(
        "/rapat/baru", data=filled(office, organising_unit_id=str(office.agency.id))
    )
    assert answer.status_code == 422


def test_whoever_records_a_secret_meeting_keeps_access_and_gives_it(
    session, office, client_for, secretariat
):
    secretariat.post("/rapat/baru", data=filled(office, security_class="secret"))
    meeting = last_meeting(session)
    path = f"/rapat/{meeting.id}"
    colleague = client_for(office.colleague)
    assert colleague.get(path).status_code == 404
    assert "UCJ" not in colleague.get("/rapat").text
    secretariat.post(f"{path}/akses", data={"user_id": str(office.colleague.id)})
    assert colleague.get(path).status_code == 200
    secretariat.post(f"{path}/akses/{office.colleague.id}/pencabutan")
    assert colleague.get(path).status_code == 404
    answer = secretariat.post(f"{path}/akses/{office.secretariat.id}/pencabutan")
    assert answer.status_code == 409


def test_an_open_meeting_has_no_access_list(session, office, secretariat):
    meeting = stored(session, office)
    assert secretariat.get(f"/rapat/{meeting.id}/akses").status_code == 404


def test_classing_a_meeting_secret_keeps_the_editor_on_its_list(session, office, secretariat):
    meeting = stored(session, office)
    version = str(meeting.version)
    secretariat.post(
        f"/rapat/{meeting.id}/ubah",
        data=filled(office, version=version, security_class="top_secret"),
    )
    session.rollback()
    assert meeting.security_class is SecurityClass.TOP_SECRET
    listed = session.scalars(select(MeetingAccess.user_id)).all()
    assert listed == [office.secretariat.id]


def test_a_secret_meeting_of_others_is_not_there(session, office, secretariat):
    with write(session):
        actor = actor_of(session, session.merge(office.colleague), today=TODAY)
        meeting = make_secret_meeting(session, actor, unit=session.merge(office.unit))
    assert secretariat.get(f"/rapat/{meeting.id}").status_code == 404


def test_a_sealed_meeting_offers_nothing_to_edit_and_refuses_it(session, office, secretariat):
    meeting = stored(session, office)
    with write(session):
        make_minutes(session, session.get(Meeting, meeting.id), state=MinutesState.APPROVED)
    session.rollback()
    page = secretariat.get(f"/rapat/{meeting.id}").text
    assert f"/rapat/{meeting.id}/ubah" not in page
    answer = secretariat.post(
        f"/rapat/{meeting.id}/ubah", data=filled(office, version=str(meeting.version))
    )
    assert answer.status_code == 422
    assert "Buka ralat dengan alasan" in answer.text
    assert secretariat.get(f"/rapat/{meeting.id}/ubah").status_code == 409
