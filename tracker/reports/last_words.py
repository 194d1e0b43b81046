"""What was last reported on shares, what it brought as evidence, and what was ruled on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select

from tracker.models.assignment_states import Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.due_dates import DueChange
from tracker.models.updates import Evidence, StatusUpdate, Verification


@dataclass(frozen=True, slots=True)
class LastWord:
    """Of one share. report, note, at: of its newest report that was not taken back; None and empty
    when there is none. files, links: the evidence of all of them. verdict, grounds: of the newest
    ruling.
    """

    report: Report | None
    note: str | None
    at: datetime | None
    files: int
    links: int
    verdict: Verdict | None
    grounds: str | None

    @property
    def obstacle(self) -> str:
        """What stands in the way, where the newest report says so."""
        return self.note or "" if self.report is Report.OBSTACLE else ""


# How many columns `with_last_words` adds.
WIDTH = 7


def with_last_words(shares: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A select of assignments, with the columns of `LastWord` behind its own."""
    return (
        shares.outerjoin(StatusUpdate, StatusUpdate.id == _newest_report())
        .outerjoin(Verification, Verification.id == _newest_ruling())
        .add_columns(
            *(StatusUpdate.report, StatusUpdate.note, StatusUpdate.at),
            *(_evidence(func.count(Evidence.file_id)), _evidence(_with_link())),
            *(Verification.verdict, Verification.note),
        )
    )


def slips() -> ScalarSelect[int]:
    """How often the due date of a share moved to a later day."""
    return (
        select(func.count(DueChange.id))
        .where(DueChange.assignment_id == Assignment.id, DueChange.slipped())
        .correlate(Assignment)
        .scalar_subquery()
    )


def _newest_report() -> ScalarSelect[int | None]:
    return (
        select(func.max(StatusUpdate.id))
        .where(StatusUpdate.assignment_id == Assignment.id, StatusUpdate.withdrawn_at.is_(None))
        .correlate(Assignment)
        .scalar_subquery()
    )


def _newest_ruling() -> ScalarSelect[int | None]:
    return (
        select(func.max(Verification.id))
        .where(Verification.assignment_id == Assignment.id)
        .correlate(Assignment)
        .scalar_subquery()
    )


def _evidence(number: ColumnElement[int]) -> ScalarSelect[int]:
    return (
        select(number)
        .select_from(Evidence)
        .join(StatusUpdate, StatusUpdate.id == Evidence.update_id)
        .where(StatusUpdate.assignment_id == Assignment.id)
        .correlate(Assignment)
        .scalar_subquery()
    )


def _with_link() -> ColumnElement[int]:
    return func.count(Evidence.id) - func.count(Evidence.file_id)
