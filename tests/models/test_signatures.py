"""Drawn signatures: what a browser sends becomes a path of ours, or nothing."""

import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models.errors import DomainError
from tracker.models.signatures import MAX_PATH, MAX_POINTS, MAX_STROKES, path_of

LINE = [0, 0, 60, 20]


def drawn(*strokes, width=300, height=100):
    return json.dumps({"width": width, "height": height, "strokes": strokes})


def test_strokes_become_lines_of_the_box():
    assert path_of(drawn([10, 20, 30.25, 40], [5, 5, 50, 5])) == "M10 20L30.2 40M5 5L50 5"


def test_another_canvas_is_scaled_and_centred():
    assert path_of(drawn([0, 0, 400, 200], width=400, height=200)) == "M50 0L250 100"


def test_points_that_say_nothing_are_left_out():
    assert path_of(drawn([0, 0, 0.1, 0.1, 0.2, 0.2, 60, 0])) == "M0 0L60 0"


def test_a_long_signature_loses_detail_before_it_is_too_long():
    slow = [n for step in range(1_500) for n in (step / 5, 50 + 40 * math.sin(step / 25))]
    path = path_of(drawn(slow))
    assert MAX_PATH / 3 < len(path) <= MAX_PATH


def test_a_scribble_meant_to_fill_the_paper_is_asked_for_again():
    bomb = [n for step in range(MAX_POINTS) for n in (step % 300, 100 * (step % 2))]
    with pytest.raises(DomainError, check=lambda error: error.code == "signature_dense"):
        path_of(drawn(bomb))


def test_nothing_drawn_is_no_signature():
    assert path_of("") == path_of(drawn()) == path_of(drawn([])) == ""


def test_a_dot_is_asked_for_again():
    with pytest.raises(DomainError, check=lambda error: error.code == "signature_short"):
        path_of(drawn([10, 10, 11, 11]))


@pytest.mark.parametrize(
    "hostile",
    [
        "<svg onload=alert(1)>",
        "[]",
        "null",
        "3",
        '{"width":300,"height":100}',
        drawn(LINE, width=0),
        drawn(LINE, width=-300),
        drawn(LINE, width=1e9),
        drawn(LINE, height="100"),
        drawn([0, 0, "60", 20]),
        drawn([0, 0, 60]),
        drawn([0, 0, True, 20]),
        drawn("M0 0"),
        drawn([0, 0, None, 4]),
        '{"width":300,"height":100,"strokes":[[0,0,NaN,4]]}',
        '{"width":300,"height":100,"strokes":[[0,0,1e999,4]]}',
        "[" * 90_000,
        drawn(*([LINE] * (MAX_STROKES + 1))),
        drawn([n % 300 for n in range(2 * MAX_POINTS + 2)]),
        " " * 100_001,
    ],
)
def test_anything_else_is_refused(hostile):
    with pytest.raises(DomainError, check=lambda error: error.code == "signature_unreadable"):
        path_of(hostile)


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20), max_size=5))
def test_only_our_letters_and_numbers_within_the_box_come_out(strokes):
    try:
        path = path_of(drawn(*strokes))
    except DomainError:
        return
    assert re.fullmatch(r"(M[\d.]+ [\d.]+(L[\d.]+ [\d.]+)*)*", path)
    numbers = re.findall(r"([\d.]+) ([\d.]+)", path)
    assert all(0 <= float(x) <= 300 and 0 <= float(y) <= 100 for x, y in numbers)
