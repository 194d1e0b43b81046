"""Which reminder of a due date has come by a day: in working days, the latest one only.

Whoever looks late finds the step that is true now; those that were missed are not made up for.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.models.reminder_rules import MOST_DAYS, ReminderRule
from tracker.models.working_days import WorkCalendar

# Due dates before it, as typed into old lists, are as late as on it.
OLDEST = date(2000, 1, 1)
_DAY = timedelta(days=1)
# Sixty working days are never longer than that, even over the weeks of Lebaran.
HORIZON = timedelta(days=2 * MOST_DAYS)


class When(StrEnum):
    BEFORE = "before"
    ON = "on"
    AFTER = "after"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Step:
    """day: from when on it holds. number: working days to the due date, or late."""

    when: When
    number: int
    day: date

    def mark(self, due_on: date | None) -> str:
        """What the ledger knows it by: a due date that moves begins anew."""
        if self.when is When.MONTHLY:
            return f"{self.when}:{self.day:%Y-%m}"
        return f"{due_on}:{self.when}:{self.number}"


def due_step(rule: ReminderRule, due_on: date, today: date, calendar: WorkCalendar) -> Step | None:
    """The latest step of the rule that has come by today; None where none has.

    On the due date itself, or on the last working day before it when nobody works on it.
    """
    due_on = max(due_on, OLDEST)
    if today > due_on and rule.every_after:
        late = calendar.between(due_on, today) // rule.every_after * rule.every_after
        if late:
            return Step(When.AFTER, late, calendar.add(due_on, late))
    if rule.on_day and (on := _on_or_before(due_on, calendar)) <= today:
        return Step(When.ON, 0, on)
    for number in sorted(rule.before):
        if (day := calendar.add(due_on, -number)) <= today:
            return Step(When.BEFORE, number, day)
    return None


def monthly_step(rule: ReminderRule, today: date, calendar: WorkCalendar) -> Step | None:
    """The request for this month's report, from the day on which it is asked for."""
    if not rule.monthly:
        return None
    ask_on = calendar.add(last_working_day(today, calendar), -rule.ask_before)
    return Step(When.MONTHLY, rule.ask_before, ask_on) if ask_on <= today else None


def last_working_day(day: date, calendar: WorkCalendar) -> date:
    """Of the month of this day."""
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return calendar.add(following, -1)


def _on_or_before(day: date, calendar: WorkCalendar) -> date:
    return day if calendar.is_working(day) else calendar.add(day, -1)
