"""A draft beside its text: which words each value came from, and what the text does not say."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from flask_babel import gettext

from tracker.documents.wording import figure, rough_day, zone_letters
from tracker.infra.text import N_
from tracker.models.agreements import Funding, ReportTo
from tracker.models.meetings import Mode
from tracker.models.statements import StatementKind
from tracker.web.templating import dateformat

Json = dict[str, Any]

# In the order of the page: the key in the draft, its title, and the part it became.
LISTS = (
    ("organisations", N_("Peserta"), "kehadiran"),
    ("references", N_("Dasar"), "dasar"),
    ("indicators", N_("Capaian"), "capaian"),
    ("statements", N_("Pernyataan"), "pernyataan"),
    ("agreements", N_("Kesepakatan"), "kesepakatan"),
)
LABELS = {
    "subject": N_("Perihal"),
    "date": N_("Tanggal"),
    "start_time": N_("Mulai pukul"),
    "end_time": N_("Selesai pukul"),
    "open_ended": N_("Sampai dengan"),
    "zone": N_("Zona waktu"),
    "venue": N_("Tempat"),
    "mode": N_("Cara rapat"),
    "host": N_("Penyelenggara"),
    "chair": N_("Pimpinan rapat"),
    "minute_taker": N_("Notulis"),
    "position": N_("Jabatan"),
    "on_behalf_of": N_("Mewakili"),
    "organisations": N_("Instansi"),
    "represented_by": N_("Diwakili oleh"),
    "number": N_("Nomor"),
    "issuer": N_("Penerbit"),
    "name": N_("Indikator"),
    "value": N_("Capaian"),
    "target": N_("Target"),
    "target_date": N_("Tanggal target"),
    "rank": N_("Peringkat"),
    "rank_of": N_("Dari berapa"),
    "remaining": N_("Sisa"),
    "as_of": N_("Keadaan per tanggal"),
    "speaker": N_("Pembicara"),
    "text": N_("Isi"),
    "report_to": N_("Dilaporkan kepada"),
    "due": N_("Tenggat"),
    "funding": N_("Sumber dana"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text; number: its anchor, None where nothing was read from it."""

    text: str
    start: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value and the words it came from, by the numbers of the segments where they begin."""

    label: str
    value: str
    origins: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Group:
    """What is filled at one place; part: the slug of the list, None for the meeting itself."""

    title: str
    part: str | None
    proposals: Sequence[Proposal]


def marked_text(text: str, draft: Json) -> list[Segment]:
    """The text cut wherever a source begins or ends."""
    deeper = Counter({0: 0, len(text): 0})
    for source in _sources(draft):
        deeper[source["start"]] += 1
        deeper[source["end"]] -= 1
    depth = 0
    segments: list[Segment] = []
    for start, end in pairwise(sorted(deeper)):
        depth += deeper[start]
        segments.append(Segment(text[start:end], start, len(segments) if depth else None))
    return segments


def proposal_groups(draft: Json, segments: Sequence[Segment]) -> list[Group]:
    """The meeting itself, then each row of each list."""
    anchors = {s.start: s.number for s in segments if s.number is not None}
    listed = {key for key, _, _ in LISTS}
    own = {key: value for key, value in draft.items() if key not in {*listed, "warnings"}}
    groups = [Group(gettext("Rapat"), None, list(_proposals(own, anchors)))]
    for key, title, part in LISTS:
        rows = draft[key]
        if key == "organisations":
            rows = [{"organisations": rows}] if rows else []
        for place, row in enumerate(rows, start=1):
            numbered = gettext(title) if len(rows) == 1 else f"{gettext(title)} {place}"
            groups.append(Group(numbered, part, list(_proposals(row, anchors))))
    return [group for group in groups if group.proposals]


def unknown_labels(draft: Json) -> list[str]:
    """`agreements[1].due` as people say it: Kesepakatan 2: tenggat.

    What the text speaks of without a usable value is warned about, not called unmentioned.
    """
    titles = {key: title for key, title, _ in LISTS}
    spoken_of = {*draft.get("unusable", ()), *(["end_time"] if draft.get("open_ended") else ())}
    labels = []
    for path in draft["unknown"]:
        if path in spoken_of:
            continue
        row = re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+)", path)
        if row:
            title = gettext(titles.get(row[1], row[1]))
            label = gettext(LABELS.get(row[3], row[3])).lower()
            labels.append(f"{title} {int(row[2]) + 1}: {label}")
        else:
            labels.append(gettext(titles.get(path) or LABELS.get(path, path)))
    return labels


def _sources(node: Any) -> Iterator[Json]:
    if isinstance(node, list):
        for item in node:
            yield from _sources(item)
    elif isinstance(node, dict):
        if "start" in node and "end" in node:
            yield node
        for item in node.values():
            yield from _sources(item)


def _proposals(node: Json, anchors: dict[int, int]) -> Iterator[Proposal]:
    for key, value in node.items():
        for leaf in value if isinstance(value, list) else [value]:
            if isinstance(leaf, dict) and "source" in leaf:
                yield _proposal(key, leaf, node, anchors)
                yield from _proposals(leaf, anchors)


def _proposal(key: str, leaf: Json, node: Json, anchors: dict[int, int]) -> Proposal:
    origins = {
        anchors[source["start"]]: source["text"]
        for source in leaf["source"]
        if source["start"] in anchors
    }
    return Proposal(gettext(LABELS.get(key, key)), _shown(key, leaf, node), origins)


def _shown(key: str, leaf: Json, node: Json) -> str:
    value = leaf["value"]
    if "precision" in leaf:
        return _date(value)
    if key in _WORDS:
        return str(_WORDS[key](value))
    if key in {"value", "target"}:
        return figure(Decimal(value), node.get("unit") or "")
    if key == "remaining":
        return figure(Decimal(value), node.get("remaining_unit") or "")
    return str(value)


def _date(value: str) -> str:
    """A day, a month, a year or a range, as far as it is known."""
    days = value.split("/")
    if all(len(day) == 10 for day in days):
        return " s.d. ".join(dateformat(date.fromisoformat(day), "full") for day in days)
    year, _, month = value.partition("-")
    return rough_day(date(int(year), int(month), 1), "month") if month else year


_WORDS: dict[str, Any] = {
    "mode": lambda value: gettext(Mode(value).label),
    "zone": zone_letters,
    "report_to": lambda value: gettext(ReportTo(value).label),
    "funding": lambda value: gettext(Funding(value).label),
    "kind": lambda value: gettext(StatementKind(value).label),
    "start_time": lambda value: value.replace(":", "."),
    "end_time": lambda value: value.replace(":", "."),
}
