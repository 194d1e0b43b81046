"""Actions stored and looked up."""

from sqlalchemy import func, select

from tests.factories import make_action, make_meeting
from tracker.infra.db import write
from tracker.models.actions import Action


def stored(session, office, **values):
    with write(session):
        return make_action(session, make_meeting(session, office.unit), **values)


def last_action(session):
    session.rollback()
    return session.scalar(select(Action).order_by(Action.id.desc()).limit(1))


def count(session, entity):
    session.rollback()
    return session.scalar(select(func.count()).select_from(entity))
