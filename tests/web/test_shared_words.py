"""Words handed on by hand: opened by who presses, formal, and never above Biasa."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import TODAY, make_action, make_assignment, make_meeting
from tracker.documents.shared_words import words_of_action, words_of_invitation, words_of_task
from tracker.infra.db import write
from tracker.models.meetings import SecurityClass

SENTENCE = "Menyiapkan “data” & <b>daftar</b> pekerja rentan"
URL = "https://rakor.example"


@pytest.fixture
def share_of(session, office):
    def share_of(security_class):
        with write(session):
            meeting = make_meeting(session, office.unit, security_class=security_class)
            action = make_action(session, meeting, sentence=SENTENCE, due_on=TODAY)
            return make_assignment(session, office.agency, action=action)

    return share_of


def test_only_of_biasa_the_words_tell_what_it_is_about(share_of):
    openly = words_of_task(share_of(SecurityClass.OPEN), base_url=URL)
    assert openly.startswith("Yth. Dinas Tenaga Kerja\n")
    assert SENTENCE in openly
    assert "Kamis, 18 September 2025" in openly
    restricted = share_of(SecurityClass.RESTRICTED)
    for words in (
        words_of_task(restricted, base_url=URL),
        words_of_action(restricted.action, base_url=URL),
    ):
        assert restricted.action.reference in words
        assert "pekerja rentan" not in words
    secret = share_of(SecurityClass.SECRET)
    assert words_of_task(secret, base_url=URL) == ""
    assert words_of_action(secret.action, base_url=URL) == ""
    assert words_of_invitation(restricted.action.meeting) == ""
    assert "18 September 2025" in words_of_invitation(share_of(SecurityClass.OPEN).action.meeting)


def test_the_secretariat_opens_them_in_its_own_messenger(office, client_for, share_of, settings):
    share = share_of(SecurityClass.OPEN)
    for path in (f"/tugas/{share.id}", f"/tindak-lanjut/{share.action_id}"):
        page = client_for(office.secretariat).get(path).text
        link = re.search(r'<a [^>]*href="(https://wa\.me/[^"]*)"[^>]*>', page)
        assert link, path
        assert 'target="_blank"' in link[0]
        assert "noreferrer" in link[0]
        words = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)["text"][0]
        assert SENTENCE in words
        assert f"{settings.base_url}{path}" in words


def test_an_agency_is_offered_none(office, client_for, share_of):
    share = share_of(SecurityClass.OPEN)
    assert "wa.me" not in client_for(office.agency_user).get(f"/tugas/{share.id}").text
