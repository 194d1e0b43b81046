"""Calendar entries as other programs read them: RFC 5545, whatever a title holds."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from tests.factories import NOW, TODAY
from tracker.documents.calendars import CANCEL, REQUEST, Party, meeting_calendar
from tracker.models.meetings import Meeting, SecurityClass

HOSTILE = [
    "Rapat; koordinasi, banjir: tahap 1",
    "Baris satu\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:palsu",
    "Rapat\rATTENDEE:mailto:orang@lain.example",
    "Kutip \"ganda\" dan 'tunggal' \\n \\; \\,",
    "🌊" * 120,
    "Panjang " * 62,
    "é" * 500,
    "\u202ekacau\u0000\u0007",
]


def entry(**values: object) -> Meeting:
    usual = {
        "id": 12,
        "subject": "Rapat koordinasi banjir",
        "starts_on": TODAY,
        "start_time": time(9),
        "zone": "Asia/Jakarta",
        "venue": "Ruang Sakai",
        "open_ended": False,
        "security_class": SecurityClass.OPEN,
    }
    return Meeting(**{**usual, **values})


def written(meeting: Meeting, *, name: str = "Dinas Sosial", **values: object) -> str:
    usual = {
        "method": REQUEST,
        "sequence": 0,
        "at": NOW,
        "base_url": "https://rakor.lampung.example",
        "organiser": Party("Biro Kesra", "rakor@lampung.example"),
        "attendee": Party(name, "dinsos@lampung.example"),
        "link": "https://rakor.lampung.example/undangan/abc",
    }
    return meeting_calendar(meeting, **{**usual, **values})  # type: ignore[arg-type]  # all named


def event_in(text: str) -> Event:
    (event,) = Calendar.from_ical(text).events
    return event


def test_what_a_calendar_needs_is_there():
    text = written(entry(end_time=time(11, 30)))
    calendar, event = Calendar.from_ical(text), event_in(text)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "REQUEST")
    assert event["UID"] == "rapat-12@rakor.lampung.example"
    assert event.DTSTAMP == NOW
    jakarta = ZoneInfo("Asia/Jakarta")
    assert event.start == datetime.combine(TODAY, time(9), jakarta)
    assert event.end == datetime.combine(TODAY, time(11, 30), jakarta)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (
        "Rapat koordinasi banjir",
        "Ruang Sakai",
    )
    assert "undangan/abc" in str(event["DESCRIPTION"])
    assert event["ORGANIZER"].params["CN"] == "Biro Kesra"
    assert str(event["ATTENDEE"]) == "mailto:dinsos@lampung.example"
    assert [zone["TZID"] for zone in calendar.timezones] == ["Asia/Jakarta"]


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_time_of_the_place_is_kept(zone: str):
    starts = event_in(written(entry(zone=zone))).start
    assert starts == datetime.combine(TODAY, time(9), ZoneInfo(zone))


def test_until_finished_takes_two_hours_and_says_so():
    event = event_in(written(entry(open_ended=True)))
    assert event.end - event.start == timedelta(hours=2)
    assert "s.d. selesai" in str(event["DESCRIPTION"])
    assert "ditulis dua jam" in str(event["DESCRIPTION"])


def test_without_an_hour_it_fills_the_days():
    event = event_in(written(entry(start_time=None, ends_on=TODAY + timedelta(days=1))))
    assert (event.start, event.end) == (TODAY, TODAY + timedelta(days=2))
    assert type(event.start) is date


def test_several_days_end_on_the_last_one():
    event = event_in(written(entry(ends_on=TODAY + timedelta(days=2), end_time=time(8))))
    last_day = TODAY + timedelta(days=2)
    assert event.end == datetime.combine(last_day, time(8), ZoneInfo("Asia/Jakarta"))


def test_an_end_that_is_no_end_does_not_make_an_empty_entry():
    event = event_in(written(entry(end_time=time(9))))
    assert event.end - event.start == timedelta(hours=2)


def test_the_same_meeting_keeps_its_name_and_counts_on():
    events = [event_in(written(entry(), sequence=n)) for n in (0, 1)]
    assert [event["SEQUENCE"] for event in events] == [0, 1]
    assert len({str(event["UID"]) for event in events}) == 1


def test_called_off_it_says_so():
    text = written(entry(), method=CANCEL, sequence=3)
    assert str(Calendar.from_ical(text)["METHOD"]) == "CANCEL"
    assert str(event_in(text)["STATUS"]) == "CANCELLED"
    assert "tidak berlaku lagi" in str(event_in(text)["DESCRIPTION"])


@pytest.mark.parametrize("level", [SecurityClass.SECRET, SecurityClass.TOP_SECRET])
def test_a_secret_meeting_says_neither_what_nor_where(level: SecurityClass):
    text = written(entry(security_class=level))
    event = event_in(text)
    assert str(event["SUMMARY"]) == "Rapat (tertutup)"
    unfolded = text.replace("\r\n ", "")
    assert "banjir" not in unfolded
    assert "Sakai" not in unfolded


@pytest.mark.parametrize("level", list(SecurityClass))
def test_who_shares_a_calendar_reads_along_of_biasa_alone(level: SecurityClass):
    event = event_in(written(entry(security_class=level)))
    assert str(event["CLASS"]) == ("PUBLIC" if level is SecurityClass.OPEN else "CONFIDENTIAL")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str):
    text = written(entry(subject=words, venue=words), name=words)
    event = event_in(text)  # one event, whatever the words pretend
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 1
    assert list(event.get("ATTENDEE").params) == ["CN", "PARTSTAT", "ROLE", "RSVP"]
    assert str(event["ATTENDEE"]) == "mailto:dinsos@lampung.example"
    said = re.sub(r"\W", "", words.replace("\u202e", "").replace("\x00", "").replace("\x07", ""))
    assert re.sub(r"\W", "", str(event["SUMMARY"])) == said
    assert re.sub(r"\W", "", str(event["LOCATION"])) == said


@pytest.mark.parametrize("words", HOSTILE)
def test_lines_are_folded_by_octets_and_end_as_the_standard_wants(words: str):
    raw = written(entry(subject=words), name=words).encode()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    for line in raw.split(b"\r\n"):
        line.decode()  # no letter is cut in two


def test_without_a_date_there_is_no_entry():
    with pytest.raises(ValueError, match="without a date"):
        written(entry(starts_on=None))
