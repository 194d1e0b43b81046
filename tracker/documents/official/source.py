"""What the papers somebody writes are filled from: the record of a meeting, and who holds office.

Nothing is invented: what was not recorded stays empty, and is a visible blank on the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from tracker.documents import recorded, wording
from tracker.documents.matrix import Row, matrix
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting
from tracker.models.organisations import Organisation
from tracker.models.people import PositionLevel
from tracker.reports.posts import Post, head_of, post_at


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

    @property
    def when(self) -> str:
        """Kamis, 18 September 2025, pukul 09.00 WIB s.d. selesai; as far as it is recorded."""
        meeting = self.meeting
        on = wording.days(meeting.starts_on, meeting.ends_on) if meeting.starts_on else ""
        return wording.joined((on, self._hours()))

    @property
    def called(self) -> str:
        """The meeting as a sentence goes on about it: its subject, day and place."""
        words = [f"rapat {self.subject}" if self.subject else "rapat"]
        words += [f"pada {self.when}"] if self.when else []
        words += [f"di {self.meeting.venue}"] if self.meeting.venue else []
        return " ".join(words)

    def _hours(self) -> str:
        start: time | None = self.meeting.start_time
        if start is None:
            return ""
        meeting = self.meeting
        return wording.hours(start, meeting.end_time, meeting.zone, open_ended=meeting.open_ended)


def numbered(lines: Sequence[str]) -> str:
    """Lines as numbered points; one stands alone."""
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
