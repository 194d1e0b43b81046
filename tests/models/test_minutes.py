"""Notula: draft, submitted, returned or approved; sealed by approval, corrected by a ralat."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from tests.factories import (
    CHAIR,
    NOW,
    approve,
    make_actor,
    make_chair,
    make_file,
    make_meeting,
    make_minutes,
    make_user,
)
from tracker.infra.db import write
from tracker.models.agreements import Agreement
from tracker.models.approvals import Approval, ApprovalMode, Decision
from tracker.models.corrections import open_correction
from tracker.models.documents import Document, DocumentKind, draft_document, snapshot_key
from tracker.models.errors import DomainError
from tracker.models.events import Event, EventNote, row_digest
from tracker.models.files import FileKind
from tracker.models.meetings import MeetingState
from tracker.models.minutes import Minutes, MinutesState, current_minutes, start_minutes
from tracker.models.minutes_sections import MinutesSection
from tracker.models.users import Actor

DRAFT, SUBMITTED, RETURNED, APPROVED = MinutesState


def submit(minutes: Minutes, by: Actor) -> None:
    minutes.submit(by=by, at=NOW, blanks=[])


def give_back(minutes: Minutes, by: Actor) -> None:
    minutes.give_back("Lengkapi peserta.", by=by, at=NOW, signatory=CHAIR)


def approve_it(minutes: Minutes, by: Actor) -> None:
    approve(minutes, by=by)


def correct(minutes: Minutes, by: Actor) -> None:
    open_correction(minutes, "Nama keliru.", by=by, at=NOW)


Verb = Callable[[Minutes, Actor], None]
LEGAL: dict[tuple[MinutesState, Verb], MinutesState] = {
    (DRAFT, submit): SUBMITTED,
    (RETURNED, submit): SUBMITTED,
    (SUBMITTED, give_back): RETURNED,
    (SUBMITTED, approve_it): APPROVED,
    (APPROVED, correct): APPROVED,
}
VERBS: tuple[Verb, ...] = (submit, give_back, approve_it, correct)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
@pytest.mark.parametrize("state", MinutesState)
def test_each_step_is_taken_from_its_own_states_only(
    state: MinutesState, verb: Verb, session: Session
):
    minutes = make_minutes(session, state=state)
    chair = make_actor(session) if state is APPROVED else make_chair(session, minutes.meeting)
    before, events = row_digest(minutes), count_events(session)
    if (state, verb) in LEGAL:
        verb(minutes, chair)
        session.flush()
        assert minutes.state is LEGAL[state, verb]
        assert count_events(session) == events + 1
    else:
        with pytest.raises(DomainError) as refusal:
            verb(minutes, chair)
        assert refusal.value.code == "minutes_state"
        session.flush()
        assert (row_digest(minutes), count_events(session)) == (before, events)


def test_minutes_are_submitted_once_the_meeting_was_held(session: Session):
    minutes = make_minutes(session, make_meeting(session, state=MeetingState.IN_PROGRESS))
    with pytest.raises(DomainError) as refusal:
        submit(minutes, make_actor(session))
    assert refusal.value.code == "meeting_not_held"


def test_an_open_blank_stands_in_the_way(session: Session):
    minutes = make_minutes(session)
    with pytest.raises(DomainError) as refusal:
        minutes.submit(by=make_actor(session), at=NOW, blanks=["venue"])
    assert refusal.value.code == "blanks_open"
    assert minutes.state is DRAFT


def test_returning_says_what_to_mend_and_keeps_who_returned_it(session: Session):
    minutes = make_minutes(session, state=SUBMITTED)
    with pytest.raises(DomainError) as refusal:
        minutes.give_back("", by=make_actor(session), at=NOW, signatory=CHAIR)
    assert (refusal.value.code, refusal.value.field) == ("note_missing", "note")
    by = make_actor(session)
    give_back(minutes, by)
    session.flush()
    (step,) = minutes.approvals
    assert (step.decision, step.acted_by, step.note) == (
        Decision.RETURNED,
        by.user_id,
        "Lengkapi peserta.",
    )
    note = session.scalars(select(EventNote.text).order_by(EventNote.id.desc())).first()
    assert note == "Lengkapi peserta."


def test_who_submitted_never_approves_whoever_is_named_as_minute_taker(session: Session):
    meeting = make_meeting(session)
    chair = make_chair(session, meeting)
    minutes = make_minutes(session, meeting)
    minutes.submit(by=chair, at=NOW, blanks=[])
    with pytest.raises(DomainError) as refusal:
        approve(minutes, by=chair)
    assert refusal.value.code == "minute_taker_approves"
    assert minutes.state is SUBMITTED


def test_the_minute_taker_never_approves_not_even_as_chair(session: Session):
    meeting = make_meeting(session)
    chair = make_chair(session, meeting)
    meeting.revise(by=chair.user_id, at=NOW, version=meeting.version, minute_taker_id=chair.user_id)
    minutes = make_minutes(session, meeting, state=SUBMITTED)
    with pytest.raises(DomainError) as refusal:
        approve(minutes, by=chair)
    assert refusal.value.code == "minute_taker_approves"
    assert minutes.state is SUBMITTED


@pytest.mark.parametrize("chaired", [True, False], ids=["chair unknown here", "no chair at all"])
def test_nobody_but_the_chair_approves_within_the_application(chaired: bool, session: Session):
    meeting = make_meeting(session)
    if chaired:
        make_chair(session, meeting)
    minutes = make_minutes(session, meeting, state=SUBMITTED)
    with pytest.raises(DomainError) as refusal:
        approve(minutes, by=make_actor(session))
    assert refusal.value.code == "not_the_chair"


@pytest.mark.parametrize("mode", [ApprovalMode.WET_SIGNED, ApprovalMode.EXTERNAL_LETTER])
def test_an_approval_from_outside_comes_with_its_proof(mode: ApprovalMode, session: Session):
    minutes = make_minutes(session, state=SUBMITTED)
    head = make_actor(session)
    with pytest.raises(DomainError) as refusal:
        approve(minutes, by=head, mode=mode)
    assert (refusal.value.code, refusal.value.field) == ("proof_missing", "proof")
    proof = make_file(session, FileKind.APPROVAL_PROOF, meeting=minutes.meeting)
    approve(minutes, by=head, mode=mode, proof=proof, on_behalf_of="Gubernur Lampung")
    step = session.scalars(select(Approval)).one()
    assert (step.mode, step.proof_id, step.on_behalf_of) == (mode, proof.id, "Gubernur Lampung")


def test_approval_keeps_the_signatory_as_printed_and_who_acted(session: Session):
    minutes = make_minutes(session, state=APPROVED)
    step = session.scalars(select(Approval).where(Approval.minutes_id == minutes.id)).one()
    assert (step.signatory_name, step.signatory_position) == (CHAIR.name, CHAIR.position)
    assert (step.signatory_rank_grade, step.signatory_employee_number) == ("Pembina", "19700101")
    assert (step.step, step.decision, step.mode) == (1, Decision.APPROVED, ApprovalMode.IN_APP)
    assert step.acted_by_name.startswith("Orang")


def test_approval_seals_state_snapshot_code_and_record_in_one_act(session: Session):
    minutes = make_minutes(session, state=SUBMITTED)
    document = approve(
        minutes, by=make_chair(session, minutes.meeting), snapshot=b'{"a":1}', code="AB-12"
    )
    assert (minutes.state, minutes.approved_at, minutes.meeting.locked) == (APPROVED, NOW, True)
    assert (document.kind, document.edition, document.code) == (DocumentKind.MINUTES, 1, "AB-12")
    assert (document.snapshot, document.snapshot_key) == (b'{"a":1}', snapshot_key(b'{"a":1}'))
    assert document.is_sealed
    assert not document.is_ready
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.verb == "minutes:approved"
    assert {key.split(":")[0] for key in event.digests} == {
        *("meetings", "minutes", "approvals", "documents")
    }


def test_of_many_approvals_at_once_one_succeeds(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        minutes = make_minutes(session, state=SUBMITTED)
        minutes_id, chair = minutes.id, make_chair(session, minutes.meeting)

    def attempt(_number: int) -> bool:
        try:
            with sessions() as session, write(session):
                approve(session.get_one(Minutes, minutes_id), by=chair)
        except (DomainError, StaleDataError):
            return False
        return True

    with ThreadPoolExecutor(4) as people:
        assert sorted(people.map(attempt, range(4))) == [False, False, False, True]
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Approval)) == 1
        assert session.scalar(select(func.count()).select_from(Document)) == 1


def test_a_sealed_record_changes_by_no_verb(session: Session):
    minutes = make_minutes(session, state=SUBMITTED)
    meeting, by = minutes.meeting, make_user(session).id
    section = session.scalars(select(MinutesSection)).first()
    assert section is not None
    photo = make_file(session, FileKind.PHOTO, meeting=meeting)
    approve(minutes, by=make_chair(session, meeting))
    version = meeting.version
    for act in (
        lambda: meeting.revise(by=by, at=NOW, version=version, venue="Lain"),
        lambda: meeting.move_to(MeetingState.CANCELLED, by=by, at=NOW),
        lambda: meeting.confirm_absent(["venue"], by=by, at=NOW),
        lambda: section.revise(by=by, at=NOW, version=section.version, body="<p>Lain</p>"),
        lambda: section.move(1, by=by, at=NOW),
        lambda: section.remove(by=by, at=NOW),
        lambda: Agreement.append(meeting, by=by, at=NOW, text="Susulan."),
        lambda: make_file(session, FileKind.PHOTO, meeting=meeting),
    ):
        with pytest.raises(DomainError) as refusal, session.begin_nested():
            act()
        assert refusal.value.code == "meeting_sealed"
    assert meeting.next_states == []
    assert photo in session


def test_a_correction_opens_the_record_and_leaves_the_sealed_edition(session: Session):
    first = make_minutes(session, state=APPROVED)
    sealed = session.scalars(select(Document)).one()
    with pytest.raises(DomainError) as refusal:
        open_correction(first, "", by=make_actor(session), at=NOW)
    assert refusal.value.field == "reason"
    before = row_digest(first), row_digest(sealed)
    second = open_correction(first, "Nama keliru.", by=make_actor(session), at=NOW)
    assert (second.edition, second.reason, second.state) == (2, "Nama keliru.", DRAFT)
    assert not first.meeting.locked
    assert current_minutes(session, first.meeting_id) is second
    submit(second, make_actor(session))
    corrected = approve(second, by=make_chair(session, first.meeting))
    assert (row_digest(first), row_digest(sealed)) == before
    assert (corrected.edition, sealed.edition) == (2, 1)
    assert first.meeting.locked


@pytest.mark.parametrize("sealed", [False, True], ids=["while the ralat is open", "afterwards"])
def test_an_edition_is_corrected_once(sealed: bool, session: Session):
    first = make_minutes(session, state=APPROVED)
    second = open_correction(first, "Nama keliru.", by=make_actor(session), at=NOW)
    if sealed:
        submit(second, make_actor(session))
        approve(second, by=make_chair(session, first.meeting))
    with pytest.raises(DomainError) as refusal:
        correct(first, make_actor(session))
    assert refusal.value.code == "corrected_already"


def test_an_unchanged_draft_has_one_paper(session: Session):
    minutes = make_minutes(session)
    by = make_user(session).id

    def drafted(snapshot: bytes) -> Document:
        kind, meeting = DocumentKind.MINUTES, minutes.meeting
        return draft_document(session, kind, meeting, snapshot, by=by, at=NOW, minutes=minutes)

    paper = drafted(b'{"a":1}')
    assert drafted(b'{"a":1}') is paper
    assert drafted(b'{"a":2}') is not paper
    assert not paper.is_sealed


def test_minutes_begin_with_the_usual_headings(session: Session):
    meeting = make_meeting(session)
    minutes = start_minutes(session, meeting, by=make_user(session).id, at=NOW)
    sections = session.scalars(select(MinutesSection).order_by(MinutesSection.position))
    assert [s.heading for s in sections] == ["Pembukaan", "Pemaparan", "Pembahasan", "Penutup"]
    assert (minutes.edition, minutes.state) == (1, DRAFT)


def count_events(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Event)) or 0
