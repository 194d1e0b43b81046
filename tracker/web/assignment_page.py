"""The page of one organisation's share, as every view that posts to it shows it again."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from tracker.documents.shared_words import words_of_task
from tracker.infra.db import db
from tracker.models.action_links import ActionLink
from tracker.models.actions import Action
from tracker.models.assignment_states import FINAL_STATES, OPEN_STATES, PENDING_STATES
from tracker.models.assignments import Assignment
from tracker.models.due_dates import DueChange
from tracker.models.extensions import ExtensionRequest
from tracker.models.meetings import NAMED_ACCESS
from tracker.models.objections import Objection
from tracker.models.organisations import Organisation
from tracker.policy.action_links import can_keep_links, visible_links
from tracker.policy.actions import (
    can_entrust,
    can_post_update,
    can_rule_for,
    can_verify,
    can_withdraw_claim,
    visible_assignments,
)
from tracker.reports.timelines import timeline
from tracker.web.access import find
from tracker.web.answer_cards import Known, answer_cards
from tracker.web.context import actor, now, settings
from tracker.web.forms.assignments import UpdateForm, VerdictForm
from tracker.web.forms.base import Form

LINKS_SHOWN = 5


def assignment_page(assignment_id: int, posted: Form | None = None) -> ResponseReturnValue:
    """`posted`: a form that was refused; its status is the answer's, what was typed is kept."""
    action = joinedload(Assignment.action)
    query = visible_assignments(actor()).options(
        action.joinedload(Action.meeting),
        action.joinedload(Action.evidence_type),
        joinedload(Assignment.organisation),
        joinedload(Assignment.position),
    )
    assignment = find(query, assignment_id)
    verdict_form = posted if isinstance(posted, VerdictForm) else VerdictForm()
    verdict_form.offer(assignment.action.evidence_type)
    moved_from, *known = db.session.execute(_known_of(assignment_id)).one()
    page = render_template(
        "assignments/show.html",
        assignment=assignment,
        moments=timeline(db.session(), assignment_id),
        moved_from=moved_from,
        may=_rights(assignment),
        posted=posted,
        update_fields=posted if isinstance(posted, UpdateForm) else UpdateForm(),
        verdict_form=verdict_form,
        shared_words=_shared_words(assignment),
        links=_links(assignment),
        at=now(),
        **answer_cards(assignment, posted, Known(*known)),
    )
    return page, posted.http_status if posted else 200


def _links(assignment: Assignment) -> list[ActionLink] | None:
    """The last links that were made for staff without an account; None for who keeps none."""
    if not can_keep_links(actor(), assignment) or assignment.security_class in NAMED_ACCESS:
        return None
    own = visible_links(actor()).where(ActionLink.assignment_id == assignment.id)
    return list(db.session.scalars(own.order_by(ActionLink.id.desc()).limit(LINKS_SHOWN)))


def _known_of(assignment_id: int) -> Select[*tuple[Any, ...]]:
    """Whose shares went into it (several, where offices were merged), and what `Known` says."""
    previous = (
        select(func.aggregate_strings(Organisation.name, ", "))
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .where(Assignment.successor_id == assignment_id)
    )
    return select(
        previous.scalar_subquery(),
        exists().where(Objection.assignment_id == assignment_id),
        exists().where(ExtensionRequest.assignment_id == assignment_id),
        exists().where(DueChange.assignment_id == assignment_id),
    )


def _shared_words(assignment: Assignment) -> str:
    """For a secretariat that reminds by hand; of what is over nobody need be reminded."""
    reminds = can_rule_for(actor(), assignment) and assignment.state in OPEN_STATES
    return words_of_task(assignment, base_url=settings().base_url) if reminds else ""


def _rights(assignment: Assignment) -> dict[str, bool]:
    """What the page offers, by name."""
    steered = can_rule_for(actor(), assignment)
    return {
        "report": can_post_update(actor(), assignment),
        "withdraw": can_withdraw_claim(actor(), assignment),
        "verify": can_verify(actor(), assignment),
        "entrust": can_entrust(actor(), assignment) and assignment.state in PENDING_STATES,
        "change": steered and assignment.state in PENDING_STATES,
        "reopen": steered and assignment.state in FINAL_STATES,
    }
