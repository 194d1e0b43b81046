"""Pencetakan: how far a paper is on its way through the printer, and the wish to let it be.

No event answers for it, since it says nothing of the paper itself. A short paper has a row only
when it is printed, with what that took, for the estimates of those that come after it.
"""

from datetime import datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from tracker.infra.orm import Base
from tracker.infra.text import N_
from tracker.models.documents import Document
from tracker.models.errors import Untimely
from tracker.models.printouts import Printout

Paper = Document | Printout


class Printing(Base):
    """characters: of the snapshot. round: 1, and one more each time it was called off and wanted
    again. share: how much is done, from 0 to 1. seconds: what it took, once printed.
    """

    __tablename__ = "printings"
    __table_args__ = (
        CheckConstraint("(document_id IS NULL) <> (printout_id IS NULL)", name="paper"),
    )

    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), unique=True)
    printout_id: Mapped[int | None] = mapped_column(
        ForeignKey("printouts.id", ondelete="CASCADE"), unique=True
    )
    kind: Mapped[str] = mapped_column(index=True)
    characters: Mapped[int]
    round: Mapped[int] = mapped_column(default=1)
    began_at: Mapped[datetime | None]
    pages: Mapped[int] = mapped_column(default=0)
    share: Mapped[float] = mapped_column(default=0.0)
    seconds: Mapped[float | None]
    called_off_at: Mapped[datetime | None]

    def tell(self, *, began_at: datetime, pages: int, share: float) -> None:
        self.began_at, self.pages, self.share = began_at, pages, share

    def finish(self, *, began_at: datetime, pages: int, at: datetime) -> None:
        self.tell(began_at=began_at, pages=pages, share=1.0)
        self.seconds = (at - began_at).total_seconds()

    def is_off(self, round_: int) -> bool:
        """Whether nobody waits any longer for what this round prints."""
        return self.called_off_at is not None or self.round != round_

    def renew(self) -> None:
        """After it was called off, as if it had just been asked for."""
        self.round += 1
        self.called_off_at, self.began_at, self.pages, self.share = None, None, 0, 0.0


def hold(session: Session, noun: type[Document] | type[Printout], paper_id: int) -> Paper | None:
    """The paper, for this transaction alone: what becomes of its printing is decided once.

    Its snapshot is fetched when somebody reads it.
    """
    paper = session.get(
        noun,
        paper_id,
        options=[defer(noun.snapshot)],
        with_for_update=True,
        populate_existing=True,
    )
    return cast(Paper | None, paper)


def printing_of(session: Session, paper: Paper) -> Printing | None:
    """How far it is; None for a paper that was never begun nor called off."""
    ours = Printing.document_id if isinstance(paper, Document) else Printing.printout_id
    return session.scalar(select(Printing).where(ours == paper.id))


def its_printing(session: Session, paper: Paper) -> Printing:
    """The same, made when there is none yet; hold the paper before."""
    known = printing_of(session, paper)
    if known is not None:
        return known
    printing = Printing(kind=paper.kind.value, characters=len(paper.snapshot))
    if isinstance(paper, Document):
        printing.document_id = paper.id
    else:
        printing.printout_id = paper.id
    session.add(printing)
    session.flush()
    return printing


def call_off(session: Session, paper: Paper, *, at: datetime) -> None:
    """Let nobody print it any further; call inside `write`. Raises Untimely when it is too late.

    A sealed paper is never called off: it stands, and so it must be there to read.
    """
    held = hold(session, type(paper), paper.id)
    if held is None or held.is_ready:
        raise Untimely("already_printed", N_("Naskah ini sudah selesai dicetak."))
    if isinstance(held, Document) and held.is_sealed:
        raise Untimely(
            "sealed", N_("Naskah yang sudah terbit harus ada; pencetakannya tidak dibatalkan.")
        )
    printing = its_printing(session, held)
    printing.called_off_at = printing.called_off_at or at
