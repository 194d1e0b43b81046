"""A meeting whose agencies are invited, and its desk."""

import re

import pytest

from tests.factories import make_meeting
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.attendances import Presence
from tracker.models.check_in_desks import open_desk
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState


@pytest.fixture
def meeting(session, office):
    with write(session):
        meeting = make_meeting(session, office.unit, state=MeetingState.SCHEDULED)
        for agency in (office.agency, office.other_agency):
            Invitee.append(
                meeting, by=office.secretariat.id, at=clock.now(), organisation_id=agency.id
            )
        return meeting


@pytest.fixture
def desk(session, office, meeting):
    with write(session):
        return open_desk(meeting, by=office.secretariat.id, at=clock.now())


@pytest.fixture
def code(desk):
    return desk.code(Presence.PRESENT, at=clock.now())


@pytest.fixture
def phone(app):
    """A visitor who has scanned a code: opens the form, and sends it."""

    class Phone:
        def __init__(self):
            self.client = app.test_client()
            self.form = ""

        def scan(self, code):
            answer = self.client.get(f"/hadir/{code}")
            self.form = answer.location or ""
            return answer

        def send(self, **values):
            return self.client.post(self.form, data={**TOLD, **values})

        def page(self):
            return self.client.get(self.form).text

    return Phone


TOLD = {
    "person_name": "Budi Santoso, S.T.",
    "position_title": "Kepala Dinas Tenaga Kerja",
    "organisation_name": "Disnaker",
    "standing": "invited",
    "declared": "y",
}


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
