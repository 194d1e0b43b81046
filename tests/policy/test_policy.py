"""Who sees what, told twice: once as the office says it, once as the selects find it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Engine, Select, select
from sqlalchemy.orm import Session

from tests.policy.world import ACTORS, make_world
from tracker.infra.db import make_sessions
from tracker.infra.orm import Base
from tracker.models.actions import Action
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.documents import Document
from tracker.models.files import FileKind, StoredFile
from tracker.models.meeting_parts import Attendance, Invitee
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingAccess, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.organisations import Organisation
from tracker.models.tallies import AssignmentTally
from tracker.models.users import Actor
from tracker.policy import (
    approvable_minutes,
    can_administer,
    can_approve_minutes,
    can_draft_paper,
    can_edit_action,
    can_edit_meeting,
    can_open_action,
    can_open_correction,
    can_oversee,
    can_post_update,
    can_read_assignment,
    can_read_record,
    can_record_meeting,
    can_report_for,
    can_rule_for,
    can_steer_assignment,
    can_submit_minutes,
    can_verify,
    can_withdraw_claim,
    untallied_assignments,
    verifiable_assignments,
    visible_actions,
    visible_assignments,
    visible_documents,
    visible_files,
    visible_meetings,
    visible_minutes,
    visible_tallies,
)


@pytest.fixture(scope="module")
def house(new_engine: Callable[[], Engine]) -> Iterator[tuple[Session, dict[str, Actor]]]:
    with make_sessions(new_engine())() as session:
        actors = make_world(session)
        session.commit()
        yield session, actors


@pytest.fixture
def session(house: tuple[Session, dict[str, Actor]]) -> Session:
    return house[0]


@pytest.fixture(params=ACTORS)
def actor(request: pytest.FixtureRequest, house: tuple[Session, dict[str, Actor]]) -> Actor:
    return house[1][request.param]


@pytest.fixture
def actors(house: tuple[Session, dict[str, Actor]]) -> dict[str, Actor]:
    return house[1]


# --- as the office says it ----------------------------------------------------------------------


def is_named(actor: Actor, meeting: Meeting | None) -> bool:
    """Rahasia and above: those on the meeting's list, and nobody else."""
    if meeting is None or meeting.security_class not in NAMED_ACCESS:
        return True
    return actor.user_id in members(meeting, MeetingAccess, "user_id")


def sees_meeting(actor: Actor, meeting: Meeting) -> bool:
    if not is_named(actor, meeting):
        return False
    if actor.is_secretariat:
        return True
    if meeting.state is MeetingState.DRAFT:
        return False
    room = members(meeting, Invitee, "organisation_id")
    room |= members(meeting, Attendance, "organisation_id")
    return (
        actor.heads(meeting.organising_unit_id)
        or meeting.is_chaired_by(actor)
        or bool(room & (actor.agencies | actor.leads))
    )


def sees_minutes(actor: Actor, minutes: Minutes) -> bool:
    if not sees_meeting(actor, minutes.meeting):
        return False
    asked = actor.heads(minutes.meeting.organising_unit_id) or minutes.meeting.is_chaired_by(actor)
    return (
        minutes.state is MinutesState.APPROVED
        or actor.is_secretariat
        or (minutes.state is MinutesState.SUBMITTED and asked)
    )


def sees_document(actor: Actor, paper: Document) -> bool:
    """A watermarked draft is gone for those who read the approved minutes."""
    session = Session.object_session(paper)
    assert session is not None
    minutes = session.get_one(Minutes, paper.minutes_id)
    still_drafted = minutes.state is not MinutesState.APPROVED
    return sees_minutes(actor, minutes) and (
        paper.is_sealed or actor.is_secretariat or still_drafted
    )


def sees_action(actor: Actor, action: Action) -> bool:
    """Agencies: their own, and those agreed in a room they were in."""
    own = {share.organisation_id for share in action.assignments}
    in_the_room = action.meeting is not None and sees_meeting(actor, action.meeting)
    return is_named(actor, action.meeting) and (
        can_oversee(actor, action)
        or bool(own & actor.agencies)
        or (actor.is_agency and in_the_room)
    )


def sees_assignment(actor: Actor, share: Assignment) -> bool:
    """Never another agency's."""
    return is_named(actor, share.action.meeting) and (
        can_oversee(actor, share.action) or share.organisation_id in actor.agencies
    )


def sees_file(actor: Actor, file: StoredFile) -> bool:
    session = Session.object_session(file)
    assert session is not None
    if file.assignment_id is not None:
        return sees_assignment(actor, session.get_one(Assignment, file.assignment_id))
    if file.meeting_id is None:
        return False
    proof = file.kind is FileKind.APPROVAL_PROOF
    inside = actor.is_secretariat or actor.is_leader
    return sees_meeting(actor, session.get_one(Meeting, file.meeting_id)) and (inside or not proof)


RULES: dict[str, tuple[Any, Callable[[Actor], Select[Any]], Callable[[Actor, Any], bool]]]
RULES = {
    "meetings": (Meeting, visible_meetings, sees_meeting),
    "minutes": (Minutes, visible_minutes, sees_minutes),
    "documents": (Document, visible_documents, sees_document),
    "actions": (Action, visible_actions, sees_action),
    "assignments": (Assignment, visible_assignments, sees_assignment),
    "files": (StoredFile, visible_files, sees_file),
}


@pytest.mark.parametrize("things", RULES)
def test_the_selects_find_what_the_office_says(things: str, actor: Actor, session: Session):
    noun, visible, sees = RULES[things]
    assert ids(session, visible(actor)) == {
        row.id for row in session.scalars(select(noun)) if sees(actor, row)
    }


def test_what_waits_for_a_ruling_is_what_may_be_ruled_on(actor: Actor, session: Session):
    seen = session.scalars(visible_assignments(actor))
    assert ids(session, verifiable_assignments(actor)) == {
        share.id for share in seen if can_verify(actor, share)
    }


def test_what_waits_for_approval_is_what_may_be_approved(actor: Actor, session: Session):
    submitted = session.scalars(select(Minutes).where(Minutes.state == MinutesState.SUBMITTED))
    assert ids(session, approvable_minutes(actor)) == {
        minutes.id
        for minutes in submitted
        if can_approve_minutes(actor, minutes) and sees_meeting(actor, minutes.meeting)
    }


def test_how_a_share_stands_is_read_by_those_who_may_see_it(actor: Actor, session: Session):
    readable = ids(session, visible_assignments(actor))
    for action in session.scalars(visible_actions(actor)):
        for share in action.assignments:
            assert can_read_assignment(actor, share) == (share.id in readable)


def test_the_tallies_count_what_the_actor_sees_and_nothing_more(actor: Actor, session: Session):
    counted = Counter(
        {_key(tally): tally.number for tally in session.scalars(visible_tallies(actor))}
    )
    counted.update(_key(share) for share in session.scalars(untallied_assignments(actor)))
    assert +counted == Counter(_key(share) for share in session.scalars(visible_assignments(actor)))


def _key(row: Assignment | AssignmentTally) -> tuple[object, ...]:
    return row.organisation_id, row.unit_id, row.security_class, row.state


# --- and in so many words -----------------------------------------------------------------------


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


def test_minutes_reach_an_agency_once_approved(actors: dict[str, Actor], session: Session):
    seen = session.scalars(visible_minutes(actors["agency of social"])).all()
    assert seen
    assert {minutes.state for minutes in seen} == {MinutesState.APPROVED}


@pytest.mark.parametrize("name", ACTORS)
def test_a_secret_meeting_is_there_for_those_on_its_list_only(
    name: str, actors: dict[str, Actor], session: Session
):
    secret = Meeting.security_class.in_(NAMED_ACCESS)
    seen = ids(session, visible_meetings(actors[name]).where(secret))
    hidden = select(Meeting.id).where(secret, Meeting.id.not_in(seen))
    assert bool(seen) is name.startswith("a named")
    for noun, visible, _ in RULES.values():
        if noun is not Meeting and not name.startswith("a named"):
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


def test_nobody_rules_on_a_claim_of_his_own_office(actors: dict[str, Actor], session: Session):
    waiting = select(Assignment).where(Assignment.state == AssignmentState.AWAITING)
    shares = session.scalars(waiting).all()
    assert shares
    for actor in actors.values():
        assert not any(
            can_verify(actor, share)
            for share in shares
            if share.organisation_id in actor.organisations
        )


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
    minutes.submitted_by = head.user_id
    assert ids(session, approvable_minutes(head)) == before - {minutes.id}
    assert not can_approve_minutes(head, minutes)
    session.rollback()


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
        (can_steer_assignment, AssignmentState, CLERKS),
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


def ids(session: Session, things: Select[Any]) -> set[int]:
    return {row.id for row in session.scalars(things)}


def members(meeting: Meeting, noun: type[Base], column: str) -> set[int]:
    session = Session.object_session(meeting)
    assert session is not None
    return set(session.scalars(select(getattr(noun, column)).filter_by(meeting_id=meeting.id)))
