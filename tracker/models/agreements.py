"""Kesepakatan: what the meeting agreed on."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.agenda_parts import AgendaPart


class ReportTo(Labelled):
    REGIONAL_SECRETARY = "regional_secretary", N_("Sekretaris Daerah")
    GOVERNOR = "governor", N_("Gubernur")
    VICE_GOVERNOR = "vice_governor", N_("Wakil Gubernur")
    OTHER = "other", N_("Pihak lain")


class Funding(Labelled):
    APBD = "APBD", "APBD"
    APBD_P = "APBD-P", N_("APBD Perubahan")
    APBN = "APBN", "APBN"
    DBH = "DBH", N_("Dana Bagi Hasil")
    DAK = "DAK", N_("Dana Alokasi Khusus")
    CSR = "CSR", N_("CSR/TJSL")
    VILLAGE_FUND = "village_fund", N_("Dana Desa")
    OTHER = "other", N_("Dana lain")


class Agreement(AgendaPart):
    """Kesepakatan, numbered within the meeting by `position`. due_on only if the text gave one."""

    __tablename__ = "agreements"
    noun: ClassVar[str] = "agreement"

    text: Mapped[str]
    due_on: Mapped[date | None]
    report_to: Mapped[list[str]] = mapped_column(default=list)
    funding: Mapped[list[str]] = mapped_column(default=list)
    annotation: Mapped[str] = mapped_column(default="")

    @property
    def reported_to(self) -> list[ReportTo]:
        return [ReportTo(code) for code in self.report_to]

    @property
    def funded_by(self) -> list[Funding]:
        return [Funding(code) for code in self.funding]
