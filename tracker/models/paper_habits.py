"""What an office usually writes on its papers: offered where somebody types, never printed unasked.

Numbers are issued in SRIKANDI and typed; the pattern only says what one looks like.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.models.settings import save_setting, setting

KEY = "paper_habits"


@dataclass(frozen=True, slots=True)
class PaperHabits:
    """number_pattern: `000.1.5/…/B.04/2026`. copies: the usual tembusan by kind of document."""

    number_pattern: str = ""
    copies: dict[str, list[str]] = field(default_factory=dict)


def paper_habits(session: Session) -> tuple[PaperHabits, int]:
    """The habits and the version they were read with (0: never saved)."""
    value, version = setting(session, KEY)
    return PaperHabits(**value), version


def save_paper_habits(
    session: Session, habits: PaperHabits, *, by: int, at: datetime, version: int
) -> None:
    """Raises Conflict when they were saved meanwhile."""
    save_setting(session, KEY, asdict(habits), by=by, at=at, version=version)


def usual_copies(session: Session, kind: str) -> list[str]:
    """Who usually gets a tembusan of a kind of document, to begin a new one with."""
    return paper_habits(session)[0].copies.get(kind, [])
