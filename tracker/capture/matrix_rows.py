"""One row of a matrix read: what is to be done, by whom, until when, and how far it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.capture.matrix_columns import Column, levelled
from tracker.capture.matrix_dates import read_due
from tracker.capture.matrix_offices import Offices
from tracker.capture.matrix_reasons import Why
from tracker.capture.matrix_statuses import Standing, read_standing
from tracker.capture.matrix_tables import Line
from tracker.infra.text import clean_line, clean_lines
from tracker.models.actions import Priority
from tracker.models.assignment_states import Part

LONGEST_SENTENCE = 2_000
LONGEST_LINE = 300
WITHOUT, SKIP = "without", "skip"  # answers to a spelling besides an organisation's id

_LINK = re.compile(r"https?://[^\s<>\"']{4,280}")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}|[a-zA-Z])[.)]\s+")
_PRIORITIES = (
    (Priority.PRESSING, re.compile(r"\b(mendesak|urgent|sangat)\b")),
    (Priority.HIGH, re.compile(r"\b(tinggi|high|segera|penting)\b")),
    (Priority.LOW, re.compile(r"\b(rendah|low)\b")),
)
# In this order and under these words the rest of a row is kept, on the report or on the action.
_TOLD = (
    (Column.STATUS, "Status"),
    (Column.PROGRESS, "Progres"),
    (Column.OBSTACLE, "Kendala"),
    (Column.EVIDENCE, "Bukti dukung"),
    (Column.NOTE, "Keterangan"),
)

Reason = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """How a matrix is to be read.

    answers: by levelled spelling, the organisation's id, WITHOUT or SKIP. rows: by number, what
    somebody decided for one row. successors: by organisation that has ended, who came after it.
    """

    columns: Sequence[Column]
    offices: Offices
    answers: Mapping[str, int | str] = field(default_factory=dict)
    rows: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    ended: Mapping[int, int | None] = field(default_factory=dict)
    period_ends: bool = False
    leave_done: bool = False


@dataclass(slots=True)
class Row:
    """number: as the spreadsheet counts. offices: by id, with their part. told: the other cells."""

    line: Line
    sentence: str = ""
    old_reference: str = ""
    due_on: date | None = None
    old_due: str = ""
    output: str = ""
    priority: Priority = Priority.NORMAL
    standing: Standing | None = None
    offices: dict[int, Part] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    origin: list[str] = field(default_factory=list)
    link: str = ""
    reasons: list[Reason] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.line.number

    def say(self, why: Why, column: int | None = None, **params: object) -> None:
        """column: where on the sheet the reason stands, counted from 0."""
        cell = {} if column is None else {"cell": f"{letters(column)}{self.number}"}
        self.reasons.append({"why": why.value, **cell, **params})


def read_row(line: Line, how: Reading) -> Row:
    """A row with an action, or one that adds organisations to the action above it."""
    row, decided = Row(line), how.rows.get(line.number, {})
    cells = dict.fromkeys(Column, "") | _cells(line, how.columns)
    row.sentence = clean_lines(_NUMBERED.sub("", decided.get("sentence") or cells[Column.SENTENCE]))
    if line.part_of is None and len(row.sentence) > LONGEST_SENTENCE:
        row.say(Why.TOO_LONG, _place(how, Column.SENTENCE), number=_dotted(len(row.sentence)))
    row.old_reference = clean_line(cells[Column.NUMBER])[:LONGEST_LINE]
    _read_due(row, cells[Column.DUE], decided, how)
    _read_offices(row, decided, how)
    _read_standing(row, cells, how)
    row.output = clean_lines(cells[Column.OUTPUT])
    row.priority = _priority(cells[Column.PRIORITY])
    row.told += [
        f"{words}: {text}" for column, words in _TOLD if (text := clean_lines(cells[column]))
    ]
    row.origin = [*_origin(line, cells)]
    link = _LINK.search(cells[Column.EVIDENCE])
    row.link = link[0].rstrip(".,)") if link else ""
    return row


def key_of(sentence: str) -> str:
    """What two ways of typing one sentence have in common."""
    return levelled(sentence)


def letters(column: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cells(line: Line, columns: Sequence[Column]) -> dict[Column, str]:
    """By what is taken from them; several columns for one thing are put below each other."""
    found: dict[Column, str] = {}
    for column, cell in zip(columns, line.cells, strict=True):
        if cell and column is not Column.IGNORED:
            found[column] = f"{found[column]}\n{cell}" if column in found else cell
    return found


def _read_due(row: Row, cell: str, decided: Mapping[str, Any], how: Reading) -> None:
    if "due_on" in decided:
        row.due_on = date.fromisoformat(decided["due_on"]) if decided["due_on"] else None
        row.old_due = "" if row.due_on else clean_line(cell)[:LONGEST_LINE]
        return
    row.due_on = _due(cell, how.period_ends)
    if cell and row.due_on is None:
        row.old_due = clean_line(cell)[:LONGEST_LINE]
        row.say(Why.DUE_IN_WORDS, _place(how, Column.DUE), words=row.old_due)


def _read_offices(row: Row, decided: Mapping[str, Any], how: Reading) -> None:
    """Those of its cells, else of its headings. Who leads may have been chosen for the row."""
    named = list(_named(row.line, how))
    if "leads" in decided:
        row.offices = dict.fromkeys(decided["leads"], Part.LEAD)
        for spelling, part, _ in named:
            office = how.offices.find(spelling)
            if part is Part.SUPPORTING and office is not None and office not in how.ended:
                row.offices.setdefault(office, part)
        return
    for spelling, part, column in named:
        _read_office(row, spelling, part, column, how)
    if not named and row.line.part_of is None:
        for heading in reversed(row.line.headings):
            office = how.offices.find(_NUMBERED.sub("", heading))
            if office is not None and office not in how.ended:
                row.offices[office] = Part.LEAD
                row.say(Why.FROM_HEADING, words=heading[:100])
                break


def _read_office(row: Row, spelling: str, part: Part, column: int, how: Reading) -> None:
    answer = how.answers.get(levelled(spelling))
    office = how.offices.find(spelling) if answer is None else answer
    if answer == SKIP:
        row.say(Why.SKIPPED, column)
    elif answer == WITHOUT:
        row.told.append(f"{part.label}: {spelling}")
    elif not isinstance(office, int) or (office in how.ended and answer is None):
        row.say(Why.UNKNOWN_OFFICE, column, words=spelling)
    elif row.offices.get(office) is not Part.LEAD:
        row.offices[office] = part


def _named(line: Line, how: Reading) -> Iterator[tuple[str, Part, int]]:
    parts = {Column.LEAD: Part.LEAD, Column.SUPPORTING: Part.SUPPORTING}
    for place, (column, cell) in enumerate(zip(how.columns, line.cells, strict=True)):
        if column in parts and any(map(str.isalpha, cell)):
            for named in how.offices.named(cell, parts[column]):
                yield clean_line(named.spelling)[:LONGEST_LINE], named.part, place


def _read_standing(row: Row, cells: Mapping[Column, str], how: Reading) -> None:
    """The status cell decides; without one, progress that says so by itself."""
    status, progress = cells[Column.STATUS], cells[Column.PROGRESS]
    row.standing = _standing(status)
    if status and row.standing is None:
        row.say(Why.STATUS_UNKNOWN, _place(how, Column.STATUS), words=clean_line(status)[:100])
    if row.standing is None and progress and len(progress) <= 20:
        row.standing = _standing(progress)
    if row.standing in {None, Standing.RUNNING} and any(map(str.isalpha, cells[Column.OBSTACLE])):
        row.standing = Standing.OBSTRUCTED
    if row.standing is None and any(map(str.isalpha, progress)):
        row.standing = Standing.RUNNING


def _origin(line: Line, cells: Mapping[Column, str]) -> Iterator[str]:
    for heading in line.headings:
        yield f"Subjudul: {clean_line(heading)}"
    if meeting := clean_lines(cells[Column.MEETING]):
        yield f"Rapat asal: {meeting}"
    if topic := clean_lines(cells[Column.TOPIC]):
        yield f"Permasalahan atau kesepakatan: {topic}"


def _priority(cell: str) -> Priority:
    words = levelled(cell)
    found = (priority for priority, known in _PRIORITIES if known.search(words))
    return next(found, Priority.NORMAL)


def _place(how: Reading, column: Column) -> int | None:
    return how.columns.index(column) if column in how.columns else None


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@lru_cache(maxsize=4096)
def _due(cell: str, period_ends: bool) -> date | None:
    return read_due(cell, period_ends=period_ends)


@lru_cache(maxsize=4096)
def _standing(cell: str) -> Standing | None:
    return read_standing(cell)
