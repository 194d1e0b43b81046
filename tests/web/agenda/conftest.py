"""A scheduled meeting of today, of a series, to which one agency is invited."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from tests.factories import NOW, make_meeting, someone
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState
from tracker.models.series import series_named


@pytest.fixture
def meeting(session, office):
    with write(session):
        by = someone(session)
        meeting = make_meeting(
            session,
            office.unit,
            state=MeetingState.SCHEDULED,
            series=series_named(session, "UCJ", office.unit.id, by=by, at=NOW),
            starts_on=clock.today(ZoneInfo("Asia/Jakarta")),
            start_time=time(9),
            end_time=time(10),
        )
        Invitee.append(meeting, by=by, at=NOW, organisation_id=office.agency.id)
        for title, minutes in (("Pembukaan", 10), ("Paparan <b>data</b>", 30), ("Pembahasan", 20)):
            AgendaItem.append(meeting, by=by, at=NOW, title=title, minutes=minutes)
        return meeting


@pytest.fixture
def agency(client_for, office):
    return client_for(office.agency_user)


@pytest.fixture
def items(session, meeting):
    """The agenda as it is stored now."""

    def read():
        session.rollback()
        listed = session.query(AgendaItem).filter_by(meeting_id=meeting.id)
        return listed.order_by(AgendaItem.position).all()

    return read


@pytest.fixture
def one(session):
    """The only row of a noun, as it is stored now."""

    def read(noun):
        session.rollback()
        return session.query(noun).one()

    return read
