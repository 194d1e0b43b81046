"""What an installation decides for itself: values by key, changed by the admin, never by code."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.models.editable import Editable


class Setting(Editable):
    __tablename__ = "settings"
    noun: ClassVar[str] = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[dict[str, Any]]


def setting(session: Session, key: str) -> tuple[dict[str, Any], int]:
    """The value and the version it was read with; empty and 0 when it was never saved."""
    row = _row(session, key)
    return (row.value, row.version) if row else ({}, 0)


def save_setting(
    session: Session, key: str, value: dict[str, Any], *, by: int, at: datetime, version: int
) -> None:
    """Raises Conflict when it was saved meanwhile. Sealed papers keep theirs."""
    row = _row(session, key)
    if row is None:
        Setting.add(session, by=by, at=at, key=key, value=value)
    else:
        row.revise(by=by, at=at, version=version, value=value)


def _row(session: Session, key: str) -> Setting | None:
    return session.scalar(select(Setting).where(Setting.key == key))
