"""The action matrix of a meeting: who does what by when, with blanks where nothing was said."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.models.actions import Action, ActionState
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.meetings import Meeting


@dataclass(frozen=True, slots=True)
class Row:
    """An action, or an agreement from which none was made yet."""

    agreement: Agreement | None
    action: Action | None
    assignments: list[Assignment]

    @property
    def code(self) -> str:
        """Names the row for as long as it lives: action-31 or agreement-12."""
        source = self.action or self.agreement
        return f"{source.noun}-{source.id}" if source else ""

    @property
    def is_cancelled(self) -> bool:
        return self.action is not None and self.action.state is ActionState.CANCELLED

    @property
    def leads(self) -> list[Assignment]:
        return [a for a in self.assignments if a.part is Part.LEAD]

    @property
    def supporting(self) -> list[Assignment]:
        return [a for a in self.assignments if a.part is Part.SUPPORTING]

    @property
    def dues(self) -> list[date]:
        """The different due dates of the row: its own, or those of who leads it."""
        given = {self.due_of(lead) for lead in self.leads} or {self._due_on}
        return sorted(on for on in given if on)

    def due_of(self, lead: Assignment) -> date | None:
        return lead.due_on or self._due_on

    @property
    def _due_on(self) -> date | None:
        given = self.action.due_on if self.action else None
        return given or (self.agreement.due_on if self.agreement else None)


def matrix(session: Session, meeting: Meeting, *, cancelled: bool = False) -> list[Row]:
    """The meeting's rows: agreement by agreement, then what was ordered outside of them.

    cancelled: whether cancelled actions follow at the end; no paper prints them.
    """
    agreements = session.scalars(
        select(Agreement).where(Agreement.meeting_id == meeting.id).order_by(Agreement.position)
    ).all()
    every = _actions(session, meeting)
    actions = {a: shares for a, shares in every.items() if a.state is not ActionState.CANCELLED}
    rows = []
    for agreement in (*agreements, None):
        agreement_id = agreement.id if agreement else None
        own = [a for a in actions.items() if a[0].agreement_id == agreement_id]
        rows += [Row(agreement, action, shares) for action, shares in own]
        if agreement and not own:
            rows.append(Row(agreement, None, []))
    if cancelled:
        by_id = {agreement.id: agreement for agreement in agreements}
        ended = [a for a in every if a not in actions]
        rows += [Row(by_id.get(a.agreement_id or 0), a, every[a]) for a in ended]
    return rows


def _actions(session: Session, meeting: Meeting) -> dict[Action, list[Assignment]]:
    """The meeting's actions with the shares that stand."""
    given_up = (AssignmentState.REASSIGNED, AssignmentState.CANCELLED)
    standing = Assignment.state.not_in(given_up)
    found = session.execute(
        select(Action, Assignment)
        .outerjoin(Assignment, (Assignment.action_id == Action.id) & standing)
        .where(Action.meeting_id == meeting.id)
        .options(joinedload(Assignment.organisation))
        .order_by(Action.id, Assignment.id)
    )
    actions: dict[Action, list[Assignment]] = {}
    for action, share in found:
        actions.setdefault(action, []).extend([share] if share else [])
    return actions
