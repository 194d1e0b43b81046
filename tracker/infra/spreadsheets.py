"""Tables out of spreadsheets, separated text and pasted cells: every cell as people see it."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.config import PROJECT
from tracker.infra.spreadsheet_process import MAX_ROWS, Finding
from tracker.infra.text import N_

SECONDS = 40  # of the clock; the process itself is allowed less of the processor
MAX_CELL = 32_767  # characters; Excel's own limit
MAX_COLUMNS = 200

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the one stream of a locked workbook
_BROKEN = N_("Berkas ini bukan lembar kerja yang dapat dibaca. Unggah XLSX, XLS, ODS, atau CSV.")
_TOO_LARGE = N_(
    "Lembar kerja ini terlalu besar setelah dibuka. Simpan matriksnya saja ke berkas baru, "
    "tanpa sel terisi jauh di luar tabel."
)
_LOCKED = N_("Berkas ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.")
_REFUSALS: dict[int, str] = {Finding.LOCKED: _LOCKED, Finding.BROKEN: _BROKEN}
_NOT_TEXT = N_("Berkas ini bukan tabel. Unggah XLSX, XLS, ODS, atau CSV.")
_EMPTY = N_("Tidak ada isi yang dapat dibaca.")
_TOO_LONG = N_("Tabel ini melebihi 20.000 baris. Bagi menjadi beberapa berkas.")
_DELIMITERS = "\t;,|"


class Unreadable(ValueError):
    """No table can be read from it; the message is one Indonesian sentence marked with N_."""


Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """rows from row 1, column A on; merged: first row and column, last row and column, from 0.

    too_long: it has more rows than are ever read, and none of them is given.
    """

    name: str
    rows: list[list[str]]
    merged: list[Range]
    too_long: bool = False


def read_file(data: bytes) -> list[Sheet]:
    """The visible sheets of a workbook that hold anything, or the one table of a text.

    Formulas give the value they had when the file was saved; nothing it links to is opened.
    Raises Unreadable.
    """
    if data.startswith(_WORKBOOKS):
        return _read_workbook(data)
    return [read_text(_decoded(data))]


def read_text(text: str) -> Sheet:
    """A table out of separated text or pasted cells (tabs). Raises Unreadable."""
    if not text.strip():
        raise Unreadable(_EMPTY)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for row in reader:
            rows.append([cell[:MAX_CELL] for cell in row[:MAX_COLUMNS]])
            if len(rows) > MAX_ROWS:
                raise Unreadable(_TOO_LONG)
    except csv.Error as error:
        raise Unreadable(_NOT_TEXT) from error
    return Sheet("", rows, [])


def _read_workbook(data: bytes) -> list[Sheet]:
    """In a process of its own: a cell far away makes five kilobytes need half a terabyte."""
    if _ENCRYPTED in data:
        raise Unreadable(_LOCKED)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tracker.infra.spreadsheet_process"],
            input=data,
            cwd=PROJECT,
            env={},
            capture_output=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_TOO_LARGE) from error
    if ended.returncode != Finding.GOOD:
        raise Unreadable(_REFUSALS.get(ended.returncode, _TOO_LARGE))
    sheets = [
        Sheet(sheet["name"], sheet["rows"], [tuple(m) for m in sheet["merged"]], sheet["too_long"])
        for sheet in json.loads(ended.stdout)
    ]
    if not sheets:
        raise Unreadable(_EMPTY)
    return sheets


def _decoded(data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or text.startswith(("%PDF-", "{\\rtf", "\x89PNG")):
            break
        return text
    raise Unreadable(_NOT_TEXT)


def _encodings(data: bytes) -> Sequence[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "cp1252")


def _delimiter(text: str) -> str:
    """The one that cuts the most lines into the same number of cells, more than one."""
    sample = text[:50_000]

    def score(delimiter: str) -> tuple[int, int]:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
        widths = [len(row) for row in rows if len(row) > 1]
        usual = max(set(widths), key=widths.count, default=1)
        return widths.count(usual) * (usual > 1), usual

    try:
        return max(_DELIMITERS, key=score)
    except csv.Error as error:
        raise Unreadable(_NOT_TEXT) from error
