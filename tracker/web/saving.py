"""A form that changes something: stored as a whole, or refused beside the field."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError
from wtforms import Field

from tracker.infra.db import db, write
from tracker.infra.text import N_, plain_text
from tracker.models.errors import DomainError
from tracker.web.forms.base import Form
from tracker.web.templating import clockformat, dateformat

Result = TypeVar("Result")

# How SQLite and PostgreSQL name the column whose value another row has already; of several that
# belong together the last, which is what people type: (unit, name), (meeting, number).
_TAKEN = re.compile(
    r"UNIQUE constraint failed: (?:[\w.]+, )*\w+\.(\w+)"
    r"|Key \((?:\w+, )*(\w+)\)=.*already exists",
    re.S,
)

_FILES = {"FileField", "MultipleFileField"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field two people filled differently, as both would read it."""

    label: str
    theirs: str
    typed: str


def attempt(form: Form, act: Callable[[], Result]) -> Result | None:
    """Do `act` in one write; None when a rule or the database refuses, which the form then says.

    `act` loads what it changes, asks for the right again, and returns something that is not None.
    """
    try:
        with write(db.session()):
            return act()
    except DomainError as refusal:
        form.refuse(refusal)
    except IntegrityError as error:
        form.refuse(_taken(error))
    return None


def differences(form: Form, stored: Form) -> list[Difference]:
    """What someone else stored meanwhile, beside what was typed; the next try may replace it.

    stored: the form of the record as it is now.
    """
    version: Any = form["version"]
    version.now_shows(stored["version"].data)
    told = [field for field in form if field is not version and field.type not in _FILES]
    pairs = [(stored[field.name], field) for field in told]
    shown = [(field.label.text, _words(theirs), _words(field)) for theirs, field in pairs]
    return [Difference(*words) for words in shown if words[1] != words[2]]


def _taken(error: IntegrityError) -> DomainError:
    """Another row has this value; any other broken constraint is a fault of ours."""
    found = _TAKEN.search(str(error.orig))
    if found is None:
        raise error
    column = found[1] or found[2]
    return DomainError("taken", N_("Isian ini sudah dipakai data lain."), field=column)


def _words(field: Field) -> str:
    if choices := getattr(field, "iter_choices", None):
        return ", ".join(str(choice[1]) for choice in choices() if choice[2])
    value: Any = field.data
    if field.type == "DateField":
        return dateformat(value, "full")
    if field.type == "TimeField":
        return clockformat(value)
    if isinstance(value, list):
        return "\n".join(map(_row, value))
    if isinstance(value, bool):
        return "✓" if value else "–"
    return plain_text(str(value)) if field.name == "body" else str(value or "")


def _row(row: str | dict[str, Any]) -> str:
    """A line of a list; of rows of fields what was typed."""
    return row if isinstance(row, str) else ", ".join(str(typed) for typed in row.values() if typed)
