"""What waits for someone: claims to verify, records to finish, minutes to approve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.assignment_states import CLAIMS, Report
from tracker.models.assignments import Assignment
from tracker.models.files import StoredFile
from tracker.models.initials import Initials
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.organisations import Organisation
from tracker.models.updates import Evidence, StatusUpdate, Verification
from tracker.models.users import Actor
from tracker.policy.actions import verifiable_assignments
from tracker.policy.meetings import visible_meetings
from tracker.policy.minutes import approvable_minutes, initiable_minutes, visible_minutes
from tracker.reports.missing_minutes import is_missing
from tracker.reports.unanswered import unanswered


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: a file (id and name) or a link."""

    file_id: int | None
    name: str | None
    link: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim nobody has ruled on yet."""

    evidence: Sequence[Proof]
    assignment_id: int
    update_id: int
    reference: str
    sentence: str
    organisation: str
    meeting: str | None
    due_on: date | None
    claimed_at: datetime
    report: Report
    note: str
    by_name: str


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A meeting whose record is not closed yet; minutes, edition: of its newest notula, if any.

    remarks: those about it that nobody answered yet.
    """

    meeting_id: int
    subject: str
    starts_on: date | None
    venue: str
    state: MeetingState
    minutes: MinutesState | None
    edition: int
    remarks: int


@dataclass(frozen=True, slots=True)
class Paper:
    """An edition of a notula. at: when it was submitted, or approved.

    for_initials: it waits for initials, not for approval.
    """

    meeting_id: int
    subject: str
    starts_on: date | None
    edition: int
    at: datetime
    for_initials: bool = False


def claims(
    session: Session, actor: Actor, *, limit: int, after: tuple[datetime, int] | None = None
) -> list[Claim]:
    """Claims the actor may rule on, oldest first, with their evidence (two statements)."""
    rows: Sequence[Any] = session.execute(_claims(actor, limit, after)).all()
    proofs = proofs_of(session, [row[1] for row in rows])
    return [Claim(proofs.get(row[1], ()), *row) for row in rows]


@kept
def _claims(
    actor: Actor, limit: int, after: tuple[datetime, int] | None
) -> Select[*tuple[Any, ...]]:
    order = (Assignment.claimed_at, Assignment.id)
    query = (
        verifiable_assignments(actor)
        .join(StatusUpdate, pending_claim())
        .join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .where(Assignment.claimed_at.is_not(None))
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return query.with_only_columns(
        *(Assignment.id, StatusUpdate.id, Action.reference, Action.sentence),
        *(Organisation.short_name, Meeting.subject, Assignment.due_on, Assignment.claimed_at),
        *(StatusUpdate.report, StatusUpdate.note, StatusUpdate.by_name),
    )


def proofs_of(session: Session, update_ids: Sequence[int]) -> dict[int, list[Proof]]:
    """The evidence of some updates, in the order it was given."""
    found: dict[int, list[Proof]] = {}
    rows = session.execute(
        select(Evidence.update_id, Evidence.file_id, StoredFile.name, Evidence.link)
        .outerjoin(StoredFile, StoredFile.id == Evidence.file_id)
        .where(Evidence.update_id.in_(update_ids))
        .order_by(Evidence.id)
    )
    for row in rows:
        found.setdefault(row[0], []).append(Proof(*row[1:]))
    return found


def open_records(session: Session, actor: Actor, *, today: date, limit: int) -> list[OpenRecord]:
    """Meetings of the actor's units to prepare, or whose notula is corrected; earliest first.

    Those that are over and lack a notula are in missing_minutes.py.
    """
    return [OpenRecord(*row) for row in session.execute(_open_records(actor, today, limit))]


def to_check(session: Session, actor: Actor, *, limit: int) -> list[Paper]:
    """Minutes that wait for the actor's initials, or for his approval and nobody's initials any
    more; longest waiting first.
    """
    return [Paper(*row) for row in session.execute(_to_check(actor, limit))]


def latest_approved(session: Session, actor: Actor, *, limit: int) -> list[Paper]:
    return [Paper(*row) for row in session.execute(_latest_approved(actor, limit))]


@kept
def _open_records(actor: Actor, today: date, limit: int) -> Select[*tuple[Any, ...]]:
    edition = (
        select(func.max(Minutes.edition))
        .where(Minutes.meeting_id == Meeting.id)
        .correlate(Meeting)
        .scalar_subquery()
    )
    newest = (Minutes.meeting_id == Meeting.id) & (Minutes.edition == edition)
    query = (
        visible_meetings(actor)
        .outerjoin(Minutes, newest)
        .where(not_(Meeting.locked), Meeting.state != MeetingState.CANCELLED)
        .where(not_(is_missing(today)))
    )
    if not actor.secretariat_all:
        query = query.where(Meeting.organising_unit_id.in_(actor.secretariat))
    return (
        query.with_only_columns(
            *(Meeting.id, Meeting.subject, Meeting.starts_on, Meeting.venue, Meeting.state),
            *(Minutes.state, func.coalesce(Minutes.edition, 1), unanswered()),
        )
        .order_by(Meeting.starts_on.is_(None), Meeting.starts_on, Meeting.id)
        .limit(limit)
    )


@kept
def _to_check(actor: Actor, limit: int) -> Select[*tuple[Any, ...]]:
    awaited = select(Initials.minutes_id).where(Initials.given_at.is_(None))
    initiable = Minutes.id.in_(initiable_minutes(actor).with_only_columns(Minutes.id))
    approvable = Minutes.id.in_(approvable_minutes(actor).with_only_columns(Minutes.id))
    asked = or_(initiable, and_(approvable, Minutes.id.not_in(awaited)))
    query = visible_minutes(actor).where(asked).order_by(Minutes.submitted_at, Minutes.id)
    return papers(query, Minutes.submitted_at).add_columns(initiable).limit(limit)


@kept
def _latest_approved(actor: Actor, limit: int) -> Select[*tuple[Any, ...]]:
    query = visible_minutes(actor).where(Minutes.state == MinutesState.APPROVED)
    query = query.order_by(Minutes.approved_at.desc(), Minutes.id.desc())
    return papers(query, Minutes.approved_at).limit(limit)


def pending_claim() -> ColumnElement[bool]:
    """The one update of an assignment that is a claim, not taken back and not ruled on."""
    ruled = select(Verification.id).where(Verification.update_id == StatusUpdate.id).exists()
    return (
        (StatusUpdate.assignment_id == Assignment.id)
        & StatusUpdate.report.in_(CLAIMS)
        & StatusUpdate.withdrawn_at.is_(None)
        & not_(ruled)
    )


def papers(
    query: Select[*tuple[Any, ...]], at: InstrumentedAttribute[Any]
) -> Select[*tuple[Any, ...]]:
    """The columns of `Paper`, of a select of minutes."""
    return query.join(Meeting, Meeting.id == Minutes.meeting_id).with_only_columns(
        Meeting.id, Meeting.subject, Meeting.starts_on, Minutes.edition, at
    )
