"""The words of mails: plain text from templates/email, composed once when a mail is asked for."""

from datetime import date, datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.config import PROJECT
from tracker.documents import wording


def mail_text(template: str, **values: Any) -> str:
    """The body of a mail from `templates/email/<template>.txt`; nothing in it is markup."""
    return _environment.get_template(f"{template}.txt").render(**values).strip() + "\n"


def _day(on: date) -> str:
    return wording.day(on, weekday=True)


def _instant(at: datetime, zone: str) -> str:
    return wording.instant(at, zone)


_environment = Environment(
    loader=FileSystemLoader(PROJECT / "templates" / "email"),
    autoescape=False,  # noqa: S701 - plain text; the HTML part is escaped where it is made
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(day=_day, days=wording.days, hours=wording.hours, instant=_instant)
