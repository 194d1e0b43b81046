"""Who may do what: tables of every actor."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import (
    can_cancel_action,
    can_edit_action,
    can_open_action,
    can_oversee,
    can_post_update,
    can_report_for,
    can_rule_for,
    can_verify,
    can_withdraw_claim,
)
from tracker.policy.meetings import can_edit_meeting, can_read_record, can_record_meeting
from tracker.policy.minutes import (
    can_approve_minutes,
    can_draft_paper,
    can_open_correction,
    can_submit_minutes,
)

CLERKS = {"secretariat of setda", "secretariat of kesra", "a named clerk"}
ALL_CLERKS = CLERKS | {"secretariat of ekonomi", "secretariat of social"}
LEADERS = {"leader of setda", "leader of asisten", "leader of kesra"}
APPROVERS = LEADERS | {"the chair"}
SOCIAL = {"agency of social", "a named agency"}


def of_kesra(noun: type[Any], **values: Any) -> Select[Any]:
    """One of the bureau's things, of an open meeting with a chair."""
    things = select(noun).filter_by(**values)
    if noun is not Meeting:
        things = things.join(noun.meeting)
    chaired = Meeting.chair_person_id.is_not(None)
    everyday = Meeting.security_class.not_in(NAMED_ACCESS)
    return (
        things.where(in_kesra(Meeting.organising_unit_id), chaired, everyday)
        .order_by(noun.id)
        .limit(1)
    )


def in_kesra(unit_id: Any) -> ColumnElement[bool]:
    named = select(Organisation.id).where(Organisation.name == "Biro Kesra")
    matches: ColumnElement[bool] = unit_id == named.scalar_subquery()
    return matches


DRAFTED = of_kesra(Minutes, state=MinutesState.DRAFT)
SUBMITTED = of_kesra(Minutes, state=MinutesState.SUBMITTED)


@pytest.mark.parametrize(
    ("may", "thing", "those"),
    [
        (can_edit_meeting, of_kesra(Meeting), CLERKS),
        (can_submit_minutes, DRAFTED, CLERKS),
        (can_open_correction, of_kesra(Minutes, state=MinutesState.APPROVED), CLERKS),
        (can_approve_minutes, SUBMITTED, APPROVERS),
        (can_draft_paper, DRAFTED, CLERKS),
        (can_draft_paper, SUBMITTED, CLERKS | APPROVERS),
        (can_edit_action, of_kesra(Action), CLERKS),
        (can_cancel_action, of_kesra(Action), CLERKS),
        (can_oversee, of_kesra(Action), ALL_CLERKS | LEADERS | {"the minute taker"}),
    ],
)
def test_who_may_do_what(
    may: Callable[[Actor, Any], bool],
    thing: Select[Any],
    those: set[str],
    actors: dict[str, Actor],
    session: Session,
):
    found = session.scalars(thing).one()
    assert {name for name, actor in actors.items() if may(actor, found)} == those


NOT_STARTED, IN_PROGRESS, AWAITING, *ENDED = AssignmentState


@pytest.mark.parametrize(
    ("may", "states", "those"),
    [
        (can_report_for, AssignmentState, SOCIAL),
        (can_post_update, (NOT_STARTED, IN_PROGRESS), SOCIAL),
        (can_post_update, (AWAITING, *ENDED), set()),
        (can_withdraw_claim, (AWAITING,), SOCIAL),
        (can_withdraw_claim, (NOT_STARTED, IN_PROGRESS, *ENDED), set()),
        (can_rule_for, AssignmentState, CLERKS),
        (can_verify, (AWAITING,), CLERKS),
        (can_verify, (NOT_STARTED, IN_PROGRESS, *ENDED), set()),
    ],
)
def test_who_may_do_what_with_the_share_of_an_agency(
    may: Callable[[Actor, Assignment], bool],
    states: Iterable[AssignmentState],
    those: set[str],
    actors: dict[str, Actor],
    session: Session,
):
    social = select(Organisation.id).where(Organisation.name == "Dinas Sosial").scalar_subquery()
    tried = 0
    for state in states:
        shares = select(Assignment).where(
            Assignment.organisation_id == social, Assignment.state == state
        )
        share = session.scalars(
            shares.join(Action).where(in_kesra(Action.unit_id)).order_by(Assignment.id)
        ).first()
        if share is not None:
            tried += 1
            assert {name for name, actor in actors.items() if may(actor, share)} == those
    assert tried


def test_meetings_are_recorded_and_their_records_read_by_secretariats(actors: dict[str, Actor]):
    for may in (can_record_meeting, can_read_record):
        assert {name for name, actor in actors.items() if may(actor)} == ALL_CLERKS


def test_actions_are_opened_by_the_secretariat_of_the_unit(
    actors: dict[str, Actor], session: Session
):
    (unit,) = actors["secretariat of kesra"].secretariat
    assert {name for name, actor in actors.items() if can_open_action(actor, unit)} == CLERKS
