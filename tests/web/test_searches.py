"""Pencarian: one box, answers within what may be seen, words kept as typed."""

from tests.factories import make_action, make_meeting
from tests.web.office import count_statements
from tracker.infra.db import write


def test_an_empty_box_says_what_can_be_found(secretariat):
    assert "nomor seperti TL-2025-0001" in secretariat.get("/pencarian").text


def test_meetings_and_actions_are_found_and_linked(session, office, secretariat):
    with write(session):
        meeting = make_meeting(session, office.unit, subject="Rakor UCJ")
        action = make_action(session, meeting, sentence="Menyusun edaran UCJ")
    page = secretariat.get("/pencarian?q=ucj").text
    assert f'href="/rapat/{meeting.id}"' in page
    assert f'href="/tindak-lanjut/{action.id}"' in page
    assert 'value="ucj"' in page
    by_number = secretariat.get(f"/pencarian?q={action.reference}").text
    assert f'href="/tindak-lanjut/{action.id}"' in by_number


def test_nothing_found_is_one_sentence_with_the_words_kept(secretariat):
    page = secretariat.get("/pencarian?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "Tidak ada rapat atau tindak lanjut yang memuat semua kata itu." in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_others_find_nothing_of_it(session, office, client_for):
    with write(session):
        make_action(session, make_meeting(session, office.unit, subject="Rakor UCJ"))
    for path in ("/pencarian?q=ucj", "/pencarian?q=data"):
        page = client_for(office.agency_user).get(path).text
        assert "Tidak ada rapat atau tindak lanjut" in page


def test_many_answers_cost_no_more_statements(app, session, office, secretariat):
    few = count_statements(app, secretariat, "/pencarian?q=ucj")
    with write(session):
        for _ in range(60):
            make_action(session, make_meeting(session, office.unit, subject="Rakor UCJ"))
    assert count_statements(app, secretariat, "/pencarian?q=ucj") == few <= 8
    assert secretariat.get("/pencarian?q=ucj").text.count('class="item"') == 50
