"""A paper in Word says what its PDF says, and can be edited."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.documents.conftest import Printer, Samples
from tests.documents.records import emblem, photo
from tests.documents.word_reading import heads_of, misplaced, pictures_in, same_text, words_of
from tracker.documents.paper import to_html
from tracker.documents.word.default_template import default_template
from tracker.documents.word.filling import fill
from tracker.documents.word.layout import page_of
from tracker.documents.word.making import to_docx, told
from tracker.documents.word.parts import parts_of
from tracker.documents.word.running import WordFailed
from tracker.documents.word.sheet import read_sheet

NOTULA = Path(__file__).parent / "first_release" / "notula.json"
NASTY = (
    "{{ nomor }} {% if %} {_{ <b>&amp;</b> ]]> \u202e\u0637\u0628 “kutip” \u0007 \ufffe\n\nbaris"
)


@pytest.fixture(scope="module")
def notula() -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(NOTULA.read_bytes())
    return decoded


def made(paper: dict[str, Any], images: dict[str, bytes] | None = None) -> bytes:
    """As `to_docx` makes it, here and now."""
    parts = parts_of(to_html(paper))
    template = default_template(page_of(paper).turned(landscape=parts.landscape))
    return fill(template, parts, images or {}, told(paper))


def as_printed(paper: dict[str, Any], pages: list[str], heads: list[str]) -> str:
    """The words of the PDF without what a page carries at its edges and heads said again."""
    code = paper["seal"] and paper["seal"]["code"]
    text = ""
    for number, page in enumerate(pages, start=1):
        words = page.replace(f"Kode naskah {code}", "").replace("DRAF", "").strip()
        words = words.replace(f"- {number} -", "", 1).strip()
        again = [head for head in heads if words.startswith(head) and head in text]
        text += " " + words.removeprefix(again[0] if again else "")
    return text


def test_a_notula_says_the_same_in_word_and_in_pdf(notula, printed: Printer):
    rich = (
        "<h3>Pokok</h3><p>Satu <strong>tebal</strong><em>miring</em>.<br>Dua</p><ol><li>a<ul><li>b"
        "</li></ul></li><li><p>c</p><p>d</p></li></ol><blockquote><p>Kutip</p></blockquote><table>"
        '<tr><th colspan="2">K</th></tr><tr><td rowspan="2">r</td><td>s</td></tr><tr><td>t</td>'
        "</tr></table><ol><li>lagi</li></ol>"
    )
    section = {**notula["sections"][0], "body": rich}
    paper = {**notula, "sections": [section, *notula["sections"][1:]]}
    docx = made(paper)
    text = as_printed(paper, printed(paper).pages, heads_of(docx))
    assert same_text(words_of(docx)) == same_text(text)


def test_every_paper_says_the_same_in_word_and_in_pdf(samples: Samples):
    for kind, paper in samples.items():
        docx = made(paper.snapshot)
        text = as_printed(paper.snapshot, paper.pages, heads_of(docx))
        assert same_text(words_of(docx)) == same_text(text), kind
        assert misplaced(docx) == set(), kind


def test_columns_are_as_wide_as_the_style_sheet_says(tmp_path: Path):
    path = tmp_path / "papers.css"
    path.write_text(
        ".a th { text-align: center; } /* .a th { width: 1cm; } */"
        ".a th:nth-child(2) { width: 20%; } .a.c { margin: 4pt 0 0 1cm; }"
        ".b th, .b td { height: 1cm; } .b th:last-child { width: 2cm }"
    )
    sheet = read_sheet(path)
    assert sheet.widths({"a"}, 3, 5000) == [2000, 1000, 2000]
    assert sheet.widths({"b"}, 2, 5670) == [4536, 1134]
    assert (sheet.height({"b"}), sheet.left({"a", "c"}), sheet.left({"a"})) == (567, 567, 0)
    assert (sheet.value({"a"}, "th text-align"), sheet.value({"a"}, "td text-align")) == (
        "center",
        "",
    )


def test_letters_go_on_after_z_as_they_do_on_paper():
    items = "".join(f"<li>butir {number}</li>" for number in range(1, 29))
    page = f'<head><title>Uji</title></head><body><ol type="a">{items}</ol></body>'
    words = words_of(fill(default_template(page_of({})), parts_of(page), {}, {}))
    assert words.startswith("a. butir 1 b. butir 2 ")
    assert words.endswith("z. butir 26 aa. butir 27 ab. butir 28")


def test_what_people_typed_stays_what_they_typed(notula, printed: Printer):
    statement = {**notula["statements"][0], "text": NASTY}
    meeting = {**notula["meeting"], "subject": NASTY}
    paper = {**notula, "statements": [statement], "meeting": meeting, "participants": []}
    words = words_of(made(paper))
    typed = " ".join(NASTY.replace("\u0007", "").replace("\ufffe", "").split())
    assert words.count(typed) == 2


def test_a_copy_to_edit_says_that_the_paper_is_the_pdf_and_has_no_code_to_scan(notula):
    docx = Document(BytesIO(made(notula)))
    footers = (docx.sections[0].first_page_footer, docx.sections[0].footer)
    code = notula["seal"]["code"]
    for footer in footers:
        assert footer.paragraphs[0].text == (
            f"Salinan untuk disunting; naskah resmi adalah PDF dengan kode {code}."
        )
    assert pictures_in(made(notula)) == []
    draft = Document(BytesIO(made({**notula, "seal": None})))
    assert draft.sections[0].footer.paragraphs[0].text == "Draf"


def test_its_properties_name_the_paper_and_nobody_else(notula):
    told = Document(BytesIO(made(notula))).core_properties
    assert told.title.startswith("Notula Rapat Percepatan")
    assert (told.author, told.last_modified_by) == ("Biro Perekonomian", "Biro Perekonomian")
    assert told.created is not None
    assert told.created.isoformat() == "2025-09-18T07:30:00+00:00"


def test_emblem_photos_and_signatures_are_shown_and_told(notula):
    head = {**notula["letterhead"], "emblem_key": "a" * 64}
    paper = {**notula, "letterhead": head, "photos": ["b" * 64, "c" * 64]}
    images = {"a" * 64: emblem(), "b" * 64: photo(), "c" * 64: photo(colour="navy")}
    assert sorted(pictures_in(made(paper, images))) == [
        "Foto 1 dari rapat",
        "Foto 2 dari rapat",
        "Lambang PEMERINTAH PROVINSI LAMPUNG",
    ]


def test_the_same_paper_gives_the_same_bytes_in_its_own_process(notula):
    content = json.dumps(notula).encode()
    assert to_docx(content, {}) == to_docx(content, {}) == made(notula)


def test_a_template_that_cannot_be_opened_ends_in_one_sentence(notula):
    with pytest.raises(WordFailed, match="Periksa templatnya"):
        to_docx(json.dumps(notula).encode(), {}, b"PK\x03\x04 bukan apa-apa")
