"""Letter numbers as they occur: the parts stand beside what was typed."""

import pytest

from tracker.models.letter_numbers import parts_of


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        (
            "500.11.2/3377/Bangda",
            {"classification": "500.11.2", "sequence": "3377", "unit": "Bangda"},
        ),
        (
            "800.1.3.3/4769/VI.04 Tahun 2025",
            {"classification": "800.1.3.3", "sequence": "4769", "unit": "VI.04", "year": "2025"},
        ),
        (
            "800.1.3.3./3553/VI.04/2025",
            {"classification": "800.1.3.3", "sequence": "3553", "unit": "VI.04", "year": "2025"},
        ),
        (
            "G/835/V.08/HK/2024",
            {"prefix": "G", "sequence": "835", "unit": "V.08/HK", "year": "2024"},
        ),
        (
            "Und. 46/Seskab/DKK/03/2020",
            {
                "prefix": "Und.",
                "sequence": "46",
                "unit": "Seskab/DKK",
                "month": "03",
                "year": "2020",
            },
        ),
        (
            "005/121/IX/2025",
            {"classification": "005", "sequence": "121", "month": "IX", "year": "2025"},
        ),
        ("000.1.5/        /PUU", {"classification": "000.1.5", "unit": "PUU"}),
        ("2 Tahun 2021", {"sequence": "2", "year": "2021"}),
        ("59/2007", {"sequence": "59", "year": "2007"}),
        ("", {}),
        ("tanpa nomor", {}),
        ("Surat biasa / dari camat", {}),
    ],
)
def test_parts_are_read_and_nothing_is_rejected(number, parts):
    assert parts_of(number) == parts
