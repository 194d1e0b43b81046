"""A meeting next month with an agency to invite, in an office where people have addresses."""

from datetime import time, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_meeting
from tests.web.invitations.steps import Desk
from tests.web.office import Office, SignIn
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.meetings import Meeting, MeetingState


@pytest.fixture
def meeting(session: Session, office: Office) -> Meeting:
    """A draft in a month's time."""
    today = clock.now().date()
    with write(session):
        for organisation, address in (
            (office.agency, "disnaker@lampung.example"),
            (office.other_agency, ""),
        ):
            organisation.revise(by=1, at=clock.now(), version=organisation.version, email=address)
        return make_meeting(
            session,
            office.unit,
            state=MeetingState.DRAFT,
            starts_on=today + timedelta(days=30),
            start_time=time(9),
            venue="Ruang Sakai",
        )


@pytest.fixture
def desk(
    secretariat: FlaskClient, client_for: SignIn, office: Office, meeting: Meeting, session: Session
) -> Desk:
    return Desk(secretariat, client_for(office.chair), office, meeting, session)
