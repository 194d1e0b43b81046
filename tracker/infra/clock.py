"""The one clock. Domain code receives times; only web, jobs and cli ask here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: ZoneInfo) -> date:
    """The office's calendar date: between 00.00 and 07.00 WIB it is not UTC's."""
    return now().astimezone(zone).date()
