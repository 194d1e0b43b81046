"""The matrix as files: what Excel opens is what was typed, never a formula."""

import csv
import io
import zipfile
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests.factories import TODAY, make_action, make_actor, make_assignment, make_meeting
from tracker.documents.matrix_columns import FILES, NUMBER
from tracker.documents.spreadsheets import FORMULA, write_csv, write_xlsx
from tracker.models.meetings import Meeting
from tracker.models.users import Role
from tracker.reports.assignments import Standing, Wanted
from tracker.reports.work_matrix import Row, matrix_rows

HOSTILE = (
    *('=HYPERLINK("https://jahat.example","klik")', "+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1"),
    *("＝1+1", "https://jahat.example", "=cmd|' /C calc'!A0", "  =1+1", 'dua "kutip"; titik koma'),  # noqa: RUF001 - wide
)
HEADS = [NUMBER, *(column.head for column in FILES)]
PLAN = HEADS.index("Rencana tindak lanjut")
DUE = HEADS.index("Target waktu")


@pytest.fixture
def found(session: Session) -> list[Row]:
    """One row for each hostile sentence, each due on a day."""
    meeting: Meeting = make_meeting(session)
    for sentence in HOSTILE:
        make_assignment(
            session, action=make_action(session, meeting, sentence=sentence), due_on=TODAY
        )
    clerk = make_actor(session, Role.SECRETARIAT)
    wanted, zone = Wanted(standing=Standing.ALL), ZoneInfo("Asia/Jakarta")
    return list(matrix_rows(session, clerk, wanted, today=TODAY, zone=zone))


def in_xlsx(rows: list[Row]) -> bytes:
    target = io.BytesIO()
    write_xlsx(target, rows, title="Matriks A&B", told_on=TODAY, by="Biro Kesra")
    return target.getvalue()


def in_csv(rows: list[Row]) -> bytes:
    target = io.BytesIO()
    write_csv(target, rows)
    return target.getvalue()


def test_a_sheet_holds_text_as_text_days_as_days_and_numbers_as_numbers(found: list[Row]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(in_xlsx(found)))
    heads, *lines = book.get_sheet_by_index(0).to_python()
    assert heads == HEADS
    assert [line[0] for line in lines] == list(range(1, len(HOSTILE) + 1))
    assert [line[PLAN] for line in lines] == list(HOSTILE)
    assert {line[DUE] for line in lines} == {date(2025, 9, 18)}


def test_no_cell_of_a_sheet_reckons_or_leads_anywhere(found: list[Row]) -> None:
    with zipfile.ZipFile(io.BytesIO(in_xlsx(found))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert not [name for name in parts.namelist() if "sheet1.xml.rels" in name]
        assert "<autoFilter" in sheet
        assert 'state="frozen"' in sheet
        assert 'orientation="landscape"' in sheet
        assert "Print_Titles" in parts.read("xl/workbook.xml").decode()


def test_a_csv_opens_in_the_excel_of_an_indonesian_office(found: list[Row]) -> None:
    raw = in_csv(found)
    assert raw.startswith(b"\xef\xbb\xbf")
    heads, *lines = csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    assert heads == HEADS
    assert {line[DUE] for line in lines} == {"2025-09-18"}
    told = [line[PLAN] for line in lines]
    assert told[HOSTILE.index("https://jahat.example")] == "https://jahat.example"
    assert told[-1] == 'dua "kutip"; titik koma'


def test_no_cell_of_a_csv_begins_like_a_formula(found: list[Row]) -> None:
    lines = list(csv.reader(io.StringIO(in_csv(found).decode("utf-8-sig")), delimiter=";"))
    cells = [cell for line in lines for cell in line]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    assert len([cell for cell in cells if cell.startswith("'")]) == 9
    assert not any("\n" in cell or "\r" in cell for cell in cells)


def test_an_empty_matrix_is_a_sheet_with_its_heads(session: Session) -> None:
    assert CalamineWorkbook.from_filelike(io.BytesIO(in_xlsx([]))).get_sheet_by_index(
        0
    ).to_python() == [HEADS]


def test_a_text_longer_than_a_cell_is_cut_and_not_lost(session: Session) -> None:
    action = make_action(session, make_meeting(session), sentence="a" * 40_000)
    make_assignment(session, action=action)
    clerk = make_actor(session, Role.SECRETARIAT)
    zone = ZoneInfo("Asia/Jakarta")
    rows = list(matrix_rows(session, clerk, Wanted(), today=TODAY, zone=zone))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(in_xlsx(rows))).get_sheet_by_index(0)
    assert len(str(sheet.to_python()[1][PLAN])) == 32_767
