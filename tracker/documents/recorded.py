"""The recorded parts of a meeting as plain values, with every name as it is displayed today."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.documents.matrix import Row
from tracker.infra.orm import Labelled
from tracker.models.agenda import AgendaItem
from tracker.models.agenda_parts import AgendaPart
from tracker.models.agreements import Funding, ReportTo
from tracker.models.attendances import ATTENDED, Attendance
from tracker.models.files import Blob, FileKind, StoredFile
from tracker.models.legal_references import LegalReference
from tracker.models.measurements import Measurement
from tracker.models.meetings import Meeting
from tracker.models.minutes_sections import MinutesSection
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import Organisation
from tracker.models.statements import Statement

MAX_PHOTOS = 12
_COLUMNS: dict[str, tuple[type[MeetingPart], tuple[str, ...]]] = {
    "agenda": (AgendaItem, ("title", "presenter")),
    "basis": (LegalReference, ("number", "issuer", "dated_on", "date_precision", "subject")),
    "sections": (MinutesSection, ("heading", "body")),
    "statements": (Statement, ("speaker_name", "speaker_position", "kind", "text")),
    "measurements": (
        Measurement,
        (
            *("indicator", "unit", "value", "as_of", "target", "target_on", "rank", "rank_of"),
            *("remaining", "remaining_unit", "remaining_meaning", "source"),
        ),
    ),
}
_ATTENDANCE = (
    *("person_name", "position_title", "organisation_name", "presence"),
    *("represents", "reason"),
)


def parts(session: Session, meeting: Meeting, rows: list[Row]) -> dict[str, Any]:
    """Every list of the notula, each in its order. rows: the meeting's `matrix`."""
    values: dict[str, Any] = {
        name: _rows(session, meeting, part, columns) for name, (part, columns) in _COLUMNS.items()
    }
    attendance = _attendance(session, meeting)
    return {
        **values,
        "participants": [a for a in attendance if a["presence"] in ATTENDED],
        "absentees": [a for a in attendance if a["presence"] not in ATTENDED],
        "agreements": _agreements(rows),
        "actions": actions(rows),
    }


def actions(rows: list[Row]) -> list[dict[str, Any]]:
    """The lines of the matrix alone."""
    return [_action(row) for row in rows]


def measurements(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """The figures alone."""
    return _rows(session, meeting, *_COLUMNS["measurements"])


def photos(session: Session, meeting: Meeting) -> dict[str, Any]:
    """The photos to print, by the key of their bytes, and how many more there are.

    photo_captions: the item of the agenda each was attached to, or nothing.
    """
    found = session.execute(
        select(Blob.key, func.coalesce(AgendaItem.title, ""))
        .join(StoredFile, StoredFile.blob_id == Blob.id)
        .outerjoin(AgendaItem, AgendaItem.id == StoredFile.agenda_item_id)
        .where(StoredFile.meeting_id == meeting.id, StoredFile.kind == FileKind.PHOTO)
        .order_by(StoredFile.id)
    ).all()
    return {
        "photos": [key for key, _ in found[:MAX_PHOTOS]],
        "photo_captions": [title for _, title in found[:MAX_PHOTOS]],
        "more_photos": len(found[MAX_PHOTOS:]),
    }


def _rows(
    session: Session, meeting: Meeting, part: type[MeetingPart], columns: tuple[str, ...]
) -> list[dict[str, Any]]:
    of_item = [_item(part)] if issubclass(part, AgendaPart) else []
    found = session.execute(
        select(*(getattr(part, column) for column in columns), *of_item)
        .where(part.meeting_id == meeting.id)
        .order_by(part.position, part.id)
    )
    return [dict(row) for row in found.mappings()]


def _item(part: type[AgendaPart]) -> ColumnElement[int | None]:
    """The place in the agenda of the item that a part belongs to."""
    place = select(AgendaItem.position).where(AgendaItem.id == part.agenda_item_id)
    return place.scalar_subquery().label("item")


def _attendance(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """People as they were written; an organisation that sent nobody by name stands there once,
    under the name of the register where it is known.
    """
    found = session.execute(
        select(Attendance, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Attendance.position, Attendance.id)
    )
    lines = list[dict[str, Any]]()
    for row, known_as in found:
        line = {column: getattr(row, column) for column in _ATTENDANCE}
        if not row.person_name and known_as:
            line["organisation_name"] = known_as
        if row.person_name or line not in lines:
            lines.append(line)
    return lines


def _agreements(rows: list[Row]) -> list[dict[str, Any]]:
    agreements = dict.fromkeys(row.agreement for row in rows if row.agreement)
    return [
        {"position": a.position, "text": a.text, "annotation": a.annotation} for a in agreements
    ]


def _action(row: Row) -> dict[str, Any]:
    action, agreement = row.action, row.agreement
    source = action or agreement
    return {
        "agreement": agreement.position if agreement else None,
        "reference": action.reference if action else "",
        "sentence": action.sentence if action else agreement.text if agreement else "",
        "leads": [
            {"name": lead.organisation.name, "due_on": row.due_of(lead)} for lead in row.leads
        ],
        "supporting": [share.organisation.name for share in row.supporting],
        "dues": row.dues,
        "output": action.expected_output if action else "",
        "funding": _labels(Funding, source.funding if source else []),
        "report_to": _labels(ReportTo, source.report_to if source else []),
    }


def _labels(members: type[Labelled], codes: list[str]) -> list[str]:
    return [members(code).label for code in codes]
