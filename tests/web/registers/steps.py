"""Looking up what was stored last."""

from sqlalchemy import select


def fresh(session, thing):
    session.rollback()
    return session.scalars(select(thing).order_by(thing.id.desc())).first()
