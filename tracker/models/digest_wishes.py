"""When a user wishes to be reminded himself, beside the official address of his office."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Labelled, choice
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.recurrences import Weekday
from tracker.models.reminder_rules import SENDS_AT
from tracker.models.users import User

_DAYS = tuple(Weekday)


class Frequency(Labelled):
    NEVER = "never", N_("Tidak; cukup ke alamat instansi")
    DAILY = "daily", N_("Setiap hari kerja, bila ada yang perlu diingatkan")
    WEEKLY = "weekly", N_("Sekali seminggu")


class DigestWish(Editable):
    """weekday, sends_at: in the office's zone. since: the day it was written, none before counts.

    Without a row nothing goes to the user himself.
    """

    __tablename__ = "digest_wishes"
    __table_args__ = (
        CheckConstraint("(frequency = 'weekly') = (weekday IS NOT NULL)", name="weekly"),
    )
    noun: ClassVar[str] = "digest_wish"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    frequency: Mapped[Frequency] = mapped_column(choice(Frequency, "frequency"))
    weekday: Mapped[Weekday | None] = mapped_column(choice(Weekday, "weekday"))
    sends_at: Mapped[time] = mapped_column(default=SENDS_AT)
    since: Mapped[date]

    user: Mapped[User] = relationship()

    def wished_on(self, today: date) -> date | None:
        """The latest day up to today for which a mail was wished; None where there is none."""
        if self.frequency is Frequency.NEVER:
            return None
        back = (today.weekday() - _DAYS.index(self.weekday)) % 7 if self.weekday else 0
        day = today - timedelta(days=back)
        return day if day >= self.since else None


def wish_of(session: Session, user_id: int) -> DigestWish | None:
    return session.scalar(select(DigestWish).where(DigestWish.user_id == user_id))


def save_wish(
    session: Session, user_id: int, *, at: datetime, on: date, version: int, **values: Any
) -> DigestWish:
    """By the user himself. on: the office's day. version: as read, 0 for none yet.

    Raises Conflict when he wrote it meanwhile on another device.
    """
    values["since"] = on
    wish = wish_of(session, user_id)
    if wish is None:
        return DigestWish.add(session, by=user_id, at=at, user_id=user_id, **values)
    wish.revise(by=user_id, at=at, version=version, **values)
    return wish
