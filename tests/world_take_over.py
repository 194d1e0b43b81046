"""A matrix of the unit on its way into the register, of one meeting."""

from tests.factories import NOW, someone
from tests.world_house import House
from tracker.models.meetings import Meeting
from tracker.models.take_overs import RowKind, TakeOverRow, TakeOverSheet, start_take_over

CELLS = [
    ["No", "Tindak Lanjut", "PIC", "Status"],
    ["1", "Menyusun edaran", "Disnaker", "Proses"],
    ["2", "Menyiapkan data", "Dinas Anu", ""],
]


def matrix(house: House, meeting: Meeting) -> dict[str, object]:
    """Read, with one row that waits for an answer."""
    session = house.session
    take_over = start_take_over(
        session,
        by=someone(session),
        at=NOW,
        name=f"Matriks {meeting.subject}.xlsx",
        unit_id=house.unit.id,
        meeting_id=meeting.id,
    )
    sheet = TakeOverSheet(take_over_id=take_over.id, name="Rekap", rows=CELLS, merged=[], size=3)
    session.add(sheet)
    session.flush()
    draft = take_over.draft
    draft.sheet_id, draft.columns = sheet.id, ["number", "sentence", "lead", "status"]
    draft.figures = {RowKind.CREATE.value: 1, RowKind.QUESTION.value: 1, "actions": 1}
    draft.spellings = [
        {"spelling": "dinas anu", "words": "Dinas Anu", "cell": "C3", "rows": 1, "near": []}
    ]
    plan: dict[str, object] = {
        "sentence": "Menyiapkan data",
        "number": "2",
        "due_on": None,
        "offices": [],
        "takeable": False,
        "entry": True,
    }
    row = TakeOverRow(
        take_over_id=take_over.id, number=3, kind=RowKind.QUESTION, plan=plan, reasons=[]
    )
    session.add(row)
    session.flush()
    return {"ambil_alih": take_over.id, "baris_matriks": row.id}
