"""The small government of world.py, made once for all tests of rights."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.policy.world import ACTORS, make_world
from tracker.infra.db import make_sessions
from tracker.models.users import Actor


@pytest.fixture(scope="session")
def house(new_engine: Callable[[], Engine]) -> Iterator[tuple[Session, dict[str, Actor]]]:
    with make_sessions(new_engine())() as session:
        actors = make_world(session)
        session.commit()
        yield session, actors


@pytest.fixture
def session(house: tuple[Session, dict[str, Actor]]) -> Session:
    return house[0]


@pytest.fixture(params=ACTORS)
def actor(request: pytest.FixtureRequest, house: tuple[Session, dict[str, Actor]]) -> Actor:
    return house[1][request.param]


@pytest.fixture
def actors(house: tuple[Session, dict[str, Actor]]) -> dict[str, Actor]:
    return house[1]
