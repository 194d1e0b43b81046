"""Nomor SRIKANDI: the number and date a sealed paper was given there, typed back beside it.

The paper's bytes do not change; the number belongs to the register, and is never refused for
looking odd or for being on another paper.
"""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.documents import Document
from tracker.models.editable import Editable
from tracker.models.errors import DomainError, Untimely
from tracker.models.meetings import SecurityClass
from tracker.models.withdrawals import withdrawal_of


class SrikandiNumber(Editable):
    """number: exactly as it stands there. dated_on: the letter's date there, if told."""

    __tablename__ = "srikandi_numbers"
    __table_args__ = (CheckConstraint("number <> ''", name="number_given"),)
    noun: ClassVar[str] = "srikandi_number"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    number: Mapped[str] = mapped_column(index=True)
    dated_on: Mapped[date | None]

    document: Mapped[Document] = relationship()

    @property
    def meeting_id(self) -> int:
        return self.document.meeting_id

    @property
    def security_class(self) -> SecurityClass:
        return self.document.security_class

    def check(self) -> None:
        if not self.number:
            raise DomainError("number_missing", N_("Tuliskan nomornya."), field="number")
        if not self.document.is_sealed:
            raise Untimely("not_sealed", N_("Naskah ini masih draf; belum ada yang diterbitkan."))
        if withdrawal_of(session_of(self), self.document.id) is not None:
            raise Untimely("withdrawn", N_("Naskah ini sudah ditarik."))


def srikandi_number_of(session: Session, document_id: int) -> SrikandiNumber | None:
    return session.scalar(select(SrikandiNumber).where(SrikandiNumber.document_id == document_id))
