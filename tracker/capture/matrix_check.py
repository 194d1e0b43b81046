"""The whole matrix read, row by row: what will be created, what needs an answer, what stays."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.capture.matrix_columns import levelled
from tracker.capture.matrix_reasons import BY_DEFAULT, LEFT_OUT, WAITING, Why
from tracker.capture.matrix_rows import Reading, Row, key_of, read_row
from tracker.capture.matrix_statuses import Standing
from tracker.capture.matrix_tables import Line, LineKind
from tracker.models.assignment_states import Part, Report
from tracker.models.take_overs import RowKind
from tracker.models.taking_over import PlannedAction, PlannedShare

STEP = 500  # rows between two words about how far it is
LONGEST_OUTPUT = 300

_REPORTS = {
    Standing.RUNNING: Report.PROGRESS,
    Standing.OBSTRUCTED: Report.OBSTACLE,
    Standing.DONE: Report.DONE,
    Standing.INFEASIBLE: Report.NOT_FEASIBLE,
}
_AS_LINE = {
    LineKind.HEADING: Why.HEADING,
    LineKind.HEAD: Why.HEAD,
    LineKind.OTHER: Why.OTHER,
}
_TELLING = re.compile(r"[a-z]{2}|\w+ \w+ \w+")  # a number that says more than a place on a page


@dataclass(frozen=True, slots=True)
class Known:
    """What is in the register: references by themselves, and by sentence with who has a share."""

    references: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Sequence[tuple[str, frozenset[int]]]] = field(default_factory=dict)

    def holds(self, old_reference: str, sentence: str, offices: frozenset[int]) -> str | None:
        """The reference of an action that is the same, if there is one."""
        number = levelled(old_reference)
        if _TELLING.search(number) and number in self.references:
            return self.references[number]
        for reference, there in self.sentences.get(key_of(sentence), ()):
            if offices & there or not (offices or there):
                return reference
        return None

    def beyond(self, earlier: "Known") -> "Known":
        """What came since."""
        before = set(earlier.references.values())
        references = {key: ref for key, ref in self.references.items() if ref not in before}
        sentences = {
            key: [entry for entry in there if entry[0] not in before]
            for key, there in self.sentences.items()
        }
        return Known(references, sentences)


@dataclass(slots=True)
class Found:
    """An action with the rows that add organisations to it."""

    row: Row
    parts: list[Row] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [self.row, *self.parts]

    @property
    def offices(self) -> frozenset[int]:
        return frozenset(office for row in self.rows for office in row.offices)


@dataclass(frozen=True, slots=True)
class Checked:
    """One row of the report. plan: what it becomes, for people to read."""

    number: int
    kind: RowKind
    part_of: int | None
    plan: dict[str, Any]
    reasons: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """rows: every row of the sheet below its head. plans: the actions that can be created now."""

    rows: list[Checked]
    plans: list[PlannedAction]


def check(
    lines: Sequence[Line],
    how: Reading,
    known: Known,
    *,
    tell: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Read every row and compare it with the others and with the register.

    tell: is told now and then how many rows were read; what it raises ends the reading.
    """
    actions: dict[int, Found] = {}
    others: list[Row] = []
    for count, line in enumerate(lines):
        if count % STEP == 0:
            tell(count)
        if line.kind in _AS_LINE:
            others.append(_other(line))
        elif line.part_of is None:
            actions[line.number] = Found(read_row(line, how))
        else:
            actions[line.part_of].parts.append(read_row(line, how))
    _judge(list(actions.values()), how, known)
    found = [row for action in actions.values() for row in action.rows]
    checked = [_checked(row) for row in (*found, *others)]
    standing = [action for action in actions.values() if _kind(action.row) is RowKind.CREATE]
    return Outcome(
        rows=sorted(checked, key=lambda row: row.number), plans=[plan(each) for each in standing]
    )


def plan(action: Found) -> PlannedAction:
    """The action as it will be opened.

    What the row says of the work goes to the report of its one organisation. Where several share
    a row nobody can tell whose work it speaks of: it stays with the action, for those who oversee
    all of them, so that no agency reads of another's.
    """
    row = action.row
    rows = [each for each in action.rows if _kind(each) is RowKind.CREATE]
    shares: dict[int, PlannedShare] = {}
    kept = list(row.origin)
    for each in rows:
        for office, part in each.offices.items():
            shares.setdefault(office, _share(each, office, part))
        if len(each.offices) != 1 or not shares[next(iter(each.offices))].note:
            kept += each.told
    if len(row.output) > LONGEST_OUTPUT:
        kept.append(f"Keluaran: {row.output}")
    return PlannedAction(
        rows=tuple(each.number for each in rows),
        sentence=row.sentence,
        shares=list(shares.values()),
        due_on=row.due_on,
        old_reference=row.old_reference,
        old_due=row.old_due,
        old_note="\n".join(dict.fromkeys(kept)),
        expected_output=row.output if len(row.output) <= LONGEST_OUTPUT else "",
        priority=row.priority,
    )


def _share(row: Row, office: int, part: Part) -> PlannedShare:
    report = _REPORTS.get(row.standing) if row.standing else None
    if report is None:
        return PlannedShare(office, part, due_on=row.due_on)
    alone = len(row.offices) == 1
    said = f"Menurut matriks lama: {row.standing.label if row.standing else ''}."
    note = "\n".join([said, *row.told]) if alone else said
    return PlannedShare(office, part, report, note, row.link if alone else "", row.due_on)


def _judge(actions: Sequence[Found], how: Reading, known: Known) -> None:
    """Say of every row why it stays behind, or what is worth knowing of it."""
    seen: dict[str, list[Found]] = defaultdict(list)
    for action in actions:
        row = action.row
        decided = how.rows.get(row.number, {})
        if decided.get("skip"):
            row.say(Why.SKIPPED)
        elif not decided.get("take"):
            _leave_by_default(action, how, known, seen)
        if _kind(row) is not RowKind.LEFT_OUT:
            seen[key_of(row.sentence)].append(action)
            _note(action)
        for part in action.parts:
            _judge_part(part, action, how)


def _leave_by_default(
    action: Found, how: Reading, known: Known, seen: Mapping[str, Sequence[Found]]
) -> None:
    row = action.row
    if reference := known.holds(row.old_reference, row.sentence, action.offices):
        row.say(Why.SAME_ACTION, reference=reference)
    elif same := next((s for s in seen.get(key_of(row.sentence), ()) if _same(s, action)), None):
        row.say(Why.SAME_ROW, row=same.row.number)
    elif row.standing is Standing.DROPPED:
        row.say(Why.DROPPED)
    elif row.standing is Standing.DONE and how.leave_done and not action.parts:
        row.say(Why.DONE_STAYS)


def _same(one: Found, other: Found) -> bool:
    """The same sentence again next month is other work: it has another day."""
    days = one.row.due_on, other.row.due_on
    if one.offices and other.offices and not one.offices & other.offices:
        return False
    return bool(one.offices) == bool(other.offices) and (days[0] == days[1] or None in days)


def _judge_part(part: Row, action: Found, how: Reading) -> None:
    above = action.row.number
    if how.rows.get(part.number, {}).get("skip"):
        part.say(Why.SKIPPED)
    elif _kind(action.row) is RowKind.LEFT_OUT:
        part.say(Why.WITH_ITS_ROW, row=above)
    else:
        part.say(Why.PART_OF, row=above)
        _note_standing(part)


def _note(action: Found) -> None:
    _note_standing(action.row)
    if not action.offices and not {Why.UNKNOWN_OFFICE} & set(_codes(action.row)):
        action.row.say(Why.NO_OFFICE)


def _note_standing(row: Row) -> None:
    if row.offices and row.standing is Standing.DONE:
        row.say(Why.WAITS)
    elif row.offices and row.standing is Standing.INFEASIBLE:
        row.say(Why.WAITS_INFEASIBLE)


def _other(line: Line) -> Row:
    row = Row(line)
    row.sentence = " · ".join(filter(None, line.cells))[:LONGEST_OUTPUT]
    row.say(_AS_LINE[line.kind])
    return row


def _codes(row: Row) -> Iterator[Why]:
    return (Why(reason["why"]) for reason in row.reasons)


def _kind(row: Row) -> RowKind:
    codes = set(_codes(row))
    if codes & LEFT_OUT:
        return RowKind.LEFT_OUT
    return RowKind.QUESTION if codes & WAITING else RowKind.CREATE


def _checked(row: Row) -> Checked:
    codes = set(_codes(row))
    told = {
        "sentence": row.sentence,
        "number": row.old_reference,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "offices": [[office, part.value] for office, part in row.offices.items()],
        "takeable": bool(codes & BY_DEFAULT),
        "entry": row.line.kind in {LineKind.ACTION, LineKind.PART},
    }
    return Checked(row.number, _kind(row), row.line.part_of, told, row.reasons)
