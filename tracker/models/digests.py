"""Buku pengingat: which mail of a day told whom of which step of which task; nothing twice."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    UniqueConstraint,
    bindparam,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, UTCDateTime
from tracker.models.deliveries import Delivery
from tracker.models.organisations import Organisation
from tracker.models.users import User


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose mail it is: an office at its official address, or a user who wished for his own."""

    organisation_id: int | None = None
    user_id: int | None = None

    @property
    def key(self) -> str:
        return f"user:{self.user_id}" if self.user_id else f"organisation:{self.organisation_id}"


class Digest(Base):
    """What a reader was told on a day; an empty one says that there was nothing to tell.

    reader: `Reader.key`. told: of how many tasks. problem: why no mail went out, though there was
    something to tell; then no line stands, and the next working day tries again.
    Not audited: the mail is, word for word.
    """

    __tablename__ = "digests"
    __table_args__ = (
        UniqueConstraint("reader", "day"),
        CheckConstraint("(organisation_id IS NULL) <> (user_id IS NULL)", name="reader"),
        Index("ix_digests_day", "day", "id"),
    )

    reader: Mapped[str]
    day: Mapped[date]
    at: Mapped[datetime]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    told: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))

    organisation: Mapped[Organisation | None] = relationship()
    user: Mapped[User | None] = relationship()
    delivery: Mapped[Delivery | None] = relationship()
    lines: Mapped[list["DigestLine"]] = relationship(order_by="DigestLine.id")


class DigestLine(Base):
    """A step of a task that a reader was told of. mark: see `Step.mark`."""

    __tablename__ = "digest_lines"
    __table_args__ = (
        UniqueConstraint("reader", "assignment_id", "mark"),
        Index("ix_digest_lines_digest_id", "digest_id", "id"),
        Index("ix_digest_lines_assignment_id", "assignment_id"),
    )

    digest_id: Mapped[int] = mapped_column(ForeignKey("digests.id"))
    reader: Mapped[str]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    mark: Mapped[str]


def begin_digest(session: Session, reader: Reader, day: date, *, at: datetime) -> Digest | None:
    """The one digest of a reader and day, still empty; None when it was begun before.

    Call it first of all: of several workers the others wait here, and then find it begun.
    """
    begun = session.scalar(
        _BEGIN,
        {
            "reader": reader.key,
            "day": day,
            "at": at,
            "organisation_id": reader.organisation_id,
            "user_id": reader.user_id,
        },
    )
    return None if begun is None else session.get_one(Digest, begun)


_BEGIN = text(
    "INSERT INTO digests (reader, day, at, organisation_id, user_id, told, problem)"
    " VALUES (:reader, :day, :at, :organisation_id, :user_id, 0, '')"
    " ON CONFLICT DO NOTHING RETURNING id"
).bindparams(bindparam("day", type_=Date()), bindparam("at", type_=UTCDateTime()))
