"""What proves which kind of action: a checklist the verifier goes through, kept by the office."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import record

MOST_POINTS = 12

_DATA = Path(__file__).parent / "data" / "evidence_types.toml"


class EvidenceType(Editable):
    """points: what must be visible on the evidence, one sentence each, in the order of checking.

    active: whether new actions may ask for it; an ended one stays with the actions that have it.
    """

    __tablename__ = "evidence_types"
    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)
    noun: ClassVar[str] = "evidence_type"

    name: Mapped[str] = mapped_column(unique=True)
    points: Mapped[list[str]] = mapped_column(default=list)
    active: Mapped[bool] = mapped_column(default=True)

    def check(self) -> None:
        if not self.points:
            raise DomainError(
                "points_missing", N_("Tuliskan sedikitnya satu butir pemeriksaan."), field="points"
            )
        if len(self.points) > MOST_POINTS:
            raise DomainError(
                "points_many",
                N_("Paling banyak %(most)s butir, agar pemeriksaan tetap ringkas."),
                field="points",
                most=MOST_POINTS,
            )
        if len({*self.points}) < len(self.points):
            raise DomainError(
                "point_twice", N_("Ada butir yang tertulis dua kali."), field="points"
            )
        taken = select(EvidenceType.id).where(
            EvidenceType.name == self.name, EvidenceType.id.is_distinct_from(self.id)
        )
        if session_of(self).scalar(taken) is not None:
            raise DomainError(
                "name_taken", N_("Jenis bukti dengan nama ini sudah ada."), field="name"
            )

    def end(self, *, by: int, at: datetime, version: int) -> None:
        """New actions no longer ask for it. Raises Conflict unless `version` is current."""
        self.expect(version)
        self.active = False
        record(self, "evidence_type:ended", by=by, at=at)

    def resume(self, *, by: int, at: datetime, version: int) -> None:
        """Offer it again. Raises Conflict unless `version` is current."""
        self.expect(version)
        self.active = True
        record(self, "evidence_type:resumed", by=by, at=at)


def sort_points(kind: EvidenceType | None, met: Sequence[str]) -> tuple[list[str], list[str]]:
    """The points of a checklist that were ticked, and those that were not, in its order.

    Raises Conflict when one was ticked that the list does not have (any more).
    """
    points = kind.points if kind else []
    if not set(met) <= set(points):
        raise Conflict(
            "points_changed",
            N_("Daftar periksa ini baru saja diubah. Periksa kembali butir-butirnya."),
            field="met",
        )
    return [p for p in points if p in met], [p for p in points if p not in met]


def load_known_evidence_types(session: Session, *, at: datetime) -> int:
    """Write down those shipped with the program where there are none yet; returns how many.

    Later the list is the office's own: nothing comes back that it renamed or ended.
    """
    if session.scalar(select(EvidenceType.id).limit(1)) is not None:
        return 0
    known = tomllib.loads(_DATA.read_text("utf-8"))["type"]
    for values in known:
        EvidenceType.add(session, by=None, at=at, **values)
    return len(known)
