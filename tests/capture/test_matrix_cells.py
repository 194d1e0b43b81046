"""Names, days and states as people type them into a matrix."""

from datetime import date

from tests.capture.matrix_house import (
    BAPPEDA,
    BPKAD,
    DINKES,
    DINSOS,
    DISNAKER,
    DISPERINDAG,
    OFFICES,
    PANGAN,
    PRINGSEWU,
)
from tracker.capture.matrix_dates import read_due
from tracker.capture.matrix_statuses import Standing, read_standing
from tracker.models.assignment_states import Part

LEAD, SUPPORTING = Part.LEAD, Part.SUPPORTING

CELLS = {
    "Disnaker, Bappeda & BPKAD": [(DISNAKER, LEAD), (BAPPEDA, LEAD), (BPKAD, LEAD)],
    "Dinas Kesehatan (leading), Dinsos": [(DINKES, LEAD), (DINSOS, SUPPORTING)],
    "1. Disnaker\n2. Bappeda": [(DISNAKER, LEAD), (BAPPEDA, LEAD)],
    "Dinkes/Dinsos": [(DINKES, LEAD), (DINSOS, LEAD)],
    "Dinas Ketahanan Pangan, Tanaman Pangan dan Hortikultura dan Dinas Sosial": [
        (PANGAN, LEAD),
        (DINSOS, LEAD),
    ],
    "Kepala Dinas Tenaga Kerja Provinsi Lampung": [(DISNAKER, LEAD)],
    "DINAS PERINDUSTRIAN & PERDAGANGAN": [(DISPERINDAG, LEAD)],
    "Dinas Tenaga Kerja (Disnaker)": [(DISNAKER, LEAD)],
    "Pemkab Pringsewu": [(PRINGSEWU, LEAD)],
    "Leading: Disnaker; Pendukung: Bappeda, Dinsos": [
        (DISNAKER, LEAD),
        (BAPPEDA, SUPPORTING),
        (DINSOS, SUPPORTING),
    ],
    "Dinas Pemberdayaan Anu dan Transmigrasi": [(None, LEAD)],
}


def test_the_organisations_of_a_cell():
    found = {
        cell: [(OFFICES.find(n.spelling), n.part) for n in OFFICES.named(cell, LEAD)]
        for cell in CELLS
    }
    assert {cell: read for cell, read in found.items() if read != CELLS[cell]} == {}


def test_a_near_miss_is_only_proposed():
    assert OFFICES.find("Dinas Kesehtan") is None
    assert OFFICES.near("Dinas Kesehtan")[0] == DINKES
    assert OFFICES.near("Seluruh OPD") == []
    assert OFFICES.near("Dinas") == []


DAYS = {
    "31/12/2025": date(2025, 12, 31),
    "31.12.25": date(2025, 12, 31),
    "31-12-25": date(2025, 12, 31),
    "Kamis, 18 September 2025": date(2025, 9, 18),
    "sd 31 des tahun 2025": date(2025, 12, 31),
    "paling lambat tgl 5 Jan 2026": date(2026, 1, 5),
    "1 s.d. 15 Oktober 2025": date(2025, 10, 15),
    "45992": date(2025, 12, 1),
    "45992,5": date(2025, 12, 1),
    "10 Oktober dan 3 November 2025": None,
    "12/31/2025": None,
    "31 Februari 2026": None,
    "15 Okt": None,
    "Segera": None,
    "Minggu ke-2 Okt": None,
    "TW II 2026": None,
    "12345": None,
    "": None,
}
PERIODS = {
    "TW II 2026": date(2026, 6, 30),
    "Triwulan IV Tahun 2025": date(2025, 12, 31),
    "Semester I 2026": date(2026, 6, 30),
    "Oktober 2025": date(2025, 10, 31),
    "akhir bulan Februari 2028": date(2028, 2, 29),
    "Tahun 2025": date(2025, 12, 31),
    "Minggu ke-2 Oktober 2025": None,
    "awal Oktober 2025": None,
    "Segera": None,
}


def test_a_due_date_is_a_day_or_stays_in_words():
    assert {cell: read_due(cell) for cell in DAYS} == DAYS


def test_a_period_has_a_last_day_only_for_who_says_so():
    assert {cell: read_due(cell, period_ends=True) for cell in PERIODS} == PERIODS


STATES = {
    "Selesai": Standing.DONE,
    "100%": Standing.DONE,
    "1": Standing.DONE,
    "✓": Standing.DONE,
    "Sudah ditindaklanjuti": Standing.DONE,
    "Belum selesai": Standing.RUNNING,
    "0,5": Standing.RUNNING,
    "On progress": Standing.RUNNING,
    "Terlambat": Standing.RUNNING,
    "Belum ditindaklanjuti": Standing.NOT_STARTED,
    "0%": Standing.NOT_STARTED,
    "Terkendala anggaran": Standing.OBSTRUCTED,
    "Tidak dapat ditindaklanjuti": Standing.INFEASIBLE,
    "Dibatalkan": Standing.DROPPED,
    "BS": None,
    "": None,
}


def test_the_words_of_a_status():
    assert {cell: read_standing(cell) for cell in STATES} == STATES
