"""The matrix as files for spreadsheet programs: XLSX with real dates and numbers, and CSV.

What people typed never becomes a formula or a link in them. In XLSX every text is written as text.
CSV knows no types: a cell that begins with = + - @ tab or return gets an apostrophe before it, so
that Excel and its kin show it as it was typed instead of reckoning with it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

from tracker.documents.matrix_columns import FILES, NUMBER, Cell, Column, cells
from tracker.reports.work_matrix import Row

# What Excel takes for the beginning of a formula; the wide forms are those of East Asian keyboards.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - they are meant
# Most characters an Excel cell holds.
CELL_LIMIT = 32_767
# Excel of an Indonesian office parts columns by semicolons, because its decimal mark is a comma.
DELIMITER = ";"

_OPTIONS = {
    "constant_memory": True,  # a row is forgotten once it is written
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(
    target: IO[bytes], rows: Iterable[Row], *, title: str, told_on: date, by: str
) -> None:
    """A sheet with heads that stay, a filter on every column, and a page set-up for printing.

    title: what was asked for, printed above each page. by: whose file it is, for its properties.
    """
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"title": title, "author": by, "created": _midnight(told_on)})
        sheet = book.add_worksheet("Matriks")
        head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "border": 1,
                "bg_color": "#E8EFEC",
            }
        )
        text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1})
        _set_up(sheet, title)
        for index, (name, width) in enumerate([(NUMBER, 5), *((c.head, c.width) for c in FILES)]):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, name, head)
        number = 0
        for number, row in enumerate(rows, start=1):
            _write(sheet, number, [number, *cells(row, FILES)], text, day)
        sheet.autofilter(0, 0, max(number, 1), len(FILES))


def write_csv(target: IO[bytes], rows: Iterable[Row], columns: Sequence[Column] = FILES) -> None:
    """UTF-8 with a byte order mark, by which Excel knows it; dates as 2025-09-18."""
    words = io.TextIOWrapper(target, "utf-8-sig", newline="")
    lines = csv.writer(words, delimiter=DELIMITER, quoting=csv.QUOTE_ALL)
    lines.writerow([NUMBER, *(column.head for column in columns)])
    for number, row in enumerate(rows, start=1):
        lines.writerow([number, *map(plain_cell, cells(row, columns))])
    words.flush()
    words.detach()


def _set_up(sheet: Any, title: str) -> None:
    sheet.freeze_panes(1, 3)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    # An ampersand in a header gives orders: doubled it is one.
    sheet.set_header("&L" + title.replace("&", "&&")[:200])
    sheet.set_footer("&R&P / &N")


def _write(sheet: Any, index: int, values: Sequence[Cell], text: Any, day: Any) -> None:
    for column, value in enumerate(values):
        if isinstance(value, date):
            sheet.write_datetime(index, column, _midnight(value), day)
        elif isinstance(value, int):
            sheet.write_number(index, column, value, text)
        elif value:
            sheet.write_string(index, column, value[:CELL_LIMIT], text)
        else:
            sheet.write_blank(index, column, None, text)


def plain_cell(value: Cell) -> str:
    """On one line, and no formula."""
    if value is None:
        return ""
    if isinstance(value, date | int):
        return str(value)
    words = " ".join(value.split())
    return f"'{words}" if value.startswith(FORMULA) or words.startswith(FORMULA) else words


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a cell of Excel knows no zone
