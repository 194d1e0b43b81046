"""Take-overs at every step, made by the verbs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY
from tracker.capture.matrix_columns import guess_all
from tracker.capture.matrix_drafts import choose_sheet, chosen_matrix, examine, store_outcome
from tracker.models.organisations import Organisation
from tracker.models.take_overs import TakeOver, TakeOverRow, TakeOverSheet, start_take_over
from tracker.models.users import Actor

HEADS = ["No", "Tindak Lanjut", "PIC", "Target Waktu", "Status", "Keterangan"]


def make_take_over(
    session: Session,
    unit: Organisation,
    actor: Actor,
    *rows: list[str],
    meeting_id: int | None = None,
    name: str = "Rekap.xlsx",
) -> TakeOver:
    """A draft whose rows were read; its columns are those of HEADS."""
    take_over = start_take_over(
        session, by=actor.user_id, at=NOW, name=name, unit_id=unit.id, meeting_id=meeting_id
    )
    cells = [HEADS, *([*row, *[""] * (len(HEADS) - len(row))] for row in rows)]
    sheet = TakeOverSheet(
        take_over_id=take_over.id, name="Rekap", rows=cells, merged=[], size=len(cells)
    )
    session.add(sheet)
    session.flush()
    choose_sheet(take_over.draft, sheet)
    matrix = chosen_matrix(session, take_over.draft)
    assert matrix
    assert matrix.head
    take_over.draft.answer(columns=[column.value for column in guess_all(matrix.head.heads)])
    read_through(take_over, actor)
    return take_over


def read_through(take_over: TakeOver, actor: Actor) -> None:
    outcome = examine(take_over, actor, today=TODAY)
    store_outcome(take_over, outcome, edition=take_over.draft.edition, today=TODAY)


def rows_of(session: Session, take_over: TakeOver) -> list[TakeOverRow]:
    query = select(TakeOverRow).where(TakeOverRow.take_over_id == take_over.id)
    return list(session.scalars(query.order_by(TakeOverRow.number)))
