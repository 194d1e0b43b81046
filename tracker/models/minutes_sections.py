"""Isi notula: headed stretches of what was said, and all that ever stood in them."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.agenda import AgendaItem
from tracker.models.agenda_parts import AgendaPart
from tracker.models.errors import Conflict
from tracker.models.events import Audited, record

OPENING, CLOSING = N_("Pembukaan"), N_("Penutup")


class RevisionKind(Labelled):
    WRITTEN = "written", N_("Ditulis")
    RESTORED = "restored", N_("Dipulihkan")
    SET_ASIDE = "set_aside", N_("Disisihkan")
    FOUND = "found", N_("Isi sebelum riwayat dicatat")


class MinutesSection(AgendaPart):
    """A headed stretch of the minutes; body is sanitised rich text.

    Whoever writes it, and by whatever page: every body it had is kept as a revision.
    """

    __tablename__ = "minutes_sections"
    __table_args__ = (UniqueConstraint("agenda_item_id"),)
    noun: ClassVar[str] = "minutes_section"

    heading: Mapped[str]
    body: Mapped[str] = mapped_column(default="")

    def revise(self, *, by: int, at: datetime, version: int, **values: Any) -> None:
        """As any part. Raises Conflict unless `version` is current."""
        self.expect(version)
        if self.body and self._newest() is None:
            self._keep(self.body, RevisionKind.FOUND, by=None, at=at)
        super().revise(by=by, at=at, version=version, **values)

    def restore(self, revision: "SectionRevision", *, by: int, at: datetime, version: int) -> None:
        """Let an earlier body stand again, as one more revision. Raises Conflict as `revise`."""
        self.expect(version)
        self.check()
        self.body = revision.body
        self._keep(self.body, RevisionKind.RESTORED, by=by, at=at)
        record(self, "minutes_section:restored", by=by, at=at, data={"revision": revision.id})

    def set_aside(self, body: str, *, by: int, at: datetime) -> None:
        """Keep in the history what someone wrote and then gave up for what another had stored."""
        self.hold()
        self.check()
        self._keep(body, RevisionKind.SET_ASIDE, by=by, at=at)
        record(self, "minutes_section:set_aside", by=by, at=at)

    def conclude(self, *, by: int | None, at: datetime) -> None:
        session_of(self).flush()
        newest = self._newest()
        if (newest.body if newest else "") != self.body:
            self._keep(self.body, RevisionKind.WRITTEN, by=by, at=at)

    def _newest(self) -> "SectionRevision | None":
        """The last body that stood in the section."""
        return session_of(self).scalar(
            select(SectionRevision)
            .where(SectionRevision.section_id == self.id)
            .where(SectionRevision.kind != RevisionKind.SET_ASIDE)
            .order_by(SectionRevision.id.desc())
            .limit(1)
        )

    def _keep(self, body: str, kind: RevisionKind, *, by: int | None, at: datetime) -> None:
        session_of(self).add(
            SectionRevision(
                meeting_id=self.meeting_id,
                section_id=self.id,
                heading=self.heading,
                body=body,
                kind=kind,
                written_by=by,
                written_at=at,
            )
        )


Noted = AgendaItem | MinutesSection  # where notes are taken


class SectionRevision(Audited, Base):
    """A body a section had, or was given up for another's. Append-only.

    section_id is no foreign key: the history outlives a section that was removed.
    """

    __tablename__ = "section_revisions"
    __table_args__ = (
        Index("ix_section_revisions_section_id_id", "section_id", "id"),
        Index("ix_section_revisions_meeting_id", "meeting_id"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    section_id: Mapped[int]
    heading: Mapped[str]
    body: Mapped[str]
    kind: Mapped[RevisionKind] = mapped_column(choice(RevisionKind, "kind"))
    written_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    written_at: Mapped[datetime]


def section_of(where: Noted) -> MinutesSection | None:
    """The section in which notes of this place stand; of an item, once something was noted."""
    if isinstance(where, MinutesSection):
        return where
    found = select(MinutesSection).where(MinutesSection.agenda_item_id == where.id)
    return session_of(where).scalar(found)


def write_section(
    where: Noted, body: str, *, by: int, at: datetime, version: int
) -> MinutesSection:
    """What is noted under an item of the agenda, whose section is made with the first words; or
    in a section without an item.

    version: of the section as the writer read it, 0 where there was none.
    Raises Conflict when someone else wrote meanwhile, DomainError when the record is sealed.
    """
    where.hold()
    section = section_of(where)
    if section is not None:
        section.revise(by=by, at=at, version=version, body=body)
        return section
    if version or isinstance(where, MinutesSection):
        raise Conflict("gone", N_("Catatan ini baru saja dihapus orang lain."))
    return MinutesSection.add(
        session_of(where),
        by=by,
        at=at,
        meeting=where.meeting,
        position=_make_room(where),
        agenda_item_id=where.id,
        heading=where.title,
        body=body,
    )


def _make_room(item: AgendaItem) -> int:
    """The place of an item's section: in the order of the agenda, and before the closing words."""
    session = session_of(item)
    stored = session.execute(
        select(MinutesSection, AgendaItem.position)
        .outerjoin(AgendaItem, AgendaItem.id == MinutesSection.agenda_item_id)
        .where(MinutesSection.meeting_id == item.meeting_id)
        .order_by(MinutesSection.position, MinutesSection.id)
    ).all()
    sections = [section for section, _ in stored]
    before = [n for n, (_, at) in enumerate(stored, 1) if at is not None and at < item.position]
    after = [n for n, (_, at) in enumerate(stored) if at is not None and at > item.position]
    closing = bool(sections) and sections[-1].heading == CLOSING
    place = before[-1] if before else after[0] if after else len(sections) - closing
    for number, section in enumerate(sections, 1):
        section.position = number + (number > place)
    return place + 1
