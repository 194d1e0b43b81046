"""Keyset pages: the address carries the last row's sort values, never an offset."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request

from tracker.web.access import LARGEST_ID

PAGE_SIZE = 50

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """rows: at most PAGE_SIZE; next_url: None on the last page; first_url: None on the first."""

    rows: Sequence[Row]
    next_url: str | None
    first_url: str | None


def cursor() -> list[Any] | None:
    """The sort values after which this page begins: empty, text, or a number as rows have it.

    None for the first page and for an address that somebody rewrote.
    """
    text = request.args.get("setelah", "")
    if not text:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text.encode()))
    except (binascii.Error, ValueError, RecursionError):
        return None
    known = isinstance(values, list) and len(values) <= 3 and all(map(_sorts, values))
    return values if known else None


def after_id() -> int | None:
    """The cursor of a list in the order of its ids."""
    match cursor():
        case [int(row_id)]:
            return row_id
    return None


def after_name() -> tuple[str, int] | None:
    """The cursor of a list by name, then id."""
    match cursor():
        case [str(name), int(row_id)]:
            return name, row_id
    return None


def after_day() -> tuple[date, int] | None:
    """The cursor of a list by day, then id."""
    match cursor():
        case [str(on), int(row_id)]:
            with suppress(ValueError):
                return date.fromisoformat(on), row_id
    return None


def instant_of(text: str) -> datetime | None:
    """An instant out of a cursor; None when it holds something else."""
    with suppress(ValueError, OverflowError):  # the first and last day may lie beyond UTC's
        instant = datetime.fromisoformat(text)
        return instant.astimezone(UTC) if instant.tzinfo else None
    return None


def page_of(rows: Sequence[Row], key: Callable[[Row], list[Any]]) -> Page[Row]:
    """Cut PAGE_SIZE + 1 fetched rows to a page; key gives a row's sort values, JSON-ready."""
    shown = rows[:PAGE_SIZE]
    more = len(rows) > PAGE_SIZE
    return Page(
        rows=shown,
        next_url=here(setelah=_encode(key(shown[-1]))) if more else None,
        first_url=here() if cursor() else None,
    )


def here(**changes: str) -> str:
    """This address with its filters and `changes`, from the first page on.

    Put together by ourselves: a parameter named `_scheme` must never steer `url_for`.
    """
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "setelah"]
    query = urlencode([*kept, *changes.items()])
    return f"{request.path}?{query}" if query else request.path


def _sorts(value: object) -> bool:
    """What every database takes: JSON also writes NUL, halves of letters and endless numbers."""
    if isinstance(value, str):
        return re.search("[\x00\ud800-\udfff]", value) is None
    return value is None or (type(value) is int and 0 <= value <= LARGEST_ID)


def _encode(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
