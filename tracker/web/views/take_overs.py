"""Ambil alih matriks: brought in, looked through, carried out by the worker, undone as a whole."""

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.capture.matrix_drafts import choose_sheet
from tracker.documents.take_over_reports import report_workbook
from tracker.infra.db import db
from tracker.infra.spreadsheets import Sheet
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.take_overs import (
    RowKind,
    TakeOver,
    TakeOverSheet,
    start_take_over,
)
from tracker.policy.meetings import visible_meetings
from tracker.policy.take_overs import can_begin_take_over, can_take_over
from tracker.reports.take_overs import list_lines, list_take_overs
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now
from tracker.web.forms.base import Form
from tracker.web.forms.take_overs import TakeOverForm, UndoForm
from tracker.web.paging import PAGE_SIZE, after_id, page_of
from tracker.web.saving import attempt
from tracker.web.take_over_page import (
    find_take_over,
    read_again,
    reason_sentence,
    take_over_page,
)

views = Blueprint("take_overs", __name__, url_prefix="/ambil-alih")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RECENT = 200  # meetings to choose from


@views.get("")
def index() -> ResponseReturnValue:
    require(can_begin_take_over(actor()))
    listed = list_take_overs(db.session(), actor(), limit=PAGE_SIZE + 1, before=after_id())
    page = page_of(listed, lambda row: [row.take_over_id])
    return render_template("take_overs/index.html", page=page)


@views.get("/baru")
def new() -> ResponseReturnValue:
    require(can_begin_take_over(actor()))
    return _form_page(TakeOverForm())


@views.post("/baru")
def create() -> ResponseReturnValue:
    require(can_begin_take_over(actor()))
    form = _offered(TakeOverForm.from_request())
    if form.validate() and (said := form.read()):
        take_over_id = attempt(form, lambda: _begin(form, *said))
        if take_over_id:
            read_again(take_over_id)
            return redirect(url_for(".show", take_over_id=take_over_id), 303)
    return _form_page(form)


@views.get("/<int:take_over_id>")
def show(take_over_id: int) -> ResponseReturnValue:
    return take_over_page(take_over_id, Form(), _kind())


@views.get("/<int:take_over_id>/laporan")
def report(take_over_id: int) -> ResponseReturnValue:
    """The whole report as a workbook, to be looked through and kept."""
    take_over = find_take_over(take_over_id)
    lines = list_lines(db.session(), take_over)
    data = report_workbook(lines, reason_sentence)
    name = f"{gettext('Laporan ambil alih')} {take_over_id}.xlsx"
    return send_file(io.BytesIO(data), XLSX, as_attachment=True, download_name=name)


@views.post("/<int:take_over_id>/pelaksanaan")
def start(take_over_id: int) -> ResponseReturnValue:
    find_take_over(take_over_id)
    form = Form()
    if attempt(form, lambda: _start(take_over_id)):
        return redirect(url_for(".show", take_over_id=take_over_id), 303)
    return take_over_page(take_over_id, form, _kind())


@views.post("/<int:take_over_id>/penghentian")
def stop(take_over_id: int) -> ResponseReturnValue:
    find_take_over(take_over_id)
    form = Form()
    if attempt(form, lambda: _stop(take_over_id)):
        flash(gettext("Dihentikan. Belum ada yang masuk ke register."))
        return redirect(url_for(".show", take_over_id=take_over_id), 303)
    return take_over_page(take_over_id, form, None)


@views.get("/<int:take_over_id>/pembatalan")
def ask_undo(take_over_id: int) -> ResponseReturnValue:
    return _undo_page(find_take_over(take_over_id), UndoForm())


@views.post("/<int:take_over_id>/pembatalan")
def undo(take_over_id: int) -> ResponseReturnValue:
    find_take_over(take_over_id)
    form = UndoForm.from_request()
    if form.validate() and attempt(form, lambda: _undo(take_over_id, form)) is not None:
        return redirect(url_for(".show", take_over_id=take_over_id), 303)
    return _undo_page(find_take_over(take_over_id), form)


@views.get("/<int:take_over_id>/pembuangan")
def ask_discard(take_over_id: int) -> ResponseReturnValue:
    return _discard_page(take_over_id, Form())


@views.post("/<int:take_over_id>/pembuangan")
def discard(take_over_id: int) -> ResponseReturnValue:
    find_take_over(take_over_id)
    form = Form()
    if attempt(form, lambda: _discard(take_over_id)):
        flash(gettext("Draf dibuang."))
        return redirect(url_for(".index"), 303)
    return _discard_page(take_over_id, form)


def _begin(form: TakeOverForm, name: str, sheets: list[Sheet]) -> int:
    """With one sheet there is nothing to choose; nothing but the draft is stored."""
    require(can_take_over(actor(), form.unit_id.data))
    session, meeting_id = db.session(), form.meeting_id.data
    if meeting_id:
        find(
            visible_meetings(actor()).where(Meeting.security_class.not_in(NAMED_ACCESS)), meeting_id
        )
    take_over = start_take_over(
        session,
        by=actor().user_id,
        at=now(),
        name=name,
        unit_id=form.unit_id.data,
        meeting_id=meeting_id,
    )
    kept = [
        TakeOverSheet(
            take_over_id=take_over.id,
            name=sheet.name,
            rows=sheet.rows,
            merged=[list(merged) for merged in sheet.merged],
            size=len(sheet.rows),
        )
        for sheet in sheets
    ]
    session.add_all(kept)
    session.flush()
    filled = [sheet for sheet in kept if sheet.size]
    if len(filled) == 1:
        choose_sheet(take_over.draft, filled[0])
    return take_over.id


def _start(take_over_id: int) -> TakeOver:
    take_over = find_take_over(take_over_id)
    take_over.start(by=actor(), at=now())
    return take_over


def _stop(take_over_id: int) -> TakeOver:
    take_over = find_take_over(take_over_id)
    take_over.stop(by=actor().user_id, at=now())
    return take_over


def _undo(take_over_id: int, form: UndoForm) -> TakeOver:
    take_over = find_take_over(take_over_id)
    take_over.begin_undoing(form.reason.data or "", by=actor(), at=now())
    return take_over


def _discard(take_over_id: int) -> TakeOver:
    take_over = find_take_over(take_over_id)
    take_over.discard(by=actor().user_id, at=now())
    return take_over


def _kind() -> RowKind | None:
    asked = request.args.get("hasil", "")
    return next((kind for kind in RowKind if kind.value == asked), None)


def _offered(form: TakeOverForm) -> TakeOverForm:
    """Units the actor serves, and their newest meetings that anybody of the secretariat may see."""
    units = choices.units(actor())
    form.unit_id.choices = units
    rows = db.session.execute(
        visible_meetings(actor())
        .where(Meeting.organising_unit_id.in_([unit for unit, _ in units]))
        .where(Meeting.security_class.not_in(NAMED_ACCESS), Meeting.starts_on.is_not(None))
        .order_by(Meeting.starts_on.desc(), Meeting.id.desc())
        .limit(RECENT)
        .with_only_columns(Meeting.id, Meeting.subject, Meeting.starts_on)
    )
    none = ("", gettext("Di luar rapat, atau dari beberapa rapat"))
    told = [(row.id, f"{row.subject} · {row.starts_on:%d/%m/%Y}") for row in rows]
    form.meeting_id.choices = [none, *told]
    return form


def _form_page(form: TakeOverForm) -> ResponseReturnValue:
    return render_template("take_overs/new.html", form=_offered(form)), form.http_status


def _undo_page(take_over: TakeOver, form: UndoForm) -> ResponseReturnValue:
    page = render_template("take_overs/undo.html", take_over=take_over, form=form)
    return page, form.http_status


def _discard_page(take_over_id: int, form: Form) -> ResponseReturnValue:
    take_over = find_take_over(take_over_id)
    page = render_template("take_overs/discard.html", take_over=take_over, form=form)
    return page, form.http_status
