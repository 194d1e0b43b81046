"""Paparan and pernyataan: what was said, by whom."""

from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Labelled, choice
from tracker.infra.text import N_
from tracker.models.agenda_parts import AgendaPart


class StatementKind(Labelled):
    QUOTATION = "quotation", N_("Kutipan langsung")
    PARAPHRASE = "paraphrase", N_("Paparan/pendapat")
    DIRECTIVE = "directive", N_("Arahan")


class Statement(AgendaPart):
    __tablename__ = "statements"
    noun: ClassVar[str] = "statement"

    speaker_name: Mapped[str] = mapped_column(default="")
    speaker_position: Mapped[str] = mapped_column(default="")
    kind: Mapped[StatementKind] = mapped_column(choice(StatementKind, "kind"))
    text: Mapped[str]
