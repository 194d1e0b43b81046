"""Undangan: whom a meeting calls."""

from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import Organisation


class Invitee(MeetingPart):
    """An invited organisation (unit, not person)."""

    __tablename__ = "invitees"
    __table_args__ = (UniqueConstraint("meeting_id", "organisation_id"),)
    noun: ClassVar[str] = "invitee"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)

    organisation: Mapped[Organisation] = relationship()

    def check(self) -> None:
        super().check()
        session = session_of(self)
        with session.no_autoflush:
            invited = session.scalar(
                select(Invitee.id)
                .where(Invitee.meeting_id == self.meeting.id, Invitee.id.is_distinct_from(self.id))
                .where(Invitee.organisation_id == self.organisation_id)
            )
        if invited is not None:
            raise DomainError(
                "already_invited",
                N_("Salah satu instansi yang dipilih sudah diundang."),
                field="organisations",
            )
