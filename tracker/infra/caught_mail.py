"""The letter box of a demonstration: mail kept as files, read again without trusting any of it."""

import re
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path
from typing import Self

from icalendar import Calendar

from tracker.infra.storage import clean_name
from tracker.infra.text import clean_line, clean_lines

MOST_LETTERS = 500
MOST_BYTES = 200 * 1024 * 1024
ENDING = ".eml"
_NAME = re.compile(r"[0-9]{20}-[0-9a-f]{16}")
_SHOWN_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted")
_SHOWN_OF_EVENT = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "STATUS", "UID", "SEQUENCE")
_LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Letter:
    """One line of the list; name: newer ones sort after older ones."""

    name: str
    to: str
    subject: str
    caught_at: datetime


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with a letter."""

    number: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """headers, calendar: what they say by name; calendar: of its first event, with its METHOD."""

    headers: dict[str, str]
    text: str
    calendar: dict[str, str]
    files: list[Enclosed]


class LetterBox:
    """A directory of letters; when it is full the oldest make room."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @classmethod
    def of(cls, data_dir: Path) -> Self:
        """The one of an installation."""
        return cls(data_dir / "mail")

    def keep(self, data: bytes, *, at: datetime) -> str:
        """Store a letter whole, and return its name."""
        self._directory.mkdir(mode=0o700, exist_ok=True)
        name = f"{int(at.timestamp() * 1_000_000):020d}-{secrets.token_hex(8)}"
        with tempfile.NamedTemporaryFile(dir=self._directory, delete=False) as file:
            file.write(data)
        Path(file.name).rename(self._path(name))
        self._make_room()
        return name

    def names(self, *, before: str | None = None) -> list[str]:
        """Newest first; `before`: only those that are older than this one."""
        found = [path.stem for path in self._directory.glob(f"*{ENDING}")]
        known = sorted((name for name in found if _NAME.fullmatch(name)), reverse=True)
        return known if before is None else [name for name in known if name < before]

    def letters(self, names: Sequence[str]) -> list[Letter]:
        """A line for each; one that made room meanwhile is left out."""
        return [
            _line(name, message) for name in names if (message := self._parsed(name)) is not None
        ]

    def open(self, name: str) -> OpenLetter | None:
        message = self._parsed(name)
        if message is None:
            return None
        return OpenLetter(
            headers={header: _header(message, header) for header in _SHOWN_HEADERS},
            text=clean_lines(_text(message, "text/plain")),
            calendar=_event(_text(message, "text/calendar")),
            files=[
                Enclosed(number, _file_name(part), part.get_content_type(), len(_content(part)))
                for number, part in enumerate(message.iter_attachments())
            ],
        )

    def file(self, name: str, number: int) -> tuple[str, bytes] | None:
        """The name and bytes of what came with a letter."""
        message = self._parsed(name)
        parts = [] if message is None else list(message.iter_attachments())
        if not 0 <= number < len(parts):
            return None
        return _file_name(parts[number]), _content(parts[number])

    def _parsed(self, name: str) -> EmailMessage | None:
        if not _NAME.fullmatch(name):
            return None
        try:
            data = self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        message = message_from_bytes(data, policy=policy.default)
        return message if isinstance(message, EmailMessage) else None

    def _path(self, name: str) -> Path:
        return self._directory / f"{name}{ENDING}"

    def _make_room(self) -> None:
        kept = 0
        for number, name in enumerate(self.names()):
            kept += self._path(name).stat().st_size
            if number >= MOST_LETTERS or kept > MOST_BYTES:
                self._path(name).unlink(missing_ok=True)


def _line(name: str, message: EmailMessage) -> Letter:
    micros = int(name.partition("-")[0])
    return Letter(
        name=name,
        to=_header(message, "To"),
        subject=_header(message, "Subject"),
        caught_at=datetime.fromtimestamp(micros / 1_000_000, UTC),
    )


def _header(message: EmailMessage, name: str) -> str:
    """Decoded by hand: Python's newer parser splits a long name where its line was folded, and
    stumbles over headers that are broken on purpose.
    """
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    try:
        return clean_line(str(make_header(decode_header(str(next(found, ""))))))[:1000]
    except (ValueError, LookupError, MessageError):
        return ""


def _text(message: EmailMessage, media_type: str) -> str:
    """The first part of this type, as text."""
    for part in message.walk():
        if part.get_content_type() == media_type:
            data = part.get_payload(decode=True)
            return data.decode(errors="replace")[:_LONGEST_TEXT] if isinstance(data, bytes) else ""
    return ""


def _event(text: str) -> dict[str, str]:
    try:
        calendar = Calendar.from_ical(text)
        (event,) = calendar.walk("VEVENT")[:1]
    except ValueError:
        return {}
    said = {"METHOD": calendar.get("METHOD", "")}
    said |= {name: event.decoded(name, "") for name in _SHOWN_OF_EVENT}
    return {name: clean_line(_plain(value)) for name, value in said.items() if value != ""}


def _plain(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _content(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _file_name(part: EmailMessage) -> str:
    return clean_name(part.get_filename() or "lampiran")
