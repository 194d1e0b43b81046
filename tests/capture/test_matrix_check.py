"""What becomes of a row: created, asked about, or left out and why."""

from tests.capture.matrix_house import BAPPEDA, DINKES, DISNAKER, read, told
from tracker.capture.matrix_check import Known, Outcome
from tracker.capture.matrix_rows import SKIP, WITHOUT
from tracker.infra.spreadsheets import Sheet
from tracker.models.actions import Priority
from tracker.models.assignment_states import Report

HEADS = ["No", "Tindak Lanjut", "PIC", "Target Waktu", "Status", "Kendala", "Prioritas"]


def matrix(*rows: list[str], known: Known | None = None, **how) -> Outcome:
    return read(Sheet("", [HEADS, *rows], []), known, **how)


def row(sentence: str = "Menyusun edaran", office: str = "Disnaker", *rest: str) -> list[str]:
    return ["1", sentence, office, *rest]


def test_the_same_work_twice_in_a_file_comes_once():
    """Another month, or another agency, is other work."""
    outcome = matrix(
        row("Menyusun edaran.", "Disnaker", "31/10/2025"),
        row("menyusun  EDARAN", "Disnaker, Bappeda", "31/10/2025"),
        row("Menyusun edaran", "Disnaker", "30/11/2025"),
        row("Menyusun edaran", "Dinas Kesehatan", "31/10/2025"),
        row("Menyusun edaran", "", "31/10/2025"),
    )
    kinds = [kind for kind, _ in told(outcome).values()]
    assert kinds == ["create", "left_out", "create", "create", "create"]


def test_what_the_register_holds_is_left_out_unless_somebody_wants_it():
    known = Known(
        references={"12 kesra 2025": "TL-2025-0007"},
        sentences={"menyusun edaran": [("TL-2025-0003", frozenset({DISNAKER, DINKES}))]},
    )
    rows = [
        row("Menyusun edaran", "Disnaker"),
        row("Menyusun edaran", "Bappeda"),
        ["12/KESRA/2025", "Menyiapkan data", "Disnaker"],
        ["12", "Melaporkan", "Disnaker"],
    ]
    outcome = matrix(*rows, known=known)
    assert [r.reasons for r in outcome.rows] == [
        [{"why": "same_action", "reference": "TL-2025-0003"}],
        [],
        [{"why": "same_action", "reference": "TL-2025-0007"}],
        [],
    ]
    wanted = matrix(*rows, known=known, rows={2: {"take": True}})
    assert told(wanted)[2] == ("create", [])


def test_a_spelling_is_answered_once_for_all_rows():
    rows = [row("Satu", "Dinas Anu"), row("Dua", "DINAS ANU"), row("Tiga", "Dinas Anu, Bappeda")]
    assert [kind for kind, _ in told(matrix(*rows)).values()] == ["question"] * 3
    answers = {
        DISNAKER: [[DISNAKER], [DISNAKER], [DISNAKER, BAPPEDA]],
        WITHOUT: [[], [], [BAPPEDA]],
        SKIP: [],
    }
    for answer, offices in answers.items():
        outcome = matrix(*rows, answers={"dinas anu": answer})
        assert [[s.organisation_id for s in p.shares] for p in outcome.plans] == offices


def test_an_organisation_that_has_ended_is_asked_about():
    outcome = matrix(row(), ended={DISNAKER: BAPPEDA})
    assert told(outcome)[2] == ("question", ["unknown_office"])


def test_a_single_row_is_corrected_in_place():
    decided = {
        2: {"leads": [BAPPEDA], "due_on": "2026-01-31"},
        3: {"skip": True},
        4: {"due_on": None, "sentence": "Dipersingkat"},
    }
    rows = [
        row("Satu", "Dinas Anu, Disnaker (pendukung)", "Segera"),
        row("Dua"),
        row("Tiga" * 600, "", "31/12/2025"),
    ]
    outcome = matrix(*rows, rows=decided)
    first, last = outcome.plans
    assert ([s.organisation_id for s in first.shares], str(first.due_on), first.old_due) == (
        [BAPPEDA, DISNAKER],
        "2026-01-31",
        "",
    )
    assert (last.sentence, last.due_on, last.old_due) == ("Dipersingkat", None, "31/12/2025")


def test_a_sentence_too_long_is_never_cut():
    outcome = matrix(row("a" * 2_001))
    assert outcome.rows[0].reasons == [{"why": "too_long", "cell": "B2", "number": "2.001"}]
    assert outcome.plans == []


def test_what_is_done_waits_or_stays_behind_but_is_never_verified():
    rows = [
        row("Satu", "Disnaker", "", "Selesai"),
        row("Dua", "Disnaker", "", "Tidak dapat dilaksanakan"),
        row("Tiga", "Disnaker", "", "Proses", "Belum ada anggaran"),
        row("Empat", "Disnaker", "", "Belum", "", "Sangat penting"),
    ]
    reports = [plan.shares[0].report for plan in matrix(*rows).plans]
    assert reports == [Report.DONE, Report.NOT_FEASIBLE, Report.OBSTACLE, None]
    assert matrix(*rows).plans[-1].priority is Priority.PRESSING
    assert told(matrix(*rows, leave_done=True))[2] == ("left_out", ["done_stays"])


def test_an_action_without_a_name_has_nobody_responsible():
    assert told(matrix(row("Satu", "-")))[2] == ("create", ["no_office"])


def test_rows_of_an_action_that_stays_behind_stay_with_it():
    outcome = matrix(row(), row(), ["", "", "Bappeda"])
    assert told(outcome)[4] == ("left_out", ["with_its_row"])
