"""What every meeting of a series begins with: its standing agenda and whom it calls."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.people import Position
from tracker.models.series import Series
from tracker.models.series_pattern import (
    agenda_of_series,
    invitees_of_series,
    set_agenda,
    set_invitees,
)
from tracker.web import choices
from tracker.web.context import actor, now, today
from tracker.web.forms.series_pattern import SeriesAgendaForm, SeriesInviteesForm
from tracker.web.saving import attempt
from tracker.web.series_form import editable_series

views = Blueprint("series_pattern", __name__, url_prefix="/rangkaian/<int:series_id>")


@views.get("/acara")
def edit_agenda(series_id: int) -> ResponseReturnValue:
    series = editable_series(series_id)
    return _agenda_page(SeriesAgendaForm.filled(series.version, agenda_of_series(series)), series)


@views.post("/acara")
def update_agenda(series_id: int) -> ResponseReturnValue:
    editable_series(series_id)
    form = SeriesAgendaForm.from_request()
    if form.validate() and attempt(form, lambda: _set_agenda(series_id, form)):
        return _stored(series_id)
    return _agenda_page(form, editable_series(series_id))


@views.get("/undangan")
def edit_invitees(series_id: int) -> ResponseReturnValue:
    series = editable_series(series_id)
    called = invitees_of_series(series)
    form = SeriesInviteesForm(
        version=series.version,
        organisations=[i.organisation_id for i in called if i.position_id is None],
        positions=[i.position_id for i in called if i.position_id is not None],
    )
    return _invitees_page(form, series)


@views.post("/undangan")
def update_invitees(series_id: int) -> ResponseReturnValue:
    form = _with_choices(SeriesInviteesForm.from_request(), editable_series(series_id))
    if form.validate() and attempt(form, lambda: _set_invitees(series_id, form)):
        return _stored(series_id)
    return _invitees_page(form, editable_series(series_id))


def _set_agenda(series_id: int, form: SeriesAgendaForm) -> bool:
    version = form.version.data or 0
    by = actor().user_id
    set_agenda(editable_series(series_id), form.rows(), by=by, at=now(), version=version)
    return True


def _set_invitees(series_id: int, form: SeriesInviteesForm) -> bool:
    wanted = select(Position).where(Position.id.in_(form.positions.data or ()))
    set_invitees(
        editable_series(series_id),
        form.organisations.data or (),
        db.session.scalars(wanted.order_by(Position.id)).all(),
        by=actor().user_id,
        at=now(),
        version=form.version.data or 0,
    )
    return True


def _stored(series_id: int) -> ResponseReturnValue:
    flash(gettext("Pola rapat tersimpan. Rapat yang sudah disiapkan tidak berubah."))
    return redirect(url_for("series.show", series_id=series_id), 303)


def _agenda_page(form: SeriesAgendaForm, series: Series) -> ResponseReturnValue:
    """After a lost race: what is stored now, beside what was typed, which may replace it."""
    stored = agenda_of_series(series) if form.conflict else []
    if form.conflict:
        form.version.now_shows(series.version)
    page = render_template("series/agenda.html", form=form, series=series, stored=stored)
    return page, form.http_status


def _invitees_page(form: SeriesInviteesForm, series: Series) -> ResponseReturnValue:
    stored = invitees_of_series(series) if form.conflict else []
    if form.conflict:
        form.version.now_shows(series.version)
    page = render_template(
        "series/invitees.html",
        form=_with_choices(form, series),
        series=series,
        stored=stored,
        other_names=choices.other_names(),
    )
    return page, form.http_status


def _with_choices(form: SeriesInviteesForm, series: Series) -> SeriesInviteesForm:
    """Whoever is called already stays among the choices, though no longer active."""
    offices, seats = dict(choices.organisations(today())), dict(choices.positions(today()))
    for one in invitees_of_series(series):
        if one.position_held:
            seats.setdefault(one.position_held.id, one.position_held.title)
        else:
            inactive = gettext("%(name)s (tidak aktif lagi)", name=one.organisation.name)
            offices.setdefault(one.organisation_id, inactive)
    form.organisations.choices = list(offices.items())
    form.positions.choices = list(seats.items())
    return form
