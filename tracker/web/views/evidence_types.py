"""Jenis bukti: the checklists of evidence, kept by the admin and the secretariat."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.evidence_types import EvidenceType
from tracker.policy.evidence_types import can_keep_evidence_types
from tracker.web.access import find, require
from tracker.web.context import actor, now
from tracker.web.forms.evidence_types import EvidenceTypeForm, EvidenceTypeStateForm, stored_form
from tracker.web.paging import PAGE_SIZE, after_name, page_of
from tracker.web.saving import Difference, attempt, differences

views = Blueprint("evidence_types", __name__, url_prefix="/jenis-bukti")


@views.before_request
def _keepers_only() -> None:
    require(can_keep_evidence_types(actor()))


@views.get("")
def index() -> ResponseReturnValue:
    names = select(EvidenceType).order_by(EvidenceType.name, EvidenceType.id)
    if after := after_name():
        names = names.where(EvidenceType.name > after[0])
    rows = db.session.scalars(names.limit(PAGE_SIZE + 1)).all()
    page = page_of(rows, lambda row: [row.name, row.id])
    return render_template("evidence_types/index.html", page=page)


@views.get("/baru")
def new() -> ResponseReturnValue:
    return _page(EvidenceTypeForm(), None)


@views.post("/baru")
def create() -> ResponseReturnValue:
    form = EvidenceTypeForm.from_request()
    if form.validate() and attempt(form, lambda: _add(form)):
        return _stored()
    return _page(form, None)


@views.get("/<int:row_id>")
def edit(row_id: int) -> ResponseReturnValue:
    row = find(select(EvidenceType), row_id)
    return _page(stored_form(row), row)


@views.post("/<int:row_id>")
def update(row_id: int) -> ResponseReturnValue:
    find(select(EvidenceType), row_id)
    form = EvidenceTypeForm.from_request()
    if form.validate() and attempt(form, lambda: _revise(row_id, form)):
        return _stored()
    row = find(select(EvidenceType), row_id)
    changed = differences(form, stored_form(row)) if form.conflict else []
    return _page(form, row, changed)


@views.post("/<int:row_id>/keadaan")
def switch(row_id: int) -> ResponseReturnValue:
    """End it, or offer it again: either is undone by the other."""
    find(select(EvidenceType), row_id)
    form = EvidenceTypeStateForm.from_request()
    if form.validate() and attempt(form, lambda: _switch(row_id, form)):
        return _stored()
    row = find(select(EvidenceType), row_id)
    again = stored_form(row)
    again.form_errors, again.conflict = form.form_errors, form.conflict
    return _page(again, row)


def _add(form: EvidenceTypeForm) -> bool:
    EvidenceType.add(db.session(), by=actor().user_id, at=now(), **form.columns())
    return True


def _revise(row_id: int, form: EvidenceTypeForm) -> bool:
    row = find(select(EvidenceType), row_id)
    version = form.version.data or 0
    row.revise(by=actor().user_id, at=now(), version=version, **form.columns())
    return True


def _switch(row_id: int, form: EvidenceTypeStateForm) -> bool:
    row = find(select(EvidenceType), row_id)
    verb = row.end if row.active else row.resume
    verb(by=actor().user_id, at=now(), version=form.version.data or 0)
    return True


def _stored() -> ResponseReturnValue:
    flash(gettext("Jenis bukti tersimpan. Putusan yang sudah ada tidak berubah."))
    return redirect(url_for(".index"), 303)


def _page(
    form: EvidenceTypeForm, row: EvidenceType | None, changed: Sequence[Difference] = ()
) -> ResponseReturnValue:
    page = render_template("evidence_types/form.html", form=form, row=row, changed=changed)
    return page, form.http_status
