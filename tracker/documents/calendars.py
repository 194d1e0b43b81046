"""The calendar entry of a meeting, as mail carries it (RFC 5545, and RFC 5546 for its METHOD)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from tracker.documents.wording import days, hours
from tracker.infra.text import clean_line
from tracker.models.meetings import NAMED_ACCESS, Meeting, SecurityClass

REQUEST, CANCEL = "REQUEST", "CANCEL"
# How long a meeting takes in a calendar when nobody said when it ends.
USUAL_LENGTH = timedelta(hours=2)
CLOSED_MEETING = "Rapat (tertutup)"


@dataclass(frozen=True, slots=True)
class Party:
    """Who calls, or is called; address: of his mail."""

    name: str
    address: str


def meeting_calendar(
    meeting: Meeting,
    *,
    method: str,
    sequence: int,
    at: datetime,
    base_url: str,
    organiser: Party,
    attendee: Party,
    link: str,
) -> str:
    """One entry for one attendee, as the text of an .ics file.

    The same meeting has the same UID for ever, so that REQUEST moves the entry and CANCEL takes it
    away. Without a known hour it fills whole days; of a meeting classed Rahasia it says neither
    what nor where; only one of class Biasa is for who shares the attendee's calendar.
    method: REQUEST or CANCEL. link: where the attendee answers.
    Raises ValueError for a meeting without a date.
    """
    if meeting.starts_on is None:
        raise ValueError("a meeting without a date is in no calendar")
    event = Event()
    event.add("uid", f"rapat-{meeting.id}@{urlsplit(base_url).hostname}")
    event.add("dtstamp", at)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    _add_times(event, meeting, meeting.starts_on)
    closed = meeting.security_class in NAMED_ACCESS
    event.add("summary", CLOSED_MEETING if closed else clean_line(meeting.subject))
    if meeting.venue and not closed:
        event.add("location", clean_line(meeting.venue))
    event.add("description", "\n".join(_description(meeting, meeting.starts_on, method, link)))
    event.add("url", link)
    public = meeting.security_class is SecurityClass.OPEN
    event.add("class", "PUBLIC" if public else "CONFIDENTIAL")
    event.add("organizer", _party(organiser))
    called = _party(attendee)
    called.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    event.add("attendee", called)
    calendar = Calendar()
    calendar.add("prodid", "-//Rakor//Undangan rapat//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return str(calendar.to_ical(), "utf-8")


def _add_times(event: Event, meeting: Meeting, first: date) -> None:
    last = meeting.ends_on or first
    if meeting.start_time is None:
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
        return
    begins = _moment(first, meeting.start_time, meeting.zone)
    event.add("dtstart", begins)
    ends = _moment(last, meeting.end_time, meeting.zone) if meeting.end_time else begins
    if ends <= begins:
        ends = _moment(last, meeting.start_time, meeting.zone) + USUAL_LENGTH
    event.add("dtend", ends)


def _moment(on: date, at: time, zone: str) -> datetime:
    return datetime.combine(on, at, ZoneInfo(zone))


def _description(meeting: Meeting, first: date, method: str, link: str) -> list[str]:
    told = [f"Hari/tanggal: {days(first, meeting.ends_on)}"]
    if meeting.start_time:
        open_ended = meeting.open_ended
        when = hours(meeting.start_time, meeting.end_time, meeting.zone, open_ended=open_ended)
        told.append(f"Waktu: {when}")
        if meeting.end_time is None:
            told.append("Jam selesai belum ditentukan; dalam kalender ditulis dua jam.")
    else:
        told.append("Waktu belum ditentukan.")
    if method == CANCEL:
        return ["Undangan ini tidak berlaku lagi.", *told]
    return [*told, f"Jawab undangan: {link}"]


def _party(party: Party) -> vCalAddress:
    """A name may hold anything but what would break the line it stands in."""
    address = vCalAddress(f"mailto:{party.address}")
    address.params["CN"] = vText(clean_line(party.name).replace('"', "'"))
    return address
