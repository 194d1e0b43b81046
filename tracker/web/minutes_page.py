"""The page of a notula: its words as they will print, what became of it, and who may do what."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import abort
from markupsafe import Markup
from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from tracker.documents.blanks import Blank, blanks_of
from tracker.documents.matrix import Row, matrix
from tracker.documents.paper import to_screen
from tracker.documents.snapshot import record_at_work
from tracker.infra.db import db
from tracker.models.acceptances import Acceptance
from tracker.models.approvers import has_approver
from tracker.models.documents import Document
from tracker.models.meetings import Meeting
from tracker.models.minutes import UNDER_WORK, Minutes, MinutesState
from tracker.models.remarks import Remark
from tracker.models.users import Actor
from tracker.policy.distribution import speaks_for
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.policy.minutes import (
    can_approve_minutes,
    can_draft_paper,
    can_initial_minutes,
    can_open_correction,
    can_submit_minutes,
    visible_minutes,
)
from tracker.reports.records import record_counts
from tracker.web.access import find
from tracker.web.context import actor, today
from tracker.web.status import Tag, minutes_tag


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition with its approvals and its chain. paper_id: its sealed paper. remarks: how many
    were made about it, unanswered: how many of them wait for the minute taker. accepted_on: the
    day of the meeting that accepted it.
    """

    minutes: Minutes
    paper_id: int | None
    tag: Tag
    remarks: int
    unanswered: int
    accepted_on: date | None


class Act(StrEnum):
    """What the reader may do with the notula now."""

    START = "start"
    WRITE = "write"
    SUBMIT = "submit"
    INITIAL = "initial"
    APPROVE = "approve"
    LIST = "list"  # put someone who may approve on the access list
    DRAFT = "draft"
    CORRECT = "correct"
    SAY_READ = "say_read"


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """newest: None while there is no notula that the reader may see.

    blanks: the empty places, for who submits or approves.
    """

    meeting: Meeting
    newest: Edition | None
    keeps_record: bool
    editions: Sequence[Edition]
    words: Markup
    blanks: Sequence[Blank]
    acts: frozenset[Act]


def minutes_page(meeting: Meeting, actor: Actor) -> MinutesPage:
    found = editions(meeting, actor)
    newest = found[0] if found else None
    acts = frozenset(_acts(meeting, newest.minutes if newest else None, actor))
    if newest and newest.paper_id and _is_asked_to_read(meeting, newest.paper_id, actor):
        acts |= {Act.SAY_READ}
    rows = matrix(db.session(), meeting) if newest and newest.paper_id is None else []
    return MinutesPage(
        meeting=meeting,
        newest=newest,
        keeps_record=can_edit_meeting(actor, meeting),
        editions=found,
        words=_words(newest, rows) if newest else Markup(),
        blanks=_blanks(meeting, rows) if acts & {Act.SUBMIT, Act.APPROVE} else [],
        acts=acts,
    )


def find_minutes(meeting_id: int) -> Minutes:
    """The newest edition of a meeting's notula, or 404: for an actor who sees both."""
    return newest_edition(find(visible_meetings(actor()), meeting_id), actor()).minutes


def newest_edition(meeting: Meeting, actor: Actor) -> Edition:
    """The newest edition the actor may read, or the 404 that an absent one gives too."""
    found = editions(meeting, actor)
    return found[0] if found else abort(404)


def editions(meeting: Meeting, actor: Actor) -> list[Edition]:
    """What the actor may read, the newest first."""
    said = select(func.count()).where(Remark.minutes_id == Minutes.id)
    unanswered = said.where(Remark.outcome.is_(None)).scalar_subquery()
    accepting = aliased(Meeting)
    rows = db.session.execute(
        readable_minutes(meeting, actor)
        .outerjoin(Acceptance, Acceptance.minutes_id == Minutes.id)
        .outerjoin(accepting, accepting.id == Acceptance.meeting_id)
        .add_columns(said.scalar_subquery(), unanswered, accepting.starts_on)
        .options(
            joinedload(Minutes.approvals), joinedload(Minutes.chain), joinedload(Minutes.authors)
        )
    )
    return [
        Edition(minutes, paper_id, minutes_tag(minutes.state), *counts)
        for minutes, paper_id, *counts in rows.unique()
    ]


def readable_minutes(meeting: Meeting, actor: Actor) -> Select[Minutes, int | None]:
    """The editions the actor may read, the newest first, each with the id of its sealed paper."""
    return (
        visible_minutes(actor)
        .outerjoin(Document, (Document.minutes_id == Minutes.id) & Document.code.is_not(None))
        .add_columns(Document.id)
        .where(Minutes.meeting_id == meeting.id)
        .order_by(Minutes.edition.desc())
    )


def _is_asked_to_read(meeting: Meeting, paper_id: int, actor: Actor) -> bool:
    asked = speaks_for(db.session(), actor, meeting.id, on=today(), document_id=paper_id)
    return bool(asked)


def _words(edition: Edition, rows: list[Row]) -> Markup:
    """A sealed edition as it was sealed, one at work as it would print today."""
    session = db.session()
    if edition.paper_id is not None:
        return to_screen(json.loads(session.get_one(Document, edition.paper_id).snapshot))
    return to_screen(record_at_work(session, edition.minutes.meeting, rows))


def _blanks(meeting: Meeting, rows: list[Row]) -> list[Blank]:
    return blanks_of(meeting, record_counts(db.session(), meeting.id), rows)


def _acts(meeting: Meeting, minutes: Minutes | None, actor: Actor) -> Iterator[Act]:
    if minutes is not None:
        yield from _acts_on(minutes, meeting, actor)
    elif can_edit_meeting(actor, meeting):
        yield Act.START


def _acts_on(minutes: Minutes, meeting: Meeting, actor: Actor) -> Iterator[Act]:
    if minutes.state in UNDER_WORK and can_edit_meeting(actor, meeting):
        yield Act.WRITE
    if minutes.state in UNDER_WORK and can_submit_minutes(actor, minutes):
        yield Act.SUBMIT
    if can_initial_minutes(actor, minutes):
        yield Act.INITIAL
    if minutes.state is MinutesState.SUBMITTED and can_approve_minutes(actor, minutes):
        yield Act.APPROVE
    if can_edit_meeting(actor, meeting) and not has_approver(minutes, on=today()):
        yield Act.LIST
    if not meeting.locked and can_draft_paper(actor, minutes):
        yield Act.DRAFT
    if meeting.locked and can_open_correction(actor, minutes):
        yield Act.CORRECT
