"""What is typed at the desk is stored place by place, by scripts and without them."""

from tests.factories import (
    NOW,
    approve,
    make_actor,
    make_chair,
    make_meeting,
    make_minutes,
    make_secret_meeting,
)
from tests.web.notes.steps import JSON, history, stored
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.minutes_sections import MinutesSection
from tracker.models.users import actor_of

HOSTILE = "</textarea><script>alert(1)</script>"


def test_the_desk_shows_every_item_and_opens_the_one_asked_for(desk, secretariat, items):
    page = secretariat.get(f"{desk.path}?tempat=acara-{items[1].id}").text
    assert f'id="acara-{items[0].id}" data-note' in page
    assert f'data-place="acara-{items[1].id}" aria-current="true"' in page


def test_what_the_room_deals_with_is_open_at_first(session, desk, items, office):
    with write(session):
        second = session.get_one(AgendaItem, items[1].id)
        by = office.secretariat.id
        second.revise(by=by, at=NOW, version=second.version, opened_at=NOW)
    page = desk.client.get(desk.path).text
    assert f'data-place="acara-{items[1].id}" aria-current="true"' in page
    assert page.count("Sedang dibahas") == 1


def test_a_plain_form_stores_and_comes_back(session, desk):
    answer = desk.send("", script=False, text="Rapat dibuka.\r\n\r\nOleh Asisten", version="0")
    assert answer.status_code == 303
    assert f"tempat={desk.place}" in answer.location
    assert stored(session) == [("Paparan", "Rapat dibuka.\n\nOleh Asisten")]
    assert "Rapat dibuka.\n\nOleh Asisten</textarea>" in desk.client.get(answer.location).text


def test_a_script_learns_version_and_time(session, desk):
    told = desk.save("Satu").json
    assert (told["version"], told["text"]) == (1, "Satu")
    assert told["saved"].startswith("Tersimpan pukul ")
    assert desk.save("Satu\nDua", told["version"]).json["version"] == 2
    assert history(session) == ["Satu", "Satu\nDua"]


def test_the_second_of_two_writers_gets_both_texts_and_their_union(session, desk, colleague):
    desk.save("Dibuka.\nDari Rahma")
    answer = colleague.save("Dibuka.\nDari Nita")
    assert answer.status_code == 409
    assert answer.json["note"]["text"] == "Dibuka.\nDari Rahma"
    assert answer.json["merged"] == "Dibuka.\nDari Rahma\nDari Nita"
    assert "oleh Rahma Sekretariat" in answer.json["html"]
    assert stored(session)[0][1] == "Dibuka.\nDari Rahma"


def test_without_scripts_the_choice_is_a_page(session, desk, colleague):
    desk.save("Dari Rahma")
    page = colleague.send("", script=False, text="Dari Nita", version="0")
    assert page.status_code == 409
    for words in ("Gabungkan keduanya", "Pakai yang tersimpan", "Pakai tulisan saya"):
        assert words in page.text
    assert colleague.save("Dari Rahma\nDari Nita", version=1).status_code == 200


def test_who_gives_way_leaves_his_words_in_the_history(session, desk, colleague):
    desk.save("Dari Rahma")
    told = colleague.send("/sisihan", text="Dari Nita").json
    assert told["text"] == "Dari Rahma"
    assert stored(session)[0][1] == "Dari Rahma"
    assert history(session) == ["Dari Rahma", "Dari Nita"]


def test_nothing_gives_way_to_nothing(desk):
    assert desk.send("/sisihan", text="Dari Nita").status_code == 422


def test_an_answer_that_got_lost_is_asked_for_again_without_harm(session, desk):
    for _ in range(2):
        assert desk.save("Satu").json["version"] == 1
    assert history(session) == ["Satu"]


def test_hostile_words_are_words(desk, colleague):
    desk.save(f"{HOSTILE} Rahma")
    page = desk.client.get(desk.path).text
    conflict = colleague.save(f"{HOSTILE} Nita").json
    for html in (page, conflict["html"]):
        assert "<script>alert" not in html
        assert "&lt;/textarea&gt;&lt;script&gt;" in html
    assert conflict["note"]["text"] == f"{HOSTILE} Rahma"


def test_formats_of_the_editor_stay_above_the_lines(session, secretariat, meeting, desk):
    desk.save("Awal")
    session.rollback()
    section = session.query(MinutesSection).one()
    secretariat.post(
        f"/rapat/{meeting.id}/isi-notula/{section.id}",
        data={
            "version": "1",
            "heading": "Paparan",
            "body": "<ul><li>butir</li></ul><p>akhir</p>",
            "body_format": "html",
        },
    )
    page = secretariat.get(desk.path).text
    assert "<li>butir</li>" in page
    assert "akhir</textarea>" in page
    desk.save("akhir\nlagi", version=2)
    session.rollback()
    assert section.body == "<ul><li>butir</li></ul><p>akhir<br>lagi</p>"


def test_an_open_desk_hears_only_of_what_is_new(desk, colleague, office):
    heard = desk.state().json
    assert heard["account"] == str(office.secretariat.id)
    seen = {"akun": heard["account"], "sejak": heard["seen"]}
    assert desk.state(**seen).status_code == 204
    colleague.save("Dari Nita")
    note = desk.state(**seen).json["notes"][0]
    assert (note["text"], note["writer"]) == ("Dari Nita", "Nita Notulis sedang menulis di sini.")


def test_another_account_in_the_same_browser_stores_nothing(session, desk, office):
    answer = desk.save("Satu", account=str(office.colleague.id))
    assert (answer.status_code, answer.json["code"]) == (409, "other_account")
    assert stored(session) == []
    assert desk.save("Satu", account=str(office.secretariat.id)).status_code == 200


def test_a_script_whose_sign_in_ended_is_told_so(client, meeting):
    answer = client.get(f"/rapat/{meeting.id}/catatan/keadaan", headers=JSON)
    assert (answer.status_code, answer.json) == (401, {})
    assert client.get(f"/rapat/{meeting.id}/catatan").status_code == 303


def test_a_book_is_refused_and_stays_where_it_was_typed(session, desk):
    book = "a" * 200_000
    assert "terlalu panjang" in desk.save(book).json["message"]
    page = desk.send("", script=False, text=book, version="0")
    assert page.status_code == 422
    assert book in page.text
    assert stored(session) == []


def test_a_record_sealed_meanwhile_says_so(session, desk, meeting, office):
    with write(session):
        minutes = make_minutes(session, session.merge(meeting))
        minutes.submit(by=make_actor(session), at=NOW, blanks=[])
        approve(minutes, by=make_chair(session, minutes.meeting))
    answer = desk.save("Satu")
    assert (answer.status_code, answer.json["code"]) == (409, "meeting_sealed")
    assert "sudah disahkan" in answer.json["message"]
    assert "Meja catatan" not in desk.client.get(f"/rapat/{meeting.id}").text


def test_a_place_of_nowhere_is_not_found(desk):
    for place in ("acara-0", "bagian-1", "acara-x", "", "../1"):
        assert desk.save("Satu", place=place).status_code in {404, 422}


def test_a_place_of_another_meeting_is_no_place_of_this_one(session, desk, office):
    """One's own, too: words never land beside the meeting whose page was open."""
    with write(session):
        by, other = office.secretariat.id, make_meeting(session, office.unit)
        item = AgendaItem.append(other, by=by, at=NOW, title="Lain")
        section = MinutesSection.append(other, by=by, at=NOW, heading="Lain", body="<p>Lain</p>")
    for place in (f"acara-{item.id}", f"bagian-{section.id}"):
        assert desk.save("Satu", place=place).status_code == 404
        assert desk.send("/sisihan", text="Satu", place=place).status_code == 404
        assert desk.lift(0, "agreement", place=place).status_code == 404
    assert stored(session) == [("Lain", "Lain")]


def test_a_script_without_the_pages_token_stores_nothing(session, desk):
    for path in ("", "/sisihan", "/baris"):
        data = {"place": desk.place, "text": "Satu", "version": "0"}
        answer = desk.client.post(desk.path + path, data=data, headers=JSON, token=False)
        assert (answer.status_code, answer.mimetype) == (400, "application/json")
        forged = {"Accept": "application/json", "X-CSRFToken": "karangan"}
        answer = desk.client.post(desk.path + path, data=data, headers=forged, token=False)
        assert answer.status_code == 400
    assert stored(session) == []


def test_what_is_rahasia_is_not_kept_in_the_browser(session, desk, client_for, office):
    assert "data-on-device" in desk.client.get(desk.path).text
    with write(session):
        actor = actor_of(session, office.secretariat, today=NOW.date())
        meeting = make_secret_meeting(session, actor, unit=office.unit)
        AgendaItem.append(meeting, by=actor.user_id, at=NOW, title="A")
    page = client_for(office.secretariat).get(f"/rapat/{meeting.id}/catatan").text
    assert "data-desk" in page
    assert "data-on-device" not in page


def test_a_desk_without_anything_to_note_says_where_to_begin(session, secretariat, office):
    with write(session):
        meeting = make_meeting(session, office.unit)
    assert "Susun acara" in secretariat.get(f"/rapat/{meeting.id}/catatan").text


def test_the_desk_asks_the_database_little(app, desk):
    desk.save("Satu")
    assert count_statements(app, desk.client, desk.path) <= 13
