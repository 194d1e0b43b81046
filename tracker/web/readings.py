"""What the reader was shown of a class above Biasa is noted before the answer leaves."""

from flask import Flask, Response, g

from tracker.infra.db import db, write
from tracker.infra.orm import Base
from tracker.models.meetings import SecurityClass
from tracker.models.readings import Subject, note_readings, unread
from tracker.web.context import actor, now, today

REFUSED = {403, 404}


def init_app(app: Flask) -> None:
    app.after_request(_note)


def opened(noun: type[Base], row_id: int, security_class: SecurityClass | None) -> None:
    """A thing was loaded for the reader; whether he is shown it, the answer tells."""
    if security_class not in {None, SecurityClass.OPEN}:
        _opened().add((noun.__tablename__, row_id))


def _opened() -> set[Subject]:
    things: set[Subject] = g.setdefault("opened", set())
    return things


def _note(response: Response) -> Response:
    """In a transaction of its own, once a day; without it there is no answer."""
    if not _opened() or response.status_code in REFUSED:
        return response
    session, by, day = db.session(), actor().user_id, today()
    session.rollback()
    if new := unread(session, _opened(), by=by, day=day):
        with write(session):
            note_readings(session, new, by=by, at=now(), day=day)
    return response
