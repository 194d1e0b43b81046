"""The draft a text gives: every value carries the words it came from."""

from dataclasses import asdict, dataclass, field
from typing import Any

from tracker.capture.source import Evidence, Source


@dataclass(frozen=True)
class Leaf:
    """A value and where it was read. Decimals are strings, ranks are whole numbers."""

    value: str | int
    source: list[Evidence]


def leaf_at(source: Source, start: int, end: int) -> Leaf:
    """What stands there, as a value of its own words."""
    return Leaf(source.words(start, end), [source.evidence(start, end)])


@dataclass(frozen=True)
class DateLeaf(Leaf):
    """`2025-09-18`, `2025-05`, `2025` or `2025-10-26/2025-10-29`; precision says which."""

    precision: str


@dataclass(frozen=True)
class MeetingDate(DateLeaf):
    weekday: str | None


@dataclass(frozen=True)
class Host(Leaf):
    kind: str


@dataclass(frozen=True)
class Chair(Leaf):
    """Who chaired: the name, or the position as written when no name is given."""

    position: Leaf | None
    on_behalf_of: Leaf | None


@dataclass(frozen=True)
class Participant(Leaf):
    """An organisation that took part; `value` is its canonical name where known."""

    as_written: str
    kind: str
    represented_by: Leaf | None


@dataclass(frozen=True)
class Reference:
    """A letter or regulation the text cites; the number is kept exactly as typed."""

    number: Leaf | None
    issuer: Leaf | None
    date: DateLeaf | None
    subject: Leaf | None


@dataclass(frozen=True)
class Indicator:
    """A figure with its target, rank and what remains, as far as the text says."""

    name: Leaf | None
    value: Leaf | None
    unit: str | None
    target: Leaf | None = None
    target_date: DateLeaf | None = None
    rank: Leaf | None = None
    rank_of: Leaf | None = None
    remaining: Leaf | None = None
    remaining_unit: str | None = None
    remaining_meaning: str | None = None
    as_of: DateLeaf | None = None


@dataclass(frozen=True)
class Statement:
    """Kind: quotation (direct speech), paraphrase or directive; speaker is None when the text
    names only a position."""

    speaker: Leaf | None
    position: Leaf | None
    kind: str
    text: Leaf


@dataclass(frozen=True)
class Agreement:
    order: int
    text: Leaf
    report_to: list[Leaf]
    organisations: list[Participant]
    due: DateLeaf | None
    funding: list[Leaf]


@dataclass(frozen=True)
class Warning:
    code: str
    message: str
    source: list[Evidence]


@dataclass
class Draft:
    """Everything read from one text. Fields are in the order of the agreed JSON.

    open_ended: the words `s.d. selesai`. unusable: paths the text speaks of without giving a value
    that can be taken over (`31 Februari`). Both stand in the JSON only where the text has them.
    """

    subject: Leaf | None = None
    date: MeetingDate | None = None
    start_time: Leaf | None = None
    end_time: Leaf | None = None
    zone: Leaf | None = None
    venue: Leaf | None = None
    mode: Leaf | None = None
    host: Host | None = None
    chair: Chair | None = None
    minute_taker: Leaf | None = None
    organisations: list[Participant] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    open_ended: Leaf | None = None
    unusable: list[str] = field(default_factory=list)

    def unknown(self) -> list[str]:
        """Paths of what minutes need and the text does not say."""
        paths = [name for name in _MEETING if getattr(self, name) is None]
        paths += [] if self.organisations else ["organisations"]
        for i, indicator in enumerate(self.indicators):
            paths += [f"indicators[{i}].{n}" for n in _INDICATOR if getattr(indicator, n) is None]
        for i, agreement in enumerate(self.agreements):
            paths += [] if agreement.organisations else [f"agreements[{i}].organisations"]
            paths += [] if agreement.due else [f"agreements[{i}].due"]
        return paths

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists, ready for json.dumps."""
        plain = asdict(self) | {"unknown": self.unknown()}
        return {name: part for name, part in plain.items() if part or name not in _RARE}


_MEETING = (
    *("subject", "date", "start_time", "end_time", "zone", "venue", "mode", "host", "chair"),
    "minute_taker",
)
_RARE = {"open_ended", "unusable"}
_INDICATOR = ("value", "as_of")
