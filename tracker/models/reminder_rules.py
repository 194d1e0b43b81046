"""Aturan pengingat: when organisations are reminded of what they owe, and when that climbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import record
from tracker.models.series import Series

MOST_DAYS = 60
SENDS_AT = time(7, 30)

# What holds until somebody writes a rule; all in working days.
DEFAULTS: Mapping[str, Any] = {
    "before": (5, 1),
    "on_day": True,
    "every_after": 3,
    "escalate_after": (3, 5, 10, 15),
    "monthly": True,
    "ask_before": 5,
    "sends_at": SENDS_AT,
}


class ReminderRule(Editable):
    """Of one series, or the general one for all work whose series has none; in working days.

    general: True for the one, else None. before: how long ahead of the due date. every_after: again
    each so many days of lateness (0: never). escalate_after: the lateness at which each step of the
    escalation comes (empty: never). monthly: each open task is to be reported on every month;
    ask_before: how long before the last working day of the month it is asked for. sends_at: when
    mails go to the offices, of the general rule only.
    """

    __tablename__ = "reminder_rules"
    __table_args__ = (
        CheckConstraint("(series_id IS NULL) = (general IS NOT NULL)", name="scope"),
        CheckConstraint("(general IS NULL) = (sends_at IS NULL)", name="sends_at"),
        CheckConstraint(f"every_after BETWEEN 0 AND {MOST_DAYS}", name="every_after"),
        CheckConstraint(f"ask_before BETWEEN 0 AND {MOST_DAYS}", name="ask_before"),
    )
    noun: ClassVar[str] = "reminder_rule"

    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), unique=True)
    general: Mapped[bool | None] = mapped_column(unique=True)
    before: Mapped[list[int]] = mapped_column(JSON)
    on_day: Mapped[bool]
    every_after: Mapped[int]
    escalate_after: Mapped[list[int]] = mapped_column(JSON)
    monthly: Mapped[bool]
    ask_before: Mapped[int]
    sends_at: Mapped[time | None]

    series: Mapped[Series | None] = relationship()

    def check(self) -> None:
        if self.escalate_after and not all(a < b for a, b in pairwise(self.escalate_after)):
            raise DomainError(
                "steps_disordered",
                N_("Setiap jenjang harus lebih lama terlambat daripada jenjang sebelumnya."),
                field="escalate_after",
            )


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule of the installation. general: as it is written, or as it is shipped."""

    general: ReminderRule
    of_series: Mapping[int, ReminderRule]

    def of(self, series_id: int | None) -> ReminderRule:
        """The rule for work of a meeting of this series; None: of no series."""
        return self.of_series.get(series_id or 0, self.general)

    @property
    def sends_at(self) -> time:
        return self.general.sends_at or SENDS_AT


def all_rules(session: Session) -> Rules:
    """One statement; rules are few."""
    stored = {rule.series_id: rule for rule in session.scalars(select(ReminderRule))}
    general = stored.pop(None, None) or shipped_rule()
    return Rules(general, {series: rule for series, rule in stored.items() if series})


def shipped_rule() -> ReminderRule:
    """The general rule before anybody wrote one; in no session."""
    return ReminderRule(general=True, **_columns(DEFAULTS))


def save_rule(
    session: Session,
    series: Series | None,
    *,
    by: int,
    at: datetime,
    version: int,
    **values: Any,
) -> ReminderRule:
    """Write the rule of a series, or the general one for None. version: as read, 0 for none yet.

    Raises Conflict when it was written or removed meanwhile, and DomainError for steps that do not
    rise.
    """
    if series:
        series.hold()
    series_id = series.id if series else None
    written = select(ReminderRule).where(ReminderRule.series_id.is_not_distinct_from(series_id))
    rule = session.scalar(written)
    if rule is None and version == 0:
        return ReminderRule.add(
            session, by=by, at=at, series=series, general=None if series else True, **values
        )
    if rule is None:
        raise Conflict("changed_meanwhile", N_("Aturan ini baru saja dihapus orang lain."))
    rule.revise(by=by, at=at, version=version, **values)
    return rule


def drop_rule(rule: ReminderRule, *, by: int, at: datetime, version: int) -> None:
    """Leave the series to the general rule again. Raises Conflict unless `version` is current."""
    rule.expect(version)
    session_of(rule).delete(rule)
    record(rule, "reminder_rule:removed", by=by, at=at, data={"series_id": rule.series_id})


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
