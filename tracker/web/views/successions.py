"""Peralihan tugas: planned for a day, share by share where an office is split, and cancelled."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.models.successions import Succession
from tracker.policy.successions import can_plan_successions
from tracker.reports.successions import OpenShare, open_shares, successions
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.base import Form
from tracker.web.forms.successions import HeirForm, SuccessionForm
from tracker.web.paging import PAGE_SIZE, Page, after_id, page_of
from tracker.web.saving import attempt

views = Blueprint("successions", __name__, url_prefix="/peralihan")


@views.before_request
def _planners_only() -> None:
    require(can_plan_successions(actor()))


@views.get("")
def index() -> ResponseReturnValue:
    rows = successions(db.session(), limit=PAGE_SIZE + 1, before=after_id())
    page = page_of(rows, lambda row: [row.succession.id])
    return render_template("successions/index.html", page=page)


@views.get("/baru")
def new() -> ResponseReturnValue:
    return _form_page(_form())


@views.post("/baru")
def create() -> ResponseReturnValue:
    form = _form()
    if form.validate() and (succession_id := attempt(form, lambda: _add(form))):
        flash(gettext("Peralihan direncanakan. Pada harinya tugas berpindah dengan sendirinya."))
        return redirect(url_for(".show", succession_id=succession_id), 303)
    return _form_page(form)


@views.get("/<int:succession_id>")
def show(succession_id: int) -> ResponseReturnValue:
    return _page(_find(succession_id))


@views.post("/<int:succession_id>")
def update(succession_id: int) -> ResponseReturnValue:
    """Of a split: the ticked shares get an heir of their own."""
    form = _heir_form(_shares(_find(succession_id)))
    if form.validate() and attempt(form, lambda: _choose(succession_id, form)):
        flash(gettext("Penerus tugas yang dicentang sudah diganti."))
        return redirect(url_for(".show", succession_id=succession_id), 303)
    return _page(_find(succession_id), form)


@views.post("/<int:succession_id>/pembatalan")
def cancel(succession_id: int) -> ResponseReturnValue:
    _find(succession_id)
    form = Form()
    if attempt(form, lambda: _cancel(succession_id)):
        flash(gettext("Rencana peralihan dibatalkan. Tidak ada tugas yang berpindah."))
        return redirect(url_for(".index"), 303)
    return _page(_find(succession_id), form)


def _find(succession_id: int) -> Succession:
    both = joinedload(Succession.organisation), joinedload(Succession.successor)
    return find(select(Succession).options(*both), succession_id)


def _form() -> SuccessionForm:
    form = SuccessionForm.from_request()
    for field in (form.organisation_id, form.successor_id):
        field.choices = [("", gettext("Pilih instansi")), *choices.organisations(today())]
    return form


def _form_page(form: SuccessionForm) -> ResponseReturnValue:
    return render_template("successions/form.html", form=form), form.http_status


def _shares(succession: Succession) -> Page[OpenShare]:
    limit = PAGE_SIZE + 1
    rows = open_shares(db.session(), actor(), succession, limit=limit, after=after_id())
    return page_of(rows, lambda share: [share.assignment_id])


def _heir_form(page: Page[OpenShare]) -> HeirForm:
    form = HeirForm.from_request()
    form.shares.choices = [(share.assignment_id, share.reference) for share in page.rows]
    form.heir_id.choices = [("", gettext("Pilih instansi")), *choices.organisations(today())]
    return form


def _page(succession: Succession, posted: Form | None = None) -> ResponseReturnValue:
    page = _shares(succession)
    form = posted if isinstance(posted, HeirForm) else _heir_form(page)
    form.version.now_shows(succession.version)
    html = render_template(
        "successions/show.html", succession=succession, form=form, page=page, posted=posted
    )
    return html, posted.http_status if posted else 200


def _add(form: SuccessionForm) -> int:
    by = actor().user_id
    succession = Succession.add(db.session(), by=by, at=now(), **form.values())
    db.session.flush()
    return succession.id


def _choose(succession_id: int, form: HeirForm) -> bool:
    succession = _find(succession_id)
    chosen = {str(share): form.heir_id.data for share in form.shares.data or []}
    merged = {**succession.choices, **chosen}
    different = {key: heir for key, heir in merged.items() if heir != succession.successor_id}
    version = form.version.data or 0
    succession.revise(by=actor().user_id, at=now(), version=version, choices=different)
    return True


def _cancel(succession_id: int) -> bool:
    _find(succession_id).cancel(by=actor().user_id, at=now())
    return True
