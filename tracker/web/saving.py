"""A form that changes something: stored as a whole, or refused beside the field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from wtforms import Field

from tracker.infra.db import db, write
from tracker.infra.text import plain_text
from tracker.models.errors import DomainError
from tracker.web.forms.base import Form
from tracker.web.templating import clockformat, dateformat

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field two people filled differently, as both would read it."""

    label: str
    theirs: str
    typed: str


def attempt(form: Form, act: Callable[[], Result]) -> Result | None:
    """Do `act` in one write; None when a rule refuses, which the form then says.

    `act` loads what it changes, asks for the right again, and returns something that is not None.
    """
    try:
        with write(db.session()):
            return act()
    except DomainError as refusal:
        form.refuse(refusal)
        return None


def differences(form: Form, stored: Form) -> list[Difference]:
    """What someone else stored meanwhile, beside what was typed; the next try may replace it.

    stored: the form of the record as it is now.
    """
    version = form["version"]
    version.data, version.raw_data = stored["version"].data, None
    pairs = [(stored[field.name], field) for field in form if field is not version]
    shown = [(field.label.text, _words(theirs), _words(field)) for theirs, field in pairs]
    return [Difference(*words) for words in shown if words[1] != words[2]]


def _words(field: Field) -> str:
    if choices := getattr(field, "iter_choices", None):
        return ", ".join(str(choice[1]) for choice in choices() if choice[2])
    value: Any = field.data
    if field.type == "DateField":
        return dateformat(value, "full")
    if field.type == "TimeField":
        return clockformat(value)
    if isinstance(value, bool):
        return "✓" if value else "–"
    return plain_text(str(value)) if field.name == "body" else str(value or "")
