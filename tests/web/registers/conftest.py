"""The admin, who keeps the registers."""

import pytest

from tests.factories import make_user
from tracker.infra.db import write
from tracker.models.users import Role


@pytest.fixture
def admin(session, client_for):
    with write(session):
        user = make_user(session, Role.ADMIN)
    return client_for(user)
