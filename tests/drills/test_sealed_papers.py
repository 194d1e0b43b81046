"""A sealed paper stays the same to the byte, whatever happens to the house, its looks, its disk."""

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.drills.installation import Installation, Visitor
from tests.factories import make_user
from tracker.config import PROJECT
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.documents import Document
from tracker.models.letterheads import letterhead, save_letterhead
from tracker.models.organisations import Organisation

pytestmark = pytest.mark.drill
PRINTING_SECONDS = 60
Papers = dict[int, bytes]


def test_sealed_papers_outlive_renaming_settings_upgrade_and_restore(installation, tmp_path):
    installation.load_demonstration()
    installation.start()
    wait_for_printer(installation)
    before = downloaded(installation)
    assert len(before) >= 2
    assert all(pdf.startswith(b"%PDF-") for pdf in before.values())

    with installation.opened() as (sessions, _), sessions() as session, write(session):
        rename_everybody(session)
        change_the_letterhead(session)
    assert downloaded(installation) == before

    installation.stop()
    installation.project = upgraded(tmp_path / "release")
    installation.start()
    assert downloaded(installation) == before
    assert installation.run("backup", tmp_path / "backup.tar").returncode == 0
    installation.stop()

    restored = Installation(tmp_path / "restored")
    restored.run("init")
    done = restored.run("restore", tmp_path / "backup.tar")
    assert done.returncode == 0, done.stdout + done.stderr
    assert stored(restored) == before
    assert spoiled_file_is_named(restored, next(iter(before)))


def wait_for_printer(installation: Installation) -> None:
    deadline = time.monotonic() + PRINTING_SECONDS
    unprinted = select(Document.id).where(Document.code.is_not(None), Document.pdf_key.is_(None))
    with installation.opened() as (sessions, _), sessions() as session:
        while session.scalar(unprinted.limit(1)):
            assert time.monotonic() < deadline, "the printer stands still"
            session.rollback()
            time.sleep(0.1)


def downloaded(installation: Installation) -> Papers:
    """Every sealed paper as the secretariat gets it, by its id."""
    with installation.opened() as (sessions, _), sessions() as session:
        sealed = session.scalars(select(Document.id).where(Document.code.is_not(None))).all()
    clerk = Visitor(installation.port)
    clerk.sign_in("sekretariat", installation.passwords["sekretariat"])
    return {number: clerk.download(f"/naskah/{number}/berkas") for number in sealed}


def stored(restored: Installation) -> Papers:
    """The same as they lie in the store."""
    with restored.opened() as (sessions, store), sessions() as session:
        sealed = session.scalars(select(Document).where(Document.code.is_not(None))).all()
        return {document.id: store.get(document.pdf_key or "") for document in sealed}


def rename_everybody(session: Session) -> None:
    by = make_user(session).id
    for office in session.scalars(select(Organisation)):
        renamed = f"{office.name} Baru"
        office.revise(by=by, at=clock.now(), version=office.version, name=renamed)


def change_the_letterhead(session: Session) -> None:
    kop, version = letterhead(session)
    changed = replace(kop, government="PEMERINTAH DAERAH LAIN", address_lines=["Jalan Baru"])
    save_letterhead(session, changed, by=make_user(session).id, at=clock.now(), version=version)


def upgraded(target: Path) -> Path:
    """A later release whose papers look quite different."""
    for part in ("tracker", "templates", "migrations", "static"):
        shutil.copytree(PROJECT / part, target / part)
    shutil.copy(PROJECT / "wsgi.py", target)
    papers = target / "templates" / "documents"
    (papers / "papers.css").write_text("html { font: 20pt serif; } @page { size: A5; }")
    sheet = (papers / "minutes.html").read_text()
    (papers / "minutes.html").write_text(sheet.replace("NOTULA", "RISALAH"))
    return target


def spoiled_file_is_named(installation: Installation, number: int) -> bool:
    """One byte of the stored paper is flipped; `rakor verify` must say which."""
    with installation.opened() as (sessions, _), sessions() as session:
        key = session.get_one(Document, number).pdf_key or ""
    (path,) = installation.settings.data_dir.rglob(f"*{key}*")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    done = installation.run("verify")
    return done.returncode != 0 and key in done.stdout + done.stderr
