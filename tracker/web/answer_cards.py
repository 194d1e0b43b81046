"""What the page of a share says of objections, requested dates, the question, and the light."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.models.assignment_states import OPEN_STATES, light_of
from tracker.models.assignments import Assignment
from tracker.models.extensions import ExtensionRequest, ExtensionState
from tracker.models.objections import Objection, ObjectionState
from tracker.policy.actions import can_report_for, can_rule_for
from tracker.policy.answers import can_answer_question, can_rule_on
from tracker.reports.due_dates import due_changes
from tracker.web.context import actor, day_of, today
from tracker.web.forms.answers import (
    AnswerForm,
    FulfilForm,
    GrantForm,
    OneOfMany,
    QuestionForm,
    RulingForm,
)
from tracker.web.forms.base import Form

Drawn = TypeVar("Drawn", bound=OneOfMany)


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a share was ever objected to, asked more time for, given another due date."""

    objected: bool
    asked: bool
    moved: bool


def answer_cards(assignment: Assignment, posted: Form | None, known: Known) -> dict[str, Any]:
    """For templates/assignments/show.html (a statement for each of what is known).

    posted: the form that was refused, shown again where it was filled in.
    """
    objections = _objections(assignment) if known.objected else []
    requests = _requests(assignment) if known.asked else []
    moves = due_changes(db.session(), assignment.id) if known.moved else []
    return {
        "light": light_of(
            assignment.state,
            assignment.due_on,
            today(),
            claimed_on=day_of(assignment.claimed_at) if assignment.claimed_at else None,
        ),
        "objections": objections,
        "extensions": requests,
        "due_moves": moves,
        "slips": sum(move.is_slip for move in moves),
        "may_object": can_report_for(actor(), assignment) and assignment.state in OPEN_STATES,
        "may_reply": can_answer_question(actor(), assignment),
        "may_take_back": can_report_for(actor(), assignment),
        "ruling_forms": _ruling_forms(assignment, objections, requests, posted),
        "fulfil_forms": _fulfil_forms(assignment, objections, posted),
        "question_form": posted if isinstance(posted, QuestionForm) else QuestionForm(),
        "reply_form": posted if isinstance(posted, AnswerForm) else AnswerForm(),
    }


def _objections(assignment: Assignment) -> list[Objection]:
    """The newest first."""
    query = select(Objection).where(Objection.assignment_id == assignment.id)
    named = query.options(joinedload(Objection.awaited)).order_by(Objection.id.desc())
    return list(db.session.scalars(named))


def _requests(assignment: Assignment) -> list[ExtensionRequest]:
    query = select(ExtensionRequest).where(ExtensionRequest.assignment_id == assignment.id)
    return list(db.session.scalars(query.order_by(ExtensionRequest.id.desc())))


def _ruling_forms(
    assignment: Assignment,
    objections: list[Objection],
    requests: list[ExtensionRequest],
    posted: Form | None,
) -> dict[tuple[str, int], RulingForm]:
    """By noun and id: for each that waits for a ruling of the actor."""
    forms: dict[tuple[str, int], RulingForm] = {}
    for objection in objections:
        if objection.state is ObjectionState.OPEN and can_rule_on(actor(), objection):
            forms["objection", objection.id] = _one(RulingForm(), objection.id, posted)
    for request in requests:
        if request.state is ExtensionState.OPEN and can_rule_for(actor(), assignment):
            fresh = GrantForm(granted_on=request.wished_on)
            forms["extension", request.id] = _one(fresh, request.id, posted)
    return forms


def _fulfil_forms(
    assignment: Assignment, objections: list[Objection], posted: Form | None
) -> dict[int, FulfilForm]:
    """For each that the agency itself may say is fulfilled."""
    if not can_report_for(actor(), assignment):
        return {}
    waits = (one.id for one in objections if one.stands and one.awaited_id is not None)
    return {row_id: _one(FulfilForm(), row_id, posted) for row_id in waits}


def _one(fresh: Drawn, row_id: int, posted: Form | None) -> Drawn:
    """What was posted for this row, else a fresh form."""
    if type(posted) is type(fresh) and posted.row_id == row_id:
        return posted
    return fresh.of(row_id)
