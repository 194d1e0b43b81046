"""A small register to read matrices with, and the short way from a file to what comes of it."""

from typing import Any

from tracker.capture.matrix_check import Known, Outcome, check
from tracker.capture.matrix_columns import guess_all
from tracker.capture.matrix_offices import Offices
from tracker.capture.matrix_rows import Reading
from tracker.capture.matrix_tables import find_head, read_lines
from tracker.infra.spreadsheets import Sheet

DISNAKER, BAPPEDA, BPKAD, DISPERINDAG, PANGAN, DINKES, DINSOS, PRINGSEWU = range(1, 9)
OFFICES = Offices(
    {
        "disnaker": DISNAKER,
        "dinas tenaga kerja": DISNAKER,
        "bappeda": BAPPEDA,
        "bpkad": BPKAD,
        "dinas perindustrian dan perdagangan": DISPERINDAG,
        "dinas ketahanan pangan, tanaman pangan dan hortikultura": PANGAN,
        "dinas ketahanan pangan": PANGAN,
        "dinas kesehatan": DINKES,
        "dinkes": DINKES,
        "dinas sosial": DINSOS,
        "dinsos": DINSOS,
        "kabupaten pringsewu": PRINGSEWU,
    }
)


def read(sheet: Sheet, known: Known | None = None, **how: Any) -> Outcome:
    head = find_head(sheet.rows, sheet.merged)
    assert head is not None
    columns = guess_all(head.heads)
    lines = read_lines(sheet.rows, sheet.merged, head, columns)
    return check(lines, Reading(columns, OFFICES, **how), known or Known())


def told(outcome: Outcome) -> dict[int, tuple[str, list[str]]]:
    """By row: what becomes of it, and the codes of the reasons."""
    return {
        row.number: (row.kind.value, [reason["why"] for reason in row.reasons])
        for row in outcome.rows
    }
