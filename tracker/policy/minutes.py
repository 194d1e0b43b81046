"""Who reads, submits, approves and corrects the minutes, and sees their papers."""

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true
from sqlalchemy.orm import aliased

from tracker.infra.orm import kept
from tracker.models.approvers import MinutesAuthor
from tracker.models.initials import Initials
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.users import Actor
from tracker.policy.meetings import can_edit_meeting, took_part, visible_meetings
from tracker.policy.selecting import holds

_SUBMITTED = Minutes.state == MinutesState.SUBMITTED


@kept
def visible_minutes(actor: Actor) -> Select[Minutes]:
    """Drafts: secretariat, and whoever is asked to initial or approve; others after approval.

    The one exception: attendees read what was submitted once their window is open.
    """
    ways: list[ColumnElement[bool]] = [Minutes.state == MinutesState.APPROVED, asks(actor)]
    if actor.is_secretariat:
        ways.append(true())
    if actor.agencies | actor.leads:
        ways.append(_opened_to(actor))
    of_meeting = holds(visible_meetings(actor), Meeting.id == Minutes.meeting_id)
    return select(Minutes).where(of_meeting, or_(*ways))


def asks(actor: Actor) -> ColumnElement[bool]:
    """Minutes submitted to the actor for initials or approval, whoever's turn it is."""
    ways: list[ColumnElement[bool]] = [Minutes.id.in_(_in_chain(actor))]
    if actor.leads or actor.person_id is not None:
        ways.append(holds(_to_approve(actor), Meeting.id == Minutes.meeting_id))
    return and_(_SUBMITTED, or_(*ways))


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
    asked = holds(_to_approve(actor), Meeting.id == Minutes.meeting_id)
    return visible_minutes(actor).where(_SUBMITTED, asked, *_by_others(actor))


def can_initial_minutes(actor: Actor, minutes: Minutes) -> bool:
    """Whose turn it is in the chain, unless he became an author meanwhile."""
    turn = minutes.turn
    return (
        turn is not None
        and turn.user_id == actor.user_id
        and actor.user_id not in minutes.written_by
    )


def can_check_minutes(actor: Actor, minutes: Minutes) -> bool:
    """Who is asked to initial or approve may return the minutes, and say where and why."""
    return can_initial_minutes(actor, minutes) or can_approve_minutes(actor, minutes)


@kept
def initiable_minutes(actor: Actor) -> Select[Minutes]:
    """Those that `can_initial_minutes` allows: the actor's step is the first one waiting."""
    earlier = aliased(Initials)
    before = select(earlier.id).where(
        earlier.minutes_id == Initials.minutes_id,
        earlier.step < Initials.step,
        earlier.given_at.is_(None),
    )
    turn = _in_chain(actor).where(Initials.given_at.is_(None), not_(before.exists()))
    return visible_minutes(actor).where(
        _SUBMITTED,
        Minutes.id.in_(turn),
        *_by_others(actor),
    )


@kept
def objectable_minutes(actor: Actor) -> Select[Minutes]:
    """Those with a window for attendees of the actor's organisations; it may have ended."""
    return visible_minutes(actor).where(_opened_to(actor))


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


def _opened_to(actor: Actor) -> ColumnElement[bool]:
    attended = Minutes.meeting_id.in_(took_part(actor))
    return and_(_SUBMITTED, Minutes.objections_until.is_not(None), attended)


def _by_others(actor: Actor) -> list[ColumnElement[bool]]:
    """Neither taken nor submitted by the actor: `written_by`, as a select."""
    own = select(MinutesAuthor.minutes_id).where(MinutesAuthor.user_id == actor.user_id)
    taken = select(Meeting.id).where(Meeting.minute_taker_id == actor.user_id)
    return [Minutes.id.not_in(own), Minutes.meeting_id.not_in(taken)]


def _in_chain(actor: Actor) -> Select[int]:
    return select(Initials.minutes_id).where(Initials.user_id == actor.user_id)
