"""What every page may use: dates and figures as offices write them, assets, navigation."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, g, url_for
from flask_babel import get_translations, gettext
from jinja2 import StrictUndefined
from markupsafe import Markup

from tracker.config import PROJECT
from tracker.documents import wording
from tracker.infra.text import rich_text
from tracker.models.users import Actor
from tracker.web import context, reminder_status, status, work_status
from tracker.web.devices import device
from tracker.web.navigation import bell, places
from tracker.web.paper_names import edition_name

LOCALE = "id"


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by Babel
        lambda text: _translations().ugettext(text),
        lambda one, many, number: _translations().ungettext(one, many, number),
        newstyle=True,
    )
    app.jinja_env.globals["asset_url"] = _asset_urls(PROJECT / "static" / "dist")
    app.jinja_env.globals.update(
        days=wording.days,
        hours=wording.hours,
        signing_titles=wording.signing_titles,
        rough_day=wording.rough_day,
        zone_letters=zone_letters,
    )
    app.jinja_env.globals.update(_tags())
    app.jinja_env.globals.update(
        ticks=status.ticks,
        local_clock=local_clock,
        today=context.today,
        now=context.now,
        edition_name=edition_name,
        clock_in=clock_in,
        upload_bytes=upload_bytes,
        upload_limit=upload_limit,
    )
    app.jinja_env.filters.update(
        dateformat=dateformat,
        clockformat=clockformat,
        instant=instant,
        localday=localday,
        since=since,
        figure=wording.figure,
        employee_number_line=wording.employee_number_line,
        label=label,
        rich=rich,
        filesize=filesize,
        device=device,
    )
    app.context_processor(_frame)


def _tags() -> dict[str, Any]:
    """Every tag, by its own name."""
    known = {**vars(status), **vars(work_status), **vars(reminder_status)}
    return {name: tag for name, tag in known.items() if name.endswith(("_tag", "_tags"))}


def dateformat(value: date | None, style: str = "long") -> str:
    """18 September 2025; `full` adds the weekday, `short` is 18 Sep 2025."""
    patterns = {"long": "d MMMM y", "full": "EEEE, d MMMM y", "short": "d MMM y"}
    return _date_words(value, patterns[style]) if value else ""


@lru_cache(maxsize=4096)  # lists name the same days again and again, and babel takes its time
def _date_words(value: date, pattern: str) -> str:
    return format_date(value, pattern, locale=LOCALE)


def clockformat(value: time | None) -> str:
    return f"{value:%H.%M}" if value else ""


def local_clock(at: datetime, zone: str) -> str:
    """The time of day where the meeting is: 09.41."""
    return clockformat(at.astimezone(ZoneInfo(zone)).time())


def zone_letters(zone: str | None) -> str:
    """As papers say it; a form may hold anything, and shows it as it came."""
    return wording.zone_letters(zone) if zone in wording.INDONESIAN_ZONES else zone or ""


def instant(value: datetime | None) -> str:
    """A moment in the office's zone: Kamis, 18 September 2025 pukul 09.00 WIB."""
    if value is None:
        return ""
    zone = context.settings().zone
    local = value.astimezone(zone)
    letters = zone_letters(zone.key)
    return f"{dateformat(local.date(), 'full')} pukul {local:%H.%M} {letters}"


def localday(value: datetime) -> str:
    """The office's day of a moment: 18 Sep 2025."""
    return dateformat(value.astimezone(context.settings().zone).date(), "short")


def clock_in(value: datetime, zone: str) -> str:
    """The time of day of a moment, in a zone of its own: 09.04 WIB."""
    return f"{local_clock(value, zone)} {zone_letters(zone)}"


def since(value: datetime) -> str:
    """How long ago: 3 hari yang lalu."""
    return format_timedelta(value - context.now(), add_direction=True, locale=LOCALE)


def label(value: Any) -> str:
    """The translated word of a Labelled member."""
    return gettext(value.label) if value is not None else ""


def filesize(size: int) -> str:
    """12 kB, 3,4 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{format_decimal(size / 1_000_000, format='#,##0.0', locale=LOCALE)} MB"


def upload_bytes() -> int:
    """How much one sending may bring with all its files."""
    return context.settings().max_upload_bytes


def upload_limit() -> str:
    """The same in words: 20 MB."""
    return f"{upload_bytes() // (1024 * 1024)} MB"


def rich(html: str) -> Markup:
    """Rich text of a record, sanitised once more on its way out."""
    return Markup(rich_text(html, plain=False))  # noqa: S704 - just sanitised by nh3


def _translations() -> Translations:
    """Looked up once a request: a list says some three hundred words."""
    if "translations" not in g:
        g.translations = get_translations()
    found: Translations = g.translations
    return found


def _asset_urls(dist: Path) -> Callable[[str], str]:
    manifest: dict[str, str] = json.loads((dist / "manifest.json").read_text())

    @cache  # a list of fifty rows names the icons' file some seventy times
    def asset_url(name: str) -> str:
        return url_for("static", filename=manifest[name])

    return asset_url


def _frame() -> dict[str, object]:
    actor: Actor | None = g.get("actor")
    if actor is None:
        return {"nav": [], "bell": None, "account": None}
    return {
        "actor": actor,
        "nav": places(actor),
        "bell": bell(actor),
        "account": {
            "name": actor.name,
            "role": _role_words(actor),
            "organisation": actor.office,
            "own_url": url_for("own_account.show"),
            "sign_out_url": url_for("sign_ins.destroy"),
        },
    }


def _role_words(actor: Actor) -> Markup | str:
    roles = [
        (actor.is_secretariat, gettext("Sekretariat")),
        (actor.is_leader, gettext("Pimpinan")),
        (actor.is_agency, gettext("Perangkat daerah")),
        (actor.is_admin, gettext("Admin")),
    ]
    return " · ".join(word for held, word in roles if held)
