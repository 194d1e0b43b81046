"""Signed files are kept, backed up and proven like the sealed papers they belong to."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, make_actor, make_meeting
from tracker.infra.db import write
from tracker.infra.storage import Store, StoredBytes
from tracker.jobs.clean_up import named_keys, sweep_store
from tracker.jobs.integrity import verify
from tracker.models.documents import DocumentKind, issue_document, new_code
from tracker.models.signings import add_scan


@pytest.fixture
def scan(session: Session, store: Store) -> StoredBytes:
    """Of a letter that was sealed, printed and signed by hand."""
    sealed = store.put_bytes(b"%PDF-1.7 surat", "application/pdf")
    scan = store.put_bytes(b"pindaian", "image/png")
    with write(session):
        kind, code, meeting = DocumentKind.INVITATION, new_code(), make_meeting(session)
        content = b'{"schema":1}'
        paper = issue_document(
            session, kind, meeting, content, edition=1, code=code, by=None, at=NOW
        )
        paper.attach_pdf(sealed.key, sealed.size, at=NOW)
        add_scan(paper, scan, by=make_actor(session), at=NOW)
    return scan


def blamed(session: Session, store: Store) -> list[str]:
    return [p.subject for p in verify(session, store).problems if p.subject.startswith("file:")]


def test_a_signed_file_is_never_swept_away(session, sessions, store, scan):
    assert scan.key in named_keys(session)
    later = NOW.replace(year=NOW.year + 30)
    assert sweep_store(sessions, store, at=later) == 0
    assert store.exists(scan.key)


def test_one_changed_byte_of_a_signed_file_is_named(session, store, scan, tmp_path):
    assert blamed(session, store) == []
    path = next(Path(tmp_path / "store").rglob(scan.key))
    path.chmod(0o600)
    path.write_bytes(b"pindaiam")
    assert blamed(session, store) == [f"file:{scan.key}"]
    path.unlink()
    assert blamed(session, store) == [f"file:{scan.key}"]
