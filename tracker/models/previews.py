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
    """keys: the stored pictures of the first pages, in order; pages: how many the file has.

    failure: why no (further) picture can be made, one Indonesian sentence.
    """

    __tablename__ = "previews"
    __table_args__ = (CheckConstraint("pages >= 0", name="pages_counted"),)

    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"), unique=True)
    pages: Mapped[int]
    keys: Mapped[list[str]]
    failure: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]


def ask_for_preview(session: Session, blob: "Blob", *, at: datetime, start: int = 0) -> None:
    """Let the worker make pictures of PAGES_AT_ONCE pages after the first `start`; asked twice,
    they are made once. Nothing happens for a file without pages to show.
    """
    if can_preview(blob.media_type):
        payload = {"blob_id": blob.id, "start": start}
        enqueue(session, PREVIEW, payload, at=at, key=f"{PREVIEW}:{blob.id}:{start}")


def can_preview(media_type: str) -> bool:
    return media_type.startswith("image/") or media_type == "application/pdf"


def keep_pictures(
    session: Session,
    blob_id: int,
    *,
    start: int,
    keys: list[str],
    pages: int,
    failure: str = "",
    at: datetime,
) -> None:
    """Add the pictures of the pages after `start`; those that are there already stay."""
    preview = session.scalar(select(Preview).where(Preview.blob_id == blob_id))
    if preview is None:
        preview = Preview(blob_id=blob_id, pages=pages, keys=[], made_at=at)
        session.add(preview)
    if len(preview.keys) == start:
        preview.keys = [*preview.keys, *keys]
        preview.pages = pages or preview.pages
        preview.failure, preview.made_at = failure, at
