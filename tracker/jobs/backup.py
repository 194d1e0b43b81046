"""Backup and restore: the database at one moment, and exactly the files it names."""

import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj

from sqlalchemy.engine import make_url

from tracker.infra.archive import BadArchive, new_archive, open_archive
from tracker.infra.database_copy import check_copy, consistent_copy, is_empty, put_back
from tracker.infra.storage import Damaged, Store
from tracker.jobs.clean_up import named_keys

DATABASE = "database"
FILES = "files/"


class NotEmpty(Exception):
    """There is already an installation here; the message is one line."""


@dataclass(slots=True)
class Contents:
    """made_at: ISO instant. damaged: keys the database names but the store could not give."""

    made_at: str
    files: int = 0
    damaged: list[str] = field(default_factory=list)


def make_backup(path: Path, *, database_url: str, store: Store, at: datetime) -> Contents:
    """Write the archive `path` while others go on writing.

    A damaged file does not prevent the backup of all others; it is listed. Raises FileExistsError,
    and CopyFailed when the database cannot be copied.
    """
    contents = Contents(made_at=at.isoformat())
    facts = {"made_at": contents.made_at, "database": _kind(database_url), "damaged": []}
    with (
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder,
        new_archive(path, facts) as archive,
    ):
        copy = Path(folder) / DATABASE
        with consistent_copy(database_url, copy) as session:
            keys = sorted(named_keys(session))
        with copy.open("rb") as stream:
            archive.add(DATABASE, stream)
        for key in keys:
            try:
                archive.add(f"{FILES}{key}", BytesIO(store.get(key)))
            except Damaged:
                contents.damaged.append(key)
        contents.files = len(keys) - len(contents.damaged)
        facts["damaged"] = contents.damaged
    return contents


def restore_backup(
    path: Path, *, database_url: str, store: Store, at: datetime, force: bool = False
) -> Contents:
    """Put the archive's database in place and its files into the store, after checking all of it.

    force: replace an installation. Its database and local files are kept beside the new ones, with
    `before-restore` and the time in their names. Nobody else may be using it meanwhile.
    Raises BadArchive, CopyFailed or NotEmpty with nothing changed.
    """
    if not force and not (is_empty(database_url) and store.is_empty()):
        raise NotEmpty("there is an installation here already: --force replaces it")
    aside = f"before-restore-{at:%Y%m%d-%H%M%S}"
    with open_archive(path) as archive, tempfile.TemporaryDirectory(dir=path.parent) as folder:
        kind = archive.facts["database"]
        if kind != _kind(database_url):
            raise BadArchive(f"the archive holds a {kind} database, here is another kind")
        copy = Path(folder) / DATABASE
        with archive.open(DATABASE) as stream, copy.open("wb") as file:
            copyfileobj(stream, file)
        check_copy(database_url, copy)
        # Files first: should this be cut short, the old database still finds all of its own.
        store.set_aside(aside)
        files = [name for name in archive.names if name.startswith(FILES)]
        for name in files:
            with archive.open(name) as stream:
                store.put_bytes(stream.read())
        put_back(database_url, copy, aside=aside)
        return Contents(archive.facts["made_at"], len(files), archive.facts["damaged"])


def _kind(database_url: str) -> str:
    return make_url(database_url).get_backend_name()
