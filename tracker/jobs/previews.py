"""Pictures of evidence, so that whoever verifies it need not open a stranger's file."""

from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from tracker.infra.db import write
from tracker.infra.previews import BROKEN, Pictures, pictures_of
from tracker.infra.storage import Damaged, Store
from tracker.jobs.worker import Handler
from tracker.models.files import Blob
from tracker.models.previews import PAGES_AT_ONCE, keep_pictures


def previewer(sessions: sessionmaker[Session], store: Store) -> Handler:
    """The handler of `PREVIEW` jobs: `{"blob_id": 12, "start": 0}`. Doing one twice is harmless."""

    def make_preview(payload: dict[str, Any]) -> None:
        blob_id, start = payload["blob_id"], payload["start"]
        with sessions() as session:
            blob = session.get_one(Blob, blob_id)
            key, media_type = blob.key, blob.media_type
        drawn = _drawn(store, key, media_type, start)
        keys = [store.put_bytes(image).key for image in drawn.images]
        with sessions() as session, write(session):
            keep_pictures(
                session,
                blob_id,
                start=start,
                keys=keys,
                pages=drawn.pages,
                failure=drawn.failure,
            )

    return make_preview


def _drawn(store: Store, key: str, media_type: str, start: int) -> Pictures:
    try:
        return pictures_of(store.get(key), media_type, start=start, count=PAGES_AT_ONCE)
    except Damaged:  # said on the page; the download and `rakor verify` tell more
        return Pictures(0, [], BROKEN)
