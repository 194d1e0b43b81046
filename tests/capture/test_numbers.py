"""Figures: dots are thousands, commas decimals; what follows no rule is a warning."""

import pytest

from tracker.capture.numbers import find_figures, find_ranks
from tracker.capture.reader import read
from tracker.capture.source import Source


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("23,86%", "23.86", "percent"),
        ("14 %", "14", "percent"),
        ("-0,43 persen", "-0.43", "percent"),
        ("minus 0,43 persen", "-0.43", "percent"),
        ("–12,5 persen", "-12.5", "percent"),
        ("479.724", "479724", None),
        ("3,1 juta", "3100000", None),
        ("411 ribu", "411000", None),
        ("Rp1,25 triliun", "1250000000000", "rupiah"),
        ("Rp2.633.284,59", "2633284.59", "rupiah"),
        ("Rp 2.893.070", "2893070", "rupiah"),
    ],
)
def test_forms_of_figures(text: str, value: str, unit: str | None) -> None:
    [figure] = find_figures(Source(text), 0, len(text))
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize("text", ["500.11.2/3377/Bangda", "Perpres 72/2021", "35.0000"])
def test_what_is_no_figure(text: str) -> None:
    assert find_figures(Source(text), 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "rank", "of"),
    [
        ("posisi 34 dari 38 provinsi", 34, 38),
        ("berada diposisi 34 dari 38 provinsi", 34, 38),
        ("urutan ke-11 dari 35 kabupaten/kota", 11, 35),
        ("peringkat ketiga nasional", 3, None),
    ],
)
def test_ranks(text: str, rank: int, of: int | None) -> None:
    [found] = find_ranks(Source(text), 0, len(text))
    assert (found.rank, found.of) == (rank, of)


def test_an_odd_figure_is_pointed_out_and_not_read() -> None:
    draft = read("Rapat mencatat serapan gabah mencapai 35.0000 ton.")
    assert [w.code for w in draft.warnings] == ["number_odd"]
    assert draft.indicators == []
