"""Samples drawn: the first pages as pictures, for the settings to show beside the form."""

from sqlalchemy.orm import Session, sessionmaker

from tracker.infra.db import write
from tracker.infra.media_types import PDF
from tracker.infra.previews import pictures_of
from tracker.infra.storage import Store
from tracker.models.printouts import Printout, PrintoutKind

PAGES = 2


def draw_sample(sessions: sessionmaker[Session], store: Store, printout_id: int) -> None:
    """Draw a sample that was just printed; any other printout, and one drawn before, stays."""
    with sessions() as session:
        sample = session.get(Printout, printout_id)
        if sample is None or sample.kind is not PrintoutKind.SAMPLE or sample.pictures:
            return
        if sample.pdf_key is None:  # its printing was called off
            return
        key = sample.pdf_key
    drawn = pictures_of(store.get(key), PDF, start=0, count=PAGES)
    keys = [store.put_bytes(image).key for image in drawn.images]
    with sessions() as session, write(session):
        sample = session.get_one(Printout, printout_id)
        sample.pictures, sample.failure = keys, drawn.failure
