"""What became of a paper since it was sealed: signed, numbered elsewhere, replaced, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.models.documents import Document
from tracker.models.signings import Signing, signed_file, signings_of
from tracker.models.srikandi_numbers import SrikandiNumber, srikandi_number_of
from tracker.models.withdrawals import Withdrawal, withdrawal_of
from tracker.reports.editions import replacing


@dataclass(frozen=True, slots=True)
class Standing:
    """later: the edition that replaced it. signings: in the order they were made."""

    later: Document | None = None
    withdrawal: Withdrawal | None = None
    signings: Sequence[Signing] = ()
    number: SrikandiNumber | None = None

    @property
    def signed(self) -> Signing | None:
        """The signing whose file is handed out first."""
        return signed_file(self.signings)

    @property
    def stands(self) -> bool:
        """The newest of its kind, and not withdrawn."""
        return self.later is None and self.withdrawal is None

    @property
    def is_signed_digitally(self) -> bool:
        return any(made.is_digital for made in self.signings)


def standing_of(session: Session, document: Document) -> Standing:
    """Of a draft nothing: it was never issued."""
    if not document.is_sealed:
        return Standing()
    return Standing(
        replacing(session, document),
        withdrawal_of(session, document.id),
        signings_of(session, document.id),
        srikandi_number_of(session, document.id),
    )


def became() -> tuple[ColumnElement[Any], ...]:
    """For a list of papers: the number in SRIKANDI, when it was withdrawn, whether it is signed."""
    number = select(SrikandiNumber.number).where(SrikandiNumber.document_id == Document.id)
    withdrawn = select(Withdrawal.at).where(Withdrawal.document_id == Document.id)
    signed = select(Signing.id).where(Signing.document_id == Document.id).exists()
    return (
        number.scalar_subquery().label("number"),
        withdrawn.scalar_subquery().label("withdrawn_at"),
        signed.label("is_signed"),
    )
