"""The report of a take-over as a workbook: one row for each row of the old matrix."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from tracker.reports.take_overs import Line

_HEADS = (
    *("Baris", "Hasil", "No. lama", "Tindak lanjut", "Instansi", "Tenggat"),
    *("Keterangan", "Nomor di Rakor"),
)
_WIDTHS = (7, 16, 16, 60, 30, 14, 60, 16)


def report_workbook(lines: Sequence[Line], sentence_of: Callable[[dict[str, Any]], str]) -> bytes:
    """An XLSX in which every text is a text: what looks like a formula is none."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": True})
    sheet = book.add_worksheet("Laporan")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(_HEADS) - 1)
    for number, line in enumerate(lines, start=1):
        sheet.write_number(number, 0, line.number)
        sheet.write_string(number, 1, "Dibuat" if line.reference else line.kind.label)
        sheet.write_string(number, 2, line.old_reference)
        sheet.write_string(number, 3, line.sentence)
        sheet.write_string(number, 4, ", ".join(line.offices))
        if line.due_on:
            sheet.write_datetime(number, 5, line.due_on, day)
        sheet.write_string(number, 6, "\n".join(map(sentence_of, line.reasons)))
        sheet.write_string(number, 7, line.reference or "")
    book.close()
    return out.getvalue()
