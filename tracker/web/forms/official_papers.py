"""Naskah dinas: what is written into the form of its kind, and its way to approval."""

from functools import cache
from typing import Any

from flask_babel import lazy_gettext
from wtforms import Field, SelectField

from tracker.models.documents import DocumentKind
from tracker.models.official_papers import OfficialPaper
from tracker.models.paper_forms import PAPER_FORMS
from tracker.web.forms.base import Form, SeenField, day, line, lines, number_line, optional_id
from tracker.web.forms.invitations import NUMBER, NUMBER_HINT

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
SIGNING = ("label", "name", "position", "rank_grade", "employee_number", "on_behalf_of")
SENT = ("text", "quantity", "remark")
SENT_ROWS = 8
FREE_BLOCKS = 2


class BeginForm(Form):
    """organisation: its choices are set by the view; only some kinds are made for one."""

    kind = SelectField(lazy_gettext("Jenis naskah"), coerce=DocumentKind)
    organisation = SelectField(
        lazy_gettext("Untuk instansi"),
        coerce=optional_id,
        description=lazy_gettext("Perlu untuk petikan, surat pengantar, pengingat, dan teguran."),
    )


class OfficialPaperForm(Form):
    """The base of what `form_of` makes. Signing blocks and items are rows of fields by number."""

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
            values["items"] = self._rows("item", SENT)
        values["signatories"] = self._rows("signatory", SIGNING)
        return values

    @property
    def head(self) -> list[Field]:
        return [self[name] for name in self.paper.form.head]

    @property
    def parts(self) -> list[Field]:
        return [self[f"part_{part.code}"] for part in self.paper.form.parts]

    @property
    def blocks(self) -> list[dict[str, Field]]:
        """The fields of each signing block, with the choice of an official."""
        return self._numbered("signatory", ("official", *SIGNING))

    @property
    def items(self) -> list[dict[str, Field]]:
        return self._numbered("item", SENT)

    def _rows(self, prefix: str, names: tuple[str, ...]) -> list[dict[str, str]]:
        typed = [
            {name: str(row[name].data or "") if name in row else "" for name in names}
            for row in self._numbered(prefix, names)
        ]
        return [row for row in typed if any(row.values())]

    def _numbered(self, prefix: str, names: tuple[str, ...]) -> list[dict[str, Field]]:
        rows: list[dict[str, Field]] = []
        while row := {
            name: self[key] for name in names if (key := f"{prefix}_{len(rows)}_{name}") in self
        }:
            rows.append(row)
        return rows


def form_of(paper: OfficialPaper) -> type[OfficialPaperForm]:
    """The form of its kind, with room for as many to sign as may."""
    most = PAPER_FORMS[paper.kind].signatories
    return _form(paper.kind, min(most, len(paper.signatories) + FREE_BLOCKS))


def stored_values(paper: OfficialPaper) -> dict[str, Any]:
    """What the form shows of a stored paper."""
    values: dict[str, Any] = {name: getattr(paper, name) for name in paper.form.head}
    if "copies" in values:
        values["copies"] = "\n".join(paper.copies)
    values |= {f"part_{code}": text for code, text in paper.parts.items()}
    for prefix, rows in (("signatory", paper.signatories), ("item", paper.items)):
        for number, row in enumerate(rows):
            values |= {f"{prefix}_{number}_{name}": word for name, word in row.items()}
    return {**values, "version": paper.version}


@cache
def _form(kind: DocumentKind, blocks: int) -> type[OfficialPaperForm]:
    form = PAPER_FORMS[kind]
    fields: dict[str, Any] = {name: _head_line(name) for name in form.head}
    for part in form.parts:
        fields[f"part_{part.code}"] = lines(lazy_gettext(part.heading))
    for number in range(blocks):
        fields |= _block(number, labelled=form.signatories > 1)
    for number in range(SENT_ROWS if form.items else 0):
        fields |= {
            f"item_{number}_text": line(lazy_gettext("Naskah dinas/barang yang dikirimkan")),
            f"item_{number}_quantity": line(lazy_gettext("Banyaknya")),
            f"item_{number}_remark": line(lazy_gettext("Keterangan")),
        }
    return type("OfficialPaperFormOfKind", (OfficialPaperForm,), fields)


def _head_line(name: str) -> Any:
    label, hint = HEAD_WORDS[name], _HINTS.get(name, "")
    if name == "number":
        return number_line(label, NUMBER_HINT)
    if name == "dated_on":
        return day(label)
    if name == "copies":
        return lines(label, limit=4000, description=hint)
    return line(label, description=hint)


def _block(number: int, *, labelled: bool) -> dict[str, Any]:
    prefix = f"signatory_{number}_"
    above = line(
        lazy_gettext("Keterangan di atas jabatan"),
        description=lazy_gettext("Misalnya PIHAK KESATU atau Mengetahui; boleh kosong."),
    )
    return {
        f"{prefix}official": SelectField(lazy_gettext("Penanda tangan"), choices=[]),
        **({f"{prefix}label": above} if labelled else {}),
        f"{prefix}name": line(lazy_gettext("Nama penanda tangan")),
        f"{prefix}position": line(lazy_gettext("Jabatan penanda tangan")),
        f"{prefix}rank_grade": line(lazy_gettext("Pangkat/golongan")),
        f"{prefix}employee_number": line(lazy_gettext("NIP")),
        f"{prefix}on_behalf_of": line(
            lazy_gettext("Atas nama (a.n.), lalu u.b. setelah titik koma"),
            description=lazy_gettext("Misalnya Gubernur Lampung; Sekretaris Daerah."),
        ),
    }
