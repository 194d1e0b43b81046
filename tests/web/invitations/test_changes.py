"""What changes is told to whoever was told, and to nobody else."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Event

from tests.web.invitations.steps import Desk
from tracker.models.deliveries import Delivery, DeliveryKind
from tracker.models.meetings import MeetingState

CHANGED, CANCELLED = DeliveryKind.MEETING_CHANGED, DeliveryKind.MEETING_CANCELLED


def test_a_change_is_shown_until_it_is_told(desk: Desk):
    desk.sent()
    desk.change(venue="Balai Keratun")
    assert "Peserta belum diberi tahu" in desk.secretariat.get(desk.url).text
    preview = desk.secretariat.get(desk.url + "/perubahan").text
    assert "Ruang Sakai" in preview
    assert "Balai Keratun" in preview
    assert desk.mails(CHANGED) == []
    assert desk.send("/perubahan").status_code == 303
    (mail,) = desk.mails(CHANGED)
    assert "Tempat: Balai Keratun (semula Ruang Sakai)" in mail.body
    assert "Peserta belum diberi tahu" not in desk.secretariat.get(desk.url).text


def test_the_calendar_entry_moves_with_a_higher_number(desk: Desk):
    desk.sent()
    before = event_of(desk.mails()[0])
    desk.change(starts_on=later(desk, 2))
    desk.send("/perubahan")
    after = event_of(desk.mails(CHANGED)[0])
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.start - before.start == timedelta(days=2)


def test_nothing_changed_is_nothing_to_tell(desk: Desk):
    desk.sent()
    assert "Tidak ada perubahan" in desk.secretariat.get(desk.url + "/perubahan").text
    desk.change(secretary="Rahma")  # concerns nobody who is invited
    assert "Peserta belum diberi tahu" not in desk.secretariat.get(desk.url).text


@pytest.mark.parametrize(
    ("state", "word"), [("cancelled", "Rapat dibatalkan"), ("postponed", "Rapat ditunda")]
)
def test_calling_it_off_says_whom_it_tells_and_tells_them(desk: Desk, state: str, word: str):
    desk.sent()
    asked = move(desk, state)
    assert "1 penerima undangan langsung mendapat surel" in asked
    assert "Dinas Tenaga Kerja" in asked
    assert desk.mails(CANCELLED) == []
    move(desk, state, confirmed="y")
    (mail,) = desk.mails(CANCELLED)
    assert mail.subject.startswith(word)
    event = event_of(mail)
    assert (mail.calendar_method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_who_was_never_told_hears_nothing_of_the_end(desk: Desk):
    desk.sent()
    desk.invite(guest_name="Tokoh Adat", guest_address="tokoh@lampung.example")
    move(desk, "cancelled", confirmed="y")
    assert [mail.address for mail in desk.mails(CANCELLED)] == ["disnaker@lampung.example"]


def test_a_meeting_nobody_was_called_to_ends_without_a_word(desk: Desk):
    desk.invite()
    desk.write()
    assert "surel" not in move(desk, "cancelled").split("<main")[1]
    move(desk, "cancelled", confirmed="y")
    assert desk.mails() == []


def test_a_postponed_meeting_is_called_again_with_its_new_day(desk: Desk):
    desk.sent()
    move(desk, "postponed", confirmed="y")
    desk.change(starts_on=later(desk, 14))
    move(desk, "scheduled")
    assert "Peserta belum diberi tahu" in desk.secretariat.get(desk.url).text
    desk.send("/perubahan")
    (mail,) = desk.mails(CHANGED)
    assert mail.calendar_method == "REQUEST"
    assert event_of(mail)["SEQUENCE"] == 2
    assert desk.letter.meeting.state is MeetingState.SCHEDULED


def test_cancelling_what_was_postponed_is_told_as_well(desk: Desk):
    desk.sent()
    move(desk, "postponed", confirmed="y")
    move(desk, "cancelled", confirmed="y")
    subjects = [mail.subject.split(":")[0] for mail in desk.mails(CANCELLED)]
    assert subjects == ["Rapat ditunda", "Rapat dibatalkan"]


def test_the_reminder_goes_to_the_silent_once_a_day(desk: Desk):
    desk.invite(guest_name="Tokoh Adat", guest_address="tokoh@lampung.example")
    desk.sent()
    answered = next(i for i in desk.invitees() if i.guest_name)
    desk.post(f"/{answered.id}/jawaban", answer="attending")
    for _ in range(2):
        desk.post("/pengingat")
    reminders = desk.mails(DeliveryKind.INVITATION_REMINDER)
    assert [mail.address for mail in reminders] == ["disnaker@lampung.example"]
    assert event_of(reminders[0])["SEQUENCE"] == 0
    assert "Pengingat sudah dikirim hari ini" in desk.secretariat.get(desk.url).text


def move(desk: Desk, state: str, **posted: str) -> str:
    answer = desk.secretariat.post(
        f"/rapat/{desk.meeting.id}/status", data={"state": state, **posted}
    )
    return answer.text


def later(desk: Desk, days: int) -> date:
    assert desk.meeting.starts_on
    return desk.meeting.starts_on + timedelta(days=days)


def event_of(mail: Delivery) -> Event:
    (event,) = Calendar.from_ical(mail.calendar).events
    return event
