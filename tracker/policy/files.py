"""Who may open a stored file: by the thing that owns it."""

from sqlalchemy import Select, and_, or_, select

from tracker.infra.orm import kept
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.assignments import Assignment
from tracker.models.directives import Directive
from tracker.models.files import FileKind, StoredFile
from tracker.models.meetings import Meeting
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.policy.agenda import visible_proposals
from tracker.policy.directives import visible_directives
from tracker.policy.meetings import visible_meetings
from tracker.policy.selecting import holds


@kept
def visible_files(actor: Actor) -> Select[StoredFile]:
    """By the thing that owns the file: evidence by its assignment, attachments by the meeting, what
    comes with a proposal for the agenda by the proposal, the letter of a directive by that.

    Proof of approval concerns the secretariat and leaders only.
    """
    evidence = holds(visible_assignments(actor), Assignment.id == StoredFile.assignment_id)
    attached = holds(visible_meetings(actor), Meeting.id == StoredFile.meeting_id)
    if not (actor.is_secretariat or actor.is_leader):
        attached = and_(attached, StoredFile.kind != FileKind.APPROVAL_PROOF)
    proposed = holds(visible_proposals(actor), AgendaProposal.id == StoredFile.agenda_proposal_id)
    ordered = holds(visible_directives(actor), Directive.id == StoredFile.directive_id)
    return select(StoredFile).where(or_(evidence, attached, proposed, ordered))
