"""The paper of a snapshot as one page of HTML, by the forms of Permendagri 1/2023.

Reads the snapshot alone; its kind names the template. The outline of a notula's "Kegiatan Rapat"
is what offices use in a rapat koordinasi: Pembukaan, Pemaparan, figures, Pembahasan with its
speakers, Kesepakatan, Tindak Lanjut, Penutup. What was noted under an item of the agenda stands in
the agenda's order, and so do its speakers.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import segno
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tracker.config import PROJECT
from tracker.documents import wording
from tracker.documents.charts import bars
from tracker.documents.looks import contacts, emblem_words, looks, measures, signing_name
from tracker.documents.signing_rows import is_party, signing_rows
from tracker.infra.text import plain_text, rich_text
from tracker.models.documents import DocumentKind
from tracker.models.measurements import RemainingMeaning
from tracker.models.official_papers import signing_block
from tracker.models.people import Signatory

TEMPLATES = PROJECT / "templates" / "documents"
DIST = PROJECT / "static" / "dist"
INLINE_PARTICIPANTS = 20
INLINE_AGENCIES = 5
INLINE_ACTIONS = 5
ABSENT = "–"
TO_FILL = "…………………………"
_HEADING = re.compile(r"<(/?)h([1-4])\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A lettered stretch of Kegiatan Rapat; kind names the template that prints it."""

    kind: str
    heading: str
    body: str = ""
    statements: Sequence[dict[str, Any]] = ()


def stylesheets() -> list[Path]:
    """What the renderer needs to know of the papers: their faces, then their looks."""
    manifest = json.loads((DIST / "manifest.json").read_text())
    return [DIST / manifest["paper-fonts.css"], TEMPLATES / "papers.css"]


def to_html(paper: dict[str, Any], template: str = "") -> str:
    """A decoded snapshot as HTML; what people typed is escaped, rich text sanitised again.

    template: another than that of its kind, for what surrounds a paper.
    """
    seal, kind = paper["seal"], paper["kind"]
    values = _notula(paper) if kind == DocumentKind.MINUTES else _other(paper)
    values |= {"printout": paper.get("printout", False), "part": paper.get("part"), **looks(paper)}
    return _environment.get_template(f"{template or kind}.html").render(
        **values,
        qr=_qr(seal["verification_url"]) if seal else "",
    )


def to_screen(paper: dict[str, Any]) -> Markup:
    """The same record to read within a page: no letterhead, no signature, everyone named."""
    template = _environment.get_template("screen.html")
    return Markup(template.render(**_record(paper), inline=True))  # noqa: S704 - autoescaped above


def text_to_screen(paper: dict[str, Any]) -> Markup:
    """The text of a paper other than the notula, to read within a page that has its own title."""
    values = {**_other(paper), "seal": None, "layout": None, "initials": []}
    text = _on_screen.get_template(f"{paper['kind']}.html").render(values)
    lower = _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", text)
    return Markup(lower)  # noqa: S704 - autoescaped above


def _notula(paper: dict[str, Any]) -> dict[str, Any]:
    inline = len(paper["participants"]) <= INLINE_PARTICIPANTS
    return {**_record(paper), "annexes": _annexes(paper), "inline": inline}


def _other(paper: dict[str, Any]) -> dict[str, Any]:
    return {
        **paper,
        "blank": TO_FILL,
        "inline_agencies": INLINE_AGENCIES,
        "inline_actions": INLINE_ACTIONS,
        "nobody": signing_block(Signatory("", "")),
    }


def _record(paper: dict[str, Any]) -> dict[str, Any]:
    return {
        **paper,
        "blank": ABSENT if paper["seal"] else TO_FILL,
        "outline": list(_outline(paper)),
        "inline_agencies": INLINE_AGENCIES,
    }


def image_keys(paper: dict[str, Any]) -> list[str]:
    """The keys of the stored images the HTML asks for as `image:<key>`."""
    emblem = paper["letterhead"]["emblem_key"]
    return list(dict.fromkeys([*([emblem] if emblem else []), *paper.get("photos", [])]))


def _outline(paper: dict[str, Any]) -> Iterator[Block]:
    sections, loose = _stretches(paper)
    closing = [s for s in sections if _is(s, "penutup")]
    agreed = [s for s in sections if s.get("item") and s["heading"].casefold() == "kesepakatan"]
    told = [s for s in sections if s not in closing and s not in agreed]
    if not any(s.get("item") for s in told):
        told.sort(key=lambda section: _is(section, "pembahasan"))
    discussions = [s for s in told if _is(s, "pembahasan")]
    figures = [Block("measurements", "Capaian Indikator")] if paper["measurements"] else []
    for section in told:
        if section in discussions[:1]:
            yield from figures
        last = section in discussions[-1:]
        kind = "discussion" if last or section["spoken"] else "section"
        yield _block(kind, section, loose if last else [])
    if not discussions:
        yield from figures
        if loose:
            yield Block("discussion", "Pembahasan", "", loose)
    yield _block("agreements", agreed[0]) if agreed else Block("agreements", "Kesepakatan")
    if paper["actions"]:
        yield Block("actions", "Tindak Lanjut")
    yield from (_block("discussion" if s["spoken"] else "section", s) for s in closing)


def _stretches(paper: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The sections that say something, each with what was spoken to its item of the agenda, and
    what was spoken to none of them. Snapshots of before know no items.
    """
    spoken: dict[int, list[dict[str, Any]]] = {
        s["item"]: [] for s in paper["sections"] if s.get("item")
    }
    loose: list[dict[str, Any]] = []
    for statement in paper["statements"]:
        spoken.get(statement.get("item"), loose).append(statement)
    sections = [{**s, "spoken": spoken.get(s.get("item"), [])} for s in paper["sections"]]
    return [s for s in sections if plain_text(s["body"]) or s["spoken"]], loose


def _block(kind: str, section: dict[str, Any], more: Sequence[dict[str, Any]] = ()) -> Block:
    return Block(kind, section["heading"], section["body"], [*section["spoken"], *more])


def _is(section: dict[str, Any], word: str) -> bool:
    return str(section["heading"]).casefold().startswith(word)


def _annexes(paper: dict[str, Any]) -> list[str]:
    annexes = []
    if len(paper["participants"]) > INLINE_PARTICIPANTS:
        annexes.append("participants")
    if paper["photos"]:
        annexes.append("photos")
    return annexes


def _qr(url: str) -> Markup:
    code = segno.make(url, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, title="Kode QR alamat pemeriksaan naskah")
    return Markup(svg)  # noqa: S704 - drawn by segno, holds no typed text


def _figure(value: str | None, unit: str = "") -> str:
    return wording.figure(Decimal(value), unit) if value else ""


def _participant(person: dict[str, Any]) -> str:
    """Name, position, organisation; whom they stand in for, and whether they were on screen."""
    position, office = person["position_title"], person["organisation_name"]
    if office.casefold() in position.casefold():
        office = ""
    name = person["person_name"]
    if not name and person["presence"] == "represented":
        name, office = f"Perwakilan {office}", ""
    line = wording.joined((name, position, office))
    if person["represents"]:
        line += f", mewakili {person['represents']}"
    return f"{line} (daring)" if person["presence"] == "online" else line


def _is_drawn(signature: str) -> bool:
    """Whether these are strokes, as the server itself writes them, and nothing else."""
    return re.fullmatch(r"[ML][ML\d., -]*", signature) is not None


def _rich(body: str) -> Markup:
    return Markup(rich_text(body, plain=False))  # noqa: S704 - just sanitised by nh3


def _reference(source: dict[str, Any]) -> str:
    on = source["dated_on"]
    return wording.reference(
        issuer=source["issuer"],
        number=source["number"],
        dated_on=date.fromisoformat(on) if on else None,
        precision=source["date_precision"],
        subject=source["subject"],
    )


def _hours(meeting: dict[str, Any]) -> str:
    start, end = meeting["start_time"], meeting["end_time"]
    if not start:
        return ""
    return wording.hours(
        time.fromisoformat(start),
        time.fromisoformat(end) if end else None,
        meeting["zone"],
        open_ended=meeting["open_ended"],
    )


_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.tests.update(drawn=_is_drawn, party=is_party)
_environment.filters.update(
    bars=bars,
    day=lambda iso: wording.day(date.fromisoformat(iso)),
    day_in_words=lambda iso: wording.day_in_words(date.fromisoformat(iso)),
    days=lambda first, last: wording.days(
        date.fromisoformat(first), date.fromisoformat(last) if last else None
    ),
    contacts=contacts,
    emblem_words=emblem_words,
    employee_number_line=wording.employee_number_line,
    figure=_figure,
    hours=_hours,
    instant=lambda iso, zone: wording.instant(datetime.fromisoformat(iso), zone),
    joined=wording.joined,
    letter_number=wording.letter_number,
    measures=measures,
    participant=_participant,
    reference=_reference,
    remaining_meaning=lambda code: RemainingMeaning(code).label,
    rich=_rich,
    signing_name=signing_name,
    signing_rows=signing_rows,
    signing_titles=wording.signing_titles,
    stretches=wording.stretches,
)
# The same templates without the sheet of paper around them.
_on_screen = _environment.overlay(
    loader=ChoiceLoader(
        [
            DictLoader({"paper.html": "{% block paper required %}{% endblock %}"}),
            FileSystemLoader(TEMPLATES),
        ]
    )
)
