"""Templates of an office: what they may ask for, what is wrong with them, and what is kept out."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.documents.records import photo
from tests.documents.word_reading import words_of
from tests.documents.word_templates import RELATIONS, changed, make_template
from tracker.documents.paper import to_html
from tracker.documents.word.default_template import default_template
from tracker.documents.word.filling import fill
from tracker.documents.word.findings import Inspection
from tracker.documents.word.inspection import inspect
from tracker.documents.word.layout import page_of
from tracker.documents.word.making import to_docx
from tracker.documents.word.parts import parts_of
from tracker.documents.word.running import WordFailed, inspected

NOTULA = Path(__file__).parent / "first_release" / "notula.json"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
EXTERNAL = '<Relationship Id="rId99" Type="http://t/{}" Target="{}" TargetMode="External"/></Rel'
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{}</w:instrText></w:r></w:p>'


def faults(template: bytes) -> list[str]:
    return [str(fault) for fault in inspect(template).faults]


def test_the_programs_own_template_has_nothing_wrong_with_it():
    assert inspect(default_template(page_of({}))) == Inspection()


def test_every_fault_is_named_where_it_is():
    near = "Ada perintah yang tidak dapat dipakai dalam templat, di dekat “{}”."
    broken = "Penulisan bidang rusak atau tidak ditutup, di dekat “{}”."
    forbidden = [
        "{{ ''.__class__.__mro__ }}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{{ nomor|attr('__class__') }}",
        "{% include '/etc/passwd' %}",
        "{% extends 'x' %}",
        "{% set nomor = 1 %}",
        "{{ self.x() }}",
        "{{ 'a' * 10**9 }}",
        "{{ nomor|center(10**9) }}",
        "{{ nomor['x'] }}",
        "{{ nomor ~ hal }}",
        "{% macro a() %}{% endmacro %}",
    ]
    expected = {line: near.format(line) for line in forbidden} | {
        "{{ nomer }}": "Bidang tidak dikenal: {{ nomer }}. Maksud Anda {{ nomor }}?",
        "{{ xyzzy }}": "Bidang tidak dikenal: {{ xyzzy }}.",
        "{{ nomor": broken.format("{{ nomor"),
        "Nomor }}": broken.format("Nomor }}"),
        "{% if nomor %}": "Banyaknya {% if %} tidak sama dengan banyaknya {% endif %}.",
        "isi {{p isi }}": "Tulis {{p isi }} sendirian dalam satu paragraf",
        "{{ isi }}": "Tulis {{p isi }} sendirian dalam satu paragraf",
        "{{p nomor }}": "Tulis {{ nomor }} tanpa huruf p",
    }
    for line, sentence in expected.items():
        told = faults(make_template(line))
        assert any(fault.startswith(sentence) for fault in told), (line, told)


def test_one_fault_hides_no_other():
    told = faults(make_template("{% for x in y %}{% endfor %}", "{{ nomer }}", "{{ isi }}"))
    assert [fault.split()[0] for fault in told] == ["Tulis", "Ada", "Bidang"]


def test_faults_in_headers_count_and_what_is_missing_is_said():
    assert faults(make_template(header="{{ nomer }}"))[0].startswith("Bidang tidak dikenal")
    lacking = inspect(make_template(header=""))
    assert [str(warning) for warning in lacking.warnings] == [
        "Templat ini tidak memuat {{ keterangan_salinan }}: bagian itu tidak akan tercetak."
    ]
    empty = BytesIO()
    Document().save(empty)
    assert faults(empty.getvalue())[0].startswith("Templat ini tidak memuat {{p isi }}")


def test_what_is_tied_to_the_outside_or_carries_more_than_words_is_refused():
    plain, types = make_template(), "[Content_Types].xml"
    closed = "</Relationships>"
    tied = {
        kind: changed(plain, {RELATIONS: (closed, EXTERNAL.format(kind, target) + closed[5:])})
        for kind, target in (
            ("attachedTemplate", "https://jahat.example/t.dotm"),
            ("image", "file:///etc/passwd"),
            ("hyperlink", "javascript:alert(1)"),
            ("oleObject", "x.bin"),
        )
    }
    refused = {
        b"bukan apa-apa": "bukan dokumen Word",
        b"PK\x03\x04rusak": "bukan dokumen Word",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 lama": "terkunci kata sandi atau berformat lama",
        changed(plain, {types: ("document.main+xml", "template.main+xml")}): "Simpan berkas ini",
        changed(plain, {}, **{"word__embeddings__a.bin": ""}): "objek sisipan",
        changed(plain, {}, **{"word__vbaProject.bin": ""}): "berisi makro",
        changed(plain, {types: ("document.main+xml", "macroEnabled+xml")}): "berisi makro",
        changed(plain, {}, **{"customXml__b.xml": BOMB}): "definisi XML",
        changed(plain, {}, **{"customXml__b.XML": BOMB}): "definisi XML",
        changed(plain, {types: ("/word/styles.xml", "/word/styles.bin")}): "Simpan berkas ini",
        tied["attachedTemplate"]: "bertaut ke templat di luar (https://jahat.example/t.dotm)",
        tied["image"]: "mengambil isi dari luar (file:///etc/passwd)",
        tied["hyperlink"]: "Tautan javascript:alert(1) tidak diterima",
        tied["oleObject"]: "objek sisipan",
        _with_field(plain, "DDEAUTO c:\\x"): "“DDEAUTO” tidak diterima",
        _with_field(plain, " INCLUDETEXT https://x"): "“INCLUDETEXT” tidak diterima",
        _bomb(plain): "terlalu besar setelah dibuka",
    }
    for template, sentence in refused.items():
        told = faults(template)
        assert len(told) == 1, (sentence, told)
        assert sentence in told[0]


def test_an_office_writes_its_own_page_around_the_fields():
    notula = json.loads(NOTULA.read_bytes())
    lines = ("{% if nomor %}Nomor: {{ nomor }}{% endif %}", "{{ rapat|upper }} / {{ kop_kantor }}")
    docx = fill(make_template(*lines), parts_of(to_html(notula)), {}, {})
    words = words_of(docx)
    assert words.startswith(f"{notula['meeting']['subject'].upper()} / SEKRETARIAT DAERAH NOTULA")
    assert "Nomor:" not in words.split("NOTULA")[0]
    styles = {style.name for style in Document(BytesIO(docx)).styles}
    assert {"Judul naskah", "Isi naskah", "Tabel naskah"} <= styles


def test_a_template_saved_by_libreoffice_gives_a_whole_file():
    tie = "package/2006/relationships/metadata/core-properties"
    odd = "officedocument/2006/relationships/metadata/core-properties"
    template = changed(make_template(), {"_rels/.rels": (tie, odd)})
    notula = json.loads(NOTULA.read_bytes())
    docx = fill(template, parts_of(to_html(notula)), {}, {})
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        assert archive.testzip() is None
        assert archive.namelist().count("docProps/core.xml") == 1
    assert Document(BytesIO(docx)).core_properties.author == "Biro Perekonomian"


def test_names_of_ninety_characters_and_large_pictures_are_filled_in_the_process():
    notula = json.loads(NOTULA.read_bytes())
    name = "Nama Yang Sangat Panjang Sekali " * 3
    paper = {**notula, "signatory": {**notula["signatory"], "name": name}, "photos": ["a" * 64]}
    large = photo() + b"\0" * 3_000_000
    docx = to_docx(json.dumps(paper).encode(), {"a" * 64: large}, make_template())
    assert name.strip() in words_of(docx)


def test_a_template_that_takes_too_much_ends_in_one_sentence(monkeypatch):
    monkeypatch.setattr("tracker.documents.word.running.SECONDS", 0.01)
    with pytest.raises(WordFailed, match="terlalu lama"):
        inspected(make_template())


def _with_field(template: bytes, code: str) -> bytes:
    return changed(template, {"word/document.xml": ("<w:sectPr", FIELD.format(code) + "<w:sectPr")})


def _bomb(template: bytes) -> bytes:
    """Forty megabytes of nothing in a few kilobytes."""
    out = BytesIO(template)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.xml", b" " * 40 * 2**20)
    return out.getvalue()
