"""The series' form, filled from the record, offered its choices, read back as columns."""

from typing import Any

from tracker.infra.db import db
from tracker.models.agenda import AgendaKind
from tracker.models.organisations import known_names
from tracker.models.recurrences import Recurrence
from tracker.models.series import Series
from tracker.models.series_pattern import LOOKING_BACK, set_agenda
from tracker.models.users import User
from tracker.policy.series import can_edit_series, visible_series
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.meetings import SELF_WRITTEN
from tracker.web.forms.series import SeriesForm


def editable_series(series_id: int) -> Series:
    """The one of this id, for those who may change it; else the answer that others get."""
    series = find(visible_series(actor()), series_id)
    require(can_edit_series(actor(), series))
    return series


def posted_form(series: Series | None = None, **values: Any) -> SeriesForm:
    """What was posted; on GET the given values."""
    return _with_choices(SeriesForm.from_request(**values), series)


def stored_form(series: Series) -> SeriesForm:
    """The record as it is now, its rule in plain words."""
    recurrence = Recurrence.of(series.rule) if series.rule else None
    names = ("repeat", "weekday", "week", "month_day", "until")
    chosen = {name: getattr(recurrence, name) for name in names} if recurrence else {}
    zone = series.zone or settings().timezone  # a series begun by its name alone has none
    return _with_choices(SeriesForm(obj=series, **{**chosen, "zone": zone}), series)


def add_series(form: SeriesForm) -> int:
    """A new one, whose meetings look back before they go on; call inside `write`."""
    by = actor().user_id
    series = Series.add(db.session(), by=by, at=now(), **_columns(form))
    items = [{"title": AgendaKind(kind).label, "kind": kind} for kind in LOOKING_BACK]
    set_agenda(series, items, by=by, at=now(), version=series.version)
    return series.id


def revise_series(series: Series, form: SeriesForm) -> bool:
    """Call inside `write`."""
    version = form.version.data or 0
    series.revise(by=actor().user_id, at=now(), version=version, **_columns(form))
    return True


def _columns(form: SeriesForm) -> dict[str, Any]:
    """With the names looked up that are known."""
    values = form.columns()
    require(actor().serves(values["organising_unit_id"]))
    host = values["host"].casefold()
    values["host_organisation_id"] = known_names(db.session()).get(host)
    if values["minute_taker_id"]:
        user = db.session.get_one(User, values["minute_taker_id"])
        values["minute_taker_name"] = user.person.full_name if user.person else user.name
    return values


def _with_choices(form: SeriesForm, series: Series | None) -> SeriesForm:
    """What is stored stays among the choices, though it would not be offered any more."""
    units = choices.units(actor())
    positions = choices.positions(today())
    takers = choices.minute_takers(actor(), today())
    if series:
        form.kept = (series.rule, series.first_on)
        _keep(units, series.organising_unit_id, series.organising_unit.name)
        _keep(takers, series.minute_taker_id, series.minute_taker_name)
        if series.chaired_by:
            _keep(positions, series.chair_position_id, series.chaired_by.title)
    form.organising_unit_id.choices = units
    form.chair_position_id.choices = [("", SELF_WRITTEN), *positions]
    form.minute_taker_id.choices = [("", SELF_WRITTEN), *takers]
    return form


def _keep(offered: list[choices.Choice], key: int | None, label: str) -> None:
    if key is not None and key not in dict(offered):
        offered.append((key, label))
