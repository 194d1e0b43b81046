"""The part of the story that was in a spreadsheet before."""

from datetime import datetime

from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_organisation
from tracker.models.assignment_states import Part, Report
from tracker.models.matrix_memory import remember_layout, remember_spelling
from tracker.models.take_overs import RowKind, TakeOver, TakeOverRow, TakeOverSheet, start_take_over
from tracker.models.taking_over import (
    PlannedAction,
    PlannedShare,
    cancel_taken_over,
    open_planned,
)
from tracker.models.users import Actor


def tell_of_take_overs(session: Session, *, by: Actor, unit_id: int, later: datetime) -> None:
    """One matrix carried out, one undone after it was stopped once, one that was let go."""
    offices = [make_organisation(session).id for _ in range(2)]
    kept, undone, dropped = (
        start_take_over(session, by=by.user_id, at=NOW, name=name, unit_id=unit_id, meeting_id=None)
        for name in ("Rekap “2025”.xlsx", "Keliru.csv", "Tempelan")
    )
    _carry_out(session, kept, offices, by=by, at=later)
    undone.draft.figures = {RowKind.CREATE: 1}
    undone.start(by=by, at=later)
    undone.stop(by=by.user_id, at=later)
    _carry_out(session, undone, offices, by=by, at=later)
    undone.begin_undoing("Salah berkas.", by=by, at=later)
    cancel_taken_over(undone, "Salah berkas.", by=by.user_id, at=later)
    undone.end_undoing(undone=True, by=by.user_id, at=later)
    dropped.discard(by=by.user_id, at=later)
    remember_layout(session, unit_id, "0" * 64, ["number", "sentence"])
    remember_spelling(session, unit_id, "seluruh opd", None)


def _carry_out(
    session: Session, take_over: TakeOver, offices: list[int], *, by: Actor, at: datetime
) -> None:
    cells = [["No", "Tindak Lanjut"], ["1", "Menyusun edaran"]]
    sheet = TakeOverSheet(take_over_id=take_over.id, name="Rekap", rows=cells, merged=[], size=2)
    session.add(sheet)
    take_over.draft.figures = {RowKind.CREATE: 1}
    take_over.start(by=by, at=at)
    shares = [
        PlannedShare(offices[0], Part.LEAD, Report.DONE, "Menurut matriks lama: selesai."),
        PlannedShare(
            *(offices[1], Part.SUPPORTING, Report.PROGRESS, "Berjalan.", "https://contoh.example")
        ),
    ]
    plan = PlannedAction((2,), "Menyusun edaran", shares, TODAY, "1/KESRA/2025", old_note="Rapat")
    (action_id,) = open_planned(take_over, [plan], by=by.user_id, at=at, year=2025)
    session.add(
        TakeOverRow(
            take_over_id=take_over.id,
            number=2,
            kind=RowKind.CREATE,
            plan={},
            reasons=[],
            action_id=action_id,
        )
    )
    take_over.finish(1, by=by.user_id, at=at)
