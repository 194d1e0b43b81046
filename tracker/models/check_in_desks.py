"""Meja presensi: a code on the projector, new every half minute, by which people record themselves.

Whoever reads the code is in the room, or sees the shared screen; which of the two, the code says.
"""

import hashlib
import hmac
import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.attendances import Presence
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState

STEP = timedelta(seconds=30)
FORM_TIME = timedelta(minutes=10)  # slow writers are not thrown out by the next code
OPEN_FOR = timedelta(hours=12)  # a desk that nobody closed
CODE_BYTES = 5  # 40 bits, eight letters
EXPIRED_FOR = 20  # how many steps back a code is still known as one that was shown
# 32 letters that nobody mistakes for each other when read from afar: no I, L, O or U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = {ord("O"): "0", ord("I"): "1", ord("L"): "1"}
_GAPS = dict.fromkeys(map(ord, " -\u2010\u2011\u2013"))
_OVER = (MeetingState.POSTPONED, MeetingState.CANCELLED)

# How people may come in by a code: in the room, or from afar.
CHECK_IN_MODES = (Presence.PRESENT, Presence.ONLINE)


class CheckInDesk(Editable):
    """The desk of one meeting. secret: what its codes are made from; new whenever it is opened."""

    __tablename__ = "check_in_desks"
    noun: ClassVar[str] = "check_in_desk"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    secret: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)

    def is_open(self, *, at: datetime) -> bool:
        """Not closed, not forgotten for half a day, and the meeting may still be recorded so."""
        fresh = self.closed_at is None and at < self.opened_at + OPEN_FOR
        return fresh and not self.meeting.locked and takes_desk(self.meeting)

    def close(self, *, by: int, at: datetime) -> None:
        """No code opens anything from now on; forms already opened may still be sent."""
        self.hold()
        if self.closed_at is None:
            self.closed_at = at
            record(self, "check_in_desk:closed", by=by, at=at)

    def code(self, mode: Presence, *, at: datetime) -> str:
        """What the projector shows now: `K7PM-3XQ9`."""
        return _code(self.secret, mode, _step(at))

    def takes_forms(self, *, at: datetime) -> bool:
        """As long as it is open, and for who began to write before it was closed."""
        closed = self.closed_at or self.opened_at + OPEN_FOR
        return self.is_open(at=at) or (
            at < closed + FORM_TIME and not self.meeting.locked and takes_desk(self.meeting)
        )


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where a code leads. mode: None for a code that was good some minutes ago."""

    desk: CheckInDesk
    mode: Presence | None


def takes_desk(meeting: Meeting) -> bool:
    """No public desk for Rahasia and above, nor for a meeting that is not held."""
    return meeting.security_class not in NAMED_ACCESS and meeting.state not in _OVER


def open_desk(meeting: Meeting, *, by: int, at: datetime) -> CheckInDesk:
    """Open the meeting's desk, or open it again with a new secret; an open one stays as it is.

    Raises DomainError for a sealed record, a secret meeting, or one that is not held.
    """
    meeting.hold()
    meeting.require_open()
    if not takes_desk(meeting):
        raise DomainError("no_desk", N_("Rapat ini tidak dapat memakai presensi mandiri."))
    desk = desk_of(session_of(meeting), meeting.id)
    if desk is None:
        desk = CheckInDesk(meeting=meeting)
        session_of(meeting).add(desk)
    elif desk.is_open(at=at):
        return desk
    desk.secret, desk.opened_at, desk.closed_at = secrets.token_hex(32), at, None
    record(desk, "check_in_desk:opened", by=by, at=at)
    return desk


def desk_of(session: Session, meeting_id: int) -> CheckInDesk | None:
    return session.scalar(select(CheckInDesk).where(CheckInDesk.meeting_id == meeting_id))


def entrance_by(session: Session, typed: str, *, at: datetime) -> Entrance | None:
    """The open desk that shows, showed a step ago, or showed some minutes ago what was typed."""
    open_ones = select(CheckInDesk).where(
        CheckInDesk.closed_at.is_(None), CheckInDesk.opened_at > at - OPEN_FOR
    )
    desks = [desk for desk in session.scalars(open_ones) if desk.is_open(at=at)]
    code, now = normalise_check_in_code(typed), _step(at)
    if mode_and_desk := _shown(desks, code, range(now, now - 2, -1)):
        return Entrance(*mode_and_desk)
    if mode_and_desk := _shown(desks, code, range(now - 2, now - EXPIRED_FOR, -1)):
        return Entrance(mode_and_desk[0], None)
    return None


def seconds_left(*, at: datetime) -> int:
    """Until the codes change."""
    step = STEP.total_seconds()
    return math.ceil(step - at.timestamp() % step)


def normalise_check_in_code(typed: str) -> str:
    """As it is shown, from what was typed: any case, with or without its hyphen."""
    letters = typed.upper().translate(_GAPS).translate(_READ_AS)
    return f"{letters[:4]}-{letters[4:]}"


def _shown(
    desks: Iterable[CheckInDesk], code: str, steps: Iterable[int]
) -> tuple[CheckInDesk, Presence] | None:
    tried = ((d, mode, step) for d in desks for mode in CHECK_IN_MODES for step in steps)
    return next(
        (
            (desk, mode)
            for desk, mode, step in tried
            if hmac.compare_digest(_code(desk.secret, mode, step).encode(), code.encode())
        ),
        None,
    )


def _step(at: datetime) -> int:
    return int(at.timestamp() // STEP.total_seconds())


def _code(secret: str, mode: Presence, step: int) -> str:
    made = hmac.new(secret.encode(), f"{mode}:{step}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(made[:CODE_BYTES])
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"
