"""Who reads, submits, approves and corrects the minutes, and sees their papers."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from tracker.infra.orm import kept
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes, MinutesAuthor, MinutesState
from tracker.models.users import Actor
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.policy.selecting import holds


@kept
def visible_minutes(actor: Actor) -> Select[Minutes]:
    """Drafts: secretariat, and whoever is asked to approve; others after approval."""
    ways: list[ColumnElement[bool]] = [Minutes.state == MinutesState.APPROVED]
    if actor.is_secretariat:
        ways.append(true())
    if actor.leads or actor.person_id is not None:
        asked = holds(_to_approve(actor), Meeting.id == Minutes.meeting_id)
        ways.append(and_(Minutes.state == MinutesState.SUBMITTED, asked))
    of_meeting = holds(visible_meetings(actor), Meeting.id == Minutes.meeting_id)
    return select(Minutes).where(of_meeting, or_(*ways))


def can_submit_minutes(actor: Actor, minutes: Minutes) -> bool:
    return can_edit_meeting(actor, minutes.meeting)


def can_approve_minutes(actor: Actor, minutes: Minutes) -> bool:
    """The chair; or the head of the organising unit, who records an outside chair with proof.

    Never who took or submitted the minutes.
    """
    meeting = minutes.meeting
    asked = meeting.is_chaired_by(actor) or actor.heads(meeting.organising_unit_id)
    return asked and actor.user_id not in minutes.written_by


@kept
def approvable_minutes(actor: Actor) -> Select[Minutes]:
    """Those submitted that `can_approve_minutes` allows: what waits for the actor's word."""
    taken_by_other = Meeting.minute_taker_id.is_distinct_from(actor.user_id)
    asked = holds(_to_approve(actor).where(taken_by_other), Meeting.id == Minutes.meeting_id)
    own = select(MinutesAuthor.minutes_id).where(MinutesAuthor.user_id == actor.user_id)
    return visible_minutes(actor).where(
        Minutes.state == MinutesState.SUBMITTED, Minutes.id.not_in(own), asked
    )


def can_open_correction(actor: Actor, minutes: Minutes) -> bool:
    return can_edit_meeting(actor, minutes.meeting)


def can_draft_paper(actor: Actor, minutes: Minutes) -> bool:
    """Who edits the record, and who is asked to approve it."""
    asked = minutes.state is MinutesState.SUBMITTED and can_approve_minutes(actor, minutes)
    return can_edit_meeting(actor, minutes.meeting) or asked


def _to_approve(actor: Actor) -> Select[int]:
    chaired = false() if actor.person_id is None else Meeting.chair_person_id == actor.person_id
    headed = true() if actor.leads_all else Meeting.organising_unit_id.in_(actor.leads)
    return select(Meeting.id).where(or_(chaired, headed))
