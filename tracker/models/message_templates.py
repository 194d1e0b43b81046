"""The words a gateway for messages wants: a JSON text of its own with places to fill in."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.infra.text import N_
from tracker.models.deliveries import Delivery
from tracker.models.errors import DomainError
from tracker.models.settings import Setting

KEY = "message_template"
PLACES = ("to", "name", "subject", "text", "url", "id")
DEFAULT = '{\n  "to": "{to}",\n  "message": "{text}\\n\\n{url}",\n  "id": "{id}"\n}'
_PLACE = re.compile(r"\{([a-z_]*)\}")


def message_template(session: Session) -> tuple[str, int]:
    """The template and the version it was read with (0: never saved)."""
    row = session.scalar(select(Setting).where(Setting.key == KEY))
    return (row.value["template"], row.version) if row else (DEFAULT, 0)


def save_message_template(
    session: Session, template: str, *, by: int, at: datetime, version: int
) -> None:
    """Raises DomainError for one that cannot be filled, Conflict when it was saved meanwhile."""
    filled(template, dict.fromkeys(PLACES, ""))
    row = session.scalar(select(Setting).where(Setting.key == KEY))
    if row is None:
        Setting.add(session, by=by, at=at, key=KEY, value={"template": template})
    else:
        row.revise(by=by, at=at, version=version, value={"template": template})


def places_of(delivery: Delivery) -> dict[str, str]:
    """What a message fills into the template."""
    return {
        "to": delivery.address,
        "name": delivery.recipient_name,
        "subject": delivery.subject,
        "text": delivery.body,
        "url": delivery.url,
        "id": delivery.message_id.strip("<>"),
    }


def filled(template: str, values: Mapping[str, str], *, indent: int | None = None) -> str:
    """The JSON text with its places filled in. indent: for people to read.

    Only what stands within a string is filled, after the template was read as JSON: no value can
    break out of its place. Raises DomainError for a template that is no JSON object, or names a
    place that there is not.
    """
    try:
        parsed = json.loads(template)
    except (ValueError, RecursionError) as error:
        raise _bad(
            N_("Templat ini bukan JSON yang benar. Periksa kurung, koma, dan kutipnya.")
        ) from error
    if not isinstance(parsed, dict):
        raise _bad(N_("Templat ini harus berupa objek JSON: diawali { dan diakhiri }."))
    return json.dumps(_fill(parsed, values), ensure_ascii=False, indent=indent)


def _fill(part: Any, values: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: _fill(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_fill(value, values) for value in part]
    return (
        _PLACE.sub(lambda place: _value(place[1], values), part) if isinstance(part, str) else part
    )


def _value(place: str, values: Mapping[str, str]) -> str:
    if place not in values:
        raise DomainError(
            "unknown_place",
            N_("Templat memuat {%(place)s}, yang tidak dikenal."),
            field="template",
            place=place,
        )
    return values[place]


def _bad(message: str) -> DomainError:
    return DomainError("bad_template", message, field="template")
