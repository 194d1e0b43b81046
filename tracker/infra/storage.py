"""File bytes, kept under the SHA-256 of their content: written once, never changed."""

import hashlib
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url

from tracker.infra.durable import fsync
from tracker.infra.media_types import Unwanted, fitting_name, media_type_of
from tracker.infra.text import N_

__all__ = ["Damaged", "Store", "StoredBytes", "Unwanted", "clean_name", "open_store"]

DEFAULT_MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 150
CHUNK = 1024 * 1024
KEY = re.compile(r"[0-9a-f]{64}")


class Damaged(Exception):
    """The stored bytes are not those of their key, or are gone."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"{what}: {key}")
        self.key = key
        self.what = what


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """key: SHA-256 in hex. name: the cleaned name of an upload, empty for bytes of our own."""

    key: str
    size: int
    media_type: str
    name: str = ""


def open_store(url: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> "Store":
    """A store at `file:///directory` or `s3://bucket/prefix` (AWS_* variables give access).

    It may be opened before a fork, but its first use starts threads that do not survive one.
    """
    return Store(url, max_bytes=max_bytes)


class Store:
    def __init__(self, url: str, *, max_bytes: int) -> None:
        self.url = url
        self.max_bytes = max_bytes
        self._directory = Path(url.removeprefix("file://")) if url.startswith("file://") else None

    def put(self, stream: IO[bytes], *, name: str) -> StoredBytes:
        """Keep an upload, durably before this returns. Raises Unwanted, with nothing kept."""
        with tempfile.SpooledTemporaryFile(max_size=CHUNK) as file:
            key, size = self._spool(stream, file)
            media_type = media_type_of(file)
            file.seek(0)
            self._keep(key, file)
        return StoredBytes(key, size, media_type, fitting_name(clean_name(name), media_type))

    def put_bytes(self, data: bytes, media_type: str = "") -> StoredBytes:
        """Keep bytes we made ourselves, such as a rendered paper, or have judged before."""
        key = hashlib.sha256(data).hexdigest()
        self._keep(key, data)
        return StoredBytes(key, len(data), media_type)

    def get(self, key: str) -> bytes:
        """The bytes, whose hash has been compared with their key. Raises Damaged."""
        try:
            data = self._read(_path(key))
        except FileNotFoundError as error:
            raise Damaged(key, "missing") from error
        if hashlib.sha256(data).hexdigest() != key:
            raise Damaged(key, "changed")
        return data

    def exists(self, key: str) -> bool:
        try:
            obstore.head(self._objects, _path(key))
        except FileNotFoundError:
            return False
        return True

    def all_keys(self, *, older_than: datetime | None = None) -> Iterator[str]:
        """Every key in the store, in no order; `older_than`: only those stored before."""
        for chunk in obstore.list(self._objects):
            for entry in chunk:
                key = entry["path"].rpartition("/")[2]
                old_enough = older_than is None or entry["last_modified"] < older_than
                if old_enough and KEY.fullmatch(key):
                    yield key

    def is_empty(self) -> bool:
        return next(self.all_keys(), None) is None

    def set_aside(self, name: str) -> None:
        """Keep what a local store holds now, under the directory's name with `name` added.

        The files are shared, not copied: none of them ever changes, but the sweep removes some.
        """
        if self._directory is not None and self._directory.exists():
            shutil.copytree(self._directory, f"{self._directory}.{name}", copy_function=os.link)

    def delete(self, key: str) -> None:
        """Only for the sweep of bytes that no row names, and never for anything else."""
        obstore.delete(self._objects, _path(key))

    @cached_property
    def _objects(self) -> ObjectStore:
        if self._directory is None:
            return from_url(self.url)
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(self._directory)

    def _read(self, path: str) -> bytes:
        if self._directory is not None:  # the store's own threads cost more than so short a read
            return (self._directory / path).read_bytes()
        return bytes(obstore.get(self._objects, path).bytes())

    def _spool(self, stream: IO[bytes], file: IO[bytes]) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > self.max_bytes:
                raise Unwanted(N_("Berkas ini terlalu besar."))
            digest.update(chunk)
            file.write(chunk)
        return digest.hexdigest(), size

    def _keep(self, key: str, body: bytes | IO[bytes]) -> None:
        try:
            obstore.put(self._objects, _path(key), body, mode="create")
        except AlreadyExistsError:
            # A crash may have left half of these very bytes; elsewhere this makes them young.
            if self._directory is None or self._is_damaged(key):
                if not isinstance(body, bytes):
                    body.seek(0)
                obstore.put(self._objects, _path(key), body)
        if self._directory is not None:
            _settle(self._directory / _path(key))

    def _is_damaged(self, key: str) -> bool:
        try:
            self.get(key)
        except Damaged:
            return True
        return False


def clean_name(name: str) -> str:
    """A file name fit to be shown and offered: NFC, no control or bidi characters, no folders."""
    composed = unicodedata.normalize("NFC", name)
    spaced = re.sub(r"[\s/\\:]+", " ", composed)
    kept = "".join(c for c in spaced if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 5:
        return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}"
    return kept[:MAX_NAME] or "berkas"


def _path(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return f"{key[:2]}/{key}"


def _settle(path: Path) -> None:
    """Make the file, its name and its folder's name durable, and young again for the sweep."""
    os.utime(path)
    for place in (path, path.parent, path.parent.parent):
        fsync(place)
