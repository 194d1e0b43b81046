"""What the papers somebody writes are filled from: the record of a meeting, and who holds office.

Nothing is invented: what was not recorded stays empty, and is a visible blank on the paper.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents import recorded, wording
from tracker.documents.matrix import Row, matrix
from tracker.models.invitations import Invitation
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting
from tracker.models.organisations import Organisation
from tracker.models.people import PositionLevel
from tracker.reports.posts import Post, head_of, post_at

_IS_A_MEETING = re.compile(r"\b(rapat|rakor|sidang|pertemuan)\b", re.I)


@dataclass(frozen=True)
class Source:
    """A meeting and, where the paper is made for one, the organisation. on: the office's day."""

    session: Session
    meeting: Meeting
    on: date
    organisation: Organisation | None = None

    @cached_property
    def rows(self) -> list[Row]:
        return matrix(self.session, self.meeting)

    @cached_property
    def record(self) -> dict[str, Any]:
        """The lists of the notula, as `recorded.parts` gives them."""
        return recorded.parts(self.session, self.meeting, self.rows)

    @property
    def actions(self) -> list[dict[str, Any]]:
        return recorded.actions(self.rows)

    @property
    def measurements(self) -> list[dict[str, Any]]:
        return recorded.measurements(self.session, self.meeting)

    @property
    def subject(self) -> str:
        known = self.meeting.subject
        return "" if known == SUBJECT_UNKNOWN else known

    @cached_property
    def head(self) -> Post:
        """Who heads the unit that called the meeting."""
        return head_of(self.session, self.meeting.organising_unit, on=self.on)

    @cached_property
    def regional_secretary(self) -> Post:
        return post_at(self.session, PositionLevel.REGIONAL_SECRETARY, on=self.on)

    @cached_property
    def governor(self) -> Post:
        return post_at(self.session, PositionLevel.GOVERNOR, on=self.on)

    @cached_property
    def place(self) -> str:
        """The town that the letter of invitation was dated in."""
        of_meeting = select(Invitation.place).where(Invitation.meeting_id == self.meeting.id)
        return self.session.scalar(of_meeting) or ""

    @property
    def invitation(self) -> str:
        """Surat undangan Nomor 005/1234/VI.02/2025 tanggal 15 September 2025, as far as known."""
        number, on = self.meeting.invitation_number, self.meeting.invitation_date
        if not number:
            return ""
        return f"surat undangan {wording.letter_number(number)}" + (
            f" tanggal {wording.day(on)}" if on else ""
        )

    @property
    def when(self) -> str:
        """Kamis, 18 September 2025, pukul 09.00 WIB s.d. selesai; as far as it is recorded."""
        meeting = self.meeting
        on = wording.days(meeting.starts_on, meeting.ends_on) if meeting.starts_on else ""
        return wording.joined((on, self._hours()))

    @property
    def name(self) -> str:
        """rapat koordinasi UCJ: its subject, called a meeting once."""
        says_so = _IS_A_MEETING.search(self.subject)
        if says_so is None:
            return f"rapat {self.subject}".rstrip()
        begins = self.subject[0] if says_so.start() else self.subject[0].lower()
        return begins + self.subject[1:]

    @property
    def called(self) -> str:
        """The meeting as a sentence goes on about it: its name, day and place."""
        words = [self.name]
        words += [f"pada hari {self.when}"] if self.when else []
        words += [f"di {self.meeting.venue}"] if self.meeting.venue else []
        return " ".join(words)

    def _hours(self) -> str:
        start: time | None = self.meeting.start_time
        if start is None:
            return ""
        meeting = self.meeting
        return wording.hours(start, meeting.end_time, meeting.zone, open_ended=meeting.open_ended)
