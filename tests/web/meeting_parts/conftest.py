"""A meeting whose parts are added by its secretariat."""

import pytest

from tests.factories import make_meeting
from tracker.infra.db import write


@pytest.fixture
def meeting(session, office):
    with write(session):
        return make_meeting(session, office.unit)


@pytest.fixture
def add(secretariat, meeting):
    def post(slug, *, at_once=False, **values):
        path = f"/rapat/{meeting.id}/{slug}/baru{'?sekaligus=1' if at_once else ''}"
        return secretariat.post(path, data={"version": "0", **values})

    return post
