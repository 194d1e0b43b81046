"""Whoever is invited answers by the mail's link without an account, or signed in."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.invitations.steps import Desk, link_in
from tests.web.office import SignIn, count_statements
from tracker.infra import clock
from tracker.infra.signed_links import sign
from tracker.models.invitees import Answer, InvitationReply
from tracker.models.meetings import SecurityClass
from tracker.models.sign_ins import THROTTLE_GUESSES


@pytest.fixture
def link(desk: Desk) -> str:
    desk.sent()
    return link_in(desk.mails()[0])


def test_the_link_answers_without_an_account(desk: Desk, client: FlaskClient, link: str):
    assert "Sampaikan kehadiran" in client.get(link).text
    told = {
        "answer": "represented",
        "delegate_name": "Sari Dewi",
        "delegate_position": "Kepala Bidang",
    }
    assert client.post(link, data=told).status_code == 303
    assert "Sari Dewi, Kepala Bidang" in client.get(link).text
    page = desk.secretariat.get(desk.url).text
    assert "Sari Dewi, Kepala Bidang" in page
    assert (replies(desk)[0].answer, replies(desk)[0].by_id) == (Answer.REPRESENTED, None)


def test_looking_answers_nothing(desk: Desk, client: FlaskClient, link: str):
    """Mail programs open links to see what is behind them."""
    client.get(link)
    assert replies(desk) == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Pilih salah satu."),
        ({"answer": "perhaps"}, "Pilih salah satu"),
        ({"answer": "represented"}, "Tulis nama yang mewakili."),
        ({"answer": "unable"}, "Tuliskan alasannya."),
        ({"answer": "unable", "reason": "x" * 1001}, "Terlalu panjang."),
    ],
)
def test_half_an_answer_is_named_and_not_stored(
    desk: Desk, client: FlaskClient, link: str, told: dict[str, str], said: str
):
    refused = client.post(link, data=told)
    assert refused.status_code == 422
    assert said in refused.text
    assert replies(desk) == []


def test_an_answer_may_change_and_the_last_one_counts(desk: Desk, client: FlaskClient, link: str):
    client.post(link, data={"answer": "attending"})
    client.post(link, data={"answer": "unable", "reason": "<b>Dinas luar</b>"})
    page = desk.secretariat.get(desk.url).text
    assert "&lt;b&gt;Dinas luar" in page
    assert [reply.answer for reply in replies(desk)] == [Answer.ATTENDING, Answer.UNABLE]


def test_whoever_holds_a_link_cannot_fill_the_database(
    desk: Desk, client: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tracker.models.invitees.MOST_ANSWERS", 2)
    for _ in range(2):
        assert client.post(link, data={"answer": "attending"}).status_code == 303
    assert "terlalu sering" in client.post(link, data={"answer": "attending"}).text
    assert len(replies(desk)) == 2
    (invitee,) = desk.invitees()
    assert desk.post(f"/{invitee.id}/jawaban", answer="attending").status_code == 303
    assert len(replies(desk)) == 3, "the secretariat can still put it right"


def test_a_link_nobody_made_is_no_link_and_guessing_has_an_end(client: FlaskClient, desk: Desk):
    assert client.get("/undangan/NQ.karangan").status_code == 404
    statuses = [client.get(f"/undangan/tebakan{n}").status_code for n in range(40)]
    assert statuses[-1] == 429


def test_who_shares_a_network_with_somebody_who_guesses_still_answers(
    desk: Desk, client: FlaskClient, link: str
):
    """An office has one address; a signed link cannot be guessed."""
    for number in range(THROTTLE_GUESSES + 1):
        client.get(f"/undangan/tebakan{number}")
    assert client.get(link).status_code == 200
    assert client.post(link, data={"answer": "attending"}).status_code == 303
    assert client.post("/undangan/tebakan", data={"answer": "attending"}).status_code == 429


@pytest.mark.parametrize(
    ("purpose", "data"),
    [
        ("naskah", 1),
        ("check-in", 1),
        ("invitation", "1"),
        ("invitation", [1]),
        ("invitation", 1.0),
        ("invitation", -1),
    ],
)
def test_what_was_signed_for_something_else_opens_nothing(
    desk: Desk, app: Flask, client: FlaskClient, link: str, purpose: str, data: object
):
    token = sign(app.config["SECRET_KEY"], purpose, data)
    assert client.get(f"/undangan/{token}").status_code == 404
    assert client.post(f"/undangan/{token}", data={"answer": "attending"}).status_code == 404
    assert replies(desk) == []


def test_a_link_changed_by_a_letter_is_no_link(desk: Desk, client: FlaskClient, link: str):
    first = "A" if link[-1] != "A" else "B"
    for changed in (link[:-1] + first, link[:-1], f"{link}.x", f".{link.rpartition('/')[2]}"):
        path = changed if changed.startswith("/") else f"/undangan/{changed}"
        assert client.get(path).status_code == 404


def test_taken_off_the_list_the_link_is_dead(desk: Desk, client: FlaskClient, link: str):
    (invitee,) = desk.invitees()
    desk.post(f"/{invitee.id}/hapus", version=invitee.version)
    desk.invite(organisations=desk.office.other_agency.id)
    desk.send()
    assert client.get(link).status_code == 404
    assert client.post(link, data={"answer": "attending"}).status_code == 404
    assert replies(desk) == []


@pytest.mark.parametrize(
    ("state", "said"),
    [("cancelled", "Rapat ini dibatalkan"), ("postponed", "Rapat ini ditunda")],
)
def test_the_link_says_when_there_is_no_meeting_to_come_to(
    desk: Desk, client: FlaskClient, link: str, state: str, said: str
):
    desk.secretariat.post(
        f"/rapat/{desk.meeting.id}/status", data={"state": state, "confirmed": "y"}
    )
    assert said in client.get(link).text
    client.post(link, data={"answer": "attending"})
    assert replies(desk) == []


def test_the_link_ends_with_the_day_of_the_meeting(
    desk: Desk, client: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch
):
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Hari rapat sudah lewat" in client.get(link).text
    client.post(link, data={"answer": "attending"})
    assert replies(desk) == []


def test_of_a_secret_meeting_mail_and_link_say_only_when(
    desk: Desk, client: FlaskClient, link: str
):
    desk.change(security_class="secret", venue="Ruang Sandi")
    page = client.get(link).text
    assert "Rapat (tertutup)" in page
    assert desk.meeting.subject not in page
    assert "Ruang Sandi" not in page
    desk.send("/perubahan")
    told = desk.mails()[-1]
    assert desk.letter.meeting.security_class is SecurityClass.SECRET
    for words in (told.subject, told.body, told.calendar):
        assert desk.meeting.subject not in words
        assert "Ruang Sandi" not in words
    assert told.attachments == []


def test_an_agency_answers_signed_in_for_itself_only(desk: Desk, client_for: SignIn, link: str):
    agency, other = (client_for(u) for u in (desk.office.agency_user, desk.office.other_user))
    (invitee,) = desk.invitees()
    home = agency.get("/").text
    assert "Undangan menunggu jawaban" in home
    assert "Undangan menunggu jawaban" not in other.get("/").text
    path = f"{desk.url}/{invitee.id}/jawaban"
    assert agency.post(path, data={"answer": "attending"}).status_code == 303
    assert other.post(path, data={"answer": "attending"}).status_code == 404
    assert "Undangan menunggu jawaban" not in agency.get("/").text
    assert [reply.by_id for reply in replies(desk)] == [desk.office.agency_user.id]


def test_agencies_read_neither_addresses_nor_the_answers_of_others(
    desk: Desk, client_for: SignIn, link: str
):
    desk.invite(organisations=desk.office.other_agency.id)
    desk.send()
    first, second = desk.invitees()
    desk.post(f"/{first.id}/jawaban", answer="unable", reason="Rapat dengan BPK")
    page = client_for(desk.office.other_user).get(desk.url).text
    assert "Dinas Tenaga Kerja" in page
    assert "disnaker@lampung.example" not in page
    assert "Rapat dengan BPK" not in page
    assert f"/{second.id}/jawaban" in page


def test_a_long_list_costs_no_more_statements(app: Flask, desk: Desk, link: str):
    few = count_statements(app, desk.secretariat, desk.url)
    assert few <= 10  # the registers are asked three times, for all who are invited together
    for number in range(20):
        desk.invite(guest_name=f"Tamu {number}", guest_address=f"tamu{number}@a.example")
    assert count_statements(app, desk.secretariat, desk.url) == few


def replies(desk: Desk) -> list[InvitationReply]:
    desk.session.rollback()
    return list(desk.session.query(InvitationReply).order_by(InvitationReply.id))
