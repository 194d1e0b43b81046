"""Codes and links of the public pages that we never gave out: a network that tries them waits."""

from flask import request

from tracker.infra.db import db, write
from tracker.models.sign_ins import guesses_exhausted, note_guess
from tracker.web.context import now
from tracker.web.security import network_of


def guesses_too_much(of: str) -> bool:
    """Count one more unknown code of this kind, unless its network has to wait already.

    Ask only for what is unknown: a whole office may share a network with somebody who guesses.
    """
    network = network_of(request.remote_addr)
    if guesses_exhausted(db.session(), network=network, at=now(), of=of):
        return True
    with write(db.session()):
        note_guess(db.session(), network=network, at=now(), of=of)
    return False
