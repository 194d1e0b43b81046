"""How long links to tasks last, and whether reminders bring them: the admin's choice."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.settings import Setting

KEY = "action_links"


@dataclass(frozen=True, slots=True)
class ActionLinkRules:
    """in_reminders: mail to an office without an account brings a link with each task."""

    days: int = 7
    in_reminders: bool = True

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=self.days)


def action_link_rules(session: Session) -> tuple[ActionLinkRules, int]:
    """The rules and the version they were read with (0: never saved)."""
    row = session.scalar(select(Setting).where(Setting.key == KEY))
    return (ActionLinkRules(**row.value), row.version) if row else (ActionLinkRules(), 0)


def save_action_link_rules(
    session: Session, rules: ActionLinkRules, *, by: int, at: datetime, version: int
) -> None:
    """Raises Conflict when they were saved meanwhile. Links that are out keep their day."""
    row = session.scalar(select(Setting).where(Setting.key == KEY))
    if row is None:
        Setting.add(session, by=by, at=at, key=KEY, value=asdict(rules))
    else:
        row.revise(by=by, at=at, version=version, value=asdict(rules))
