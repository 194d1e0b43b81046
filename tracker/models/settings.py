"""What an installation prints on its papers; changed by the admin, never by code."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.models.editable import Editable

LETTERHEAD = "letterhead"


class Setting(Editable):
    __tablename__ = "settings"
    noun: ClassVar[str] = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop: government line (size 3) over office line (size 4, bold), then address lines.

    emblem_key: SHA-256 of a stored image, empty for none. The address ships empty.
    """

    government: str = "PEMERINTAH PROVINSI LAMPUNG"
    office: str = "SEKRETARIAT DAERAH"
    address_lines: list[str] = field(default_factory=list)
    emblem_key: str = ""


def letterhead(session: Session) -> tuple[Letterhead, int]:
    """The letterhead and the version it was read with (0: never saved)."""
    row = _setting(session, LETTERHEAD)
    return (Letterhead(**row.value), row.version) if row else (Letterhead(), 0)


def save_letterhead(
    session: Session, letterhead: Letterhead, *, by: int, at: datetime, version: int
) -> None:
    """Raises Conflict when it was saved meanwhile. Sealed papers keep theirs."""
    row = _setting(session, LETTERHEAD)
    if row is None:
        Setting.add(session, by=by, at=at, key=LETTERHEAD, value=asdict(letterhead))
    else:
        row.revise(by=by, at=at, version=version, value=asdict(letterhead))


def _setting(session: Session, key: str) -> Setting | None:
    return session.scalar(select(Setting).where(Setting.key == key))
