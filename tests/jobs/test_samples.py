"""A sample of the settings: printed, drawn, and forgotten after a day with its pictures."""

import json
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW, make_actor
from tracker.documents.paper import stylesheets
from tracker.documents.samples import Sample, Sheet, print_sample
from tracker.infra.db import write
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.jobs.clean_up import forget_old_rows, named_keys
from tracker.jobs.rendering import paper_renderers
from tracker.jobs.worker import work_one
from tracker.models.letterheads import Letterhead
from tracker.models.paper_layouts import PaperLayout, PaperSize
from tracker.models.printouts import Printout


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(stylesheets()) as renderer:
        yield renderer


def test_a_sample_is_drawn_as_it_would_print_and_forgotten_the_next_day(
    session: Session, sessions: sessionmaker[Session], store: Store, renderer: Renderer
):
    with write(session):
        layout = PaperLayout(paper=PaperSize.F4)
        sample = print_sample(session, Sample(Letterhead(), layout), by=make_actor(session), at=NOW)
    assert work_one(sessions, paper_renderers(sessions, store, renderer))
    session.rollback()
    assert len(sample.pictures) == 2
    assert set(sample.pictures) <= named_keys(session)
    width, height = Image.open(BytesIO(store.get(sample.pictures[0]))).size
    assert round(height / width, 2) == round(330 / 215, 2)

    forget_old_rows(sessions, at=NOW + timedelta(hours=23))
    session.rollback()
    assert session.scalars(select(Printout.id)).all() == [sample.id]
    forget_old_rows(sessions, at=NOW + timedelta(hours=25))
    session.rollback()
    assert session.scalars(select(Printout.id)).all() == []


def test_a_wide_sample_is_told_from_an_upright_one(session: Session):
    by = make_actor(session)
    sheets = [
        print_sample(session, Sample(Letterhead(), PaperLayout(), sheet=sheet), by=by, at=NOW)
        for sheet in (Sheet.LETTER, Sheet.MATRIX, Sheet.LETTER)
    ]
    assert sheets[0] is sheets[2]
    assert json.loads(sheets[1].snapshot)["sheet"] == "matrix"
    assert sheets[1] is not sheets[0]
