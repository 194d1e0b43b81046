"""Ralat: a new edition of minutes whose approved text was wrong; the old one stays what it is."""

from datetime import datetime

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.errors import DomainError, require_reason
from tracker.models.events import record
from tracker.models.minutes import Minutes, MinutesState, current_minutes
from tracker.models.users import Actor


def open_correction(minutes: Minutes, reason: str, *, by: Actor, at: datetime) -> Minutes:
    """Open the record again; who wants a ralat initialled names the chain anew.

    Raises DomainError without a reason, unless approved, and for an edition that has one.
    """
    minutes.require(MinutesState.APPROVED)
    require_reason(reason)
    session = session_of(minutes)
    if current_minutes(session, minutes.meeting_id) is not minutes:
        raise DomainError("corrected_already", N_("Notula ini sudah memiliki ralat."))
    minutes.meeting.locked = False
    session.flush()
    corrected = Minutes(meeting=minutes.meeting, edition=minutes.edition + 1, reason=reason)
    session.add(corrected)
    record(corrected, "minutes:correction_opened", by=by.user_id, at=at, note=reason)
    return corrected
