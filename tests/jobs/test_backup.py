"""Backup and restore: whole or not at all, while everybody goes on working."""

import hashlib
import io
import json
import random
import tarfile
import threading
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlalchemy.engine import make_url

from tests.factories import NOW, make_file, make_meeting, make_user
from tracker.infra.archive import SEAL, BadArchive
from tracker.infra.database_copy import CopyFailed
from tracker.infra.db import make_sessions, open_engine, write
from tracker.infra.orm import Base
from tracker.infra.storage import Store, open_store
from tracker.jobs.audit import seal_events
from tracker.jobs.backup import NotEmpty, make_backup, restore_backup
from tracker.jobs.integrity import verify

restores = count()


@pytest.fixture
def archive(sessions, session, store, database_url, tmp_path) -> Path:
    """A backup of an installation with a few accounts and three files."""
    with write(session):
        for content in (b"undangan", b"paparan", b"foto"):
            store.put_bytes(content)
            make_file(session, meeting=make_meeting(session), content=content)
    store.put_bytes(b"ditolak, tanpa baris")
    seal_events(sessions)
    path: Path = tmp_path / "rakor.tar"
    contents = make_backup(path, database_url=database_url, store=store, at=NOW)
    assert (contents.files, contents.damaged) == (3, [])
    return path


@pytest.fixture
def new_place(database_url: str, tmp_path: Path) -> tuple[str, Store]:
    """Where to restore to: on SQLite an empty directory, on PostgreSQL over the old one."""
    (tmp_path / "baru").mkdir()
    store = open_store(f"file://{tmp_path / 'baru' / 'store'}")
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'baru' / 'rakor.sqlite3'}", store
    return database_url, store


def restore(path: Path, place: tuple[str, Store], *, force: bool | None = None) -> None:
    url, store = place
    force = url.startswith("postgresql") if force is None else force
    at = NOW + timedelta(seconds=next(restores))
    restore_backup(path, database_url=url, store=store, at=at, force=force)


def everything(url: str) -> dict[str, list[Any]]:
    """Every row of every table."""
    engine = open_engine(url)
    with engine.connect() as connection:
        tables = {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by("id"))]
            for table in Base.metadata.sorted_tables
        }
    engine.dispose()
    return tables


def problems(place: tuple[str, Store]) -> list[object]:
    engine = open_engine(place[0])
    with make_sessions(engine)() as session:
        report = verify(session, place[1])
    engine.dispose()
    return list(report.problems)


def test_a_restored_installation_is_what_was_backed_up(archive, store, database_url, new_place):
    before = everything(database_url)
    restore(archive, new_place)

    assert everything(new_place[0]) == before
    assert problems(new_place) == []
    kept = {key: new_place[1].get(key) for key in list(new_place[1].all_keys())}
    assert sorted(kept.values()) == [b"foto", b"paparan", b"undangan"]


def test_only_the_owner_may_read_a_backup(archive):
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_overwrites_another(archive, store, database_url):
    before = archive.read_bytes()
    with pytest.raises(FileExistsError):
        make_backup(archive, database_url=database_url, store=store, at=NOW)
    assert archive.read_bytes() == before
    assert [p.name for p in archive.parent.glob(".*")] == []


def test_a_backup_taken_among_writers_is_one_moment(sessions, store, database_url, new_place):
    stop = threading.Event()

    def work(number: int) -> None:
        for turn in count():
            content = f"bukti {number} {turn}".encode()
            store.put_bytes(content)
            with sessions() as session, write(session):
                make_file(session, meeting=make_meeting(session), content=content)
            if stop.is_set():
                return

    writers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    path = Path(new_place[1].url.removeprefix("file://")).parent / "ramai.tar"
    try:
        contents = make_backup(path, database_url=database_url, store=store, at=NOW)
    finally:
        stop.set()
        for writer in writers:
            writer.join()

    restore(path, new_place)
    assert contents.damaged == []
    assert problems(new_place) == []
    named = len(everything(new_place[0])["blobs"])
    assert named == contents.files == len(list(new_place[1].all_keys()))


def test_a_damaged_file_is_listed_and_the_others_are_saved(archive, store, database_url, tmp_path):
    key = next(key for key in list(store.all_keys()) if store.get(key) == b"foto")
    (Path(store.url.removeprefix("file://")) / key[:2] / key).write_bytes(b"Foto")

    contents = make_backup(tmp_path / "b.tar", database_url=database_url, store=store, at=NOW)
    assert (contents.files, contents.damaged) == (2, [key])


@pytest.mark.parametrize("seed", range(10))
def test_an_archive_with_one_changed_byte_is_refused(archive, new_place, seed):
    rng = random.Random(seed)
    data = bytearray(archive.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    archive.write_bytes(data)
    refused(archive, new_place)


@pytest.mark.parametrize("part", [0, 1, 10, 512, 0.25, 0.5, 0.9, 0.999])
def test_an_archive_cut_short_is_refused(archive, new_place, part):
    data = archive.read_bytes()
    archive.write_bytes(data[: part if isinstance(part, int) else int(len(data) * part)])
    refused(archive, new_place)


@pytest.mark.parametrize("name", ["database", "manifest", "files"])
def test_an_archive_without_one_of_its_files_is_refused_though_sealed_anew(
    archive, new_place, name
):
    repacked(archive, lambda entry, data: None if entry.name.startswith(name) else data)
    refused(archive, new_place)


def test_an_archive_with_another_file_under_a_known_name_is_refused(archive, new_place):
    repacked(archive, lambda entry, data: b"lain" if entry.name.startswith("files") else data)
    refused(archive, new_place)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../../luar", tarfile.REGTYPE),
        ("/etc/cron.d/x", tarfile.REGTYPE),
        ("files/" + "a" * 64, tarfile.SYMTYPE),
        ("files/" + "a" * 64, tarfile.LNKTYPE),
        ("files", tarfile.DIRTYPE),
        ("database", tarfile.REGTYPE),
    ],
)
def test_an_archive_that_reaches_elsewhere_is_refused(archive, new_place, name, kind):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, "/etc/passwd"
    repacked(archive, lambda _entry, data: data, extra=entry)
    refused(archive, new_place)


def test_an_archive_whose_database_is_none_is_refused(archive, new_place):
    """The manifest fits, so only a look at the database itself can tell."""
    garbage = b"SQLite format 3\0" + bytes(4000)
    digest = hashlib.sha256(garbage).hexdigest()

    def change(entry: tarfile.TarInfo, data: bytes) -> bytes:
        if entry.name == "manifest":
            manifest = json.loads(data)
            manifest["members"]["database"] = digest
            return json.dumps(manifest).encode()
        return garbage if entry.name == "database" else data

    repacked(archive, change)
    refused(archive, new_place, CopyFailed)


def test_an_installation_is_not_overwritten_unasked(archive, store, database_url):
    before = everything(database_url)
    with pytest.raises(NotEmpty, match="--force"):
        restore(archive, (database_url, store), force=False)
    assert everything(database_url) == before


def test_a_replaced_installation_is_kept_aside(
    archive, session, engine, store, database_url, tmp_path
):
    before = everything(database_url)
    with write(session):
        make_user(session, login="sesudah")
    later = store.put_bytes(b"sesudah")
    session.close()
    engine.dispose()

    restore(archive, (database_url, store), force=True)

    assert everything(database_url) == before
    if database_url.startswith("sqlite"):
        place = Path(database_url.removeprefix("sqlite:///")).parent
        old = next(place.glob("rakor.sqlite3.before-restore-*"))
        assert "sesudah" in str(everything(f"sqlite:///{old}")["users"])
    else:
        schemas = inspect(engine).get_schema_names()
        assert any(name.startswith("set-aside-before-restore") for name in schemas)
    store.delete(later.key)
    assert len(list(tmp_path.glob(f"store.before-restore-*/*/{later.key}"))) == 1


def refused(path: Path, place: tuple[str, Store], error: type[Exception] = BadArchive) -> None:
    """Nothing was put in place."""
    before = everything(place[0]) if place[0].startswith("postgresql") else None
    with pytest.raises(error):
        restore(path, place)
    assert place[1].is_empty()
    if before is None:
        assert not Path(make_url(place[0]).database or "").exists()
    else:
        assert everything(place[0]) == before


def repacked(path, change, extra: tarfile.TarInfo | None = None) -> None:
    """Write the archive anew as someone who knows the format would, with a fitting seal."""
    buffer = io.BytesIO()
    with tarfile.open(path) as old, tarfile.open(fileobj=buffer, mode="w") as new:
        for entry in old:
            stream = old.extractfile(entry)
            assert stream
            data = change(entry, stream.read())
            if data is not None:
                entry.size = len(data)
                new.addfile(entry, io.BytesIO(data))
        if extra:
            new.addfile(extra, io.BytesIO())
    data = buffer.getvalue()
    path.write_bytes(data + SEAL + hashlib.sha256(data).hexdigest().encode() + b"\n")
