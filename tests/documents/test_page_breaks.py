"""Where the pages of a notula break: heads repeated, rows whole, the signature never alone."""

import re
from typing import Any

import pytest

from tests.documents.conftest import Paper, Printer
from tests.documents.decoded import LONG, some_action, some_person

MATRIX_HEAD = "No. Uraian Penanggung jawab Tenggat Keluaran"


@pytest.mark.parametrize(("count", "annex"), [(2, False), (20, False), (21, True), (300, True)])
def test_many_participants_move_to_an_annex(
    usual: Paper, printed: Printer, count: int, annex: bool
):
    people = [some_person(number) for number in range(1, count + 1)]
    paper = printed(usual.snapshot, participants=people)
    assert ("LAMPIRAN NOTULA" in paper.text) is annex
    assert (f"{count} orang, sebagaimana daftar terlampir." in paper.text) is annex
    for number in range(1, count + 1):
        assert paper.text.count(f"Peserta Ke-{number},") == 1


def test_every_page_of_the_matrix_repeats_its_head_and_tears_no_row(usual: Paper, printed: Printer):
    actions = [some_action(number, leads=number % 8) for number in range(1, 33)]
    paper = printed(usual.snapshot, actions=actions)
    for number in range(1, 33):
        (page,) = (page for page in paper.pages if f"awal-{number} " in page)
        assert f"akhir-{number}." in page
        assert MATRIX_HEAD in page


def test_an_order_to_forty_agencies_names_each_of_them(usual: Paper, printed: Printer):
    paper = printed(usual.snapshot, actions=[some_action(1, leads=40)])
    assert "40 instansi, sebagaimana di bawah ini" in paper.text
    assert all(f"{number}) {LONG} {number}" in paper.text for number in range(1, 41))


def test_different_due_dates_stand_with_their_agencies(usual: Paper, printed: Printer):
    action = some_action(1, leads=2)
    action["leads"][0]["due_on"], action["leads"][1]["due_on"] = "2025-10-01", "2025-12-01"
    action["dues"] = ["2025-10-01", "2025-12-01"]
    text = printed(usual.snapshot, actions=[action]).text
    assert f"1) {LONG} 1 (1 Oktober 2025); 2) {LONG} 2 (1 Desember 2025)" in text


@pytest.mark.parametrize("ending", ["paragraphs", "list", "table", "matrix"])
def test_the_signature_is_never_alone_on_its_page(usual: Paper, printed: Printer, ending: str):
    emptied = ("statements", "measurements", "participants", "basis")
    short = {**usual.snapshot, "seal": None, **{name: [] for name in emptied}}
    for length in range(0, 16, 2):
        paper = printed(short, **_ending(ending, length))
        page = next(page for page in reversed(paper.pages) if "Siti Aminah" in page)
        above = page[: page.rindex("Pimpinan Rapat")]
        lines = re.sub(r"DRAF|- \d+ -|\d|[.\s]", "", above)
        assert len(lines) >= len("Baris"), (ending, length)
        assert "Pembina Utama Madya (IV/d) NIP 19700101 199503 2 001" in page


def test_long_names_and_a_chain_of_mandates_stay_within_the_page(usual: Paper, printed: Printer):
    paper = printed(
        usual.snapshot,
        participants=[{**some_person(1), "person_name": LONG, "position_title": LONG}],
        signatory={
            "name": LONG,
            "position": f"Plt. {LONG}",
            "rank_grade": "Pembina (IV/a)",
            "employee_number": "",
        },
        on_behalf_of="Gubernur Lampung; Sekretaris Daerah",
    )
    block = (
        f"a.n. GUBERNUR LAMPUNG SEKRETARIS DAERAH u.b. Plt. {LONG.upper()}, "
        f"Persetujuan dalam aplikasi 18 September 2025 pukul 14.30 WIB {LONG} Pembina (IV/a)"
    )
    assert block in paper.text
    assert f"1. {LONG}, {LONG}, Dinas Contoh" in paper.text


def _ending(kind: str, length: int) -> dict[str, Any]:
    """A record that ends in so many lines of a kind."""
    lines = [f"Baris ke-{number}" for number in range(length + 1)]
    bodies = {
        "paragraphs": "".join(f"<p>{line}</p>" for line in lines),
        "list": f"<ol>{''.join(f'<li>{line}</li>' for line in lines)}</ol>",
        "table": f"<table>{''.join(f'<tr><td>{line}</td></tr>' for line in lines)}</table>",
        "matrix": "",
    }
    sections = [{"heading": "Penutup", "body": bodies[kind]}]
    actions = [some_action(number, leads=1) for number in range(length // 2 + 1)]
    return {"sections": sections, "actions": actions if kind == "matrix" else []}
