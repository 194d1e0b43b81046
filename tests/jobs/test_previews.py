"""The worker draws evidence once; the sweep keeps the pictures, and a lost file is said."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.evidence import make_claim, pdf_of
from tests.factories import NOW, make_organisation
from tracker.infra import clock
from tracker.infra.db import write
from tracker.jobs.clean_up import sweep_store
from tracker.jobs.previews import previewer
from tracker.jobs.worker import work_one
from tracker.models.files import Blob
from tracker.models.previews import PREVIEW, Preview, ask_for_preview


@pytest.fixture
def handlers(sessions, store):
    return {PREVIEW: previewer(sessions, store)}


def claim(session, store, pages):
    with write(session):
        unit, agency = make_organisation(session), make_organisation(session)
        make_claim(session, store, agency, unit, files=[("sk.pdf", pdf_of(pages))])


def drawn(session):
    session.rollback()
    preview = session.scalars(select(Preview)).one()
    return len(preview.keys), preview.pages, preview.failure


def test_evidence_is_drawn_ten_pages_at_a_time_and_swept_with_nothing(
    session, sessions, store, handlers
):
    claim(session, store, 12)
    assert work_one(sessions, handlers)
    assert drawn(session) == (10, 12, "")
    with write(session):
        ask_for_preview(session, session.scalars(select(Blob)).one(), at=NOW)
    assert work_one(sessions, handlers)
    assert not work_one(sessions, handlers)
    assert drawn(session) == (12, 12, "")
    assert sweep_store(sessions, store, at=clock.now() + timedelta(days=3)) == 0
    assert all(store.exists(key) for key in session.scalars(select(Preview)).one().keys)


def test_a_file_that_is_gone_is_said_and_not_tried_for_ever(session, sessions, store, handlers):
    claim(session, store, 1)
    store.delete(session.scalars(select(Blob.key)).one())
    assert work_one(sessions, handlers)
    assert not work_one(sessions, handlers)
    count, pages, failure = drawn(session)
    assert (count, pages) == (0, None)
    assert "tidak dapat ditampilkan" in failure
