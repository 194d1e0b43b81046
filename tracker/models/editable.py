"""Records people add and edit by form: one way to do it for all of them."""

from datetime import datetime
from typing import Any, ClassVar, Self

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from tracker.infra.orm import Base, Versioned, session_of
from tracker.infra.text import N_
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import Audited, record


class Editable(Audited, Versioned, Base):
    """Columns are set by name from a checked form; `check` holds the noun's own rules."""

    __abstract__ = True
    noun: ClassVar[str]

    def check(self) -> None:
        """Raise DomainError when the columns together break a rule of the noun."""

    def conclude(self, *, by: int | None, at: datetime) -> None:
        """What follows within the noun from columns that were set; before the event is written."""

    @classmethod
    def add(cls, session: Session, *, by: int | None, at: datetime, **values: Any) -> Self:
        """Store a new row; writes the event `<noun>:added`."""
        row = cls(**values)
        with session.no_autoflush:  # the rules speak before the database does
            session.add(row)
            row.check()
        row.conclude(by=by, at=at)
        record(row, f"{cls.noun}:added", by=by, at=at)
        return row

    def revise(
        self, *, by: int, at: datetime, version: int, told: Any = None, **values: Any
    ) -> None:
        """Change columns; writes `<noun>:revised`. Raises Conflict unless `version` is current.

        told: what the event says of it, a dict of ids and codes.
        """
        self.expect(version)
        with session_of(self).no_autoflush:
            for name, value in values.items():
                setattr(self, name, value)
            self.check()
        self.conclude(by=by, at=at)
        record(self, f"{self.noun}:revised", by=by, at=at, data=told)

    def hold(self) -> None:
        """See the row as it is now, and keep others from changing it until this act is stored.

        Within `write` on SQLite nobody else can; on PostgreSQL the row is locked. Always in this
        order, or two acts wait for each other: the meeting, its parts or minutes, the action, its
        shares. Raises DomainError when it was removed meanwhile.
        """
        # Of this row alone: what it was once loaded with comes along by an outer join, and
        # PostgreSQL locks none of that.
        only_this = {"key_share": True, "of": type(self)}
        try:
            session_of(self).refresh(self, with_for_update=only_this)
        except InvalidRequestError as error:
            raise DomainError("gone", N_("Data ini baru saja dihapus orang lain.")) from error

    def expect(self, version: int) -> None:
        """Hold the row. Raises Conflict unless `version` is current."""
        self.hold()
        if self.version != version:
            raise Conflict(
                "changed_meanwhile",
                N_("Data ini baru saja diubah orang lain. Baca dahulu isinya yang sekarang."),
            )
