"""A column added by a later release leaves the rows from before as their events explain them."""

from sqlalchemy import Column, Integer, Text

from tracker.infra.orm import LATER, is_unused


def test_a_later_column_counts_only_once_it_holds_something() -> None:
    later = Column("email", Text, default="", info=LATER)
    assert is_unused(later, "")
    assert is_unused(later, None)
    assert not is_unused(later, "setda@lampungprov.example")


def test_nothing_is_not_the_same_as_another_default() -> None:
    later = Column("days", Integer, default=5, info=LATER)
    assert is_unused(later, 5)
    assert not is_unused(later, 0)


def test_a_column_from_the_first_release_always_counts() -> None:
    assert not is_unused(Column("email", Text, default=""), "")
