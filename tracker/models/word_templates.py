"""Templates of Word that an office gave for its papers: one for all kinds, or one for a kind."""

from datetime import datetime
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.storage import StoredBytes
from tracker.models.editable import Editable
from tracker.models.files import Blob, blob_for

EVERY_KIND = "all"


class WordTemplate(Editable):
    """kind: of a paper, as its snapshot names it, or EVERY_KIND. name: of the file as uploaded.

    active: whether papers are made with it; without one they have the program's own.
    """

    __tablename__ = "word_templates"
    noun: ClassVar[str] = "word_template"

    kind: Mapped[str] = mapped_column(unique=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"))
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)

    blob: Mapped[Blob] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def save(
        cls,
        session: Session,
        kind: str,
        stored: StoredBytes,
        *,
        by: int,
        at: datetime,
        version: int,
    ) -> Self:
        """A checked upload takes the place of what the kind had. Raises Conflict when that changed.

        version: with which it was read, 0 when there was none.
        """
        media = stored.media_type
        blob = blob_for(session, key=stored.key, size=stored.size, media_type=media, at=at)
        values = {"blob": blob, "name": stored.name, "active": True}
        row = session.scalar(select(cls).where(cls.kind == kind))
        if row is None:
            return cls.add(session, by=by, at=at, kind=kind, **values)
        row.revise(by=by, at=at, version=version, **values)
        return row

    def retire(self, *, by: int, at: datetime, version: int) -> None:
        """Let papers of the kind have the program's own again. Raises Conflict."""
        self.revise(by=by, at=at, version=version, active=False)


def word_templates(session: Session) -> dict[str, WordTemplate]:
    """What offices gave, by kind, whether in use or not."""
    return {template.kind: template for template in session.scalars(select(WordTemplate))}


def template_for(session: Session, kind: str) -> WordTemplate | None:
    """What a paper of this kind is made with; None for the program's own."""
    given = session.scalars(
        select(WordTemplate).where(WordTemplate.kind.in_((kind, EVERY_KIND)), WordTemplate.active)
    )
    return min(given, key=lambda template: template.kind == EVERY_KIND, default=None)
