"""From a draft that was read out of a text to a meeting to confirm: what is unknown stays empty."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.agreements import Agreement
from tracker.models.attendances import Attendance, Presence
from tracker.models.events import record
from tracker.models.legal_references import DatePrecision, LegalReference
from tracker.models.measurements import Measurement, RemainingMeaning
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting, MeetingSource, Mode
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import known_names
from tracker.models.statements import Statement, StatementKind
from tracker.models.users import Actor

Json = dict[str, Any]
Rows = Iterable[Json]
Moment = TypeVar("Moment", date, time)


def record_draft(
    session: Session, text: str, draft: Json, *, by: Actor, at: datetime, unit_id: int, zone: str
) -> Meeting:
    """A draft meeting with every part the text gave, and the text itself beside it.

    draft: the JSON of `reader.read`. zone: the office's, used where the text names none.
    """
    known = known_names(session)
    meeting = Meeting.add(
        session,
        by=by.user_id,
        at=at,
        organising_unit_id=unit_id,
        created_by=by.user_id,
        created_at=at,
        **_of_meeting(draft, known, zone),
    )
    for part, rows in _parts(draft, known).items():
        for values in rows:
            part.append(meeting, by=by.user_id, at=at, **values)
    session.add(MeetingSource(meeting_id=meeting.id, text=text, draft=draft))
    record(meeting, "meeting:read_from_text", by=by.user_id, at=at)
    return meeting


def named_in_agreement(session: Session, agreement: Agreement) -> tuple[set[int], list[str]]:
    """Whom its text names: ids of known organisations, and names that nobody knows.

    Nobody once the sentence was reworded.
    """
    draft = session.scalar(
        select(MeetingSource.draft).where(MeetingSource.meeting_id == agreement.meeting_id)
    )
    known = known_names(session)
    names = [
        _value(leaf)
        for read in (draft["agreements"] if draft else [])
        if _value(read["text"]) == agreement.text
        for leaf in read["organisations"]
    ]
    ids = {known[name.casefold()] for name in names if name.casefold() in known}
    return ids, [name for name in names if name.casefold() not in known]


def _of_meeting(draft: Json, known: dict[str, int], zone: str) -> Json:
    starts_on, ends_on = _days(draft["date"])
    start_time, end_time = _time(draft["start_time"]), _time(draft["end_time"])
    chair = draft["chair"] or {}
    host = _value(draft["host"])
    return {
        "subject": _value(draft["subject"]) or SUBJECT_UNKNOWN,
        "starts_on": starts_on,
        "ends_on": _not_before(starts_on, ends_on),
        "start_time": start_time,
        "end_time": end_time if ends_on else _not_before(start_time, end_time),
        "open_ended": bool(draft.get("open_ended")),
        "zone": _value(draft["zone"]) or zone,
        "venue": _value(draft["venue"]),
        "mode": Mode(draft["mode"]["value"]) if draft["mode"] else None,
        "host": host,
        "host_organisation_id": known.get(host.casefold()),
        "chair_name": _value(chair),
        "chair_position": _value(chair.get("position")),
        "chair_on_behalf_of": _value(chair.get("on_behalf_of")),
        "minute_taker_name": _value(draft["minute_taker"]),
    }


def _parts(draft: Json, known: dict[str, int]) -> dict[type[MeetingPart], Rows]:
    return {
        LegalReference: _references(draft["references"]),
        Attendance: _attendances(draft["organisations"], known),
        Statement: _statements(draft["statements"]),
        Agreement: _agreements(draft["agreements"]),
        Measurement: _measurements(draft["indicators"]),
    }


def _references(found: Rows) -> Rows:
    for reference in found:
        number, subject = _value(reference["number"]), _value(reference["subject"])
        on, precision = _month_or_day(reference["date"])
        if number or subject:
            yield {
                "number": number,
                "issuer": _value(reference["issuer"]),
                "dated_on": on,
                "date_precision": precision,
                "subject": subject,
            }


def _attendances(found: Rows, known: dict[str, int]) -> Rows:
    seen = set[tuple[str, int | str]]()
    for participant in found:
        name, person = _value(participant), _value(participant["represented_by"])
        organisation_id = known.get(name.casefold())
        who = person.casefold(), organisation_id or name.casefold()
        if who not in seen:
            yield {
                "person_name": person,
                "organisation_name": name,
                "organisation_id": organisation_id,
                "presence": Presence.PRESENT,
            }
        seen.add(who)


def _statements(found: Rows) -> Rows:
    for statement in found:
        yield {
            "speaker_name": _value(statement["speaker"]),
            "speaker_position": _value(statement["position"]),
            "kind": StatementKind(statement["kind"]),
            "text": _value(statement["text"]),
        }


def _agreements(found: Rows) -> Rows:
    for agreement in found:
        yield {
            "text": _value(agreement["text"]),
            "due_on": _day(agreement["due"]),
            "report_to": [leaf["value"] for leaf in agreement["report_to"]],
            "funding": [leaf["value"] for leaf in agreement["funding"]],
        }


def _measurements(found: Rows) -> Rows:
    for indicator in found:
        rank, rank_of = _number(indicator["rank"]), _number(indicator["rank_of"])
        possible = rank is None or rank_of is None or rank <= rank_of
        yield {
            "indicator": _value(indicator["name"]),
            "unit": "%" if indicator["unit"] == "percent" else indicator["unit"] or "",
            "value": _decimal(indicator["value"]),
            "as_of": _day(indicator["as_of"]),
            "target": _decimal(indicator["target"]),
            "target_on": _day(indicator["target_date"]),
            "rank": rank if possible else None,
            "rank_of": rank_of if possible else None,
            "remaining": _decimal(indicator["remaining"]),
            "remaining_unit": indicator["remaining_unit"] or "",
            "remaining_meaning": RemainingMeaning(indicator["remaining_meaning"] or "unknown"),
        }


def _value(leaf: Json | None) -> str:
    return str(leaf["value"]) if leaf else ""


def _number(leaf: Json | None) -> int | None:
    return int(leaf["value"]) if leaf else None


def _decimal(leaf: Json | None) -> Decimal | None:
    try:
        return Decimal(leaf["value"]) if leaf else None
    except InvalidOperation:
        return None


def _time(leaf: Json | None) -> time | None:
    return time.fromisoformat(leaf["value"]) if leaf else None


def _days(leaf: Json | None) -> tuple[date | None, date | None]:
    """First and last day; the last only of a range, neither when only a month is known."""
    if leaf is None or leaf["precision"] not in {"day", "range"}:
        return None, None
    first, _, last = leaf["value"].partition("/")
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


def _not_before(first: Moment | None, last: Moment | None) -> Moment | None:
    """What the record refuses (an end before its start) stays empty; the source page shows it."""
    return None if first and last and last < first else last


def _day(leaf: Json | None) -> date | None:
    return _days(leaf)[0] if leaf and leaf["precision"] == "day" else None


def _month_or_day(leaf: Json | None) -> tuple[date | None, DatePrecision]:
    if leaf is None or leaf["precision"] == "range":
        return None, DatePrecision.DAY
    year, month, day = (*leaf["value"].split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day)), DatePrecision(leaf["precision"])
