"""The words of mails: plain text from templates/email, composed once when a mail is asked for."""

from datetime import date, datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tracker.config import PROJECT
from tracker.documents import wording


def mail_text(template: str, **values: Any) -> str:
    """The body of a mail from `templates/email/<template>.txt`; nothing in it is markup."""
    return _environment.get_template(f"{template}.txt").render(**values).strip() + "\n"


def mail_page(subject: str, text: str, *, base_url: str) -> str:
    """The same words as HTML: what stands between blank lines is a paragraph.

    A line that is an address of ours becomes a link; no other does, whatever people typed.
    """
    paragraphs = [block.splitlines() for block in text.strip().split("\n\n") if block.strip()]
    page = _environment.get_template("mail.html")
    return page.render(subject=subject, paragraphs=paragraphs, base_url=base_url)


def _day(on: date) -> str:
    return wording.day(on, weekday=True)


def _instant(at: datetime, zone: str) -> str:
    return wording.instant(at, zone)


_environment = Environment(
    loader=FileSystemLoader(PROJECT / "templates" / "email"),
    autoescape=select_autoescape(("html",), default=False),  # the .txt are plain text
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(day=_day, days=wording.days, hours=wording.hours, instant=_instant)
