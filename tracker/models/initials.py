"""Paraf: up to three officials look at the minutes, one after the other, before the chair does.

Permendagri 1/2023: paraf hierarki, bottom-up, at most three. Within the application it is a step of
the work and is not printed.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Base, session_of
from tracker.infra.text import N_
from tracker.models.approvers import require_no_author
from tracker.models.errors import DomainError, require_reason
from tracker.models.events import Audited, record
from tracker.models.minutes import UNDER_WORK, Minutes, MinutesState
from tracker.models.users import Actor, User

MOST = 3


class Initials(Audited, Base):
    """One official of the chain, as displayed.

    given_at: when, in this round of submission. seen: the newest event of the text he then read.
    """

    __tablename__ = "initials"
    __table_args__ = (
        UniqueConstraint("minutes_id", "step"),
        CheckConstraint(f"step BETWEEN 1 AND {MOST}", name="step"),
    )

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    step: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str]
    given_at: Mapped[datetime | None]
    seen: Mapped[int | None]


def name_chain(minutes: Minutes, users: Sequence[User], *, by: int, at: datetime) -> None:
    """Say whose initials the minutes need, in order; none is fine.

    Raises DomainError for an author, more than three, one person twice, and once submitted.
    """
    minutes.require(*UNDER_WORK)
    if len(users) > MOST:
        raise DomainError("chain_too_long", N_("Paraf paling banyak tiga pejabat."))
    for place, user in enumerate(users):
        require_no_author(minutes, user.id)
        if user in users[:place]:
            raise DomainError(
                "chain_repeats", N_("%(who)s disebut lebih dari satu kali."), who=user.name
            )
    minutes.chain.clear()
    session_of(minutes).flush()  # the old steps give up their places first
    for step, user in enumerate(users, start=1):
        minutes.chain.append(Initials(step=step, user_id=user.id, name=user.name))
    record(minutes, "minutes:chain_named", by=by, at=at)


def give_initials(minutes: Minutes, *, seen: int, by: Actor, at: datetime) -> None:
    """seen: the newest event of the text as it stands. Raises DomainError unless the minutes are
    submitted and it is the actor's turn.
    """
    minutes.require(MinutesState.SUBMITTED)
    turn = _turn(minutes)
    if turn.user_id != by.user_id:
        raise DomainError(
            "not_your_turn", N_("Sekarang giliran %(who)s memberi paraf."), who=turn.name
        )
    turn.given_at, turn.seen = at, seen
    record(minutes, "minutes:initialled", by=by.user_id, at=at, data={"step": turn.step})


def require_same_words(minutes: Minutes, newest: int) -> None:
    """newest: the newest event of the text. Raises DomainError when it came after initials that
    were given to other words.
    """
    for step in minutes.chain:
        if step.seen not in {None, newest}:
            raise DomainError(
                "changed_since_initials",
                N_(
                    "Teks notula berubah sesudah diparaf %(who)s. Kembalikan kepada notulis, "
                    "agar diparaf lagi."
                ),
                who=step.name,
            )


def replace_turn(minutes: Minutes, user: User, reason: str, *, by: int, at: datetime) -> None:
    """Hand the awaited initials to another official, as when the post has a new holder.

    Raises DomainError without a reason, when none are awaited, for an author, and for one whose
    place in the chain is another.
    """
    require_reason(reason)
    minutes.require(MinutesState.SUBMITTED)
    require_no_author(minutes, user.id)
    turn = _turn(minutes)
    if user.id in {step.user_id for step in minutes.chain}:
        raise DomainError(
            "chain_repeats", N_("%(who)s disebut lebih dari satu kali."), who=user.name
        )
    turn.user_id, turn.name = user.id, user.name
    record(minutes, "minutes:turn_replaced", by=by, at=at, note=reason)


def _turn(minutes: Minutes) -> Initials:
    if (turn := minutes.turn) is None:
        raise DomainError("no_initials_awaited", N_("Tidak ada paraf yang ditunggu."))
    return turn
