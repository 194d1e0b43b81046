"""Three matrices as offices keep them, and what is found on each sheet."""

from tests.capture.matrix_house import (
    BAPPEDA,
    BPKAD,
    DINKES,
    DINSOS,
    DISNAKER,
    DISPERINDAG,
    PANGAN,
    read,
    told,
)
from tests.matrices import PASTED, bureau, pages, workbook
from tracker.capture.matrix_columns import Column, guess_all, signature
from tracker.capture.matrix_tables import find_head
from tracker.infra.spreadsheets import Sheet, read_file, read_text
from tracker.models.assignment_states import Part, Report


def sheet_of(draw) -> Sheet:
    return read_file(workbook(("Rekap", draw)))[0]


def test_two_head_rows_are_read_as_one():
    sheet = sheet_of(bureau)
    head = find_head(sheet.rows, sheet.merged)
    assert head is not None
    assert (head.first, head.last) == (3, 4)
    assert head.heads[3:5] == ("Penanggung Jawab Utama", "Penanggung Jawab Pendukung")
    assert guess_all(head.heads) == [
        *(Column.NUMBER, Column.TOPIC, Column.SENTENCE, Column.LEAD, Column.SUPPORTING),
        *(Column.DUE, Column.OUTPUT, Column.PROGRESS, Column.OBSTACLE, Column.STATUS, Column.NOTE),
    ]


def test_a_bureaus_recap():
    """Numbered columns, headings, an action of two agencies, a sum, and who signed below."""
    outcome = read(sheet_of(bureau))
    assert told(outcome) == {
        6: ("left_out", ["head"]),
        7: ("left_out", ["heading"]),
        8: ("create", []),
        9: ("create", ["due_in_words"]),
        10: ("left_out", ["heading"]),
        11: ("create", ["due_in_words", "waits"]),
        12: ("create", ["due_in_words", "part_of"]),
        13: ("question", ["unknown_office"]),
        14: ("left_out", ["other"]),
        18: ("left_out", ["other"]),
        19: ("left_out", ["other"]),
    }
    data, budget, market = outcome.plans
    assert [(s.organisation_id, s.part) for s in data.shares] == [
        (DISNAKER, Part.LEAD),
        (BAPPEDA, Part.SUPPORTING),
        (BPKAD, Part.SUPPORTING),
    ]
    assert (budget.due_on, budget.old_due, budget.old_reference) == (None, "Segera", "2")
    assert (market.rows, [s.organisation_id for s in market.shares]) == (
        (11, 12),
        [DISPERINDAG, PANGAN],
    )
    assert market.old_note == "Subjudul: B. Rapat Pengendalian Inflasi, 2 Oktober 2025"


def test_what_a_row_says_of_several_is_told_to_none_of_them():
    """It may speak of another's work: it stays with the action, for those who oversee it."""
    shared, _, own = read(sheet_of(bureau)).plans
    assert {share.note for share in shared.shares} == {"Menurut matriks lama: dalam proses."}
    assert "Progres: Sudah dipadankan 60%" in shared.old_note
    assert own.shares[0].note.splitlines() == [
        "Menurut matriks lama: selesai.",
        "Status: Selesai",
        "Keterangan: 12 lokasi",
    ]


def test_printed_pages_with_an_agency_as_heading():
    outcome = read(sheet_of(pages))
    assert told(outcome) == {
        2: ("left_out", ["heading"]),
        3: ("create", ["from_heading"]),
        4: ("create", ["due_in_words", "from_heading"]),
        5: ("left_out", ["head"]),
        6: ("left_out", ["heading"]),
        7: ("create", ["from_heading", "waits"]),
        8: ("left_out", ["from_heading", "same_row"]),
        9: ("left_out", ["from_heading", "dropped"]),
    }
    assert [plan.shares[0].organisation_id for plan in outcome.plans] == [DINKES, DINKES, DINSOS]
    claim = outcome.plans[-1].shares[0]
    assert (claim.report, claim.link) == (Report.DONE, "")


def test_cells_pasted_out_of_excel():
    outcome = read(read_text(PASTED))
    assert told(outcome) == {2: ("create", []), 3: ("question", ["unknown_office"])}
    (plan,) = outcome.plans
    assert (plan.old_reference, plan.sentence) == ("1/KESRA/2025", "Menyusun edaran\nkepesertaan")
    assert [(s.organisation_id, s.part) for s in plan.shares] == [
        (DISNAKER, Part.LEAD),
        (DINSOS, Part.SUPPORTING),
    ]


def test_a_blank_cell_under_an_action_is_a_further_agency_only_right_below_it():
    rows = [
        ["No", "Tindak Lanjut", "PIC"],
        ["1", "Menyusun edaran", "Disnaker"],
        ["", "", "Bappeda"],
        [],
        ["", "", "Dinas Sosial"],
    ]
    outcome = read(Sheet("", rows, []))
    assert told(outcome) == {
        2: ("create", []),
        3: ("create", ["part_of"]),
        5: ("left_out", ["other"]),
    }


def test_the_same_heads_have_the_same_signature_however_they_are_typed():
    same = signature(["No.", "Rencana Tindak-Lanjut", "PIC"])
    assert same == signature(["NO", "rencana  tindak lanjut ", "(PIC)"])
    assert same != signature(["No.", "PIC", "Rencana Tindak-Lanjut"])


def test_a_sheet_without_such_heads_has_none():
    assert find_head([["Nama", "Alamat"], ["Budi", "Metro"]], []) is None
