"""Persons, positions and who holds which: names in papers come from here, as text snapshots."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import BindParameter, CheckConstraint, ColumnElement, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import LATER, Labelled, choice
from tracker.infra.text import N_
from tracker.models.addresses import checked_address
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.organisations import Organisation

# Heads of region, their deputies and the Sekda, in whatever capacity, as people type their titles.
_UNRANKED = re.compile(
    r"((Plt|Plh|Pj|Pjs)\.?\s+)?((Wakil\s+)?(Gubernur|Bupati|Wali\s?kota)|Sekretaris Daerah)\b", re.I
)
_CAPACITY = re.compile(r"^(Plt|Plh|Pjs?)\.?\s+", re.I)


class PositionLevel(Labelled):
    """Order of precedence in lists; decides Pasal 44 Permendagri 1/2023 on signature blocks."""

    GOVERNOR = "governor", N_("Gubernur")
    VICE_GOVERNOR = "vice_governor", N_("Wakil gubernur")
    REGIONAL_SECRETARY = "regional_secretary", N_("Sekretaris daerah")
    ASSISTANT = "assistant_secretary", N_("Asisten")
    GOVERNOR_ADVISER = "governor_adviser", N_("Staf ahli")
    HEAD = "head", N_("Kepala perangkat daerah/biro")
    OFFICER = "officer", N_("Pejabat lain")


class Capacity(Labelled):
    DEFINITIVE = "definitive", N_("Definitif")
    ACTING = "acting", N_("Plt.")
    DAILY_ACTING = "daily_acting", N_("Plh.")
    INTERIM = "interim", N_("Pj.")
    CARETAKER = "caretaker", N_("Pjs.")


class Person(Editable):
    """A person's name as written, gelar apart. employee_number: NIP digits, optional."""

    __tablename__ = "people"
    noun: ClassVar[str] = "person"
    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)

    title_front: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(index=True)
    title_back: Mapped[str] = mapped_column(default="")
    employee_number: Mapped[str | None] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)

    def check(self) -> None:
        self.email = checked_address(self.email or "")

    @property
    def full_name(self) -> str:
        """Name with gelar: `Dr. M. Nuh, S.E., M.M.`."""
        front = f"{self.title_front} " if self.title_front else ""
        back = f", {self.title_back}" if self.title_back else ""
        return f"{front}{self.name}{back}"


class Position(Editable):
    __tablename__ = "positions"
    noun: ClassVar[str] = "position"

    title: Mapped[str]
    level: Mapped[PositionLevel] = mapped_column(choice(PositionLevel, "level"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)

    organisation: Mapped[Organisation] = relationship()


class Appointment(Editable):
    """A person in a position from `since` to the end of `until` (local dates).

    show_rank (pangkat and NIP), show_titles (gelar): None follows Pasal 44 of Permendagri 1/2023,
    else overrides it for this official.
    """

    __tablename__ = "appointments"
    noun: ClassVar[str] = "appointment"
    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="period"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), index=True)
    capacity: Mapped[Capacity] = mapped_column(choice(Capacity, "capacity"))
    rank_grade: Mapped[str] = mapped_column(default="")
    show_rank: Mapped[bool | None]
    show_titles: Mapped[bool | None] = mapped_column(info=LATER)
    since: Mapped[date]
    until: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    position: Mapped[Position] = relationship(lazy="joined", innerjoin=True)

    def check(self) -> None:
        if self.until is not None and self.until < self.since:
            raise DomainError(
                "period_reversed",
                N_("Tanggal berakhir mendahului tanggal mulai."),
                field="until",
            )

    @classmethod
    def held_on(cls, day: date | BindParameter[date]) -> ColumnElement[bool]:
        return (cls.since <= day) & (cls.until.is_(None) | (cls.until >= day))

    @property
    def position_title(self) -> str:
        """The title as printed: `Plt. Kepala Dinas Tenaga Kerja`."""
        return titled(self.capacity, self.position.title)

    def signature(self) -> "Signatory":
        """Who signs and how it prints; papers of the notula kind carry gelar (Pasal 44 ayat 2)."""
        return Signatory(
            name=self.person.full_name if self._shows_titles() else self.person.name,
            position=self.position_title,
            rank_grade=self.rank_grade if self._shows_rank() else "",
            employee_number=(self.person.employee_number or "") if self._shows_rank() else "",
        )

    def _shows_titles(self) -> bool:
        """Pasal 44 ayat 4-5: acting heads of region and Pj. or Plh. Sekda print no gelar.

        A Plt. Sekda is named in neither: he prints his gelar, as ayat 2 has it.
        """
        if self.show_titles is not None:
            return self.show_titles
        if self.position.level is PositionLevel.GOVERNOR:
            return self.capacity is Capacity.DEFINITIVE
        if self.position.level is PositionLevel.REGIONAL_SECRETARY:
            return self.capacity in {Capacity.DEFINITIVE, Capacity.ACTING}
        return True

    def _shows_rank(self) -> bool:
        """Pasal 44 ayat 3-5: heads of region, their deputies and the Sekda print neither."""
        if self.show_rank is not None:
            return self.show_rank
        return self.position.level not in {
            PositionLevel.GOVERNOR,
            PositionLevel.VICE_GOVERNOR,
            PositionLevel.REGIONAL_SECRETARY,
        }


@dataclass(frozen=True, slots=True)
class Post:
    """A position held on a day, in whatever capacity. title: `Plt. Kepala Dinas Sosial`."""

    position_id: int
    organisation_id: int
    title: str
    level: PositionLevel

    @property
    def heads_it(self) -> bool:
        """Heads the organisation, and so works as one of its own."""
        return self.level is PositionLevel.HEAD


def titled(capacity: Capacity, title: str) -> str:
    """A position's title in the capacity it is held in."""
    return title if capacity is Capacity.DEFINITIVE else f"{capacity.label} {title}"


def bare_title(title: str) -> str:
    """A title as the register knows it, without the capacity it is held in."""
    return _CAPACITY.sub("", title)


# Who acts today stands before whom he acts for.
_ACTING_FIRST = (
    Capacity.DAILY_ACTING,
    Capacity.ACTING,
    Capacity.CARETAKER,
    Capacity.INTERIM,
    Capacity.DEFINITIVE,
)


def holder_among(held: Sequence[Appointment]) -> Appointment | None:
    """Of those who hold a position on one day: who acts, whatever the capacity."""
    ranked = sorted(held, key=lambda a: (_ACTING_FIRST.index(a.capacity), -a.since.toordinal()))
    return ranked[0] if ranked else None


@dataclass(frozen=True, slots=True)
class Signatory:
    """A signature block as printed; empty rank and number are left out of the paper."""

    name: str
    position: str
    rank_grade: str = ""
    employee_number: str = ""


def typed_signatory(
    name: str, position: str, *, rank_grade: str = "", employee_number: str = ""
) -> Signatory:
    """A signature block typed by hand, as for a chair from outside; Pasal 44 ayat 3 still holds."""
    position = _CAPACITY.sub(lambda found: f"{found[1].capitalize()}. ", position)
    if _UNRANKED.match(position):
        return Signatory(name=name, position=position)
    return Signatory(name, position, rank_grade, employee_number)
