"""What the front page of a meeting shows, as far as the reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.documents.blanks import Blank, blanks_of
from tracker.documents.matrix import Row, matrix
from tracker.infra.db import db
from tracker.models.agreements import Agreement
from tracker.models.assignments import Assignment
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState
from tracker.models.minutes import Minutes
from tracker.models.users import Actor
from tracker.policy.actions import can_read_assignment
from tracker.policy.documents import can_print_summary
from tracker.policy.meetings import can_edit_meeting, can_read_record
from tracker.reports.deliveries import is_distributed
from tracker.reports.records import FILES, PROPOSALS, SOURCE, record_counts
from tracker.web.meeting_doors import doors_of
from tracker.web.minutes_page import readable_minutes
from tracker.web.next_step import Step, next_step
from tracker.web.parts import KINDS, PART_OF_BLANK, PICKER_OF_BLANK, Kind
from tracker.web.status import Tag, distributed_tag, meeting_tag, minutes_tag
from tracker.web.work_status import action_tag, assignment_tags


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation's part in an action; no tags and no address where only it may be read."""

    organisation: str
    due_on: date | None
    tags: Sequence[Tag]
    url: str | None


@dataclass(frozen=True, slots=True)
class Work:
    """An agreement with its action, one of the two where there is only one.

    tags: that the whole was cancelled; else only the shares say how they stand.
    """

    agreement: Agreement | None
    sentence: str
    reference: str
    tags: Sequence[Tag]
    url: str | None
    leads: Sequence[Share]
    supporting: Sequence[Share]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """may_edit: the reader keeps this record and it is not sealed. proposals: waiting for him.

    may_summarise: there is something to tell those who oversee it.
    """

    meeting: Meeting
    tags: Sequence[Tag]
    may_edit: bool
    keeps_record: bool
    may_summarise: bool
    doors: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    parts: Sequence[tuple[Kind, int]]
    files: int
    proposals: int
    has_source: bool
    work: Sequence[Work]
    blanks: Sequence[tuple[Blank, str]]
    next_step: Step | None

    @property
    def is_secret(self) -> bool:
        return self.meeting.security_class in NAMED_ACCESS


def meeting_page(meeting: Meeting, actor: Actor, today: date) -> MeetingPage:
    """Seven statements, however long the record is, and two more at most: see next_step."""
    session = db.session()
    keeps_record = can_edit_meeting(actor, meeting)
    reads_record = can_read_record(actor)
    counts = record_counts(session, meeting.id)
    rows = matrix(session, meeting, cancelled=True)
    found = session.execute(readable_minutes(meeting, actor).limit(1)).first()
    minutes, paper_id = found or (None, None)
    distributed = paper_id is not None and is_distributed(session, paper_id)
    kinds = [kind for kind in KINDS.values() if kind.announced or reads_record]
    printed = [row for row in rows if not row.is_cancelled]
    has_come = meeting.starts_on is None or meeting.starts_on <= today
    fills = keeps_record and not meeting.locked and has_come
    blank = blanks_of(meeting, counts, printed) if fills else []
    return MeetingPage(
        meeting=meeting,
        tags=_tags(meeting, minutes, reads_record, distributed),
        may_edit=keeps_record and not meeting.locked,
        keeps_record=keeps_record,
        may_summarise=meeting.state is MeetingState.HELD and can_print_summary(actor, meeting),
        doors=doors_of(meeting, actor),
        parts=[(kind, counts[kind.noun]) for kind in kinds],
        files=counts[FILES],
        proposals=counts[PROPOSALS] if keeps_record else 0,
        has_source=bool(counts[SOURCE]) and reads_record,
        work=[_work(row, actor, today) for row in rows if row.action or reads_record],
        blanks=[(b, _where(meeting, b)) for b in blank],
        next_step=next_step(meeting, minutes, paper_id, actor, today, distributed=distributed),
    )


def _tags(
    meeting: Meeting, minutes: Minutes | None, reads_record: bool, distributed: bool
) -> list[Tag]:
    tags = [meeting_tag(meeting.state)]
    if minutes:
        sent = [distributed_tag()] if distributed else []
        return [*tags, minutes_tag(minutes.state, minutes.edition), *sent]
    wanted = reads_record and meeting.state is MeetingState.HELD
    return [*tags, minutes_tag(None)] if wanted else tags


def _work(row: Row, actor: Actor, today: date) -> Work:
    action, agreement = row.action, row.agreement
    return Work(
        agreement=agreement,
        sentence=action.sentence if action else agreement.text if agreement else "",
        reference=action.reference if action else "",
        tags=[action_tag(action.state)] if action and row.is_cancelled else (),
        url=url_for("actions.show", action_id=action.id) if action else None,
        leads=[_share(a, actor, today) for a in row.leads],
        supporting=[_share(a, actor, today) for a in row.supporting],
    )


def _share(assignment: Assignment, actor: Actor, today: date) -> Share:
    readable = can_read_assignment(actor, assignment)
    return Share(
        organisation=assignment.organisation.name,
        due_on=assignment.due_on,
        tags=assignment_tags(assignment.state, assignment.due_on, today) if readable else (),
        url=url_for("assignments.show", assignment_id=assignment.id) if readable else None,
    )


def _where(meeting: Meeting, blank: Blank) -> str:
    """The address at which the blank is filled."""
    if slug := PART_OF_BLANK.get(blank.anchor):
        return url_for("meeting_parts.index", meeting_id=meeting.id, part=slug)
    if blank.anchor == "actions":
        return url_for("meetings.show", meeting_id=meeting.id, _anchor="tindak-lanjut")
    field = PICKER_OF_BLANK.get(blank.anchor, blank.anchor)
    return url_for("meetings.edit", meeting_id=meeting.id, _anchor=field)
