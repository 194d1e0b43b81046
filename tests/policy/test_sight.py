"""Who sees what, in so many words."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.policy.rules import RULES, ids, sees_meeting
from tests.policy.world import ACTORS
from tracker.models.actions import Action
from tracker.models.approvers import MinutesAuthor
from tracker.models.assignment_states import PENDING_STATES
from tracker.models.assignments import Assignment
from tracker.models.attendances import Attendance
from tracker.models.files import FileKind, StoredFile
from tracker.models.meeting_access import MeetingAccess
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.users import Actor
from tracker.policy.actions import (
    can_cancel_action,
    can_edit_action,
    can_rule_for,
    can_verify,
    verifiable_assignments,
    visible_actions,
    visible_assignments,
)
from tracker.policy.administration import can_administer
from tracker.policy.files import visible_files
from tracker.policy.meetings import visible_meetings
from tracker.policy.minutes import approvable_minutes, can_approve_minutes, visible_minutes


def test_an_agency_never_sees_how_another_stands(actors: dict[str, Actor], session: Session):
    social, labour = actors["agency of social"], actors["agency of labour"]
    for mine, other in ((social, labour), (labour, social)):
        shares = session.scalars(visible_assignments(mine)).all()
        assert shares
        assert {share.organisation_id for share in shares} == mine.agencies
        assert not {s.organisation_id for s in shares} & other.agencies
        evidence = session.scalars(
            visible_files(mine).where(StoredFile.kind == FileKind.EVIDENCE)
        ).all()
        assert evidence
        assert {file.assignment_id for file in evidence} <= {share.id for share in shares}


def test_an_agency_sees_what_others_agreed_in_the_same_room(
    actors: dict[str, Actor], session: Session
):
    social = actors["agency of social"]
    shares = select(Assignment.action_id).where(Assignment.organisation_id.in_(social.agencies))
    own = set(session.scalars(shares))
    assert ids(session, visible_actions(social)) & own
    assert ids(session, visible_actions(actors["agency of health"])) == set()


def test_minutes_reach_an_agency_once_approved_or_opened_to_its_remarks(
    actors: dict[str, Actor], session: Session
):
    seen = session.scalars(visible_minutes(actors["agency of social"])).all()
    ways = {(minutes.state, minutes.objections_until is not None) for minutes in seen}
    assert ways == {(MinutesState.APPROVED, False), (MinutesState.SUBMITTED, True)}


@pytest.mark.parametrize("name", ACTORS)
def test_a_secret_meeting_is_there_for_those_on_its_list_only(
    name: str, actors: dict[str, Actor], session: Session
):
    secret = Meeting.security_class.in_(NAMED_ACCESS)
    seen = ids(session, visible_meetings(actors[name]).where(secret))
    hidden = select(Meeting.id).where(secret, Meeting.id.not_in(seen))
    assert bool(seen) is name.startswith("a named")
    for noun, visible, _ in RULES.values():
        if hasattr(noun, "meeting_id") and not name.startswith("a named"):
            of_hidden = select(noun.id).filter(noun.meeting_id.in_(hidden))
            assert not ids(session, visible(actors[name])) & set(session.scalars(of_hidden))


def test_the_sekda_sees_every_meeting_and_action_that_is_not_secret(
    actors: dict[str, Actor], session: Session
):
    sekda = actors["leader of setda"]
    opened = Meeting.state != MeetingState.DRAFT
    everyday = Meeting.security_class.not_in(NAMED_ACCESS)
    assert ids(session, visible_meetings(sekda)) == ids(
        session, select(Meeting).where(opened, everyday)
    )
    assert ids(session, visible_actions(sekda)) == ids(
        session, select(Action).where(Action.security_class.not_in(NAMED_ACCESS))
    )


@pytest.mark.parametrize(
    ("name", "bureaus"),
    [("leader of asisten", {"Biro Kesra"}), ("leader of kesra", {"Biro Kesra"})],
)
def test_a_leader_sees_how_work_stands_in_the_bureaus_he_leads(
    name: str, bureaus: set[str], actors: dict[str, Actor], session: Session
):
    shares = session.scalars(visible_assignments(actors[name])).all()
    assert {share.action.unit.name for share in shares} == bureaus


@pytest.mark.parametrize("name", ["admin of setda", "a stranger", "a known stranger"])
def test_no_role_no_content(name: str, actors: dict[str, Actor], session: Session):
    for _, visible, _ in RULES.values():
        assert ids(session, visible(actors[name])) == set()
    assert can_administer(actors[name]) is (name == "admin of setda")


def test_the_secretariat_edits_and_rules_for_its_own_unit_only(
    actors: dict[str, Actor], session: Session
):
    clerk = actors["secretariat of kesra"]
    units = {share.action.unit.name for share in session.scalars(verifiable_assignments(clerk))}
    assert units == {"Biro Kesra"}
    everywhere = session.scalars(verifiable_assignments(actors["secretariat of setda"]))
    assert {share.action.unit.name for share in everywhere} == {"Biro Kesra", "Biro Ekonomi"}


def test_nobody_rules_on_what_his_own_office_owes_or_changes_its_course(
    actors: dict[str, Actor], session: Session
):
    """The bureau's clerk keeps its actions, and still leaves the bureau's own share to others."""
    shares = session.scalars(select(Assignment)).all()
    clerk = actors["secretariat of kesra"]
    own = [share for share in shares if share.organisation_id in clerk.organisations]
    assert any(can_edit_action(clerk, share.action) for share in own)
    for actor in actors.values():
        for share in shares:
            if share.organisation_id in actor.organisations:
                assert not can_verify(actor, share)
                assert not can_rule_for(actor, share)
                assert (
                    not can_cancel_action(actor, share.action) or share.state not in PENDING_STATES
                )
    other = actors["secretariat of setda"]
    assert all(can_rule_for(other, share) for share in own)
    assert all(can_cancel_action(other, share.action) for share in own)


def test_the_guest_named_in_person_sees_the_secret_meeting_and_nothing_owed_there(
    actors: dict[str, Actor], session: Session
):
    """His office was not invited; the list names him. Whoever only stood in the room sees none."""
    guest, colleague = actors["a named guest"], actors["agency of health"]
    secret = select(Meeting).where(Meeting.security_class.in_(NAMED_ACCESS))
    opened = ids(session, secret.where(Meeting.state != MeetingState.DRAFT))
    on_his_list = {
        meeting_id for meeting_id in opened if guest.user_id in listed(session, meeting_id)
    }
    assert ids(session, visible_meetings(guest)) == on_his_list < opened
    assert ids(session, visible_assignments(guest)) == set()
    assert ids(session, visible_meetings(colleague)) == set()
    present = select(Attendance.meeting_id).where(Attendance.organisation_id.is_not(None))
    social = actors["agency of social"]
    assert opened & set(session.scalars(present))
    assert not ids(session, visible_meetings(social)) & opened


def test_to_be_asked_for_one_approval_shows_no_other_draft(
    actors: dict[str, Actor], session: Session
):
    head = actors["leader of kesra"]
    guest = select(Meeting.id).where(Meeting.organising_unit_id.not_in(head.leads))
    submitted = select(Minutes).where(
        Minutes.state == MinutesState.SUBMITTED, Minutes.meeting_id.in_(guest)
    )
    in_the_room = [m for m in session.scalars(submitted) if sees_meeting(head, m.meeting)]
    assert in_the_room
    assert not ids(session, visible_minutes(head)) & {minutes.id for minutes in in_the_room}


def test_the_minute_taker_never_approves(actors: dict[str, Actor], session: Session):
    """He leads the unit, and still what he wrote waits for someone else."""
    taker, head = actors["the minute taker"], actors["leader of kesra"]
    assert taker.leads == head.leads
    his_own = Minutes.meeting_id.in_(
        select(Meeting.id).where(Meeting.minute_taker_id == taker.user_id)
    )
    assert ids(session, approvable_minutes(taker).where(his_own)) == set()
    assert ids(session, approvable_minutes(head).where(his_own))


def test_who_submitted_never_approves(actors: dict[str, Actor], session: Session):
    head = actors["leader of kesra"]
    before = ids(session, approvable_minutes(head))
    minutes = session.get_one(Minutes, min(before))
    minutes.authors.append(MinutesAuthor(user_id=head.user_id))
    session.flush()
    assert ids(session, approvable_minutes(head)) == before - {minutes.id}
    assert not can_approve_minutes(head, minutes)
    session.rollback()


def listed(session: Session, meeting_id: int) -> set[int]:
    """Ids of the users on the list of a meeting."""
    rows = select(MeetingAccess.user_id).where(MeetingAccess.meeting_id == meeting_id)
    return set(session.scalars(rows))
