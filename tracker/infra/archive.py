"""Archives that are whole or refused: a tar of plain files, a manifest, a hash over every byte."""

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tracker.infra.durable import fsync

MANIFEST = "manifest"
MEMBER = re.compile(r"[a-z]+(/[0-9a-f]{64})?")
MANIFEST_LIMIT = 256 * 1024 * 1024
CHUNK = 1024 * 1024
SEAL = b"rakor archive, sha256 of all before: "
SEAL_BYTES = len(SEAL) + 64 + 1


class BadArchive(Exception):
    """Damaged, cut short or not ours; the message is one line."""


class NewArchive:
    """Being written. Member names have MEMBER's form."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, str] = {}

    def add(self, name: str, stream: IO[bytes]) -> None:
        """Add all of a seekable stream."""
        entry = tarfile.TarInfo(name)
        entry.mode = 0o600
        entry.size = stream.seek(0, os.SEEK_END)
        self.members[name] = _digest(stream)
        stream.seek(0)
        self._tar.addfile(entry, stream)


class Archive:
    """Being read; every member has been compared with the manifest. facts: what the maker noted."""

    def __init__(self, tar: tarfile.TarFile, entries: dict[str, tarfile.TarInfo]) -> None:
        self._tar = tar
        self._entries = entries
        self.facts: dict[str, Any] = {}

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def open(self, name: str) -> IO[bytes]:
        stream = self._tar.extractfile(self._entries[name])
        if stream is None:
            raise BadArchive(f"{name} is not a plain file")
        return stream


@contextmanager
def new_archive(path: Path, facts: dict[str, Any]) -> Iterator[NewArchive]:
    """Write an archive that appears under its name only once it is whole and on the disk.

    facts: JSON values for the reader; those added in the block are kept too. Only the owner may
    read the file. Raises FileExistsError.
    """
    if path.exists():
        raise FileExistsError(path)
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        part = Path(file.name)
        try:
            sink = _HashedFile(file)
            with tarfile.open(fileobj=sink, mode="w|") as tar:  # type: ignore[call-overload]  # needs only write()
                archive = NewArchive(tar)
                yield archive
                manifest = json.dumps({"facts": facts, "members": archive.members})
                archive.add(MANIFEST, io.BytesIO(manifest.encode()))
            file.write(SEAL + sink.digest.hexdigest().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
            part.rename(path)
        except BaseException:
            part.unlink()
            raise
    fsync(path.parent)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Read an archive after checking all of it. Raises BadArchive."""
    with path.open("rb") as file:
        _check_seal(file)
        try:
            with tarfile.open(fileobj=file, mode="r:") as tar:
                archive = Archive(tar, _entries(tar))
                _check_members(archive)
                yield archive
        except (tarfile.TarError, EOFError) as error:
            raise BadArchive(f"the archive cannot be read: {error}") from error


class _HashedFile:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


def _check_seal(file: IO[bytes]) -> None:
    size = file.seek(0, os.SEEK_END) - SEAL_BYTES
    if size < 0:
        raise BadArchive("this is no archive of Rakor, or it was cut short")
    file.seek(size)
    seal = file.read()
    file.seek(0)
    if not seal.startswith(SEAL):
        raise BadArchive("this is no archive of Rakor, or it was cut short")
    if seal != SEAL + _digest(file, size).encode() + b"\n":
        raise BadArchive("the archive was damaged: its bytes are not those that were written")
    file.seek(0)


def _entries(tar: tarfile.TarFile) -> dict[str, tarfile.TarInfo]:
    """Nothing is ever unpacked by its name; still, only names and kinds we write are read."""
    entries: dict[str, tarfile.TarInfo] = {}
    for entry in tar:
        if not MEMBER.fullmatch(entry.name) or entry.type not in (
            tarfile.REGTYPE,
            tarfile.AREGTYPE,
        ):
            raise BadArchive(f"the archive holds something that is not ours: {entry.name!r}")
        if entry.name in entries:
            raise BadArchive(f"the archive holds {entry.name} twice")
        entries[entry.name] = entry
    return entries


def _check_members(archive: Archive) -> None:
    manifest = _manifest(archive)
    archive.facts = manifest["facts"]
    members: dict[str, str] = manifest["members"]
    if {*members, MANIFEST} != set(archive.names):
        missing = sorted(members.keys() - set(archive.names))
        raise BadArchive(f"the archive does not hold what its manifest lists: {missing[:3]}")
    for name, digest in members.items():
        with archive.open(name) as stream:
            if _digest(stream) != digest:
                raise BadArchive(f"{name} is not what the manifest says")


def _manifest(archive: Archive) -> dict[str, Any]:
    if MANIFEST not in archive.names:
        raise BadArchive("the archive has no manifest")
    try:
        with archive.open(MANIFEST) as stream:
            manifest: dict[str, Any] = json.loads(stream.read(MANIFEST_LIMIT))
        return {"facts": dict(manifest["facts"]), "members": dict(manifest["members"])}
    except (ValueError, KeyError, TypeError) as error:
        raise BadArchive("the manifest cannot be read") from error


def _digest(stream: IO[bytes], size: int | None = None) -> str:
    """SHA-256 of the stream from its start, or of its first `size` bytes."""
    stream.seek(0)
    digest, left = hashlib.sha256(), size
    while chunk := stream.read(CHUNK if left is None else min(CHUNK, left)):
        digest.update(chunk)
        left = None if left is None else left - len(chunk)
    return digest.hexdigest()
