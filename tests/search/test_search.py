"""Searching finds by words, references and letter numbers, and never what is hidden."""

from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_secret_meeting,
)
from tracker.infra.words import words_of
from tracker.models.legal_references import LegalReference
from tracker.models.users import Actor, Role
from tracker.search import Found, search


def look(session: Session, actor: Actor, text: str) -> tuple[list[int], list[int]]:
    found: Found = search(session, actor, words_of(text))
    return [m.meeting_id for m in found.meetings], [a.action_id for a in found.actions]


def test_words_are_all_wanted_in_any_case_and_order(session: Session) -> None:
    secretariat = make_actor(session, Role.SECRETARIAT)
    meeting = make_meeting(session, subject="Rakor Percepatan UCJ", venue="Ruang Sakai")
    action = make_action(session, meeting, sentence="Memutakhirkan data pekerja rentan")
    assert look(session, secretariat, "ucj rakor") == ([meeting.id], [])
    assert look(session, secretariat, "sakai PERCEPATAN") == ([meeting.id], [])
    assert look(session, secretariat, "rentan  pekerja") == ([], [action.id])
    assert look(session, secretariat, "rakor tiada") == ([], [])
    assert look(session, secretariat, "  ") == ([], [])


def test_numbers_are_found_as_they_are_written(session: Session) -> None:
    secretariat = make_actor(session, Role.SECRETARIAT)
    meeting = make_meeting(session, invitation_number="000.1.5/77/Bangda")
    LegalReference.append(
        meeting, by=secretariat.user_id, at=NOW, number="500.11.2/3377/Bangda", subject="UCJ"
    )
    action = make_action(session, meeting)
    for number in ("500.11.2/3377/bangda", "000.1.5/77"):
        assert look(session, secretariat, number) == ([meeting.id], [])
    assert look(session, secretariat, action.reference.lower()) == ([], [action.id])


def test_percent_and_underscore_are_only_signs(session: Session) -> None:
    secretariat = make_actor(session, Role.SECRETARIAT)
    meeting = make_meeting(session, subject="Capaian 38% tahun_ini")
    make_meeting(session, subject="Capaian 380 tahunXini")
    assert look(session, secretariat, "38%") == ([meeting.id], [])
    assert look(session, secretariat, "tahun_ini") == ([meeting.id], [])
    assert look(session, secretariat, "%") == ([meeting.id], [])


def test_each_finds_only_what_may_be_seen(session: Session) -> None:
    named = make_actor(session, Role.SECRETARIAT)
    secret = make_secret_meeting(session, named, subject="Rakor rahasia")
    own = make_assignment(session, action=make_action(session, secret, sentence="Hal rahasia"))
    other = make_actor(session, Role.SECRETARIAT)
    agency = make_actor(session, Role.AGENCY, own.organisation)
    assert look(session, named, "rahasia") == ([secret.id], [own.action_id])
    assert look(session, other, "rahasia") == ([], [])
    assert look(session, agency, "rahasia") == ([], [])
    assert look(session, make_actor(session, Role.ADMIN), "rahasia") == ([], [])


def test_endless_input_is_cut_to_what_can_be_looked_for(session: Session) -> None:
    assert len(words_of("kata " * 500)) == 8
    assert look(session, make_actor(session, Role.SECRETARIAT), "x" * 10_000) == ([], [])
