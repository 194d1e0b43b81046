"""A written paper's way to approval, by the office's rules."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import CHAIR, NOW, make_actor, make_meeting, make_organisation, someone
from tests.official import make_official
from tests.refusals import refused
from tracker.models.documents import DocumentKind
from tracker.models.events import Event
from tracker.models.official_papers import OfficialPaper, PaperState, signing_block
from tracker.models.users import Actor


@pytest.fixture
def clerk(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def head(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def memo(session: Session) -> OfficialPaper:
    return make_official(session, DocumentKind.INTERNAL_MEMO)


def test_a_paper_is_approved_by_other_eyes_and_then_fixed(session, memo, clerk, head) -> None:
    memo.submit(by=clerk, at=NOW)
    assert refused(lambda: memo.approve(by=clerk, at=NOW)) == "own_paper"
    memo.approve(by=head, at=NOW)
    assert (memo.state, memo.approved_by_name) == (PaperState.APPROVED, head.name)
    assert (
        refused(lambda: memo.revise(by=clerk.user_id, at=NOW, version=memo.version, subject="Lain"))
        == "paper_fixed"
    )


def test_what_is_returned_says_why_and_is_submitted_again(memo, clerk, head) -> None:
    memo.submit(by=clerk, at=NOW)
    assert refused(lambda: memo.give_back(" ", by=head, at=NOW)) == "note_missing"
    memo.give_back("Sebut dasarnya.", by=head, at=NOW)
    assert (memo.state, memo.note) == (PaperState.RETURNED, "Sebut dasarnya.")
    memo.submit(by=clerk, at=NOW)
    assert memo.note == ""


def test_an_approved_paper_is_only_changed_as_a_new_edition(memo, clerk, head) -> None:
    memo.submit(by=clerk, at=NOW)
    memo.approve(by=head, at=NOW)
    assert refused(lambda: memo.discard(by=clerk.user_id, at=NOW)) == "paper_state"
    memo.write_anew("Salah ketik nama.", by=clerk.user_id, at=NOW)
    memo.revise(by=clerk.user_id, at=NOW, version=memo.version, subject="Benar")
    assert refused(lambda: memo.discard(by=clerk.user_id, at=NOW)) == "paper_was_approved"


def test_who_is_to_sign_is_named_before_it_is_submitted(memo, clerk) -> None:
    memo.revise(by=clerk.user_id, at=NOW, version=memo.version, signatories=[])
    assert refused(lambda: memo.submit(by=clerk, at=NOW)) == "signatory_missing"


def test_no_more_sign_than_the_form_has_room_for(memo, clerk) -> None:
    twice = [signing_block(CHAIR)] * 2
    assert (
        refused(
            lambda: memo.revise(by=clerk.user_id, at=NOW, version=memo.version, signatories=twice)
        )
        == "too_many_signatories"
    )


def test_a_paper_for_one_organisation_names_it(session) -> None:
    assert refused(lambda: make_official(session, DocumentKind.REPRIMAND)) == "organisation_missing"
    office = make_organisation(session)
    assert (
        make_official(session, DocumentKind.REPRIMAND, organisation=office).organisation is office
    )


def test_a_sheet_is_printed_not_approved(session, clerk) -> None:
    sheet = make_official(session, DocumentKind.DISPOSITION_SHEET)
    assert refused(lambda: sheet.submit(by=clerk, at=NOW)) == "sheet"


def test_no_other_kind_is_written_by_form(session) -> None:
    values = {"meeting": make_meeting(session), "kind": DocumentKind.MINUTES}
    by = someone(session)
    assert refused(lambda: OfficialPaper.add(session, by=by, at=NOW, **values)) == "not_written"


def test_each_step_is_one_event(session, memo, clerk, head) -> None:
    memo.submit(by=clerk, at=NOW)
    memo.take_back(by=clerk.user_id, at=NOW)
    memo.submit(by=clerk, at=NOW)
    memo.approve(by=head, at=NOW)
    memo.write_anew("Perbaikan.", by=clerk.user_id, at=NOW)
    verbs = [e.verb for e in session.query(Event).filter_by(subject_type="official_papers")]
    steps = ("added", "submitted", "taken_back", "submitted", "approved", "reopened")
    assert verbs == [f"official_paper:{step}" for step in steps]
