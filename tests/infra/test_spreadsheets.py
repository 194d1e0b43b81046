"""Tables out of whatever offices send: read as people see them, or refused in one sentence."""

import io
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from tests.matrices import PASTED, workbook
from tracker.infra import spreadsheets
from tracker.infra.spreadsheets import MAX_CELL, Unreadable, read_file, read_text

HEADS = ["No", "Tindak Lanjut", "PIC"]


def test_cells_read_as_an_office_writes_them():
    """Formulas give their value; what they link to is never opened."""

    def draw(sheet: Any, day: Any) -> None:
        sheet.write_row("B3", ["Teks", 12, 0.5, True])
        sheet.write_datetime("F3", datetime.fromisoformat("2025-12-31T09:30"), day)
        sheet.write_formula("G3", '=HYPERLINK("https://contoh.example","buka")', None, "buka")
        sheet.write_formula("H3", "='[lain.xlsx]Rekap'!A1", None, 7)
        sheet.write_formula("I3", "=1/0", None, "#DIV/0!")
        sheet.write_string("J3", "=1+1")

    (sheet,) = read_file(workbook(("Rekap", draw)))
    assert sheet.rows[2] == [
        *("", "Teks", "12", "0,5", "Ya", "31/12/2025", "buka", "7", "", "=1+1"),
    ]


def test_merged_cells_are_told_and_hidden_or_empty_sheets_left_out():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Rekap").merge_range("A1:C2", "Judul")
    book.add_worksheet("Kosong")
    hidden = book.add_worksheet("Daftar")
    hidden.write("A1", "rahasia")
    hidden.hide()
    book.close()
    (sheet,) = read_file(out.getvalue())
    assert (sheet.name, sheet.merged) == ("Rekap", [(0, 0, 1, 2)])


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t")],
)
def test_separated_text_is_read_whatever_it_is_separated_by(encoding, delimiter):
    rows = [["1", "Menyusun – “edaran”, segera", "Dinas"], ["2", "Baris\nganda; ya", "Biro"]]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in [HEADS, *rows]]
    (sheet,) = read_file("\r\n".join(lines).encode(encoding))
    assert sheet.rows == [HEADS, *rows]


def test_pasted_cells_keep_their_line_breaks():
    assert read_text(PASTED).rows[1][:2] == ["1/KESRA/2025", "Menyusun edaran\nkepesertaan"]


def test_a_cell_of_excels_full_length_is_read_whole():
    (sheet,) = read_file(workbook(("Rekap", lambda s, _: s.write("A1", "a" * MAX_CELL))))
    assert len(sheet.rows[0][0]) == MAX_CELL


# --- hostile


def far_away() -> bytes:
    """Five kilobytes whose two cells span half a terabyte."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "z")
    book.close()
    return out.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
HOSTILE = {
    "far away": (far_away(), "terlalu besar"),
    "locked": (LOCKED, "terkunci kata sandi"),
    "no workbook": (b"PK\x03\x04" + b"\0" * 200, "bukan lembar kerja"),
    "broken": (workbook(("R", lambda s, _: s.write("A1", "a")))[:-400], "bukan lembar kerja"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "bukan tabel"),
    "paper": (b"%PDF-1.7\n", "bukan tabel"),
    "nothing": (b"", "Tidak ada isi"),
    "blank": (workbook(("R", lambda s, _: None)), "Tidak ada isi"),
}


def test_what_is_no_table_or_too_much_is_refused_in_a_sentence():
    wrong = {}
    for name, (data, words) in HOSTILE.items():
        try:
            read_file(data)
            wrong[name] = "was read"
        except Unreadable as refusal:
            if words not in str(refusal):
                wrong[name] = str(refusal)
    assert wrong == {}


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(spreadsheets, "SECONDS", 0.01)
    with pytest.raises(Unreadable, match="terlalu besar"):
        read_file(workbook(("Rekap", lambda s, _: s.write("A1", date.min.isoformat()))))


def test_a_sheet_too_long_does_not_keep_the_others_from_being_read():
    def long(sheet: Any, _: Any) -> None:
        for row in range(20_001):
            sheet.write(row, 0, row)

    sheets = read_file(workbook(("Arsip", long), ("Rekap", lambda s, _: s.write("A1", "a"))))
    assert [(s.name, s.too_long, len(s.rows)) for s in sheets] == [
        ("Arsip", True, 0),
        ("Rekap", False, 1),
    ]
    with pytest.raises(Unreadable, match=r"20\.000 baris"):
        read_text("a;b\n" * 20_001)
