"""Reads the workbook on stdin and writes its cells to stdout as JSON, in a process of its own.

Started by `infra.spreadsheets`: a workbook of a few kilobytes may unfold to gigabytes, and the
library that opens it ends the whole process when it gets no more memory.
"""

import io
import json
import os
import resource
import sys
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY_BYTES = 512 * 2**20
CPU_SECONDS = 20
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_SHEETS = 60
MAX_CHARACTERS = 30_000_000


class Finding(IntEnum):
    """How the process ends; any other end is that of a workbook which needs too much."""

    GOOD = 0
    LOCKED = 10
    BROKEN = 11
    TOO_LARGE = 12


def main() -> Finding:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as workbook:
            sheets = [_sheet(workbook.get_sheet_by_name(name)) for name in _visible(workbook)]
    except PasswordError:
        return Finding.LOCKED
    except CalamineError:
        return Finding.BROKEN
    except MemoryError:
        return Finding.TOO_LARGE
    told = json.dumps([sheet for sheet in sheets if sheet["rows"] or sheet["too_long"]])
    if len(told) > MAX_CHARACTERS:
        return Finding.TOO_LARGE
    sys.stdout.write(told)
    sys.stdout.flush()
    return Finding.GOOD


def _visible(workbook: CalamineWorkbook) -> list[str]:
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    return shown[:MAX_SHEETS]


def _sheet(sheet: CalamineSheet) -> dict[str, Any]:
    """From A1 on: the library gives the rows above the first filled cell, not the columns."""
    told: dict[str, Any] = {"name": sheet.name, "rows": [], "merged": [], "too_long": False}
    if sheet.start is None:
        return told
    left, rows = sheet.start[1], list[list[str]]()
    for row in sheet.iter_rows():
        rows.append([*[""] * left, *(as_text(cell) for cell in row)][:MAX_COLUMNS])
        if len(rows) > MAX_ROWS:
            return {**told, "too_long": True}
    while rows and not any(rows[-1]):
        rows.pop()
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
    return {**told, "rows": rows, "merged": merged[:MAX_ROWS]}


def as_text(value: object) -> str:
    """A cell the way an Indonesian office writes it: 31/12/2025, 12, 0,5."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float | int):
        whole = float(value).is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(value).replace(".", ",")
    if isinstance(value, time):
        return value.strftime("%H.%M")
    return str(value) if isinstance(value, timedelta) else ""


if __name__ == "__main__":
    ended = main()
    os._exit(ended)  # at once: there is nothing to tidy up
