"""Asking for a password: the same work and the same answer, whoever is asked."""

from flask import request

from tracker.infra.db import db, write
from tracker.infra.passwords import password_matches
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.sign_ins import account_of, note_failure, throttled
from tracker.models.users import User
from tracker.web.context import now
from tracker.web.security import network_of


class WrongPassword(DomainError):
    """status: 422, or 429 after too many tries."""

    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(code, message)
        self.status = status


def check_password(account: str, known: str | None, password: str) -> None:
    """Raise WrongPassword unless `password` opens the account; a failure counts for the throttle.

    account: the login as it was typed, normalised. known: its hash; None, where there is no such
    account or it has no password yet, costs as much as a wrong password.
    """
    network = network_of(request.remote_addr)
    if throttled(db.session(), account=account, network=network, at=now()):
        raise WrongPassword(
            "throttled", N_("Terlalu banyak percobaan. Coba lagi 15 menit lagi."), 429
        )
    if not password_matches(known, password):
        with write(db.session()):
            note_failure(db.session(), account=account, network=network, at=now())
        raise _no_match()


def opened_account(account: str, checked: str | None) -> User:
    """The account `check_password` opened, to be changed within `write`.

    checked: the hash the password was compared with. Raises WrongPassword when it was replaced.
    """
    user = account_of(db.session(), account, checked) if checked else None
    if user is None:
        raise _no_match()
    return user


def _no_match() -> WrongPassword:
    return WrongPassword("no_match", N_("Nama akun atau kata sandi tidak cocok."), 422)
