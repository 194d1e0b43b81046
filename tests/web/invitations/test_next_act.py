"""The front page of a meeting names what comes next, from the first draft to the day itself."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_meeting
from tests.web.invitations.steps import Desk, link_in
from tests.web.office import Office, SignIn, count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.meetings import MeetingState


def test_the_letter_leads_from_the_draft_to_the_answers(desk: Desk):
    page = f"/rapat/{desk.meeting.id}"
    assert act(desk.secretariat, page) == "Siapkan undangan"
    desk.invite()
    desk.write()
    assert act(desk.secretariat, page) == "Lanjutkan surat undangan"
    desk.post("/pengajuan")
    assert act(desk.secretariat, page) == "Lihat surat undangan"
    desk.head.post(f"{desk.url}/pengembalian", data={"note": "Perbaiki tempatnya."})
    assert act(desk.secretariat, page) == "Perbaiki surat undangan"
    desk.approve()
    assert act(desk.secretariat, page) == "Periksa dan kirim undangan"
    desk.send()
    assert act(desk.secretariat, page) == "Lihat jawaban undangan"
    desk.change(venue="Balai Keratun")
    assert act(desk.secretariat, page) == "Beri tahu perubahan"


def test_whoever_is_invited_is_asked_for_an_answer_until_there_is_one(
    desk: Desk, client_for: SignIn, client: FlaskClient
):
    desk.sent()
    agency, page = client_for(desk.office.agency_user), f"/rapat/{desk.meeting.id}"
    assert act(agency, page) == "Jawab undangan"
    client.post(link_in(desk.mails()[0]), data={"answer": "attending"})
    assert act(agency, page) == ""


def test_a_record_corrected_after_the_day_is_news_to_nobody(desk: Desk):
    desk.sent()
    desk.change(venue="Balai Keratun", starts_on=clock.now().date() - timedelta(days=2))
    assert act(desk.secretariat, f"/rapat/{desk.meeting.id}") == "Nyatakan rapat selesai"


def test_a_postponed_meeting_gets_its_new_date_before_anybody_is_told_one(desk: Desk):
    desk.sent()
    page = f"/rapat/{desk.meeting.id}"
    desk.secretariat.post(f"{page}/status", data={"state": "postponed", "confirmed": "y"})
    assert act(desk.secretariat, page) == "Isi tanggal baru"
    desk.change(starts_on=clock.now().date() + timedelta(days=37))
    assert act(desk.secretariat, page) == "Jadwalkan lagi"
    assert "Peserta belum diberi tahu" not in desk.secretariat.get(desk.url).text
    desk.secretariat.post(f"{page}/status", data={"state": "scheduled"})
    assert act(desk.secretariat, page) == "Beri tahu perubahan"
    desk.send("/perubahan")
    assert "Jadwal rapat sekarang" in desk.mails()[-1].body


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        (MeetingState.SCHEDULED, 0, "Mulai rapat"),
        (MeetingState.IN_PROGRESS, 0, "Nyatakan rapat selesai"),
        (MeetingState.SCHEDULED, -1, "Nyatakan rapat selesai"),
        (MeetingState.DRAFT, 0, "Nyatakan rapat selesai"),
        (MeetingState.POSTPONED, -1, "Isi tanggal baru"),
        (MeetingState.POSTPONED, 9, "Jadwalkan lagi"),
        (MeetingState.CANCELLED, 9, ""),
    ],
)
def test_the_day_leads_to_its_end(
    session: Session, office: Office, secretariat: FlaskClient, state, days, said
):
    day = clock.now().astimezone(ZoneInfo("Asia/Jakarta")).date() + timedelta(days=days)
    with write(session):
        meeting = make_meeting(session, office.unit, state=state, starts_on=day)
    assert act(secretariat, f"/rapat/{meeting.id}") == said


def test_what_the_notula_lacks_is_no_matter_before_the_day(desk: Desk):
    assert "Yang masih kosong" not in desk.secretariat.get(f"/rapat/{desk.meeting.id}").text


def test_a_coming_meeting_takes_few_statements(app: Flask, desk: Desk, client_for: SignIn):
    desk.sent()
    for client in (desk.secretariat, client_for(desk.office.agency_user)):
        assert count_statements(app, client, f"/rapat/{desk.meeting.id}") <= 8


def act(client: FlaskClient, path: str) -> str:
    """The words of the one filled button at the head of the page."""
    page = client.get(path).text
    head = page[page.index("<h1") : page.index('class="split"')]
    found = re.search(r'class="button(?: button-primary)?"[^>]*>\s*([^<]+?)\s*<', head)
    return found[1] if found else ""
