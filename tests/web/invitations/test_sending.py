"""Nobody hears of a meeting before its letter is approved; then everybody, once."""

from datetime import date

import pytest
from icalendar import Calendar

from tests.web.invitations.steps import Desk, link_in, seen
from tracker.models.deliveries import DeliveryKind
from tracker.models.invitations import InvitationState
from tracker.models.meetings import MeetingState
from tracker.reports.records import last_change


def test_writing_submitting_and_approving_tell_nobody(desk: Desk):
    desk.invite()
    desk.write()
    desk.approve()
    assert desk.letter.state is InvitationState.APPROVED
    assert desk.mails() == []
    assert desk.letter.meeting.state is MeetingState.DRAFT


def test_the_preview_says_who_gets_what(desk: Desk):
    desk.invite(organisations=[desk.office.agency.id, desk.office.other_agency.id])
    desk.write()
    desk.approve()
    page = desk.secretariat.get(desk.url + "/pengiriman").text
    assert "disnaker@lampung.example" in page
    assert "Belum ada alamat surel" in page
    assert "Ruang Sakai" in page
    assert desk.mails() == []


def test_one_mail_to_each_with_its_own_link_and_calendar_entry(desk: Desk):
    desk.sent()
    (mail,) = desk.mails()
    assert (mail.kind, mail.address) == (DeliveryKind.INVITATION, "disnaker@lampung.example")
    assert "Yth. Dinas Tenaga Kerja" in mail.body
    assert "pukul 09.00 WIB" in mail.body
    calendar = Calendar.from_ical(mail.calendar)
    assert str(calendar["METHOD"]) == mail.calendar_method == "REQUEST"
    assert desk.letter.state is InvitationState.SENT
    assert desk.letter.meeting.state is MeetingState.SCHEDULED


def test_a_second_press_sends_nothing_more(desk: Desk):
    desk.invite()
    desk.write()
    desk.approve()
    read = seen(desk.secretariat.get(desk.url + "/pengiriman"))
    assert desk.post("/pengiriman", seen=read).status_code == 303
    assert desk.post("/pengiriman", seen=read).status_code == 422
    assert len(desk.mails()) == 1


def test_what_changed_since_the_preview_has_to_be_seen_again(desk: Desk):
    desk.invite()
    desk.write()
    desk.approve()
    read = seen(desk.secretariat.get(desk.url + "/pengiriman"))
    desk.invite(organisations=desk.office.other_agency.id)
    refused = desk.post("/pengiriman", seen=read)
    assert "Periksa lagi sebelum mengirim" in refused.text
    assert desk.mails() == []


def test_an_unapproved_letter_goes_nowhere(desk: Desk):
    desk.invite()
    desk.write()
    page = desk.secretariat.get(desk.url + "/pengiriman")
    assert "setelah suratnya disetujui" in page.text
    assert desk.post("/pengiriman", seen=seen_now(desk)).status_code == 422
    assert desk.mails() == []


def test_a_meeting_moved_after_approval_needs_a_new_approval(desk: Desk):
    desk.invite()
    desk.write()
    desk.approve()
    desk.change(venue="Ruang Abung")
    assert "Tarik surat ini, lalu ajukan lagi" in desk.send().text
    assert desk.post("/penarikan").status_code == 303
    desk.approve()
    assert desk.send().status_code == 303


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"starts_on": ""}, "Isi tanggal rapat terlebih dahulu."),
        ({"starts_on": date(2024, 1, 2)}, "Tanggal rapat sudah lewat."),
    ],
)
def test_a_letter_needs_a_day_to_come_to(desk: Desk, columns: dict[str, object], said: str):
    desk.invite()
    desk.write()
    desk.change(**columns)
    refused = desk.post("/pengajuan")
    assert refused.status_code == 422
    assert said in refused.text


def test_nobody_on_the_list_is_said(desk: Desk):
    desk.write()
    desk.approve()
    page = desk.secretariat.get(desk.url + "/pengiriman")
    assert "ada yang diundang" in page.text
    assert "Belum ada yang diundang" in desk.post("/pengiriman", seen=seen_now(desk)).text


def test_who_comes_onto_the_list_later_is_called_alone(desk: Desk):
    desk.sent()
    desk.invite(guest_name="Tokoh Adat", guest_address="tokoh@lampung.example")
    assert "1 undangan baru belum dikirim" in desk.secretariat.get(desk.url).text
    assert desk.send().status_code == 303
    assert [mail.address for mail in desk.mails()] == [
        "disnaker@lampung.example",
        "tokoh@lampung.example",
    ]


def test_whoever_is_taken_off_the_list_is_told_and_nobody_else(desk: Desk):
    desk.sent()
    desk.invite(guest_name="Tokoh Adat", guest_address="tokoh@lampung.example")
    first, guest = desk.invitees()
    desk.post(f"/{guest.id}/hapus", version=guest.version)
    assert len(desk.mails()) == 1  # he had never been told
    desk.post(f"/{first.id}/hapus", version=first.version)
    (recalled,) = desk.mails(DeliveryKind.MEETING_CANCELLED)
    assert recalled.subject.startswith("Undangan ditarik")
    assert recalled.calendar_method == "CANCEL"
    assert desk.invitees() == []
    assert "ditarik" in desk.secretariat.get(link_in(desk.mails()[0])).text


def seen_now(desk: Desk) -> str:
    """What a page that could send would carry."""
    desk.session.rollback()
    return str(last_change(desk.session, desk.meeting.id))
