"""Acara: what a meeting deals with, in order."""

from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.numbered import MeetingPart


class AgendaItem(MeetingPart):
    """minutes: planned length."""

    __tablename__ = "agenda_items"
    __table_args__ = (CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),)
    noun: ClassVar[str] = "agenda_item"

    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
