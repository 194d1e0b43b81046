"""Ringkasan satu halaman: offered to those who oversee a meeting, printed for who asks alone."""

import json

import pytest
from sqlalchemy import select

from tests.factories import NOW, make_action, make_assignment, make_meeting
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState
from tracker.models.printouts import Printout, PrintoutKind

OFFER = "Cetak ringkasan (PDF)"


@pytest.fixture
def meeting(session, office):
    """Held, with one action that an invited agency leads."""
    with write(session):
        meeting = make_meeting(session, session.merge(office.unit), state=MeetingState.HELD)
        by, agency = office.secretariat.id, session.merge(office.agency)
        Invitee.append(meeting, by=by, at=NOW, organisation_id=agency.id)
        make_assignment(session, agency, action=make_action(session, meeting))
    return meeting


def test_those_who_oversee_print_it_and_an_agency_is_not_offered_it(
    session, office, meeting, client_for
) -> None:
    here = f"/rapat/{meeting.id}"
    for user in (office.secretariat, office.chair, office.sekda):
        client = client_for(user)
        assert client.get(here).text.count(OFFER) == 1
        answer = client.post(f"{here}/naskah/ringkasan")
        assert answer.status_code == 303
        page = client.get(answer.location).text
        assert f'href="{here}/naskah">Naskah rapat' in page, "it leads back to where it was asked"
    assert OFFER not in client_for(office.agency_user).get(here).text
    session.rollback()
    printed = session.scalars(select(Printout).filter_by(kind=PrintoutKind.SUMMARY)).all()
    assert {p.user_id for p in printed} == {office.secretariat.id, office.chair.id, office.sekda.id}
    assert all(json.loads(p.snapshot)["actions"] == 1 for p in printed)


def test_the_page_that_offers_it_takes_few_statements(app, office, meeting, client_for) -> None:
    head = client_for(office.chair)
    path = f"/rapat/{meeting.id}/naskah"
    assert count_statements(app, head, path) <= 8
