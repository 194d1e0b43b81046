"""Pieces of a decoded snapshot, to print what no record of the tests holds."""

from typing import Any

LONG = "Penyelenggara Urusan Pemerintahan Bidang Pengendalian Penduduk dan Keluarga Berencana Raya"


def some_person(number: int) -> dict[str, Any]:
    return {
        "person_name": f"Peserta Ke-{number}, S.E.",
        "position_title": "Kepala Bidang",
        "organisation_name": "Dinas Contoh",
        "presence": "present",
        "represents": "",
        "reason": "",
    }


def some_action(number: int, *, leads: int) -> dict[str, Any]:
    return {
        "agreement": None,
        "reference": f"TL-2025-{number:04d}",
        "sentence": f"Kalimat awal-{number} {LONG} akhir-{number}.",
        "leads": [{"name": f"{LONG} {n}", "due_on": None} for n in range(1, leads + 1)],
        "supporting": [],
        "dues": [],
        "output": "",
        "funding": [],
        "report_to": [],
    }
