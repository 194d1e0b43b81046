"""Periksa: anyone may check a code, learns no more than the paper shows, and cannot guess."""

import json

import pytest
from sqlalchemy import update

from tests.factories import NOW, approve, make_meeting, make_minutes
from tracker.documents.snapshot import snapshot
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.corrections import open_correction
from tracker.models.documents import Document, new_code
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.people import Signatory
from tracker.models.sign_ins import THROTTLE_GUESSES, SignInAttempt
from tracker.models.users import actor_of


@pytest.fixture
def seal(session, office):
    """A sealed notula; returns its code."""

    def seal(minutes=None, **values):
        code = new_code()
        with write(session):
            unit = session.merge(office.unit)
            if minutes is None:
                chair = office.appointment.person_id
                meeting = make_meeting(session, unit, chair_person_id=chair, **values)
                newest = make_minutes(session, meeting, state=MinutesState.SUBMITTED)
            else:
                newest = session.merge(minutes)
            content = snapshot(session, newest, signatory=Signatory("Ketua", "Kepala"))
            actor = actor_of(session, session.merge(office.chair), today=NOW.date())
            approve(newest, by=actor, snapshot=content, code=code)
        return newest, code

    return seal


def test_a_recorded_paper_says_what_it_shows_and_no_more(client, seal):
    _minutes, code = seal(subject="Rapat <b>UCJ</b>", chair_name="Dra. Siti")
    answer = client.get(f"/periksa/{code}")
    assert answer.status_code == 200
    for words in (
        "Naskah ini tercatat",
        "Notula",
        "Rapat &lt;b&gt;UCJ&lt;/b&gt;",
        "Kamis, 18 September 2025",
        "Biro Kesejahteraan Rakyat",
        "naskah sedang dicetak",
    ):
        assert words in answer.text
    assert "Siti" not in answer.text


def test_the_hash_of_the_pdf_is_shown_once_there_is_one(session, client, seal):
    _minutes, code = seal()
    with write(session):
        document = session.query(Document).one()
        document.attach_pdf("a" * 64, 1, at=NOW)
    assert "a" * 64 in client.get(f"/periksa/{code}").text


@pytest.mark.parametrize("wrong", ["00000000-00000000-00000000-00000000", "x", "%00", "é" * 50])
def test_an_unknown_code_gets_the_same_shape_and_404(client, seal, wrong):
    seal()
    answer = client.get(f"/periksa/{wrong}")
    assert answer.status_code == 404
    assert "Naskah ini tidak tercatat" in answer.text
    assert "UCJ" not in answer.text


def test_a_code_is_read_however_it_was_typed(client, seal):
    _minutes, code = seal()
    typed = f" {code.lower().replace('-', ' ')} "
    answer = client.get("/periksa", query_string={"kode": typed})
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200
    assert client.get("/periksa", query_string={"kode": ""}).status_code == 422


def test_a_code_with_anything_else_in_it_is_nobodys(client, seal):
    _minutes, code = seal()
    for strange in (f"ZZ{code}", f"{code}X", code.replace("-", "-zz-", 1), f"{code[:-1]}O"):
        assert client.get(f"/periksa/{strange}").status_code == 404, strange


def test_a_code_of_any_length_is_answered_by_a_page_of_ours(client):
    answer = client.get(f"/periksa/{'A' * 5000}")
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_a_paper_replaced_by_a_ralat_says_so_and_keeps_its_own_words(session, office, client, seal):
    minutes, code = seal(subject="Semula")
    with write(session):
        actor = actor_of(session, session.merge(office.secretariat), today=NOW.date())
        corrected = open_correction(session.merge(minutes), "Keliru.", by=actor, at=NOW)
        corrected.meeting.revise(
            by=actor.user_id, at=NOW, version=corrected.meeting.version, subject="Sesudah ralat"
        )
    assert "Naskah ini tercatat" in client.get(f"/periksa/{code}").text
    with write(session):
        corrected = session.merge(corrected)
        corrected.submit(by=actor, at=NOW, blanks=[])
    _minutes, second = seal(corrected)
    old, new = client.get(f"/periksa/{code}").text, client.get(f"/periksa/{second}").text
    assert "sudah digantikan ralat" in old
    assert "Semula" in old
    assert "Sesudah ralat" not in old
    assert "Keliru." not in old + new
    assert second not in old
    assert "Naskah ini tercatat" in new


def test_a_restricted_paper_keeps_its_subject(client, seal):
    _minutes, code = seal(subject="Judul terbatas", security_class=SecurityClass.RESTRICTED)
    answer = client.get(f"/periksa/{code}")
    assert answer.status_code == 200
    assert "Judul terbatas" not in answer.text
    assert "18 September" not in answer.text.partition("Disahkan")[0]


def test_nothing_is_claimed_about_electronic_signatures(client, seal):
    _minutes, code = seal()
    page = client.get(f"/periksa/{code}").text
    assert "bukan tanda tangan elektronik" in page
    assert "BSrE" not in page
    assert "sertifikat" not in page.lower()


def test_guessing_from_one_network_is_slowed_down(session, client, seal):
    _minutes, code = seal()
    with write(session):
        session.add_all(
            SignInAttempt(bucket="check:127.0.0.1", at=clock.now())
            for _ in range(THROTTLE_GUESSES - 1)
        )
    assert client.get(f"/periksa/{code}").status_code == 200
    assert client.get("/periksa/AAAA").status_code == 404
    assert client.get("/periksa/AAAA").status_code == 429
    assert client.get(f"/periksa/{code}").status_code == 429
    with write(session):
        session.execute(update(SignInAttempt).values(at=NOW))
    assert client.get(f"/periksa/{code}").status_code == 200


def test_known_codes_cost_nobody_anything(session, client, seal):
    _minutes, code = seal()
    for _ in range(3):
        client.get(f"/periksa/{code}")
    session.rollback()
    assert {attempt.bucket for attempt in session.query(SignInAttempt)} == {"check:"}
    assert json.loads(session.query(Document).one().snapshot)["schema"] == 1
    assert session.query(Meeting).count() == 1
