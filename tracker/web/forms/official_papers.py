"""Naskah dinas: what is written into the form of its kind, and its way to approval."""

from functools import cache
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, FieldList, FormField, SelectField

from tracker.models.documents import DocumentKind
from tracker.models.official_papers import OfficialPaper
from tracker.models.paper_forms import PAPER_FORMS
from tracker.web.forms.base import Form, SeenField, day, line, lines, optional_id
from tracker.web.forms.paper_numbers import NUMBER, own_number

HEAD_WORDS: dict[str, Any] = {
    "number": NUMBER,
    "dated_on": lazy_gettext("Tanggal naskah"),
    "place": lazy_gettext("Tempat naskah dibuat"),
    "recipient": lazy_gettext("Yth."),
    "sender": lazy_gettext("Dari"),
    "subject": lazy_gettext("Hal"),
    "enclosures": lazy_gettext("Lampiran"),
    "copies": lazy_gettext("Tembusan, satu baris satu penerima"),
}
_HINTS: dict[str, Any] = {
    "place": lazy_gettext("Nama kota."),
    "enclosures": lazy_gettext("Misalnya 1 (satu) berkas."),
    "copies": lazy_gettext("Hanya penerima yang sungguh menerima."),
}
_TITLE = lazy_gettext("Tentang")
_TITLED = {DocumentKind.OFFICIAL_RECORD, DocumentKind.REPORT}  # their subject is their title
_MAY_BE_NONE = {"copies", "enclosures"}
SPARE = 2  # blank rows for who works without JavaScript
MOST_ROWS = 60  # more than any form has room for, so that the model says how many may sign


def blanks(paper: OfficialPaper) -> list[str]:
    """What its form asks for and nobody has written, as the form calls it; tembusan may be none."""
    asked = [name for name in paper.form.head if name not in _MAY_BE_NONE]
    heads = [_label(paper.kind, name) for name in asked if not getattr(paper, name)]
    parts = [part.heading for part in paper.form.parts if not paper.parts.get(part.code)]
    signed = any(block["position"] for block in paper.signatories) or not paper.form.signatories
    return [
        *map(str, heads),
        *map(gettext, parts),
        *([] if signed else [gettext("Penanda tangan")]),
    ]


class BeginForm(Form):
    """organisation: its choices are set by the view; only some kinds are made for one."""

    kind = SelectField(lazy_gettext("Jenis naskah"), coerce=DocumentKind)
    organisation = SelectField(
        lazy_gettext("Untuk instansi"),
        coerce=optional_id,
        description=lazy_gettext("Perlu untuk petikan, surat pengantar, pengingat, dan teguran."),
    )


class SigningForm(Form):
    """One who signs. official: an appointment of the register; its choices are set by the view."""

    official = SelectField(lazy_gettext("Penanda tangan"), choices=[])
    label = line(
        lazy_gettext("Keterangan di atas jabatan"),
        description=lazy_gettext("Misalnya PIHAK KESATU atau Mengetahui; boleh kosong."),
    )
    name = line(lazy_gettext("Nama penanda tangan"))
    position = line(lazy_gettext("Jabatan penanda tangan"))
    rank_grade = line(lazy_gettext("Pangkat/golongan"))
    employee_number = line(lazy_gettext("NIP"))
    on_behalf_of = line(
        lazy_gettext("Atas nama (a.n.), lalu u.b. setelah titik koma"),
        description=lazy_gettext("Misalnya Gubernur Lampung; Sekretaris Daerah."),
    )


class SentForm(Form):
    """One thing that is sent."""

    text = line(lazy_gettext("Naskah dinas/barang yang dikirimkan"))
    quantity = line(lazy_gettext("Banyaknya"))
    remark = line(lazy_gettext("Keterangan"))


class OfficialPaperForm(Form):
    """The base of what `form_of` makes; signatories and items only where the kind has them."""

    version = SeenField(default=0)
    paper: OfficialPaper

    def columns(self) -> dict[str, Any]:
        """The columns of the paper as they were typed; empty rows are left out."""
        form = self.paper.form
        values = {name: self[name].data for name in form.head if name != "copies"}
        if "copies" in form.head:
            copies = (self["copies"].data or "").splitlines()
            values["copies"] = [copy.strip() for copy in copies if copy.strip()]
        values["parts"] = {part.code: self[f"part_{part.code}"].data for part in form.parts}
        if form.items:
            values["items"] = [row for row in self["items"].data if any(row.values())]
        return values

    @property
    def blocks(self) -> list[dict[str, str]]:
        """What was typed of each who signs."""
        return self["signatories"].data if self.paper.form.signatories else []

    @property
    def head(self) -> list[Field]:
        return [self[name] for name in self.paper.form.head]

    @property
    def parts(self) -> list[Field]:
        return [self[f"part_{part.code}"] for part in self.paper.form.parts]


def stored_values(paper: OfficialPaper) -> dict[str, Any]:
    """What the form shows of a stored paper, with a few blank rows where there may be more."""
    values: dict[str, Any] = {name: getattr(paper, name) for name in paper.form.head}
    if "copies" in values:
        values["copies"] = "\n".join(paper.copies)
    values |= {f"part_{code}": text for code, text in paper.parts.items()}
    spare = min(SPARE, paper.form.signatories - len(paper.signatories))
    values["signatories"] = [*paper.signatories, *({} for _ in range(spare))]
    values["items"] = [*paper.items, *({} for _ in range(SPARE))]
    return {**values, "version": paper.version}


@cache
def form_of(kind: DocumentKind) -> type[OfficialPaperForm]:
    """The form of a kind."""
    form = PAPER_FORMS[kind]
    fields: dict[str, Any] = {name: _head_line(kind, name) for name in form.head}
    for part in form.parts:
        fields[f"part_{part.code}"] = lines(lazy_gettext(part.heading))
    if form.items:
        fields["items"] = _rows(SentForm, lazy_gettext("Yang dikirimkan"))
    if form.signatories:
        fields["signatories"] = _rows(SigningForm, lazy_gettext("Penanda tangan"))
    return type("OfficialPaperFormOfKind", (OfficialPaperForm,), fields)


def _rows(row: type[Form], label: str) -> Field:
    return FieldList(FormField(row, label=""), label, max_entries=MOST_ROWS)


def _label(kind: DocumentKind, name: str) -> Any:
    return _TITLE if kind in _TITLED and name == "subject" else HEAD_WORDS[name]


def _head_line(kind: DocumentKind, name: str) -> Any:
    label, hint = _label(kind, name), _HINTS.get(name, "")
    if name == "number":
        return own_number(label)
    if name == "dated_on":
        return day(label)
    if name == "copies":
        return lines(label, limit=4000, description=hint)
    return line(label, description=hint)
