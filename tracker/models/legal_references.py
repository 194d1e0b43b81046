"""Dasar rapat: the letters and rules a meeting rests on."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from tracker.infra.orm import Labelled, choice
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.letter_numbers import parts_of
from tracker.models.numbered import MeetingPart


class DatePrecision(Labelled):
    DAY = "day", N_("hari")
    MONTH = "month", N_("bulan")
    YEAR = "year", N_("tahun")


class LegalReference(MeetingPart):
    """Dasar/rujukan. number: exactly as typed; parsed: parts read beside it, never over it."""

    __tablename__ = "legal_references"
    __table_args__ = (CheckConstraint("number <> '' OR subject <> ''", name="identified"),)
    noun: ClassVar[str] = "legal_reference"

    number: Mapped[str] = mapped_column(default="")
    parsed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    issuer: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    date_precision: Mapped[DatePrecision] = mapped_column(
        choice(DatePrecision, "date_precision"), default=DatePrecision.DAY
    )
    subject: Mapped[str] = mapped_column(default="")

    def check(self) -> None:
        super().check()
        if not self.number and not self.subject:
            raise DomainError("unidentified", N_("Isi nomor atau hal."), field="number")

    @validates("number")
    def _read_parts(self, _key: str, number: str) -> str:
        self.parsed = dict(parts_of(number))
        return number
