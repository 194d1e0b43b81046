"""A meeting as the form sends it, and as it is stored."""

from sqlalchemy import select

from tests.factories import make_meeting
from tracker.infra.db import write
from tracker.models.meetings import Meeting

FILLED = {
    "version": "0",
    "subject": "Rapat koordinasi UCJ",
    "starts_on": "2025-09-18",
    "start_time": "09:00",
    "open_ended": "y",
    "zone": "Asia/Jakarta",
    "venue": "Hotel Golden Tulip",
    "mode": "onsite",
    "host": "disnakertrans",
    "chair": "",
    "minute_taker_id": "",
    "security_class": "open",
    "urgency": "normal",
}


def filled(office, **values):
    return {**FILLED, "organising_unit_id": str(office.unit.id), **values}


def last_meeting(session):
    session.rollback()
    return session.scalar(select(Meeting).order_by(Meeting.id.desc()).limit(1))


def stored(session, office, **values):
    with write(session):
        return make_meeting(session, office.unit, **values)
