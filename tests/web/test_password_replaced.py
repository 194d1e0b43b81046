"""A password replaced while somebody is at the door: the new one counts, however close it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from tests.factories import make_user
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.passwords import hash_password
from tracker.models.sign_ins import AccountLink, SignIn, make_account_link
from tracker.models.users import Role, User

OLD, NEW = "padi menguning di sawah", "kopi robusta di lereng"
OLD_HASH, NEW_HASH = hash_password(OLD), hash_password(NEW)


@pytest.fixture
def user(session):
    with write(session):
        return make_user(session, Role.AGENCY, login="sri.rahayu", password_hash=OLD_HASH)


@pytest.fixture
def reset(sessions, user):
    """Its owner, or somebody who was given the account, sets the new password by a link."""

    def act() -> None:
        with sessions() as session, write(session):
            account = session.get_one(User, user.id)
            make_account_link(session, account, by=None, at=clock.now())
            session.scalars(select(AccountLink)).one().use(NEW_HASH, at=clock.now())

    return act


@contextmanager
def once_the_password_was_read(engine: Engine, act: Callable[[], None]) -> Iterator[None]:
    """Act just when the application counts failed attempts: it has read the hash, not compared."""
    waiting = [act]

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if waiting and "FROM sign_in_attempts" in statement:
            waiting.pop()()

    event.listen(engine, "before_cursor_execute", note)
    yield
    event.remove(engine, "before_cursor_execute", note)
    assert not waiting


def live(session):
    session.rollback()
    return session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all()


def test_who_signs_in_with_the_password_just_replaced_stays_outside(
    engine, session, client, user, reset
):
    with once_the_password_was_read(engine, reset):
        answer = client.post("/masuk", data={"login": user.login, "password": OLD})
    assert answer.status_code == 422
    assert "Nama akun atau kata sandi tidak cocok." in answer.text
    assert live(session) == []
    with once_the_password_was_read(engine, lambda: None):
        answer = client.post("/masuk", data={"login": user.login, "password": NEW})
    assert answer.status_code == 303


def test_the_password_just_replaced_replaces_none(engine, session, client_for, user, reset):
    browser = client_for(user)
    data = {"current": OLD, "password": "teh melati di beranda", "again": "teh melati di beranda"}
    with once_the_password_was_read(engine, reset):
        assert browser.post("/akun-saya/kata-sandi", data=data).status_code in {303, 422}
    session.rollback()
    assert session.get_one(User, user.id).password_hash == NEW_HASH
    assert live(session) == []
