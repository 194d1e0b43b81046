"""The layout of papers: what may be chosen, and that nothing else is stored or printed."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, make_user
from tracker.models.errors import Conflict, DomainError
from tracker.models.paper_layouts import (
    KEY,
    PaperLayout,
    PaperSize,
    Typeface,
    paper_layout,
    read_layout,
    save_paper_layout,
)
from tracker.models.settings import save_setting, setting


def test_papers_start_as_a4_with_the_widths_of_arial(session: Session):
    layout, version = paper_layout(session)
    assert (layout, version) == (PaperLayout(), 0)
    assert layout.paper.millimetres == (210, 297)


def test_a_layout_is_kept_as_it_was_saved_and_never_over_another(session: Session):
    by = make_user(session).id
    folio = PaperLayout(paper=PaperSize.F4, typeface=Typeface.BOOKMAN, spacing=150)
    save_paper_layout(session, folio, by=by, at=NOW, version=0)
    session.commit()
    assert paper_layout(session) == (folio, 1)
    with pytest.raises(Conflict):
        save_paper_layout(session, PaperLayout(), by=by, at=NOW, version=0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("margin_left", 9),
        ("margin_top", 51),
        ("half_points", 20),
        ("half_points", 27),
        ("spacing", 200),
    ],
)
def test_what_is_out_of_bounds_is_refused_beside_its_field(
    field: str, value: int, session: Session
):
    given: dict[str, Any] = {field: value}
    wrong = replace(PaperLayout(), **given)
    with pytest.raises(DomainError) as refused:
        save_paper_layout(session, wrong, by=make_user(session).id, at=NOW, version=0)
    assert refused.value.field == field
    assert setting(session, KEY) == ({}, 0)


@pytest.mark.parametrize(
    "value", [{"paper": "letter"}, {"typeface": "comic"}, {"margin_left": "wide"}, {"colour": 1}]
)
def test_a_stored_layout_nobody_knows_is_named_and_not_guessed(
    value: dict[str, object], session: Session
):
    save_setting(session, KEY, value, by=make_user(session).id, at=NOW, version=0)
    with pytest.raises(DomainError) as refused:
        paper_layout(session)
    name, told = next(iter(value.items()))
    assert f"{name} = {told}" in str(refused.value)


def test_a_layout_from_before_lacks_what_came_later():
    assert read_layout({"paper": "f4"}) == PaperLayout(paper=PaperSize.F4)
