"""What a meeting's record says, as the sentences of a paper; empty where nothing was recorded."""

import re
from collections.abc import Sequence
from typing import Any

from tracker.documents import wording
from tracker.documents.official.source import Source
from tracker.infra.text import plain_text
from tracker.models.measurements import RemainingMeaning
from tracker.models.statements import StatementKind

NAMED_OFFICES = 12
_OFFICE = re.compile(
    r"(kementerian|direktorat|sekretari|gubernur|bupati|wali\s?kota|pemerintah|dinas|badan|biro|"
    r"inspektorat|kepala|kantor|dewan|bpjs|bps)",
    re.I,
)

Told = str | tuple[str, Sequence[str]]
"""A point, or the words above lettered ones; nothing where none stands below."""


def held(source: Source) -> str:
    return _sentence(f"Telah dilaksanakan {source.called}") if source.when else ""


def chaired(source: Source) -> str:
    meeting = source.meeting
    who = wording.joined((meeting.chair_name, meeting.chair_position))
    if not who:
        return ""
    giver = f", mewakili {meeting.chair_on_behalf_of}" if meeting.chair_on_behalf_of else ""
    return _sentence(f"Rapat dipimpin oleh {who}{giver}")


def attended(source: Source) -> str:
    """How many came, and from which offices: the first of them by name, the others counted."""
    people = source.record["participants"]
    offices = list(dict.fromkeys(p["organisation_name"] for p in people if p["organisation_name"]))
    if not people:
        return ""
    named = offices[:NAMED_OFFICES]
    if left := len(offices) - len(named):
        named.append(f"{left} instansi lainnya")
    from_where = f" dari {len(offices)} instansi, yaitu {wording.listed(named)}" if offices else ""
    return _sentence(f"Rapat dihadiri {len(people)} peserta{from_where}")


def agenda(source: Source) -> list[str]:
    items = source.record["agenda"]
    return [wording.joined((item["title"], item["presenter"])) for item in items]


def basis(source: Source) -> list[str]:
    """The letters and rules the meeting rests on, and the letter that called it, in a sentence."""
    rules = source.record["basis"]
    told = [
        wording.reference(
            issuer=_letter_of(rule["issuer"]),
            number=rule["number"],
            dated_on=rule["dated_on"],
            precision=rule["date_precision"],
            subject=rule["subject"],
        )
        for rule in rules
    ]
    named = any(rule["number"] == source.meeting.invitation_number for rule in rules)
    return [*told, *([source.invitation] if source.invitation and not named else [])]


def rules(source: Source) -> list[str]:
    """The same as points of their own."""
    return [rule[:1].upper() + rule[1:] for rule in basis(source)]


def achieved(source: Source) -> list[str]:
    """UCJ Provinsi Lampung mencapai 23,86% dari target 38,39% pada 31 Desember 2025, …"""
    return [_achievement(m) for m in source.record["measurements"] if m["value"] is not None]


def directed(source: Source) -> list[str]:
    """What was ordered in the meeting, with who ordered it."""
    orders = [s for s in source.record["statements"] if s["kind"] == StatementKind.DIRECTIVE]
    return [
        f"{order['text'].rstrip('.')} ({by})" if by else order["text"]
        for order in orders
        for by in [order["speaker_position"] or order["speaker_name"]]
    ]


def agreed(source: Source) -> list[str]:
    return [agreement["text"] for agreement in source.record["agreements"]]


def concluded(source: Source) -> str:
    """What the notula says under a heading such as Kesimpulan."""
    sections = source.record["sections"]
    told = [plain_text(s["body"]) for s in sections if s["heading"].lower().startswith("kesimpul")]
    return "\n".join(filter(None, told))


def numbered(points: Sequence[Told]) -> str:
    """Points numbered, what lies below them lettered; a single one stands without its number."""
    told = [point for point in points if point and (isinstance(point, str) or point[1])]
    if len(told) != 1:
        return "\n".join(_point(number, point) for number, point in enumerate(told, start=1))
    only = told[0]
    return only if isinstance(only, str) else f"{only[0]}:\n{numbered(only[1])}"


def _point(number: int, point: Told) -> str:
    if isinstance(point, str):
        return f"{number}. {point}"
    text, below = point
    if len(below) == 1:
        return f"{number}. {text}: {below[0]}"
    lettered = (f"{chr(ord('a') + min(n, 25))}. {line}" for n, line in enumerate(below))
    return "\n".join([f"{number}. {text}:", *lettered])


def _letter_of(issuer: str) -> str:
    """Who is named as the source alone wrote a letter."""
    return f"surat {issuer}" if _OFFICE.match(issuer) else issuer


def _achievement(measured: dict[str, Any]) -> str:
    told = f"{measured['indicator']} mencapai {wording.figure(measured['value'], measured['unit'])}"
    if measured["as_of"]:
        told += f" per {wording.day(measured['as_of'])}"
    if measured["target"] is not None:
        told += f" dari target {wording.figure(measured['target'], measured['unit'])}"
        told += f" pada {wording.day(measured['target_on'])}" if measured["target_on"] else ""
    if measured["rank"]:
        told += f", peringkat {measured['rank']}"
        told += f" dari {measured['rank_of']}" if measured["rank_of"] else ""
    if measured["remaining"] is not None:
        told += f", sisa {wording.figure(measured['remaining'], measured['remaining_unit'])}"
        meaning = RemainingMeaning(measured["remaining_meaning"])
        told += f" ({meaning.label})" if meaning is not RemainingMeaning.UNKNOWN else ""
    if measured["source"]:
        told += f" (sumber: {measured['source']})"
    return _sentence(told)


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."
