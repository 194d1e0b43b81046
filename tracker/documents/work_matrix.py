"""Matriks tindak lanjut on paper: what was asked for, lying across, printed for who asked."""

from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.documents.matrix_columns import (
    evidence,
    obstacles,
    progress,
    remarks,
    source_words,
    status,
)
from tracker.documents.printouts import ask_for_printout
from tracker.infra.text import N_
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.errors import DomainError
from tracker.models.meetings import SecurityClass
from tracker.models.printouts import Printout, PrintoutKind
from tracker.models.users import Actor
from tracker.reports.work_matrix import Row

# Some 430 pages, made in parts of which each has its twenty seconds; to join those of 4,000 rows a
# process needs all of its 512 MB.
MOST_ROWS = 3_000
# How much of a text a narrow cell shows: all of it where few rows are printed.
LIMITS = (600, 200, 60)


def print_matrix(
    session: Session,
    rows: Sequence[Row],
    *,
    asked: Sequence[tuple[str, str]],
    by: Actor,
    at: datetime,
    zone: ZoneInfo,
) -> Printout:
    """Let the matrix be printed; call in `write`.

    rows: at most MOST_ROWS of them. asked: what it was narrowed to, as label and words. Raises
    DomainError when it is more than a paper can carry.
    """
    today = at.astimezone(zone).date()
    for limit in LIMITS:
        try:
            return ask_for_printout(
                session,
                PrintoutKind.WORK_MATRIX,
                matrix_paper(rows, asked=asked, at=at, zone=zone, limit=limit),
                name=f"Matriks tindak lanjut {today.isoformat()}",
                security_class=highest(rows),
                by=by,
                at=at,
            )
        except DomainError as refusal:
            if refusal.code != "too_long":
                raise
    raise _too_long()


def matrix_paper(
    rows: Sequence[Row],
    *,
    asked: Sequence[tuple[str, str]],
    at: datetime,
    zone: ZoneInfo,
    limit: int = LIMITS[0],
) -> dict[str, Any]:
    """What the paper prints, as plain values; rows of one action stand together."""
    return {
        "asked": [{"label": label, "words": words} for label, words in asked],
        "stands_at": at.astimezone(zone).replace(second=0, microsecond=0),
        "zone": zone.key,
        "figures": _figures(rows),
        "items": [_item(row, limit) for row in rows],
    }


def highest(rows: Sequence[Row]) -> SecurityClass:
    """A paper is as confidential as the most confidential thing on it."""
    classes = {row.security_class for row in rows} | {SecurityClass.OPEN}
    return max(classes, key=list(SecurityClass).index)


def _figures(rows: Sequence[Row]) -> dict[str, int]:
    shares = [row.share for row in rows if row.share]
    return {
        "actions": len({row.action_id for row in rows}),
        "rows": len(rows),
        "late": sum(share.days is not None and share.days < 0 for share in shares),
        "awaiting": sum(share.state is AssignmentState.AWAITING for share in shares),
        "verified": sum(share.state is AssignmentState.DONE for share in shares),
    }


def _item(row: Row, limit: int) -> dict[str, Any]:
    share = row.share
    supporting = share is not None and share.part is Part.SUPPORTING
    return {
        "action": row.action_id,
        "reference": row.reference,
        "old_reference": row.old_reference,
        "source": _short(source_words(row), limit),
        "source_on": row.source.on,
        "sentence": _short(row.sentence, max(limit, 300)),
        "lead": share.organisation if share and not supporting else "",
        "supporting": share.organisation if share and supporting else "",
        "due_on": row.due_on,
        "output": _short(row.expected_output, limit),
        "progress": _short(progress(row), limit),
        "obstacles": _short(obstacles(row), limit),
        "evidence": evidence(row),
        "status": status(row),
        "remarks": _short(remarks(row), limit),
    }


def _short(text: str, limit: int) -> str:
    return shorten(text, limit, placeholder=" …") if len(text) > limit else text


def _too_long() -> DomainError:
    return DomainError(
        "too_long",
        N_(
            "Matriks ini terlalu panjang untuk satu naskah. Persempit saringannya, misalnya per "
            "instansi atau rangkaian, atau unduh sebagai XLSX."
        ),
    )
