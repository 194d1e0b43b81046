"""A meeting with two items on its agenda, and its minute taker at the desk."""

import pytest

from tests.factories import NOW, make_meeting
from tests.web.notes.steps import Desk
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem


@pytest.fixture
def meeting(session, office):
    with write(session):
        meeting = make_meeting(session, office.unit)
        for title in ("Paparan", "Pembahasan"):
            AgendaItem.append(meeting, by=office.secretariat.id, at=NOW, title=title)
        return meeting


@pytest.fixture
def items(session, meeting):
    return session.query(AgendaItem).filter_by(meeting_id=meeting.id).order_by("position").all()


@pytest.fixture
def desk(secretariat, meeting, items):
    return Desk(secretariat, meeting.id, f"acara-{items[0].id}")


@pytest.fixture
def colleague(client_for, office, meeting, items):
    return Desk(client_for(office.colleague), meeting.id, f"acara-{items[0].id}")
