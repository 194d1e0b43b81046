"""A matrix between the sheet and the register: read, compared, and its report kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.capture.matrix_check import Known, Outcome, check
from tracker.capture.matrix_columns import Column, guess_all, levelled, signature
from tracker.capture.matrix_offices import Offices
from tracker.capture.matrix_reasons import Why
from tracker.capture.matrix_rows import WITHOUT, Reading, key_of
from tracker.capture.matrix_tables import (
    Head,
    find_head,
    head_at,
    read_lines,
    telling_rows,
)
from tracker.infra.orm import session_of
from tracker.models.actions import Action, ActionState
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.matrix_memory import remembered_columns, remembered_spellings
from tracker.models.organisations import Organisation, known_names
from tracker.models.take_overs import RowKind, TakeOver, TakeOverDraft, TakeOverRow, TakeOverSheet
from tracker.models.users import Actor
from tracker.policy.actions import visible_actions

_GONE = (AssignmentState.REASSIGNED, AssignmentState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The chosen sheet with its head; head: None where none was found or chosen."""

    sheet: TakeOverSheet
    head: Head | None

    @property
    def signature(self) -> str:
        return signature(self.head.heads if self.head else ())

    def samples(self, column: int) -> list[str]:
        """The first things that stand below a head."""
        below = telling_rows(self.sheet.rows, self.head) if self.head else []
        return list(dict.fromkeys(row[column] for row in below[:50] if row[column]))[:3]


def chosen_matrix(session: Session, draft: TakeOverDraft) -> Matrix | None:
    """The sheet as it was read, with the head that was found on it or chosen by hand."""
    sheet = session.get(TakeOverSheet, draft.sheet_id) if draft.sheet_id else None
    if sheet is None:
        return None
    if draft.head_row is None:
        return Matrix(sheet, find_head(sheet.rows, sheet.merged))
    index = min(draft.head_row - 1, max(len(sheet.rows) - 1, 0))
    return Matrix(sheet, head_at(sheet.rows, sheet.merged, index) if sheet.rows else None)


def choose_sheet(draft: TakeOverDraft, sheet: TakeOverSheet) -> None:
    """Take this sheet; where its heads are known, what is taken from each is known as well."""
    session = session_of(draft)
    draft.sheet_id, draft.head_row, draft.columns = sheet.id, None, []
    matrix = chosen_matrix(session, draft)
    if matrix and matrix.head:
        unit_id = draft.take_over.unit_id
        draft.columns = remembered_columns(session, unit_id, matrix.signature) or []


def proposed_columns(session: Session, draft: TakeOverDraft, matrix: Matrix) -> list[Column]:
    """What was chosen for each column, else what the unit took from such heads, else a guess."""
    if matrix.head is None:
        return []
    heads = matrix.head.heads
    known = draft.columns or remembered_columns(session, draft.take_over.unit_id, matrix.signature)
    if known and len(known) == len(heads):
        return [Column(column) for column in known]
    return guess_all(heads)


def examine(
    take_over: TakeOver,
    actor: Actor,
    *,
    today: date,
    known: Known | None = None,
    tell: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Read the chosen matrix with all answers given so far; changes nothing.

    Raises LookupError while there is no sheet or no head yet, or its columns are not known.
    """
    session = session_of(take_over)
    draft = take_over.draft
    matrix = chosen_matrix(session, draft)
    if matrix is None or matrix.head is None or len(draft.columns) != len(matrix.head.heads):
        raise LookupError("nothing to read yet")
    how = reading(take_over, today=today)
    lines = read_lines(matrix.sheet.rows, matrix.sheet.merged, matrix.head, how.columns)
    return check(lines, how, known or known_work(session, actor), tell=tell)


def reading(take_over: TakeOver, *, today: date) -> Reading:
    """The register's names and all that was answered, for this unit's matrices and for this one."""
    session, draft = session_of(take_over), take_over.draft
    remembered = remembered_spellings(session, take_over.unit_id)
    answers: dict[str, int | str] = {
        spelling: WITHOUT if office is None else office for spelling, office in remembered.items()
    }
    answers |= {
        spelling: int(answer) if str(answer).isdigit() else str(answer)
        for spelling, answer in draft.answers.items()
    }
    ended = session.execute(
        select(Organisation.id, Organisation.successor_id).where(Organisation.active_until < today)
    )
    decided = session.execute(
        select(TakeOverRow.number, TakeOverRow.answer).where(
            TakeOverRow.take_over_id == take_over.id
        )
    )
    return Reading(
        columns=[Column(column) for column in draft.columns],
        offices=Offices(known_names(session)),
        answers=answers,
        rows={row.number: row.answer for row in decided if row.answer},
        ended={row.id: row.successor_id for row in ended},
        period_ends=draft.period_ends,
        leave_done=draft.leave_done,
    )


def known_work(session: Session, actor: Actor) -> Known:
    """What the register holds already, as far as the actor sees it: nobody learns of the rest."""
    mine = (
        visible_actions(actor)
        .with_only_columns(Action.id)
        .where(Action.state != ActionState.CANCELLED)
    )
    rows = session.execute(
        select(Action.reference, Action.old_reference, Action.sentence, Assignment.organisation_id)
        .outerjoin(Assignment, (Assignment.action_id == Action.id) & Assignment.state.not_in(_GONE))
        .where(Action.id.in_(mine))
        .order_by(Action.id)
    )
    references: dict[str, str] = {}
    offices: dict[str, set[int]] = {}
    sentences: dict[str, str] = {}
    for reference, old, sentence, office in rows:
        if reference not in sentences:
            sentences[reference] = key_of(sentence)
            references[levelled(reference)] = reference
            if old:
                references.setdefault(levelled(old), reference)
        if office is not None:
            offices.setdefault(reference, set()).add(office)
    by_sentence: dict[str, list[tuple[str, frozenset[int]]]] = {}
    for reference, key in sentences.items():
        held = frozenset(offices.get(reference, ()))
        by_sentence.setdefault(key, []).append((reference, held))
    return Known(references, by_sentence)


def store_outcome(take_over: TakeOver, outcome: Outcome, *, edition: int, today: date) -> None:
    """Keep the report: rows that changed are written, what was decided for a row stays with it.

    edition: of the answers it was read with; newer ones make it stale at once.
    """
    session, draft = session_of(take_over), take_over.draft
    _store_rows(session, take_over.id, outcome)
    kinds = [row.kind for row in outcome.rows]
    draft.figures = {
        **{kind.value: kinds.count(kind) for kind in RowKind},
        "actions": len(outcome.plans),
    }
    draft.spellings = _unknown(outcome, reading(take_over, today=today))
    draft.read_edition = edition
    session.flush()


def _store_rows(session: Session, take_over_id: int, outcome: Outcome) -> None:
    columns = (TakeOverRow.id, TakeOverRow.number, TakeOverRow.kind, TakeOverRow.part_of)
    stored = {
        row.number: row
        for row in session.execute(
            select(*columns, TakeOverRow.plan, TakeOverRow.reasons).where(
                TakeOverRow.take_over_id == take_over_id
            )
        )
    }
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row in outcome.rows:
        values = {
            "kind": row.kind,
            "part_of": row.part_of,
            "plan": row.plan,
            "reasons": row.reasons,
        }
        before = stored.pop(row.number, None)
        if before is None:
            told = {"take_over_id": take_over_id, "number": row.number, "answer": {}}
            new.append({**told, **values})
        elif any(getattr(before, name) != value for name, value in values.items()):
            changed.append({"id": before.id, **values})
    if new:
        session.execute(insert(TakeOverRow), new)
    if changed:
        session.execute(update(TakeOverRow), changed)
    gone = [row.id for row in stored.values()]
    for start in range(0, len(gone), 500):
        chunk = gone[start : start + 500]
        session.execute(delete(TakeOverRow).where(TakeOverRow.id.in_(chunk)))


def _unknown(outcome: Outcome, how: Reading) -> list[dict[str, Any]]:
    """Each spelling nobody bears, once: where it stands first, and who may be meant by it."""
    places: dict[str, list[str]] = {}
    spelt: dict[str, str] = {}
    for row in outcome.rows:
        for reason in row.reasons:
            if reason["why"] == Why.UNKNOWN_OFFICE and row.kind is RowKind.QUESTION:
                key = levelled(reason["words"])
                spelt.setdefault(key, reason["words"])
                places.setdefault(key, []).append(reason["cell"])
    return [
        {
            "spelling": key,
            "words": spelt[key],
            "cell": cells[0],
            "rows": len(cells),
            "near": _meant(spelt[key], how),
        }
        for key, cells in places.items()
    ]


def _meant(words: str, how: Reading) -> Sequence[int]:
    """Who came after an organisation that has ended, then those whose names are alike."""
    ended: Mapping[int, int | None] = how.ended
    bearer = how.offices.find(words)
    after = [ended[bearer]] if bearer is not None and ended.get(bearer) else []
    alike = [office for office in how.offices.near(words) if office not in ended]
    return list(dict.fromkeys(office for office in [*after, *alike] if office is not None))
