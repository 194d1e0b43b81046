"""A complete meeting whose notula is ready to be submitted, and who looks at it."""

import pytest

from tests.factories import make_user
from tests.web.notula.conftest import chair, complete, meeting, submitted
from tracker.infra.db import write
from tracker.models.users import Role

__all__ = ["chair", "complete", "meeting", "submitted"]


@pytest.fixture
def kabag(session, office):
    """A leader of the unit, asked for initials."""
    with write(session):
        return make_user(session, Role.LEADER, session.merge(office.unit), name="Kabag Tata Usaha")


@pytest.fixture
def path(meeting):
    return f"/rapat/{meeting.id}/notula"


@pytest.fixture
def begun(secretariat, path):
    """Drafted, not yet submitted."""
    secretariat.post(path)
    return path
