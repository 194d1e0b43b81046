"""What the invitation's pages show: the letter, the list with its answers, and the next step."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import joinedload

from tracker.documents.invitations import facts_in_words, letter_paper
from tracker.infra.db import db
from tracker.models.documents import Document
from tracker.models.invitation_words import facts_of, letter_nature
from tracker.models.invitations import Invitation, InvitationState
from tracker.models.invitees import Answer
from tracker.models.meetings import Meeting, MeetingState
from tracker.policy.invitations import (
    can_answer_invitation,
    can_approve_invitation,
    can_write_invitation,
    visible_invitations,
)
from tracker.reports.invitations import Called, answers, called
from tracker.web.context import actor, today
from tracker.web.status import Tag, invitation_tag


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """may_write: keeps the list and the letter, and the record is open. answerable: ids of the
    invitees for whom the reader may answer now. changes: label, as told, as it is.
    """

    meeting: Meeting
    invitation: Invitation | None
    paper: Document | None
    calls: Sequence[Called]
    may_write: bool
    may_approve: bool
    reads_answers: bool
    answerable: frozenset[int]
    changes: Sequence[tuple[str, str, str]]

    @property
    def tag(self) -> Tag | None:
        return invitation_tag(self.invitation.state) if self.invitation else None

    @property
    def state(self) -> str:
        return self.invitation.state if self.invitation else ""

    @property
    def is_sent(self) -> bool:
        return self.state == InvitationState.SENT

    @property
    def is_coming(self) -> bool:
        """Not yet held nor called off."""
        return self.meeting.state in {MeetingState.DRAFT, MeetingState.SCHEDULED}

    @property
    def answers(self) -> dict[Answer | None, int]:
        return answers(self.calls)

    @property
    def new(self) -> list[Called]:
        """On the list since the letter went out."""
        return [call for call in self.calls if not call.is_told] if self.is_sent else []

    @property
    def silent(self) -> list[Called]:
        return [call for call in self.calls if call.is_told and call.reply is None]

    @property
    def told(self) -> list[Called]:
        return [call for call in self.calls if call.is_told]

    @property
    def nature(self) -> str:
        return str(gettext(letter_nature(self.meeting)))

    @property
    def facts(self) -> dict[str, str]:
        return facts_in_words(facts_of(self.meeting))


def invitation_page(meeting: Meeting) -> InvitationPage:
    """For the reader of this request (six statements and the paper's)."""
    session, reader = db.session(), actor()
    shown = visible_invitations(reader).options(joinedload(Invitation.proof))
    invitation = session.scalar(shown.where(Invitation.meeting_id == meeting.id))
    calls = called(session, meeting, on=today())
    writes = can_write_invitation(reader, meeting)
    is_expected = meeting.is_expected(on=today())
    return InvitationPage(
        meeting=meeting,
        invitation=invitation,
        paper=letter_paper(session, invitation) if invitation else None,
        calls=calls,
        may_write=writes and not meeting.locked,
        may_approve=may_approve(invitation),
        reads_answers=reader.is_secretariat or reader.heads(meeting.organising_unit_id),
        answerable=frozenset(
            call.invitee.id
            for call in calls
            if is_expected and can_answer_invitation(reader, call.invitee)
        ),
        changes=changes_of(invitation) if invitation and invitation.sent_at else (),
    )


def changes_of(invitation: Invitation) -> list[tuple[str, str, str]]:
    """What whoever was told does not know yet: label, as told, as it is now."""
    if not invitation.changes:
        return []
    told, now = facts_in_words(invitation.facts), facts_in_words(facts_of(invitation.meeting))
    missing = gettext("(tidak disebut)")
    labels = [*now, *(label for label in told if label not in now)]
    rows = [(lb, told.get(lb, missing), now.get(lb, missing)) for lb in labels]
    changed = [row for row in rows if row[1] != row[2]]
    if "called_off" in invitation.changes:
        before = MeetingState(invitation.facts["called_off"] or MeetingState.SCHEDULED)
        states = [gettext(state.label) for state in (before, invitation.meeting.state)]
        changed.insert(0, (gettext("Status"), *states))
    return changed


def may_approve(invitation: Invitation | None) -> bool:
    if invitation is None or invitation.state is not InvitationState.SUBMITTED:
        return False
    return can_approve_invitation(actor(), invitation)
