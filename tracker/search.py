"""Finding meetings and actions by their words, within what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.infra.words import holds_all
from tracker.models.actions import Action
from tracker.models.legal_references import LegalReference
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.users import Actor
from tracker.policy.actions import visible_actions
from tracker.policy.meetings import visible_meetings

MOST = 50


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    meeting_id: int
    subject: str
    starts_on: date | None
    venue: str
    state: MeetingState


@dataclass(frozen=True, slots=True)
class FoundAction:
    """meeting: its subject, as in lists of work."""

    action_id: int
    reference: str
    old_reference: str
    sentence: str
    due_on: date | None
    meeting: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """The newest of each kind, at most MOST."""

    meetings: Sequence[FoundMeeting]
    actions: Sequence[FoundAction]


def search(session: Session, actor: Actor, words: Sequence[str]) -> Found:
    """What holds every word, in whatever case; nothing when there are no words."""
    if not words:
        return Found([], [])
    return Found(_meetings(session, actor, words), _actions(session, actor, words))


def _meetings(session: Session, actor: Actor, words: Sequence[str]) -> list[FoundMeeting]:
    """Also by the number of the invitation and of the letters and rules a meeting rests on."""
    rests_on = select(LegalReference.meeting_id).where(
        holds_all(words, LegalReference.number, LegalReference.subject)
    )
    own = holds_all(
        words,
        *(Meeting.subject, Meeting.invitation_number, Meeting.venue, Meeting.host),
        *(Meeting.chair_name, Meeting.chair_position),
    )
    rows = session.execute(
        visible_meetings(actor)
        .where(own | Meeting.id.in_(rests_on))
        .with_only_columns(
            Meeting.id, Meeting.subject, Meeting.starts_on, Meeting.venue, Meeting.state
        )
        .order_by(Meeting.id.desc())
        .limit(MOST)
    )
    return [FoundMeeting(*row) for row in rows]


def _actions(session: Session, actor: Actor, words: Sequence[str]) -> list[FoundAction]:
    rows = session.execute(
        visible_actions(actor)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .where(holds_all(words, Action.sentence, Action.reference, Action.old_reference))
        .with_only_columns(
            *(Action.id, Action.reference, Action.old_reference, Action.sentence),
            *(Action.due_on, Meeting.subject),
        )
        .order_by(Action.id.desc())
        .limit(MOST)
    )
    return [FoundAction(*row) for row in rows]
