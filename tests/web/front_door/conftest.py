"""Somebody with an account, and the application started again and again."""

import dataclasses

import pytest

from tests.factories import make_user
from tests.web.conftest import StrictClient
from tests.web.front_door.steps import HASH, sign_in
from tracker.app import create_app
from tracker.infra.db import db, write
from tracker.models.users import Role


@pytest.fixture
def user(session):
    with write(session):
        return make_user(session, Role.AGENCY, login="sri.rahayu", password_hash=HASH)


@pytest.fixture
def signed_in(client, user):
    assert sign_in(client).status_code == 303
    return client


@pytest.fixture
def open_app(settings):
    """Starts the application, again and again over the same installation."""
    apps = []

    def start(**changes):
        apps.append(create_app(dataclasses.replace(settings, **changes)))
        apps[-1].test_client_class = StrictClient
        return apps[-1]

    yield start
    for app in apps:
        with app.app_context():
            db.engine.dispose()
