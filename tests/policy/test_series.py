"""Series: the secretariat sees them all, and keeps those of its own units; nobody else does."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import make_series
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.series import can_edit_series, can_read_series, visible_series

READERS = {
    *(f"secretariat of {office}" for office in ("setda", "kesra", "ekonomi", "social")),
    "a named clerk",
}
KEEPERS = {"secretariat of setda", "secretariat of kesra", "a named clerk"}


@pytest.fixture
def kesra(session: Session) -> Organisation:
    return session.scalars(select(Organisation).where(Organisation.name == "Biro Kesra")).one()


def test_a_series_is_seen_by_the_secretariat_alone(
    actors: dict[str, Actor], kesra: Organisation, session: Session
) -> None:
    series = make_series(session, kesra)
    seeing = {who for who, actor in actors.items() if session.scalars(visible_series(actor)).all()}
    assert seeing == READERS
    assert {who for who, actor in actors.items() if can_read_series(actor)} == READERS
    assert {who for who, actor in actors.items() if can_edit_series(actor, series)} == KEEPERS
