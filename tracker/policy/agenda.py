"""Who proposes items for an agenda, answers proposals, and keeps the parking list of a series."""

from sqlalchemy import Select, false, select, true

from tracker.infra.orm import kept
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.meetings import Meeting
from tracker.models.parked_items import ParkedItem
from tracker.models.users import Actor
from tracker.policy.meetings import can_edit_meeting, can_read_record, visible_meetings
from tracker.policy.selecting import holds


@kept
def visible_proposals(actor: Actor) -> Select[AgendaProposal]:
    """Of meetings the actor sees: the secretariat all, an agency its own."""
    in_sight = holds(visible_meetings(actor), Meeting.id == AgendaProposal.meeting_id)
    own = AgendaProposal.organisation_id.in_(actor.agencies)
    return select(AgendaProposal).where(in_sight, true() if actor.is_secretariat else own)


def can_propose(actor: Actor) -> bool:
    """Agencies; that the meeting invited theirs is the model's rule."""
    return actor.is_agency


def can_withdraw(actor: Actor, proposal: AgendaProposal) -> bool:
    return proposal.organisation_id in actor.agencies


def can_answer(actor: Actor, proposal: AgendaProposal) -> bool:
    return can_edit_meeting(actor, proposal.meeting)


@kept
def visible_parked(actor: Actor) -> Select[ParkedItem]:
    """The secretariat's own list; what was put off in a Rahasia meeting, for those named there."""
    in_sight = holds(visible_meetings(actor), Meeting.id == ParkedItem.meeting_id)
    return select(ParkedItem).where(in_sight if can_read_record(actor) else false())


def can_drop(actor: Actor, parked: ParkedItem) -> bool:
    return actor.serves(parked.series.organising_unit_id)
