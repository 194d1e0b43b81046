"""Isi notula: headed stretches of what was said."""

from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.numbered import MeetingPart


class MinutesSection(MeetingPart):
    """A headed stretch of the minutes; body is sanitised rich text."""

    __tablename__ = "minutes_sections"
    noun: ClassVar[str] = "minutes_section"

    heading: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
