"""Daftar hadir while people come in: everyone expected, everyone recorded, in one order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, joinedload

from tracker.models.attendances import ATTENDED, Attendance, Mandate, Presence
from tracker.models.events import Event
from tracker.models.invitees import Invitee
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Position, PositionLevel
from tracker.models.precedence import Rank, level_of, rank

WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many lines of each presence. waiting: invited, and nobody has come or excused them.

    newest: the number of the last change, by which a page sees that it is outdated.
    """

    lines: dict[str, int]
    newest: int

    def __getitem__(self, name: str) -> int:
        return self.lines.get(name, 0)

    @property
    def came(self) -> int:
        return sum(self[presence] for presence in ATTENDED)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: recorded (attendance_id), or only expected (invitee_id alone)."""

    attendance_id: int | None
    invitee_id: int | None
    person_name: str
    position_title: str
    organisation_name: str
    presence: Presence | None
    represents: str
    mandate: Mandate | None
    reason: str
    arrived_at: time | None
    left_at: time | None
    checked_in_at: datetime | None
    signature: str
    version: int
    rank: Rank

    @property
    def key(self) -> str:
        """Names the line on the page."""
        return f"peserta-{self.attendance_id}" if self.attendance_id else f"u-{self.invitee_id}"

    @property
    def title(self) -> str:
        return self.person_name or self.organisation_name

    @property
    def state(self) -> str:
        return self.presence or WAITING

    def tells(self, words: str) -> bool:
        told = f"{self.person_name} {self.position_title} {self.organisation_name}"
        return words.casefold() in told.casefold()


def head_count(session: Session, meeting_id: int) -> HeadCount:
    """One statement, asked every few seconds by every screen."""
    presence = type_coerce(Attendance.presence, Text())
    recorded = select(presence, func.count()).where(Attendance.meeting_id == meeting_id)
    waiting = select(literal(WAITING), func.count(Invitee.id)).where(
        Invitee.meeting_id == meeting_id, ~is_answered()
    )
    newest = select(literal("newest"), func.max(Event.id)).where(Event.meeting_id == meeting_id)
    parts: list[Any] = [recorded.group_by(Attendance.presence), waiting, newest]
    lines = {str(row[0]): row[1] or 0 for row in session.execute(union_all(*parts))}
    return HeadCount(lines, lines.pop("newest", 0))


def roster(session: Session, meeting_id: int) -> list[Line]:
    """Everybody in order of precedence (two statements); a line stays where it was when ticked."""
    recorded = (_recorded(*row) for row in session.execute(_recorded_lines(meeting_id)))
    expected = (_expected(*row) for row in session.execute(_expected_lines(meeting_id)))
    return sorted([*recorded, *expected], key=lambda line: line.rank)


def line_of(session: Session, attendance_id: int) -> Line:
    """The line of a recorded person."""
    found = select(Attendance.meeting_id).where(Attendance.id == attendance_id).scalar_subquery()
    rows = session.execute(_recorded_lines(found).where(Attendance.id == attendance_id))
    return _recorded(*rows.one())


def expected_line(session: Session, invitee_id: int) -> Line | None:
    """The line of an invitation nobody has answered yet."""
    found = select(Invitee.meeting_id).where(Invitee.id == invitee_id).scalar_subquery()
    row = session.execute(_expected_lines(found).where(Invitee.id == invitee_id)).first()
    return _expected(*row) if row else None


def unanswered(session: Session, meeting_id: int) -> Sequence[Invitee]:
    """Invitations that still wait for somebody, with what their names are made of."""
    waiting = select(Invitee).where(Invitee.meeting_id == meeting_id, ~is_answered())
    named = waiting.options(joinedload(Invitee.organisation), joinedload(Invitee.position_held))
    return session.scalars(named.order_by(Invitee.position, Invitee.id)).all()


def is_answered() -> ColumnElement[bool]:
    """Somebody came for this invitation, or its absence is recorded."""
    return exists().where(answers())


def answers() -> ColumnElement[bool]:
    """An attendance answers an invitation.

    A line that was typed without naming the invitation answers for its organisation; whoever
    recorded himself has said whether he comes for it.
    """
    typed = and_(
        Attendance.invitee_id.is_(None),
        Attendance.checked_in_at.is_(None),
        Invitee.position_id.is_(None),
        Attendance.organisation_id == Invitee.organisation_id,
    )
    return and_(
        Attendance.meeting_id == Invitee.meeting_id,
        or_(Attendance.invitee_id == Invitee.id, typed),
    )


def _recorded_lines(meeting_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Attendance, Organisation.kind, Position.level)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .outerjoin(Invitee, Invitee.id == Attendance.invitee_id)
        .outerjoin(Position, Position.id == Invitee.position_id)
        .where(Attendance.meeting_id == meeting_id)
    )


def _expected_lines(meeting_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Invitee, Organisation.name, Organisation.kind, Position.title, Position.level)
        .outerjoin(Organisation, Organisation.id == Invitee.organisation_id)
        .outerjoin(Position, Position.id == Invitee.position_id)
        .where(Invitee.meeting_id == meeting_id, ~is_answered())
    )


def _recorded(
    row: Attendance, kind: OrganisationKind | None, invited: PositionLevel | None
) -> Line:
    own = level_of(row.position_title)
    level = invited or (PositionLevel.HEAD if row.invitee_id and row.organisation_id else own)
    place = rank(level, kind, row.organisation_name or row.person_name)
    return Line(
        attendance_id=row.id,
        invitee_id=row.invitee_id,
        person_name=row.person_name,
        position_title=row.position_title,
        organisation_name=row.organisation_name,
        presence=row.presence,
        represents=row.represents,
        mandate=row.mandate,
        reason=row.reason,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        checked_in_at=row.checked_in_at,
        signature=row.signature,
        version=row.version,
        rank=_last(place, row.person_name, row.id),
    )


def _expected(
    invitee: Invitee,
    organisation: str | None,
    kind: OrganisationKind | None,
    title: str | None,
    level: PositionLevel | None,
) -> Line:
    level = level or (PositionLevel.HEAD if organisation else level_of(invitee.guest_position))
    name = organisation or invitee.guest_organisation
    return Line(
        attendance_id=None,
        invitee_id=invitee.id,
        person_name=invitee.guest_name,
        position_title=title or invitee.guest_position,
        organisation_name=name,
        presence=None,
        represents="",
        mandate=None,
        reason="",
        arrived_at=None,
        left_at=None,
        checked_in_at=None,
        signature="",
        version=0,
        rank=_last(rank(level, kind, name or invitee.guest_name), "", invitee.id),
    )


def _last(place: Rank, person: str, row_id: int) -> Rank:
    """No two lines stand at the same place."""
    level, kind, name = place
    return level, kind, f"{name}\n{person.casefold()}\n{row_id}"
