"""What is recorded within a meeting, part by part; sealed together with it."""

from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.attendances import Attendance
from tracker.models.invitees import Invitee
from tracker.models.legal_references import LegalReference
from tracker.models.measurements import Measurement
from tracker.models.minutes_sections import MinutesSection
from tracker.models.numbered import MeetingPart
from tracker.models.statements import Statement

PARTS: dict[str, type[MeetingPart]] = {
    part.noun: part
    for part in (
        *(LegalReference, AgendaItem, Invitee, Attendance),
        *(Statement, Agreement, Measurement, MinutesSection),
    )
}
