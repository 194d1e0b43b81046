"""Parts of the record that may be noted under an item of the agenda."""

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import LATER
from tracker.models.numbered import MeetingPart


class AgendaPart(MeetingPart):
    """agenda_item_id: the item under which it was noted, if one."""

    __abstract__ = True

    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), info=LATER)


def release_parts(session: Session, agenda_item_id: int) -> None:
    """Before an item leaves the agenda, as part of that act: what was noted under it stays."""
    for noted in AgendaPart.__subclasses__():
        for part in session.scalars(select(noted).where(noted.agenda_item_id == agenda_item_id)):
            part.agenda_item_id = None
