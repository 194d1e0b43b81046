"""A long list is printed in parts side by side, and nobody who reads it can tell."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.documents.conformance import faults
from tests.documents.reading import pages
from tests.factories import NOW, make_actor
from tests.long_papers import long_matrix
from tracker.documents import shares
from tracker.documents.paper import stylesheets
from tracker.documents.printouts import ask_for_printout
from tracker.documents.sealing import render
from tracker.documents.shares import in_parts
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.models.meetings import SecurityClass
from tracker.models.printouts import PrintoutKind
from tracker.models.users import Role


@pytest.fixture
def matrix(session: Session, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Twenty rows in parts of nine, two to an action."""
    monkeypatch.setattr(shares, "ROWS", 9)
    return ask_for_printout(
        session,
        PrintoutKind.WORK_MATRIX,
        long_matrix(20, shares=2),
        name="Matriks",
        security_class=SecurityClass.RESTRICTED,
        by=make_actor(session, Role.SECRETARIAT),
        at=NOW,
    ).snapshot


@pytest.fixture(scope="module")
def pair() -> Iterator[Renderer]:
    with Renderer(stylesheets(), processes=2) as pair:
        yield pair


def test_what_belongs_together_stays_in_one_part(matrix: bytes):
    divided = in_parts(json.loads(matrix))
    assert [len(part["items"]) for part in divided] == [10, 10]
    assert [part["part"] for part in divided] == [
        {"number": 1, "before": 0},
        {"number": 2, "before": 5},
    ]


def test_a_short_list_and_every_other_paper_is_one_part(matrix: bytes):
    short: dict[str, Any] = {**json.loads(matrix), "items": []}
    assert in_parts(short) == [short]
    notula = {"kind": "minutes", "items": list(range(10_000))}
    assert in_parts(notula) == [notula]


def test_the_parts_read_as_one_paper_whoever_made_them(
    matrix: bytes, renderer: Renderer, pair: Renderer, store: Store
):
    pdf = render(matrix, pair, store)
    assert render(matrix, renderer, store) == pdf
    told = pages(pdf)
    text = " ".join(told)
    for number in range(0, 20, 2):
        assert text.count(f"Kegiatan ke-{number + 1} berakhir di sini.") == 1
    assert text.count("MATRIKS TINDAK LANJUT") == 1
    assert text.count("PEMERINTAH PROVINSI LAMPUNG") == 1
    assert all("TERBATAS" in page and "Uraian" in page for page in told)
    numbered = [re.findall(r"- \d+ -", page) for page in told]
    assert numbered == [[], *([f"- {number + 1} -"] for number in range(1, len(told)))]
    assert faults(pdf) == []
