"""Dokumentasi: photos with their captions, no more than four on a page."""

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper
from tests.documents.reading import pages
from tests.documents.records import approved, make_record, photo
from tests.factories import NOW, someone
from tracker.documents.sealing import render
from tracker.documents.snapshot import canonical
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.models.agenda import AgendaItem
from tracker.models.attachments import attach
from tracker.models.files import FileKind


@pytest.mark.parametrize(("count", "on_pages"), [(2, [2]), (5, [4, 1])])
def test_photos_stand_with_their_captions(
    session: Session, renderer: Renderer, store: Store, count: int, on_pages: list[int]
) -> None:
    minutes = make_record(session)
    item = session.query(AgendaItem).order_by(AgendaItem.id).limit(1).one()
    for number in range(count):
        stored = store.put_bytes(photo(900, 600 + number), "image/jpeg")
        of_item = item.id if number == 0 else None
        by = someone(session)
        attach(
            session, minutes.meeting, stored, FileKind.PHOTO, by=by, at=NOW, agenda_item_id=of_item
        )
    pdf = render(approved(session, minutes).snapshot, renderer, store)
    text = pages(pdf)
    told = [page for page in text if "Foto " in page]
    assert [page.count("Foto ") for page in told] == on_pages
    assert "DOKUMENTASI RAPAT" in told[0]
    assert f"Foto 1. {item.title} Foto 2" in told[0]


def test_a_notula_from_before_there_were_captions_still_prints(
    usual: Paper, renderer: Renderer, store: Store
) -> None:
    key = store.put_bytes(photo(), "image/jpeg").key
    older = {name: v for name, v in usual.snapshot.items() if name != "photo_captions"}
    pdf = render(canonical({**older, "photos": [key]}), renderer, store)
    assert pages(pdf)[-1].count("Foto 1") == 1
