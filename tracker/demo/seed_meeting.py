"""The first real input: the press text on UCJ in Lampung, as the honest draft it yields."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.capture.reader import decode, read
from tracker.capture.recording import record_draft
from tracker.demo.accounts import organisation
from tracker.models.users import User, actor_of

TEXT = Path(__file__).parent / "ucj-lampung-2025-09-18.txt"


def read_seed() -> tuple[str, dict[str, Any]]:
    """The text and what the reader makes of it."""
    text = decode(TEXT.read_bytes())
    return text, read(text).to_json()


def add_seed(
    session: Session, draft: tuple[str, dict[str, Any]], *, at: datetime, today: date, zone: str
) -> None:
    text, proposal = draft
    user = session.scalars(select(User).where(User.login == "sekretariat")).one()
    record_draft(
        session,
        text,
        proposal,
        by=actor_of(session, user, today=today),
        at=at,
        unit_id=organisation(session, "biro-kesra").id,
        zone=zone,
    )
