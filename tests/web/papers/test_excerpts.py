"""Petikan kesepakatan for all organisations at once."""

import pytest
from sqlalchemy import select

from tests.factories import make_action, make_assignment, make_meeting
from tracker.infra.db import write
from tracker.models.meetings import MeetingState
from tracker.models.official_papers import OfficialPaper


@pytest.fixture
def path(session, office):
    """Of a meeting with one action, led by one agency and supported by another."""
    with write(session):
        meeting = make_meeting(session, session.merge(office.unit), state=MeetingState.HELD)
        action = make_action(session, meeting)
        for agency in (office.agency, office.other_agency):
            make_assignment(session, session.merge(agency), action=action)
    return f"/rapat/{meeting.id}/naskah"


def test_each_organisation_with_a_task_gets_one_draft(session, office, path, secretariat) -> None:
    assert "Susun petikan untuk semua instansi" in secretariat.get(path).text
    assert secretariat.post(f"{path}/petikan").status_code == 303
    assert "2 draf petikan tersusun" in secretariat.get(path).text
    again = secretariat.post(f"{path}/petikan")
    assert again.status_code == 409
    assert "Tidak ada instansi penerima tugas" in again.text
    session.rollback()
    papers = session.scalars(select(OfficialPaper).order_by(OfficialPaper.id)).all()
    assert [p.organisation.name for p in papers] == ["Dinas Sosial", "Dinas Tenaga Kerja"]


def test_who_threw_one_away_may_have_it_again(session, path, secretariat) -> None:
    secretariat.post(f"{path}/petikan")
    session.rollback()
    first = session.scalars(select(OfficialPaper.id).order_by(OfficialPaper.id)).first()
    secretariat.post(f"/naskah-dinas/{first}/pembuangan")
    assert secretariat.post(f"{path}/petikan").status_code == 303
    assert "1 draf petikan tersusun" in secretariat.get(path).text
