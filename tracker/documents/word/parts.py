"""A paper's HTML taken apart: letterhead, head, body, foot and annexes, and its facts by name.

The HTML is what the PDF is made of, so that both say the same words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from tracker.documents.word.xml import Element

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

FURNITURE = {"security", "code", "watermark", "rule"}
HEAD = {"correction", "dated", "facts", "heads", "matrix-of", "memo-rule", "taken-from"}
FOOT = {"closing", "pair"}
FACT_LABELS = {  # as a field of a template is called: as the paper calls it
    "nomor": ("Nomor",),
    "tanggal": ("Tanggal", "Hari/Tanggal"),
    "hal": ("Hal",),
    "sifat": ("Sifat",),
    "lampiran": ("Lampiran",),
    "yth": ("Yth.",),
    "dari": ("Dari",),
    "rapat": ("Rapat",),
    "waktu": ("Waktu",),
    "tempat": ("Tempat",),
    "acara": ("Acara",),
}


@dataclass(slots=True)
class Parts:
    """letterhead: the header element, if any. facts: plain values by the field's name."""

    title: str
    author: str
    made_at: str
    landscape: bool
    draft: bool
    security_class: str
    secret: bool
    letterhead: Element | None
    facts: dict[str, str]
    head: list[Element] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    foot: list[Element] = field(default_factory=list)
    annexes: list[Element] = field(default_factory=list)


def parts_of(page: str) -> Parts:
    """The parts of a page that `to_html` made, without the characters that XML cannot hold."""
    page = _NOT_XML.sub("", page)
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    body = root.find("body")
    furniture = {kind: element for element in body for kind in classes(element) & FURNITURE}
    security = furniture.get("security")
    parts = Parts(
        title=words(root.find("head/title")),
        author=_meta(root, "author"),
        made_at=_meta(root, "dcterms.created"),
        landscape="landscape" in classes(body),
        draft="watermark" in furniture,
        security_class=words(security) if security is not None else "",
        secret=security is not None and bool(classes(security) & {"secret", "top_secret"}),
        letterhead=body.find("header"),
        facts={},
    )
    stretch = parts.head
    for element in _content(body):
        stretch = _stretch(parts, stretch, element)
        stretch.append(element)
    parts.facts = dict(_facts(parts.head))
    return parts


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def words(element: Element) -> str:
    """Its words on one line."""
    return " ".join(" ".join(element.itertext()).split())


def _content(body: Element) -> Iterator[Element]:
    for element in body:
        if not isinstance(element.tag, str) or element.tag == "header":
            continue
        if not classes(element) & FURNITURE:
            yield element


def _stretch(parts: Parts, now: list[Element], element: Element) -> list[Element]:
    """Where an element belongs, given where the one before it did."""
    kinds = classes(element)
    if now is parts.head and (element.tag == "h1" or kinds & HEAD):
        return parts.head
    if now is parts.annexes or "annex" in kinds:
        return parts.annexes
    if now is parts.foot or kinds & FOOT:
        return parts.foot
    return parts.body


def _facts(head: list[Element]) -> Iterator[tuple[str, str]]:
    told: dict[str, str] = {}
    for element in head:
        if element.tag == "h1":
            yield "judul", words(element)
        elif "dated" in classes(element):
            yield "tempat_tanggal", words(element)
        elif "heads" in classes(element):
            _tell_of_title(told, words(element), last="titled" in classes(element))
        for row in element.iter("tr"):
            label, value = words(row[0]), words(row[-1])
            told.setdefault(label, value)
    for name, labels in FACT_LABELS.items():
        yield name, next((told[label] for label in labels if label in told), "")


def _tell_of_title(told: dict[str, str], line: str, *, last: bool) -> None:
    """The lines below LAPORAN: its number, TENTANG, and what it is about."""
    if line.startswith("NOMOR "):
        told["Nomor"] = line.removeprefix("NOMOR ")
    elif last:
        told["Hal"] = line


def _meta(root: Element, name: str) -> str:
    found = root.xpath("head/meta[@name=$name]/@content", name=name)
    return re.sub(r"\s+", " ", str(found[0])) if found else ""
