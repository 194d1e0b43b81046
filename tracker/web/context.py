"""What a request knows: who acts, what time it is, and the installation's parts."""

from datetime import date, datetime
from typing import cast

from flask import current_app, g, request

from tracker.config import Settings
from tracker.infra import clock
from tracker.infra.storage import Store
from tracker.models.users import Actor


def actor() -> Actor:
    """Who acts in this request; the front door has put it there."""
    return cast(Actor, g.actor)


def asks_json() -> bool:
    """A script asks, that can do nothing with a page."""
    return request.accept_mimetypes.best == "application/json"


def asks_part() -> bool:
    """htmx asks, and puts the answer into a page that stands: only the part that changes."""
    return "HX-Request" in request.headers


def settings() -> Settings:
    return cast(Settings, current_app.extensions["rakor_settings"])


def store() -> Store:
    return cast(Store, current_app.extensions["rakor_store"])


def now() -> datetime:
    return clock.now()


def day_of(instant: datetime) -> date:
    """The office's calendar date of an instant."""
    return instant.astimezone(settings().zone).date()


def today() -> date:
    return clock.today(settings().zone)
