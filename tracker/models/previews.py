"""What a browser may be shown of a stored file: pictures made by a process of our own.

They follow from the bytes and can be made again, so no event answers for them.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import Base
from tracker.models.jobs import enqueue

if TYPE_CHECKING:
    from tracker.models.files import Blob

PREVIEW = "preview"
PAGES_AT_ONCE = 10


class Preview(Base):
    """keys: the stored pictures of the first pages, in order. pages: how many the file has, None
    until it was opened. asked: how many pictures were asked for so far.

    failure: why no (further) picture can be made, one Indonesian sentence.
    """

    __tablename__ = "previews"
    __table_args__ = (CheckConstraint("asked > 0", name="asked"),)

    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"), unique=True)
    asked: Mapped[int]
    pages: Mapped[int | None]
    keys: Mapped[list[str]] = mapped_column(default=list)
    failure: Mapped[str] = mapped_column(default="")

    @property
    def in_the_making(self) -> bool:
        return not self.failure and len(self.keys) < min(self.asked, self.pages or self.asked)

    @property
    def following(self) -> int:
        """How many pages nobody has asked for yet."""
        return 0 if self.failure or self.pages is None else max(0, self.pages - self.asked)


def can_preview(media_type: str) -> bool:
    return media_type.startswith("image/") or media_type == "application/pdf"


def preview_of(session: Session, blob_id: int) -> Preview | None:
    return session.scalar(select(Preview).where(Preview.blob_id == blob_id))


def ask_for_preview(session: Session, blob: "Blob", *, at: datetime) -> None:
    """Let the worker draw the first PAGES_AT_ONCE pages, or as many more of a file that has more.

    Asked again meanwhile, or for a file that cannot be shown, nothing happens.
    """
    if not can_preview(blob.media_type):
        return
    preview = preview_of(session, blob.id)
    if preview is None:
        preview = Preview(blob_id=blob.id, asked=0)
        session.add(preview)
    elif preview.in_the_making or not preview.following:
        return
    start = preview.asked
    preview.asked += PAGES_AT_ONCE
    payload = {"blob_id": blob.id, "start": start}
    enqueue(session, PREVIEW, payload, at=at, key=f"{PREVIEW}:{blob.id}:{start}")


def keep_pictures(
    session: Session, blob_id: int, *, start: int, keys: list[str], pages: int, failure: str = ""
) -> None:
    """Add the pictures of the pages after `start`; those that are there already stay."""
    preview = preview_of(session, blob_id)
    if preview is not None and len(preview.keys) == start:
        preview.keys = [*preview.keys, *keys]
        preview.pages, preview.failure = pages or preview.pages, failure
