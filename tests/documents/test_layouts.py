"""The layout an office chose: on the page, never on a sealed paper, and never another face."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper, Printer
from tests.documents.reading import height_of, left_edge, opened
from tests.documents.records import approved, make_record
from tests.factories import NOW, make_user
from tracker.documents.paper import to_html
from tracker.documents.sealing import render
from tracker.infra.render import Renderer, RenderFailed
from tracker.infra.storage import Store
from tracker.models.letterheads import Letterhead, LetterheadKind, save_letterhead
from tracker.models.paper_layouts import (
    LetterheadRule,
    PageNumbers,
    PaperLayout,
    PaperSize,
    SigningName,
    Typeface,
    save_paper_layout,
)

FOLIO = PaperLayout(
    paper=PaperSize.F4,
    margin_left=40,
    typeface=Typeface.BOOKMAN,
    half_points=22,
    spacing=150,
    letterhead_rule=LetterheadRule.SINGLE,
    page_numbers=PageNumbers.OF_TOTAL,
)


def laid_out(paper: dict[str, Any], layout: PaperLayout, **values: Any) -> dict[str, Any]:
    return {**paper, "layout": json.loads(json.dumps(asdict(layout))), **values}


def sides(pdf: bytes) -> set[tuple[int, int]]:
    """The sizes of the pages in whole millimetres."""
    with opened(pdf) as document:
        found = ([float(side) for side in page.MediaBox[2:]] for page in document.pages)
        return {(round(w * 25.4 / 72), round(h * 25.4 / 72)) for w, h in found}


def faces(pdf: bytes) -> set[str]:
    with opened(pdf) as document:
        fonts = (font for page in document.pages for font in page.Resources.Font.values())
        return {str(font.BaseFont).partition("+")[2] for font in fonts}


def test_a_folio_paper_in_bookman_keeps_its_measures(usual: Paper, printed: Printer):
    paper = printed(laid_out(usual.snapshot, FOLIO))
    assert sides(paper.pdf) == {(215, 330)}
    told = {face.partition("-")[0] for face in faces(paper.pdf)}
    assert told == {"TeX", "Arimo"}, told  # the code beside the page number is in Arimo
    assert round(left_edge(paper.pdf, "Pimpinan Rapat") * 25.4 / 72) == 40
    assert f"Halaman 2 dari {len(paper.pages)}" in paper.pages[1]
    assert "Halaman 1" not in paper.pages[0]


def test_wide_sheets_lie_on_the_same_paper(usual: Paper, printed: Printer):
    sheet = laid_out(
        usual.snapshot,
        replace(FOLIO, page_numbers=PageNumbers.NONE, paper=PaperSize.F4_NARROW),
        kind="handover",
        printout=True,
        organisation="Dinas Sosial",
        on="2025-09-18",
        giver={"name": "", "position": ""},
        taker={"name": "", "position": ""},
        items=[],
        overdue=0,
    )
    assert sides(printed(sheet).pdf) == {(330, 210)}


def test_a_face_that_is_missing_is_named_and_not_replaced(
    session: Session,
    renderer: Renderer,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    layout = PaperLayout(typeface=Typeface.BOOKMAN)
    save_paper_layout(session, layout, by=make_user(session).id, at=NOW, version=0)
    document = approved(session, make_record(session))
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(empty))
    with pytest.raises(RenderFailed, match=r"TeX Gyre Bonum tidak terpasang .* fonts-texgyre"):
        render(document.snapshot, renderer, store)


def test_a_paper_that_nobody_knows_is_not_printed_on_another(
    session: Session, renderer: Renderer, store: Store
):
    paper = json.loads(approved(session, make_record(session)).snapshot)
    paper["layout"]["paper"] = "letter"
    with pytest.raises(RenderFailed, match="paper = letter"):
        render(json.dumps(paper).encode(), renderer, store)


def test_settings_of_later_days_do_not_reach_a_sealed_paper(session: Session):
    by = make_user(session).id
    document = approved(session, make_record(session))
    before = to_html(json.loads(document.snapshot))
    save_paper_layout(session, FOLIO, by=by, at=NOW, version=0)
    save_letterhead(session, Letterhead(office="KANTOR BARU"), by=by, at=NOW, version=0)
    session.commit()
    assert to_html(json.loads(document.snapshot)) == before


@pytest.mark.parametrize(
    ("layout", "sealed", "told"),
    [
        (PaperLayout(), False, None),
        (PaperLayout(initials_box=True), False, ["Kepala Bagian", "Kepala Subbagian"]),
        (PaperLayout(initials_box=True), True, None),
    ],
)
def test_the_paraf_box_stands_on_unsigned_papers_alone(
    layout: PaperLayout, sealed: bool, told: list[str] | None, usual: Paper
):
    chain = ["Kepala Subbagian", "Kepala Bagian"]
    seal = usual.snapshot["seal"] if sealed else None
    html = to_html(laid_out(usual.snapshot, layout, seal=seal, initials=chain))
    assert ('<table class="initials">' in html) is (told is not None)
    assert all(f"<td>{post}</td>" in html for post in told or [])


def test_a_paraf_box_without_a_chain_is_left_to_fill_by_hand(usual: Paper):
    html = to_html(laid_out(usual.snapshot, PaperLayout(initials_box=True), seal=None))
    assert html.count("<tr><td></td><td></td></tr>") == 3


def test_small_marks_of_an_office_are_on_the_page_where_it_wants_them(usual: Paper):
    plain = to_html(laid_out(usual.snapshot, PaperLayout()))
    chosen = PaperLayout(catchwords=True, signing_name=SigningName.CAPITALS, names_open_class=True)
    marked = to_html(laid_out(usual.snapshot, chosen))
    for words in ("data-catchwords", "Dr. SITI AMINAH, S.E., M.M.", ">BIASA</p>"):
        assert words in marked
        assert words not in plain


def test_the_kop_of_the_head_of_region_has_neither_government_nor_address(usual: Paper):
    kop = Letterhead("", "GUBERNUR LAMPUNG", emblem_key="b" * 64, kind=LetterheadKind.GOVERNOR)
    html = to_html({**usual.snapshot, "letterhead": asdict(kop)})
    assert '<header class="governor">' in html
    assert 'alt="Lambang negara Garuda Pancasila"' in html
    assert 'class="government"' not in html


def test_an_address_ends_with_laman_and_pos_el(usual: Paper):
    kop = Letterhead(email="setda@contoh.example", website="contoh.example", unit="BIRO KESRA")
    html = to_html({**usual.snapshot, "letterhead": asdict(kop)})
    assert '<p class="address">Laman: contoh.example, Pos-el: setda@contoh.example</p>' in html
    assert '<p class="unit">BIRO KESRA</p>' in html


def test_who_hands_over_and_who_takes_over_sign_on_the_same_lines(usual: Paper, printed: Printer):
    giver = {"name": "Budi Santoso", "position": f"Plt. Kepala {'Dinas Pemberdayaan ' * 6}"}
    sheet = laid_out(
        usual.snapshot,
        PaperLayout(),
        kind="handover",
        printout=True,
        organisation="Dinas Sosial",
        on="2025-09-18",
        giver=giver,
        taker={"name": "Rahmat Hidayat", "position": "Kepala Dinas"},
        items=[],
        overdue=0,
    )
    pdf = printed(sheet).pdf
    for left, right in (("Yang menyerahkan", "Yang menerima"), ("Budi San", "Rahmat Hi")):
        assert height_of(pdf, left) == height_of(pdf, right), left
