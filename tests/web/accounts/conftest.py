"""The admin at work, and a clerk whose account it is about."""

import pytest

from tests.factories import make_user
from tests.web.accounts.steps import HASH
from tracker.infra.db import write
from tracker.models.users import Role


@pytest.fixture
def admin_user(session):
    with write(session):
        return make_user(session, Role.ADMIN, password_hash=HASH, name="Admin Kantor")


@pytest.fixture
def admin(client_for, admin_user):
    return client_for(admin_user)


@pytest.fixture
def clerk(session):
    with write(session):
        return make_user(session, Role.AGENCY, password_hash=HASH, name="Petugas Dinas")
