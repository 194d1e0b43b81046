"""Pertanyaan verifikator: one question about a claim, which stays pending meanwhile."""

from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from tests.factories import NOW, make_actor, make_assignment, make_file
from tests.refusals import refused
from tracker.models.assignment_states import CAME_BACK, CLAIMED, AssignmentState, Report, Verdict
from tracker.models.files import FileKind
from tracker.models.questions import answer_question, ask
from tracker.models.users import Role

LATER = NOW + timedelta(days=3)
LINK = "https://example.id/sk-12"


def test_a_question_gives_the_agency_the_turn_and_its_answer_gives_it_back(session: Session):
    share = make_assignment(session, state=AssignmentState.AWAITING)
    verifier, agency = make_actor(session), make_actor(session)
    question = ask(share, "Nomor SK-nya berapa?", by=verifier, at=NOW)
    session.flush()
    assert (share.state, share.claimed_at) == (AssignmentState.AWAITING, NOW)
    assert (share.asked_at, share.place) == (NOW, CAME_BACK)
    file = make_file(session, FileKind.EVIDENCE, assignment=share)
    answer_question(share, "Nomor 12.", by=agency, at=LATER, files=[file], link=LINK)
    session.flush()
    assert (share.state, share.claimed_at) == (AssignmentState.AWAITING, NOW)  # keeps its turn
    assert (share.asked_at, share.place, share.reported_at) == (None, CLAIMED, LATER)
    added = [(proof.file_id, proof.link) for proof in share.pending_claim().evidence[-2:]]
    assert added == [(file.id, ""), (None, LINK)]
    assert (question.answer, question.answered_by_name) == ("Nomor 12.", agency.name)


def test_a_claim_is_asked_about_once_and_a_new_claim_anew(session: Session):
    share = make_assignment(session, state=AssignmentState.AWAITING)
    verifier, agency = make_actor(session), make_actor(session)
    ask(share, "Mana fotonya?", by=verifier, at=NOW)
    again = partial(ask, share, "Dan suratnya?", by=verifier, at=NOW)
    assert refused(again) == "question_asked"
    answer_question(share, "Terlampir.", by=agency, at=NOW)
    assert refused(again) == "question_asked"
    share.verify(Verdict.RETURNED, "Foto kabur.", by=verifier, at=NOW)
    share.post_update(Report.DONE, "Foto baru.", by=agency, at=NOW, link=LINK)
    again()


def test_nobody_waits_for_an_answer_to_rule_withdraw_or_end(session: Session):
    for end in (
        lambda share, by: share.verify(Verdict.ACCEPTED, "", by=by, at=NOW),
        lambda share, by: share.withdraw_claim(by=by, at=NOW),
        lambda share, by: share.cancel("Tidak perlu.", by=by, at=NOW),
    ):
        share = make_assignment(session, state=AssignmentState.AWAITING)
        ask(share, "Mana fotonya?", by=make_actor(session), at=NOW)
        end(share, make_actor(session))
        assert share.asked_at is None
        late = partial(answer_question, share, "Ini.", by=make_actor(session), at=NOW)
        assert refused(late) == "assignment_state"


def test_who_may_not_rule_does_not_ask_and_words_are_needed(session: Session):
    share = make_assignment(session)
    both = make_actor(session, Role.SECRETARIAT)
    member = make_actor(session, Role.SECRETARIAT, share.organisation)
    share.post_update(Report.DONE, "Sudah.", by=both, at=NOW, link=LINK)
    verifier = make_actor(session)
    for by, words, code in (
        (both, "Mana?", "own_claim"),
        (member, "Mana?", "own_share"),
        (verifier, "", "question_missing"),
    ):
        assert refused(partial(ask, share, words, by=by, at=NOW)) == code
    ask(share, "Mana?", by=verifier, at=NOW)
    for answer, link, code in (("", "", "answer_missing"), ("Ini.", "data:x", "link_scheme")):
        reply = partial(answer_question, share, answer, by=both, at=NOW, link=link)
        assert refused(reply) == code
    assert share.asked_at == NOW
