"""Daftar hadir: blank, to be signed at the door, and filled with who was there."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.documents.invitation_letters import level_of_office
from tracker.documents.issuing import issue_paper, prepare_paper
from tracker.documents.page_fill import rows_to_fill
from tracker.models.attendances import ATTENDED, Attendance
from tracker.models.documents import Document, DocumentKind
from tracker.models.invitations import invitation_of
from tracker.models.invitees import Invitee
from tracker.models.letterheads import letterhead_of
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import Organisation
from tracker.models.paper_layouts import paper_layout
from tracker.models.precedence import Rank, level_of, rank

MAX_EXTRA_ROWS = 200
_UNSIGNED: dict[str, Any] = {"signatory": None, "on_behalf_of": "", "approved_at": None}


def print_blank_form(
    session: Session, meeting: Meeting, *, extra_rows: int | None, by: int, at: datetime
) -> Document:
    """A sheet to work on, without code; call inside `write`. extra_rows as `blank_form`.

    Raises DomainError when it is more than a paper can carry.
    """
    content = blank_form(session, meeting, extra_rows=extra_rows)
    return prepare_paper(session, DocumentKind.ATTENDANCE_FORM, meeting, content, by=by, at=at)


def print_attendance_list(
    session: Session, meeting: Meeting, *, by: int, at: datetime, base_url: str
) -> Document:
    """Under a code once the meeting was held, before that a draft; call inside `write`.

    Raises DomainError when it is more than a paper can carry.
    """
    kind, content = DocumentKind.ATTENDANCE, attendance_list(session, meeting)
    if meeting.state is MeetingState.HELD:
        return issue_paper(session, kind, meeting, content, by=by, at=at, base_url=base_url)
    return prepare_paper(session, kind, meeting, content, by=by, at=at)


def blank_form(
    session: Session, meeting: Meeting, *, extra_rows: int | None = None
) -> dict[str, Any]:
    """Whoever is invited with room for a name, in order of precedence, then empty rows.

    extra_rows: how many of these; None fills the last page.
    """
    rows = [row for _, row in sorted(_invited(session, meeting), key=lambda pair: pair[0])]
    official = _official(session, meeting)
    if extra_rows is None:
        kop = letterhead_of(session, meeting.organising_unit)
        facts = ["", "", meeting.venue, meeting.subject]  # day and hours take a line each
        extra_rows = rows_to_fill(
            kop, paper_layout(session)[0], facts, rows, signed=official is not None
        )
    return {"rows": rows, "extra_rows": extra_rows, **(official or _UNSIGNED)}


def attendance_list(session: Session, meeting: Meeting) -> dict[str, Any]:
    """Who was there in order of precedence, with captured signatures; who was not, and why."""
    found = session.execute(
        select(Attendance, Organisation)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Attendance.position, Attendance.id)
    )
    ranked = sorted(((_rank_of(row, office), row, office) for row, office in found), key=_first)
    return {
        "rows": [_line(row, office) for _, row, office in ranked if row.presence in ATTENDED],
        "absentees": [
            {**_line(row, office), "reason": row.reason}
            for _, row, office in ranked
            if row.presence not in ATTENDED
        ],
        **(_official(session, meeting) or _UNSIGNED),
    }


def _invited(session: Session, meeting: Meeting) -> list[tuple[Rank, dict[str, str]]]:
    invitees = session.scalars(
        select(Invitee)
        .where(Invitee.meeting_id == meeting.id)
        .order_by(Invitee.position)
        .options(joinedload(Invitee.organisation), joinedload(Invitee.position_held))
    )
    return [_expected(invitee) for invitee in invitees]


def _expected(invitee: Invitee) -> tuple[Rank, dict[str, str]]:
    post, office = invitee.position_held, invitee.organisation
    if office is None:
        title, name = invitee.guest_position, invitee.guest_organisation
        place = rank(level_of(title), None, invitee.guest_name)
        return place, _row(title, name, person_name=invitee.guest_name)
    level = post.level if post else level_of_office(office.kind)
    return rank(level, office.kind, office.name), _row(post.title if post else "", office.name)


def _row(title: str, office: str, *, person_name: str = "") -> dict[str, str]:
    return {"person_name": person_name, "position_title": title, "organisation_name": office}


def _rank_of(row: Attendance, office: Organisation | None) -> Rank:
    """By his own title; an office that named nobody stands where its head would."""
    kind = office.kind if office else None
    if not row.position_title and kind:
        return rank(level_of_office(kind), kind, row.person_name or row.organisation_name)
    return rank(level_of(row.position_title), kind, row.person_name)


def _line(row: Attendance, office: Organisation | None) -> dict[str, Any]:
    known_as = office.name if office and not row.person_name else row.organisation_name
    return {
        **_row(row.position_title, known_as, person_name=row.person_name),
        "presence": row.presence,
        "represents": row.represents,
        "signature": row.signature,
    }


def _official(session: Session, meeting: Meeting) -> dict[str, Any] | None:
    """Who called the meeting, where that is recorded."""
    letter = invitation_of(session, meeting.id)
    if letter is None or not letter.signatory_position:
        return None
    signed = {"signatory": asdict(letter.signatory), "on_behalf_of": letter.on_behalf_of}
    return {**_UNSIGNED, **signed}


def _first(ranked: tuple[Rank, Attendance, Organisation | None]) -> Rank:
    return ranked[0]
