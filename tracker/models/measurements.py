"""Capaian indikator, as stated in a meeting."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Labelled, choice
from tracker.infra.text import N_
from tracker.models.numbered import MeetingPart


class RemainingMeaning(Labelled):
    NOT_COVERED = "not_covered", N_("seluruh yang belum tercakup")
    SHORTFALL = "shortfall_to_target", N_("kekurangan terhadap target")
    UNKNOWN = "unknown", N_("tidak dinyatakan dalam sumber")


class Measurement(MeetingPart):
    """An indicator's figure as stated in this meeting; never recomputed over the source."""

    __tablename__ = "measurements"
    __table_args__ = (
        CheckConstraint("rank IS NULL OR rank_of IS NULL OR rank <= rank_of", name="rank"),
    )
    noun: ClassVar[str] = "measurement"

    indicator: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    value: Mapped[Decimal | None]
    as_of: Mapped[date | None]
    target: Mapped[Decimal | None]
    target_on: Mapped[date | None]
    rank: Mapped[int | None]
    rank_of: Mapped[int | None]
    remaining: Mapped[Decimal | None]
    remaining_unit: Mapped[str] = mapped_column(default="")
    remaining_meaning: Mapped[RemainingMeaning] = mapped_column(
        choice(RemainingMeaning, "remaining_meaning"), default=RemainingMeaning.UNKNOWN
    )
    source: Mapped[str] = mapped_column(default="")
