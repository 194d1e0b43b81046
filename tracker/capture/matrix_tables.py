"""Where a matrix stands on its sheet: titles above, one or two head rows, headings in between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.capture.matrix_columns import Column, guess, levelled
from tracker.infra.orm import Labelled
from tracker.infra.spreadsheets import Range
from tracker.infra.text import N_

HEAD_WITHIN = 60  # rows from the top
_ORDINAL = re.compile(r"[(\[]?\s*(\d{1,2}|[a-z])\s*[)\].]?", re.IGNORECASE)
_SUMMARY = re.compile(r"^(jumlah|total|sub ?total|rekap\w*|rata rata)\b")
_HEADING = re.compile(r"(rapat|rakor|hasil|arahan|[ivx]{1,5}\.|[a-z]\.|\d{1,2}\.)\s", re.IGNORECASE)


class LineKind(Labelled):
    """What a row of the sheet is."""

    ACTION = "action", N_("Tindak lanjut")
    PART = "part", N_("Bagian dari baris lain")
    HEADING = "heading", N_("Subjudul")
    HEAD = "head", N_("Kepala tabel")
    OTHER = "other", N_("Bukan baris matriks")


@dataclass(frozen=True, slots=True)
class Head:
    """first, last: its rows, from 0. heads: one a column, of two rows put together."""

    first: int
    last: int
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """number: of the row as the spreadsheet counts. headings: those that hold for it.

    part_of: the number of the row whose action this one adds an organisation to.
    """

    number: int
    kind: LineKind
    cells: tuple[str, ...]
    headings: tuple[str, ...] = ()
    part_of: int | None = None


def find_head(rows: Sequence[Sequence[str]], merged: Sequence[Range]) -> Head | None:
    """The row with the most known heads, two at least; the first where two have as many."""
    best, found = 1, None
    for index, row in enumerate(rows[:HEAD_WITHIN]):
        known = {guess(cell) for cell in row if 0 < len(cell) <= 60} - {None}
        if len(known) > best and known & {Column.SENTENCE, Column.TOPIC}:
            best, found = len(known), index
    return None if found is None else head_at(rows, merged, found)


def head_at(rows: Sequence[Sequence[str]], merged: Sequence[Range], index: int) -> Head:
    """The head that begins at this row, with a second row below when cells are divided there."""
    width = max((len(row) for row in rows), default=0)
    upper = _across(_padded(rows[index], width), index, merged)
    lower = _padded(rows[index + 1], width) if index + 1 < len(rows) else [""] * width
    if not _divides(_padded(rows[index], width), lower):
        return Head(index, index, tuple(upper))
    both = [" ".join(filter(None, pair)) for pair in zip(upper, lower, strict=True)]
    return Head(index, index + 1, tuple(both))


def telling_rows(rows: Sequence[Sequence[str]], head: Head) -> list[list[str]]:
    """The rows below the head that are neither headings nor the numbers of the columns."""
    below = (_padded(row, len(head.heads)) for row in rows[head.last + 1 :])
    return [row for row in below if len([cell for cell in row if cell]) > 1 and not _counts(row)]


def read_lines(
    rows: Sequence[Sequence[str]],
    merged: Sequence[Range],
    head: Head,
    columns: Sequence[Column],
) -> list[Line]:
    """Every row below the head that holds anything, each with the headings above it."""
    width = len(columns)
    down = _filled_down(rows, merged, width)
    lines: list[Line] = []
    headings: tuple[str, ...] = ()
    current: int | None = None
    for index in range(head.last + 1, len(rows)):
        own = _padded(rows[index], width)
        cells = down[index]
        if not any(cells):
            current = None
            continue
        kind = _kind(own, cells, head, columns, current is not None)
        line = Line(index + 1, kind, tuple(cells), headings)
        if kind is LineKind.HEADING:
            after = bool(lines) and lines[-1].kind is LineKind.HEADING
            headings = (*(headings[-1:] if after else ()), _only(own))
            current = None
        elif kind is LineKind.ACTION:
            current = line.number
        elif kind is LineKind.PART:
            line = replace(line, part_of=current)
        lines.append(line)
    return _without_loose_ends(lines)


def _without_loose_ends(lines: list[Line]) -> list[Line]:
    """Below the last action stands who signed it: no heading of anything."""
    end = max((i for i, line in enumerate(lines, 1) if line.kind is LineKind.ACTION), default=0)
    return [
        replace(line, kind=LineKind.OTHER) if i >= end and line.kind is LineKind.HEADING else line
        for i, line in enumerate(lines)
    ]


def _kind(
    own: list[str], cells: list[str], head: Head, columns: Sequence[Column], below_action: bool
) -> LineKind:
    """own: what stands in the row itself; cells: with what merged cells bring down."""
    told = [column for column, cell in zip(columns, own, strict=True) if cell]
    if _repeats(own, head) or _counts(own):
        return LineKind.HEAD
    if _SUMMARY.match(levelled(_only(own))):
        return LineKind.OTHER
    if len(told) == 1 and _is_heading(told[0], _only(own)):
        return LineKind.HEADING
    if Column.SENTENCE in told:
        return LineKind.ACTION
    if below_action and {Column.LEAD, Column.SUPPORTING} & {*told}:
        return LineKind.PART
    return LineKind.OTHER


def _is_heading(column: Column, text: str) -> bool:
    if column is Column.SENTENCE:
        return _HEADING.match(text) is not None and len(text) <= 150
    return column not in {Column.LEAD, Column.SUPPORTING} and any(map(str.isalpha, text))


def _repeats(own: list[str], head: Head) -> bool:
    """The head printed once more on a later page."""
    pairs = [(levelled(a), levelled(b)) for a, b in zip(own, head.heads, strict=False) if a]
    same = [a for a, b in pairs if a and (a == b or b.startswith(f"{a} ") or b.endswith(f" {a}"))]
    return len(pairs) > 1 and len(same) == len(pairs)


def _counts(own: list[str]) -> bool:
    """A row that only numbers the columns: 1 2 3 4 or (1) (2) (3)."""
    found = [_ORDINAL.fullmatch(cell.strip()) for cell in own if cell]
    marks = [match[1].lower() for match in found if match]
    if len(marks) < 3 or len(marks) < len(found):
        return False
    values = [int(mark) if mark.isdigit() else ord(mark) for mark in marks]
    return values == list(range(values[0], values[0] + len(values)))


def _divides(upper: list[str], lower: list[str]) -> bool:
    """Whether the lower row goes on with the head: it fills cells the upper one leaves empty.

    Under a head of its own it may only divide one that goes over the empty cell beside it.
    """
    if _counts(lower):
        return False
    beside = [*upper[1:], "-"]
    below = [cells for cells in zip(upper, lower, beside, strict=True) if cells[1]]
    return any(not above for above, _, _ in below) and all(
        len(own) <= 40 and not own.isdigit() and (not above or not next_to or guess(own))
        for above, own, next_to in below
    )


def _across(row: list[str], index: int, merged: Sequence[Range]) -> list[str]:
    """A head cell that spans columns stands above each of them; without marks, above blanks."""
    filled = list(row)
    for first, left, last, right in merged:
        if first <= index <= last and right > left and left < len(row):
            for column in range(left + 1, min(right + 1, len(row))):
                filled[column] = filled[column] or row[left]
    return filled


def _filled_down(
    rows: Sequence[Sequence[str]], merged: Sequence[Range], width: int
) -> list[list[str]]:
    filled = [_padded(row, width) for row in rows]
    for first, left, last, _ in merged:
        if last > first and left < width and first < len(filled):
            for index in range(first + 1, min(last + 1, len(filled))):
                filled[index][left] = filled[first][left]
    return filled


def _padded(row: Sequence[str], width: int) -> list[str]:
    cells = [_cleaned(cell) for cell in row[:width]]
    return [*cells, *[""] * (width - len(cells))]


def _cleaned(cell: str) -> str:
    return cell.strip()


def _only(own: list[str]) -> str:
    return next((cell for cell in own if cell), "")
