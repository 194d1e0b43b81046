"""Acara: what a meeting deals with, in order, and how far it has come."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import LATER, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.agenda_parts import release_parts
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.errors import Conflict
from tracker.models.events import record
from tracker.models.files import StoredFile
from tracker.models.meetings import Meeting
from tracker.models.numbered import MeetingPart


class AgendaKind(Labelled):
    """follow_up, previous_minutes: stand for what the series carries on; their matter is computed,
    never copied into the item."""

    ORDINARY = "ordinary", N_("Acara biasa")
    FOLLOW_UP = "follow_up", N_("Tindak lanjut rapat lalu")
    PREVIOUS_MINUTES = "previous_minutes", N_("Pengesahan notula rapat lalu")


class AgendaItem(MeetingPart):
    """minutes: planned length. opened_at, closed_at: when it was its turn in the room.

    proposal: the agency's proposal it was made of.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="opened_first"),
    )
    noun: ClassVar[str] = "agenda_item"

    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    kind: Mapped[AgendaKind] = mapped_column(
        choice(AgendaKind, "kind"), default=AgendaKind.ORDINARY, info=LATER
    )
    opened_at: Mapped[datetime | None] = mapped_column(info=LATER)
    closed_at: Mapped[datetime | None] = mapped_column(info=LATER)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_proposals.id"), info=LATER)

    proposal: Mapped[AgendaProposal | None] = relationship()

    @property
    def is_current(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    def remove(self, *, by: int, at: datetime, note: str | None = None) -> None:
        """As any part; what was noted under it, and its material, stays in the record."""
        self.hold()
        self.meeting.require_open()
        session = session_of(self)
        for file in session.scalars(select(StoredFile).where(StoredFile.agenda_item_id == self.id)):
            file.agenda_item_id = None
        release_parts(session, self.id)
        super().remove(by=by, at=at, note=note)


def agenda_of(meeting: Meeting) -> Sequence[AgendaItem]:
    """The items in their order, as they are now."""
    listed = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    listed = listed.order_by(AgendaItem.position, AgendaItem.id)
    return session_of(meeting).scalars(listed.execution_options(populate_existing=True)).all()


def reorder(
    meeting: Meeting, wanted: Sequence[int], *, seen: Sequence[int], by: int, at: datetime
) -> None:
    """Put the items, named by their ids, in the wanted order.

    seen: the order they were read in. Raises Conflict when it is another by now, or when `wanted`
    does not hold the same items; DomainError when the record is sealed.
    """
    meeting.hold()
    meeting.require_open()
    items = {item.id: item for item in agenda_of(meeting)}
    if list(items) != list(seen) or sorted(wanted) != sorted(seen):
        raise Conflict(
            "agenda_changed",
            N_("Acara baru saja diubah orang lain. Ini urutannya sekarang; susun lagi bila perlu."),
        )
    if list(wanted) == list(seen):
        return
    for position, item_id in enumerate(wanted, start=1):
        items[item_id].position = position
    record(meeting, "agenda_item:reordered", by=by, at=at, data={"ids": list(wanted)})
