"""The history of a section as people read it: bursts of one writer told as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.minutes_sections import MinutesSection, RevisionKind, SectionRevision
from tracker.models.users import User

PAUSE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Burst:
    """What one person wrote without a longer pause. id: of the last revision, as it then stood.

    count: how often it was stored. name: empty where nobody knows who wrote it.
    """

    id: int
    kind: RevisionKind
    written_by: int | None
    name: str
    at: datetime
    count: int


def bursts(
    session: Session,
    meeting_id: int,
    section_id: int,
    *,
    limit: int,
    before: int | None = None,
    each: bool = False,
) -> Sequence[Burst]:
    """The newest first; before: id of the burst above. each: every revision by itself."""
    rows = session.execute(
        select(
            *(SectionRevision.id, SectionRevision.kind, SectionRevision.written_by),
            *(func.coalesce(User.name, "").label("name"), SectionRevision.written_at),
        )
        .outerjoin(User, User.id == SectionRevision.written_by)
        .where(SectionRevision.meeting_id == meeting_id)
        .where(SectionRevision.section_id == section_id)
        .order_by(SectionRevision.id)
    )
    told: list[Burst] = []
    for row in rows:
        burst = Burst(*row, 1)
        if told and not each and _continues(told[-1], burst):
            burst = Burst(*row, told.pop().count + 1)
        told.append(burst)
    newest = [burst for burst in reversed(told) if before is None or burst.id < before]
    return newest[:limit]


def removed_sections(session: Session, meeting_id: int) -> list[tuple[int, str]]:
    """Sections that were written and then removed: id and heading; their history is there still."""
    living = select(MinutesSection.id).where(MinutesSection.meeting_id == meeting_id)
    rows = session.execute(
        select(SectionRevision.section_id, func.max(SectionRevision.heading))
        .where(SectionRevision.meeting_id == meeting_id, SectionRevision.section_id.not_in(living))
        .group_by(SectionRevision.section_id)
        .order_by(SectionRevision.section_id)
    )
    return [(section_id, heading) for section_id, heading in rows]


def _continues(burst: Burst, following: Burst) -> bool:
    written = {burst.kind, following.kind} == {RevisionKind.WRITTEN}
    same = burst.written_by == following.written_by
    return written and same and following.at - burst.at <= PAUSE
