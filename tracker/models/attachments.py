"""Files attached to a meeting's record: the invitation letter, presentations, photos."""

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.files import FileKind, StoredFile, blob_for
from tracker.models.meetings import Meeting

ATTACHMENT_KINDS = (
    *(FileKind.INVITATION, FileKind.PRESENTATION, FileKind.PHOTO),
    *(FileKind.ATTENDANCE_LIST, FileKind.OTHER),
)


def attach(
    session: Session,
    meeting: Meeting,
    stored: StoredBytes,
    kind: FileKind,
    *,
    by: int,
    at: datetime,
    agenda_item_id: int | None = None,
) -> StoredFile:
    """Add a file that is already in the store, as material for an agenda item when one is named.

    Raises DomainError when the record is sealed.
    """
    meeting.require_open()
    blob = blob_for(session, key=stored.key, size=stored.size, media_type=stored.media_type, at=at)
    file = StoredFile(
        blob=blob,
        name=stored.name,
        kind=kind,
        meeting_id=meeting.id,
        agenda_item_id=agenda_item_id,
        uploaded_by=by,
        uploaded_at=at,
    )
    session.add(file)
    session.flush()
    record(meeting, "meeting:file_attached", by=by, at=at, data={"file_id": file.id, "kind": kind})
    return file


def detach(session: Session, meeting: Meeting, file: StoredFile, *, by: int, at: datetime) -> None:
    """Take an attachment off the record.

    Raises DomainError when the record is sealed, and for a proof of approval, which stays.
    """
    meeting.require_open()
    if file.meeting_id != meeting.id or file.kind not in ATTACHMENT_KINDS:
        raise DomainError("file_stays", N_("Berkas ini bukan lampiran yang dapat dihapus."))
    session.delete(file)
    session.flush()
    record(meeting, "meeting:file_detached", by=by, at=at, data={"file_id": file.id})
