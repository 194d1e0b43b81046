"""Whether a template can be filled, and what is wrong with it in words of whoever made it."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from io import BytesIO
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, meta

from tracker.documents.word.fields import BLOCKS, BODY, EXPECTED, FILTERS, every_name
from tracker.documents.word.filling import fill, written_parts
from tracker.documents.word.findings import Finding, Inspection, Refused
from tracker.documents.word.package_rules import require_plain
from tracker.documents.word.parts import parts_of
from tracker.documents.word.sample import SAMPLE
from tracker.documents.word.sandbox import NotAllowed, Sandbox
from tracker.documents.word.xml import Element, qualified
from tracker.infra.text import N_

MAX_FINDINGS = 20
NEAR = 60  # characters of what stands around a fault
_TAG = re.compile(r"\{\{(?:-?(p|r|tr|tc)\s)?\s*(\w+)?[^{}]*\}\}")

_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_BRACE = re.compile(r"\{[{%#]|[}%#]\}")

_IF, _ENDIF = re.compile(r"\{%-?\s*if\b"), re.compile(r"\{%-?\s*endif\b")

_UNKNOWN = N_("Bidang tidak dikenal: {{ %(field)s }}.")
_MEANT = N_("Bidang tidak dikenal: {{ %(field)s }}. Maksud Anda {{ %(meant)s }}?")
_BROKEN = N_("Penulisan bidang rusak atau tidak ditutup, di dekat “%(near)s”.")
_UNCLOSED = N_("Banyaknya {%% if %%} tidak sama dengan banyaknya {%% endif %%}.")
_NOT_ALLOWED = N_(
    "Ada perintah yang tidak dapat dipakai dalam templat, di dekat “%(near)s”. Yang dapat dipakai: "
    "bidang, {%% if %%}, serta penyaring %(filters)s."
)
_ALONE = N_("Tulis {{p %(field)s }} sendirian dalam satu paragraf, bukan di dalam kalimat.")
_NO_BLOCK = N_("Tulis {{ %(field)s }} tanpa huruf p: bidang ini teks biasa, bukan paragraf.")
_NO_BODY = N_("Templat ini tidak memuat {{p isi }}, sehingga isi naskah tidak akan tercetak.")
_MISSING = N_("Templat ini tidak memuat %(field)s: bagian itu tidak akan tercetak.")
_UNFILLED = N_("Templat ini tidak dapat diisi. Unduh templat bawaan, lalu ubah dari situ.")
_LEFT = N_("Masih ada kurung kurawal yang tidak terisi, di dekat “%(near)s”.")


def inspect(template: bytes) -> Inspection:
    """What is wrong with a template, and a trial with an example; it changes nothing."""
    try:
        require_plain(template)
    except Refused as refusal:
        return Inspection((refusal.finding,))
    try:
        word = DocxTemplate(BytesIO(template))
        word.init_docx()
        faults, names = _read(word)
    except Exception:
        return Inspection((Finding(_UNFILLED),))
    if BODY not in names:
        faults.append(Finding(_NO_BODY))
    if faults:
        return Inspection(tuple(faults[:MAX_FINDINGS]))
    missing = [
        Finding(_MISSING, {"field": f"{{{{{'p' if name in BLOCKS else ''} {name} }}}}"})
        for name in EXPECTED
        if name not in names
    ]
    return _tried(template, missing)


def _read(word: Any) -> tuple[list[Finding], set[str]]:
    """The faults of every written part, and the fields they ask for."""
    faults: list[Finding] = []
    names: set[str] = set()
    for part in written_parts(word.docx.part):
        root = part.element
        faults += _misplaced(root)
        source = word.patch_xml(word.xml_to_string(root))
        found, asked = _parsed(source)
        faults += found
        names |= _named(root) if found else asked
    faults += [_unknown(name) for name in sorted(names - every_name())]
    return faults, names


def _misplaced(root: Element) -> Iterator[Finding]:
    """Braces left open, blocks within a sentence, and plain values in a paragraph's place."""
    for paragraph in root.iter(qualified("p")):
        words = _words(paragraph).strip()
        if _BRACE.search(_WHOLE.sub("", words)):
            yield Finding(_BROKEN, {"near": _short(words)})
        for tag in _TAG.finditer(words):
            name = tag[2] or ""
            if name in BLOCKS and (tag[1] != "p" or tag[0] != words):
                yield Finding(_ALONE, {"field": name})
            elif name not in BLOCKS and tag[1] and name in every_name():
                yield Finding(_NO_BLOCK, {"field": name})


def _named(root: Element) -> set[str]:
    """The fields of a part that cannot be parsed as a whole."""
    words = "\n".join(_words(paragraph) for paragraph in root.iter(qualified("p")))
    return {tag[2] for tag in _TAG.finditer(words) if tag[2] and not tag[2].isdigit()}


def _parsed(source: str) -> tuple[list[Finding], set[str]]:
    """source: as docxtpl gives it to Jinja; with a line for every paragraph it says where."""
    lined = re.sub(r"(<w:p[ >]|</w:p>)", r"\n\1", source)
    try:
        return [], meta.find_undeclared_variables(Sandbox().parse(lined))
    except NotAllowed as error:
        values = {"near": _near(lined, error.lineno), "filters": ", ".join(FILTERS)}
        return [Finding(_NOT_ALLOWED, values)], set()
    except TemplateSyntaxError as error:
        if len(_IF.findall(lined)) != len(_ENDIF.findall(lined)):
            return [Finding(_UNCLOSED)], set()
        return [Finding(_BROKEN, {"near": _near(lined, error.lineno)})], set()


def _near(source: str, line: int) -> str:
    """The words of the paragraph, or those before it when it has none of its own."""
    lines = [re.sub(r"<[^>]+>", "", text).strip() for text in source.splitlines()[:line]]
    told = next((text for text in reversed(lines) if text), "")
    return _short(told)


def _short(words: str) -> str:
    return words if len(words) <= NEAR else f"{words[:NEAR]}…"


def _unknown(name: str) -> Finding:
    close = get_close_matches(name, every_name(), n=1, cutoff=0.6)
    return (
        Finding(_MEANT, {"field": name, "meant": close[0]})
        if close
        else Finding(_UNKNOWN, {"field": name})
    )


def _tried(template: bytes, warnings: list[Finding]) -> Inspection:
    """Filled with an example, and opened again."""
    try:
        filled = Document(BytesIO(fill(template, parts_of(SAMPLE), {}, {})))
    except Exception:
        return Inspection((Finding(_UNFILLED),))
    for part in written_parts(filled.part):
        for paragraph in part.element.iter(qualified("p")):
            words = _words(paragraph)
            if "{{" in words or "{%" in words:
                warnings.append(Finding(_LEFT, {"near": _short(words)}))
    return Inspection((), tuple(warnings[:MAX_FINDINGS]))


def _words(paragraph: Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qualified("t")))
