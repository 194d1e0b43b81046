"""The answers a matrix needs before it is carried out: sheet, columns, names, single rows."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select, update

from tracker.capture.matrix_drafts import (
    Matrix,
    choose_sheet,
    chosen_matrix,
    proposed_columns,
)
from tracker.capture.matrix_rows import SKIP, WITHOUT, letters
from tracker.infra.db import db
from tracker.models.matrix_memory import remember_layout, remember_spelling
from tracker.models.take_overs import RowKind, TakeOver, TakeOverDraft, TakeOverRow, TakeOverSheet
from tracker.web import choices
from tracker.web.access import find
from tracker.web.context import today
from tracker.web.forms.base import Form
from tracker.web.forms.take_overs import (
    AS_READ,
    CLAIM,
    LEAVE,
    TAKE,
    ColumnsForm,
    RowForm,
    SheetForm,
    SpellingsForm,
)
from tracker.web.saving import attempt
from tracker.web.take_over_page import find_take_over, read_again, reason_sentence, take_over_page

views = Blueprint("take_over_drafts", __name__, url_prefix="/ambil-alih/<int:take_over_id>")

AT_ONCE = 15  # spellings on a page


@views.get("/lembar")
def sheets(take_over_id: int) -> ResponseReturnValue:
    take_over = find_take_over(take_over_id)
    form = SheetForm(sheet_id=take_over.draft.sheet_id)
    return _sheets_page(take_over, form)


@views.post("/lembar")
def choose(take_over_id: int) -> ResponseReturnValue:
    take_over = find_take_over(take_over_id)
    form = SheetForm.from_request()
    _offer_sheets(form, take_over)
    if form.validate() and attempt(form, lambda: _choose(take_over_id, form)) is not None:
        read_again(take_over_id)
        return redirect(url_for(".columns", take_over_id=take_over_id), 303)
    return _sheets_page(find_take_over(take_over_id), form)


@views.get("/kolom")
def columns(take_over_id: int) -> ResponseReturnValue:
    take_over = find_take_over(take_over_id)
    draft = take_over.draft
    matrix = chosen_matrix(db.session(), draft)
    form = ColumnsForm(
        head_row=matrix.head.first + 1 if matrix and matrix.head else None,
        columns=[c.value for c in proposed_columns(db.session(), draft, matrix)] if matrix else [],
        done=LEAVE if draft.leave_done else CLAIM,
        period_ends=draft.period_ends,
    )
    return _columns_page(take_over, matrix, form)


@views.post("/kolom")
def map_columns(take_over_id: int) -> ResponseReturnValue:
    """With another head row the columns are other ones: they are asked once more."""
    take_over = find_take_over(take_over_id)
    form = ColumnsForm.from_request()
    matrix = chosen_matrix(db.session(), take_over.draft)
    moved = matrix is not None and form.moves_head(_head_row(matrix))
    if moved and attempt(form, lambda: _move_head(take_over_id, form)) is not None:
        return redirect(url_for(".columns", take_over_id=take_over_id), 303)
    if form.validate() and attempt(form, lambda: _map(take_over_id, form)) is not None:
        read_again(take_over_id)
        return redirect(url_for("take_overs.show", take_over_id=take_over_id), 303)
    return _columns_page(find_take_over(take_over_id), matrix, form)


@views.get("/instansi")
def spellings(take_over_id: int) -> ResponseReturnValue:
    take_over = find_take_over(take_over_id)
    asked = take_over.draft.spellings[:AT_ONCE]
    if not asked:
        return redirect(url_for("take_overs.show", take_over_id=take_over_id), 303)
    form = SpellingsForm(spellings=[{"spelling": each["spelling"], "answer": ""} for each in asked])
    return _spellings_page(take_over, form)


@views.post("/instansi")
def name_spellings(take_over_id: int) -> ResponseReturnValue:
    take_over = find_take_over(take_over_id)
    form = SpellingsForm.from_request()
    _offer_spellings(form, take_over)
    if form.validate() and attempt(form, lambda: _name(take_over_id, form)) is not None:
        read_again(take_over_id)
        return redirect(url_for(".spellings", take_over_id=take_over_id), 303)
    return _spellings_page(find_take_over(take_over_id), form)


@views.post("/tinggalkan-yang-belum-terjawab")
def skip_questions(take_over_id: int) -> ResponseReturnValue:
    """Whatever still needs an answer stays behind."""
    find_take_over(take_over_id)
    form = Form()
    if attempt(form, lambda: _skip_questions(take_over_id)):
        read_again(take_over_id)
        return redirect(url_for("take_overs.show", take_over_id=take_over_id), 303)
    return take_over_page(take_over_id, form, None)


@views.get("/baris/<int:row_id>")
def edit_row(take_over_id: int, row_id: int) -> ResponseReturnValue:
    row = _row(take_over_id, row_id)
    answer, plan = row.answer, row.plan
    decision = SKIP if answer.get("skip") else TAKE if answer.get("take") else AS_READ
    leads = answer.get("leads", [office for office, part in plan["offices"] if part == "lead"])
    form = RowForm(decision=decision, sentence=plan["sentence"], leads=leads)
    if due := plan["due_on"]:
        form.due_on.process_formdata([due])
    return _row_page(take_over_id, row, form)


@views.post("/baris/<int:row_id>")
def answer_row(take_over_id: int, row_id: int) -> ResponseReturnValue:
    row = _row(take_over_id, row_id)
    form = RowForm.from_request()
    _offer_row(form, row)
    if form.validate() and attempt(form, lambda: _answer(take_over_id, row_id, form)) is not None:
        read_again(take_over_id)
        flash(gettext("Baris %(number)s tersimpan.", number=row.number))
        return redirect(url_for("take_overs.show", take_over_id=take_over_id), 303)
    return _row_page(take_over_id, _row(take_over_id, row_id), form)


def _choose(take_over_id: int, form: SheetForm) -> TakeOverDraft:
    draft = find_take_over(take_over_id).draft
    sheet = find(_sheets(take_over_id), form.sheet_id.data)
    draft.answer()
    choose_sheet(draft, sheet)
    return draft


def _move_head(take_over_id: int, form: ColumnsForm) -> TakeOverDraft:
    draft = find_take_over(take_over_id).draft
    draft.answer(head_row=form.head_row.data, columns=[])
    return draft


def _map(take_over_id: int, form: ColumnsForm) -> TakeOverDraft:
    """What was chosen is remembered for the unit's next matrix with the same heads."""
    take_over = find_take_over(take_over_id)
    draft, chosen = take_over.draft, list(form.columns.data)
    draft.answer(
        columns=chosen, period_ends=form.period_ends.data, leave_done=form.done.data == LEAVE
    )
    if matrix := chosen_matrix(db.session(), draft):
        remember_layout(db.session(), take_over.unit_id, matrix.signature, chosen)
    return draft


def _name(take_over_id: int, form: SpellingsForm) -> TakeOverDraft:
    """Whom a spelling means is remembered for the unit; that rows stay behind is not."""
    take_over = find_take_over(take_over_id)
    told = {each["spelling"]: each["answer"] for each in form.spellings.data if each["answer"]}
    take_over.draft.answer(answers={**take_over.draft.answers, **told})
    for spelling, answer in told.items():
        if answer != SKIP:
            office = None if answer == WITHOUT else int(answer)
            remember_spelling(db.session(), take_over.unit_id, spelling, office)
    return take_over.draft


def _skip_questions(take_over_id: int) -> TakeOverDraft:
    draft = find_take_over(take_over_id).draft
    draft.answer()
    waiting = (TakeOverRow.take_over_id == take_over_id, TakeOverRow.kind == RowKind.QUESTION)
    db.session.execute(update(TakeOverRow).where(*waiting).values(answer={"skip": True}))
    return draft


def _answer(take_over_id: int, row_id: int, form: RowForm) -> TakeOverRow:
    find_take_over(take_over_id).draft.answer()
    row = _row(take_over_id, row_id)
    row.answer = form.answered(row)
    return row


def _row(take_over_id: int, row_id: int) -> TakeOverRow:
    find_take_over(take_over_id)
    return find(select(TakeOverRow).where(TakeOverRow.take_over_id == take_over_id), row_id)


def _sheets(take_over_id: int) -> Any:
    return select(TakeOverSheet).where(
        TakeOverSheet.take_over_id == take_over_id, TakeOverSheet.size > 0
    )


def _offer_sheets(form: SheetForm, take_over: TakeOver) -> None:
    rows = db.session.execute(
        _sheets(take_over.id).with_only_columns(
            TakeOverSheet.id, TakeOverSheet.name, TakeOverSheet.size
        )
    )
    form.sheet_id.choices = [
        (row.id, gettext("%(name)s (%(size)s baris)", name=row.name, size=row.size)) for row in rows
    ]


def _sheets_page(take_over: TakeOver, form: SheetForm) -> ResponseReturnValue:
    _offer_sheets(form, take_over)
    page = render_template("take_overs/sheets.html", take_over=take_over, form=form)
    return page, form.http_status


def _head_row(matrix: Matrix) -> int | None:
    return matrix.head.first + 1 if matrix.head else None


def _columns_page(
    take_over: TakeOver, matrix: Matrix | None, form: ColumnsForm
) -> ResponseReturnValue:
    heads = matrix.head.heads if matrix and matrix.head else ()
    told = [
        (letters(number), head, matrix.samples(number) if matrix else [])
        for number, head in enumerate(heads)
    ]
    page = render_template(
        "take_overs/columns.html", take_over=take_over, form=form, matrix=matrix, told=told
    )
    return page, form.http_status


def _offer_spellings(form: SpellingsForm, take_over: TakeOver) -> None:
    every = choices.organisations(today())
    names = dict(every)
    near = {each["spelling"]: each["near"] for each in take_over.draft.spellings}
    for entry in form.spellings:
        likely = [
            (office, names[office])
            for office in near.get(entry.form.spelling.data, [])
            if office in names
        ]
        entry.form.offer(likely, every)


def _spellings_page(take_over: TakeOver, form: SpellingsForm) -> ResponseReturnValue:
    _offer_spellings(form, take_over)
    told = {each["spelling"]: each for each in take_over.draft.spellings}
    page = render_template("take_overs/spellings.html", take_over=take_over, form=form, told=told)
    return page, form.http_status


def _offer_row(form: RowForm, row: TakeOverRow) -> None:
    takeable = row.plan.get("takeable") or bool(row.answer.get("take"))
    form.offer(choices.organisations(today()), takeable=takeable)


def _row_page(take_over_id: int, row: TakeOverRow, form: RowForm) -> ResponseReturnValue:
    _offer_row(form, row)
    page = render_template(
        "take_overs/row.html",
        take_over_id=take_over_id,
        row=row,
        form=form,
        sentence_of=reason_sentence,
        other_names=choices.other_names(),
    )
    return page, form.http_status
