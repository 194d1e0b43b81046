"""The organisations every installation starts from, and the reader of texts recognises."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "organisations-lampung.toml"


@dataclass(frozen=True)
class KnownOrganisation:
    """One organisation of the data file; `confirmed` is false where no source named it surely."""

    code: str
    name: str
    short_name: str
    kind: str
    aliases: tuple[str, ...]
    parent: str | None
    confirmed: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Every way it is written, the official name first."""
        return (self.name, self.short_name, *self.aliases)


@cache
def known_organisations() -> tuple[KnownOrganisation, ...]:
    """The organisations Lampung's government meets with, in the order of the data file."""
    rows = tomllib.loads(_DATA.read_text("utf-8"))["organisation"]
    return tuple(
        KnownOrganisation(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            aliases=tuple(row["aliases"]),
            parent=row.get("parent"),
            confirmed=row["confirmed"],
        )
        for row in rows
    )
