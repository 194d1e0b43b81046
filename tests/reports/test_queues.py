"""What waits for whom: claims, open records and minutes."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_file,
    make_meeting,
    make_minutes,
    make_organisation,
    make_person,
    make_secret_meeting,
)
from tracker.models.approvers import has_approver
from tracker.models.assignment_states import AssignmentState, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.corrections import open_correction
from tracker.models.files import FileKind
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import MeetingState, SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.users import Actor, Role, User
from tracker.reports.queues import claims, latest_approved, open_records, to_check

HOUR = timedelta(hours=1)


@pytest.fixture
def unit(session: Session) -> Organisation:
    return make_organisation(session, kind=OrganisationKind.BUREAU)


@pytest.fixture
def secretariat(session: Session, unit: Organisation) -> Actor:
    return make_actor(session, Role.SECRETARIAT, unit)


def test_the_oldest_claim_stands_first_with_its_words_and_evidence(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    late, early = (given(session, unit) for _ in range(2))
    claim(session, late, "Kemudian", at=NOW + HOUR)
    claim(session, early, "Lebih dulu", at=NOW)
    found = claims(session, secretariat, limit=9)
    assert [(c.assignment_id, c.note) for c in found] == [
        (early.id, "Lebih dulu"),
        (late.id, "Kemudian"),
    ]
    assert [(proof.name, proof.link) for proof in found[0].evidence] == [
        ("berkas.pdf", ""),
        (None, "https://example.id/bukti"),
    ]


def test_a_page_of_claims_goes_on_where_the_last_one_ended(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    for hours in (0, 0, 1):
        claim(session, given(session, unit), "Selesai", at=NOW + hours * HOUR)
    whole = claims(session, secretariat, limit=9)
    rest = claims(
        session, secretariat, limit=9, after=(whole[0].claimed_at, whole[0].assignment_id)
    )
    assert rest == whole[1:]


def test_only_the_claim_that_is_pending_is_shown(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    assignment = given(session, unit)
    claim(session, assignment, "Pertama", at=NOW)
    assignment.verify(Verdict.RETURNED, "Belum lengkap.", by=secretariat, at=NOW)
    assert claims(session, secretariat, limit=9) == []
    agency = claim(session, assignment, "Kedua", at=NOW)
    assignment.withdraw_claim(by=agency, at=NOW)
    assert claims(session, secretariat, limit=9) == []
    claim(session, assignment, "Ketiga", at=NOW)
    assert [c.note for c in claims(session, secretariat, limit=9)] == ["Ketiga"]


def test_claims_of_other_units_and_of_the_own_organisation_are_not_ours_to_rule(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    make_assignment(session, state=AssignmentState.AWAITING)
    own = make_assignment(session, unit, action=make_action(session, make_meeting(session, unit)))
    claim(session, own, "Selesai", at=NOW)
    secret = make_meeting(session, unit, security_class=SecurityClass.SECRET)
    hidden = make_assignment(session, action=make_action(session, secret))
    claim(session, hidden, "Selesai", at=NOW)
    assert claims(session, secretariat, limit=9) == []


def test_what_is_being_prepared_stands_earliest_first(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    """Those that are over and lack a notula are another list."""
    undated = make_meeting(session, unit, state=MeetingState.DRAFT, starts_on=None)
    later, sooner = (
        make_meeting(
            session, unit, state=MeetingState.SCHEDULED, starts_on=TODAY + timedelta(days=days)
        )
        for days in (3, 0)
    )
    put_off = make_meeting(
        session, unit, state=MeetingState.POSTPONED, starts_on=TODAY - timedelta(days=3)
    )
    make_meeting(session, unit, starts_on=TODAY - timedelta(days=3))
    make_minutes(session, make_meeting(session, unit), state=MinutesState.SUBMITTED)
    make_minutes(session, make_meeting(session, unit), state=MinutesState.APPROVED)
    make_meeting(session, unit, state=MeetingState.CANCELLED)
    make_meeting(session, state=MeetingState.SCHEDULED)
    found = open_records(session, secretariat, today=TODAY, limit=9)
    assert [r.meeting_id for r in found] == [put_off.id, sooner.id, later.id, undated.id]


def test_a_correction_opens_the_record_again(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    minutes = make_minutes(session, make_meeting(session, unit), state=MinutesState.APPROVED)
    assert open_records(session, secretariat, today=TODAY, limit=9) == []
    open_correction(minutes, "Salah tulis nama.", by=secretariat, at=NOW)
    session.flush()
    found = open_records(session, secretariat, today=TODAY, limit=9)
    assert [r.minutes for r in found] == [MinutesState.DRAFT]


def test_minutes_wait_for_their_chair_and_for_the_head_of_the_unit(
    session: Session, unit: Organisation
) -> None:
    person = make_person(session)
    meeting = make_meeting(session, unit, chair_person_id=person.id)
    make_minutes(session, meeting, state=MinutesState.SUBMITTED)
    make_minutes(session, make_meeting(session, unit))
    chair = make_actor(session, Role.LEADER, person=person)
    head = make_actor(session, Role.LEADER, unit)
    stranger = make_actor(session, Role.LEADER)
    for asked in (chair, head):
        assert [p.meeting_id for p in to_check(session, asked, limit=9)] == [meeting.id]
    assert to_check(session, stranger, limit=9) == []


def test_nobody_is_asked_to_check_what_he_wrote_himself(
    session: Session, unit: Organisation
) -> None:
    head = make_actor(session, Role.LEADER, unit)
    meeting = make_meeting(session, unit, minute_taker_id=head.user_id)
    make_minutes(session, meeting, state=MinutesState.SUBMITTED)
    assert to_check(session, head, limit=9) == []


def test_the_last_approved_notula_stands_first(session: Session, unit: Organisation) -> None:
    papers = [make_minutes(session, make_meeting(session, unit), state=MinutesState.APPROVED)]
    papers += [make_minutes(session, make_meeting(session, unit), state=MinutesState.APPROVED)]
    head = make_actor(session, Role.LEADER, unit)
    found = latest_approved(session, head, limit=9)
    assert [p.meeting_id for p in found] == [m.meeting_id for m in reversed(papers)]
    assert latest_approved(session, make_actor(session, Role.LEADER), limit=9) == []


def given(session: Session, unit: Organisation) -> Assignment:
    return make_assignment(session, action=make_action(session, make_meeting(session, unit)))


def claim(session: Session, assignment: Assignment, note: str, *, at: datetime) -> Actor:
    agency = make_actor(session, Role.AGENCY, assignment.organisation)
    file = make_file(session, FileKind.EVIDENCE, assignment=assignment)
    link = "https://example.id/bukti"
    assignment.post_update(Report.DONE, note, by=agency, at=at, files=[file], link=link)
    session.flush()
    return agency


@pytest.mark.parametrize(
    ("listed", "waits_for_someone"),
    [
        ((), False),
        (("secretariat",), False),
        (("secretariat", "other leader"), False),
        (("secretariat", "chair"), True),
        (("head of the unit",), True),
        (("sekda",), True),
    ],
)
def test_a_secret_notula_is_approved_by_someone_on_its_list(
    listed: tuple[str, ...],
    waits_for_someone: bool,
    session: Session,
    unit: Organisation,
    secretariat: Actor,
) -> None:
    setda = make_organisation(session, kind=OrganisationKind.REGIONAL_SECRETARIAT)
    people = {
        "secretariat": secretariat,
        "chair": make_actor(session, person=make_person(session)),
        "head of the unit": make_actor(session, Role.LEADER, unit),
        "sekda": make_actor(session, Role.LEADER, setda),
        "other leader": make_actor(session, Role.LEADER, person=make_person(session)),
    }
    chair = people["chair"].person_id
    access = tuple(people[name] for name in listed)
    meeting = make_secret_meeting(session, *access, unit=unit, chair_person_id=chair)
    minutes = make_minutes(session, meeting)
    assert has_approver(minutes, on=TODAY) is waits_for_someone


def test_on_the_list_neither_the_minute_taker_nor_a_shut_account_approves(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    head = make_actor(session, Role.LEADER, unit)
    meeting = make_secret_meeting(session, head, unit=unit, minute_taker_id=head.user_id)
    minutes = make_minutes(session, meeting)
    assert not has_approver(minutes, on=TODAY)
    successor = make_actor(session, Role.LEADER, unit)
    grant_access(session, meeting, successor.user_id, by=secretariat.user_id, at=NOW)
    assert has_approver(minutes, on=TODAY)
    session.get_one(User, successor.user_id).active = False
    assert not has_approver(minutes, on=TODAY)


def test_a_notula_without_a_list_waits_for_the_chair_as_ever(session: Session) -> None:
    assert has_approver(make_minutes(session), on=TODAY)
