"""The snapshot of a paper: everything it prints, frozen as canonical bytes.

Sealed papers are made from these bytes for ever, so that renaming an organisation or a person
later changes nothing. SCHEMA grows when a field changes its meaning; the renderer keeps reading
the old ones.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents import recorded
from tracker.documents.matrix import Row, matrix
from tracker.models.approvals import ApprovalMode
from tracker.models.documents import Document, DocumentKind
from tracker.models.letterheads import letterhead_for
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting
from tracker.models.minutes import Minutes
from tracker.models.paper_layouts import paper_layout
from tracker.models.people import Signatory

SCHEMA = 1

# Sheets of the unit that holds the meeting, whoever signs them (Permendagri 1/2023: notula carries
# the kop of the Setda or of a perangkat daerah). Every other paper carries its signatory's.
_OF_THE_UNIT = {
    DocumentKind.MINUTES,
    DocumentKind.SHORT_MINUTES,
    DocumentKind.ATTENDANCE_FORM,
    DocumentKind.ATTENDANCE,
    DocumentKind.ACTION_MATRIX,
}


@dataclass(frozen=True, slots=True)
class Seal:
    """What sealing adds. verification_url: where anyone may check the code.

    mode, acted_by: how and by whom a notula was approved.
    """

    code: str
    verification_url: str
    at: datetime
    mode: ApprovalMode | None = None
    acted_by: str = ""


def snapshot(
    session: Session,
    minutes: Minutes,
    *,
    signatory: Signatory,
    on_behalf_of: str = "",
    initials: Sequence[str] = (),
    seal: Seal | None = None,
) -> bytes:
    """Canonical JSON (UTF-8, sorted keys) of the paper; without a seal, of its draft.

    initials: the positions that put their paraf on a draft, bottom-up. The same record gives the
    same bytes, so that an unchanged draft is not printed twice.
    """
    meeting = minutes.meeting
    paper = {
        **_head(session, DocumentKind.MINUTES, meeting),
        "edition": minutes.edition,
        "correction": _correction(session, minutes),
        **recorded.parts(session, meeting, matrix(session, meeting)),
        **recorded.photos(session, meeting),
        "signatory": asdict(signatory),
        "on_behalf_of": on_behalf_of,
        "initials": list(initials),
        "seal": _seal(seal, meeting.zone) if seal else None,
    }
    return canonical(paper)


def paper_snapshot(
    session: Session,
    kind: DocumentKind,
    meeting: Meeting,
    content: dict[str, Any],
    *,
    edition: int | None = None,
    seal: Seal | None = None,
) -> bytes:
    """The same of any other paper: letterhead, facts of the meeting, and the kind's own content.

    content: what its template prints beyond them, as plain values with every name as displayed.
    """
    return canonical(
        {
            **_head(session, kind, meeting, signatory=_signing(kind, content)),
            **content,
            "edition": edition,
            "seal": _seal(seal, meeting.zone) if seal else None,
        }
    )


def record_at_work(session: Session, meeting: Meeting, rows: list[Row]) -> dict[str, Any]:
    """What the notula says so far, decoded, for `to_screen`. rows: the meeting's `matrix`."""
    return paper_at_work(DocumentKind.MINUTES, meeting, recorded.parts(session, meeting, rows))


def paper_at_work(kind: DocumentKind, meeting: Meeting, content: dict[str, Any]) -> dict[str, Any]:
    """What a paper says as it is written now, decoded, to read within a page.

    Without what only the paper shows: letterhead, layout, seal.
    """
    shown = {"kind": kind, "meeting": meeting_facts(meeting), **content, "seal": None}
    decoded: dict[str, Any] = json.loads(canonical(shown))
    return decoded


def meeting_facts(meeting: Meeting) -> dict[str, Any]:
    """Its own facts, as every paper has them."""
    names = (
        *("subject", "starts_on", "ends_on", "start_time", "end_time", "open_ended", "zone"),
        *("venue", "mode", "host", "security_class", "invitation_number", "invitation_date"),
        *("chair_name", "chair_position", "chair_on_behalf_of"),
        *("secretary", "minute_taker_name", "minute_taker_position"),
    )
    values = {name: getattr(meeting, name) for name in names}
    return {**values, "subject": "" if meeting.subject == SUBJECT_UNKNOWN else meeting.subject}


def canonical(paper: dict[str, Any]) -> bytes:
    """JSON as UTF-8 with sorted keys: the same values give the same bytes."""
    text = json.dumps(
        paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )
    return text.encode()


def _head(
    session: Session, kind: DocumentKind, meeting: Meeting, *, signatory: str = ""
) -> dict[str, Any]:
    """signatory: the title by which the kop is chosen; empty for the unit's own."""
    return {
        "schema": SCHEMA,
        "kind": kind,
        "letterhead": asdict(letterhead_for(session, meeting.organising_unit, signatory=signatory)),
        "layout": asdict(paper_layout(session)[0]),
        "unit": meeting.organising_unit.name,
        "meeting": meeting_facts(meeting),
    }


def _signing(kind: DocumentKind, content: dict[str, Any]) -> str:
    """Of several who sign, the first: he answers for the paper."""
    if kind in _OF_THE_UNIT:
        return ""
    first = [content.get("signatory"), *content.get("signatories", [])]
    return next((str(one["position"]) for one in first if one), "")


def _correction(session: Session, minutes: Minutes) -> dict[str, Any] | None:
    """What a ralat replaces and why; edition 2 is the first ralat."""
    if minutes.edition == 1:
        return None
    replaced = session.execute(
        select(Document.code, Minutes.approved_at)
        .join(Minutes, Minutes.id == Document.minutes_id)
        .where(
            Document.meeting_id == minutes.meeting_id,
            Document.kind == DocumentKind.MINUTES,
            Document.edition == minutes.edition - 1,
        )
    ).one()
    return {
        "number": minutes.edition - 1,
        "reason": minutes.reason,
        "replaced_code": replaced.code,
        "replaced_at": _local(replaced.approved_at, minutes.meeting.zone),
    }


def _seal(seal: Seal, zone: str) -> dict[str, Any]:
    return {**asdict(seal), "at": _local(seal.at, zone)}


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(microsecond=0)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"no canonical form for {type(value).__name__}")
