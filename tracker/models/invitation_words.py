"""What an invitation says: its usual sentences, its Sifat, and the facts people are told."""

from datetime import date
from typing import Any

from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState, Urgency

# The forms of Permendagri 1/2023 leave the wording to the office; these are its usual sentences.
OPENING = N_(
    "Dengan hormat, kami mengundang Saudara untuk menghadiri rapat yang dilaksanakan pada:"
)
CLOSING = N_(
    "Mengingat pentingnya acara tersebut, kami mohon Saudara hadir tepat waktu. Apabila "
    "berhalangan, mohon menugaskan pejabat yang dapat mengambil keputusan. Atas perhatian dan "
    "kehadiran Saudara, kami ucapkan terima kasih."
)

CALLED_OFF = {MeetingState.POSTPONED, MeetingState.CANCELLED}


def letter_nature(meeting: Meeting) -> str:
    """Sifat, one line for both: a class from Rahasia on wins over the urgency."""
    if meeting.security_class in NAMED_ACCESS or meeting.urgency is Urgency.NORMAL:
        return meeting.security_class.label
    return meeting.urgency.label


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What whoever is invited has to know, as JSON."""
    return {
        "subject": meeting.subject,
        "starts_on": _iso(meeting.starts_on),
        "ends_on": _iso(meeting.ends_on),
        "start_time": _iso(meeting.start_time),
        "end_time": _iso(meeting.end_time),
        "open_ended": meeting.open_ended,
        "zone": meeting.zone,
        "venue": meeting.venue,
        "mode": meeting.mode,
        "called_off": meeting.state if meeting.state in CALLED_OFF else "",
    }


def require_callable(meeting: Meeting, *, on: date) -> None:
    """Raise DomainError unless there is a day to come to, not passed, of a meeting not yet held."""
    if meeting.state not in {MeetingState.DRAFT, MeetingState.SCHEDULED}:
        raise DomainError(
            "meeting_closed",
            N_("Rapat ini berstatus “%(state)s”, jadi tidak dapat diundangkan."),
            state=meeting.state.label,
        )
    if meeting.starts_on is None:
        raise DomainError("date_missing", N_("Isi tanggal rapat terlebih dahulu."))
    if meeting.is_over(on=on):
        raise DomainError(
            "date_passed",
            N_("Tanggal rapat sudah lewat. Perbaiki tanggalnya terlebih dahulu."),
        )


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None
