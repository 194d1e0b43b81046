"""The page of a matrix on its way into the register, at whatever step it stands."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import joinedload

from tracker.capture.matrix_drafts import examine, store_outcome
from tracker.capture.matrix_reasons import Why
from tracker.infra.db import db, write
from tracker.models.take_overs import RowKind, TakeOver, TakeOverState
from tracker.policy.take_overs import can_take_over, visible_take_overs
from tracker.reports.take_overs import list_lines
from tracker.web.access import find, require
from tracker.web.context import actor, asks_part, today
from tracker.web.forms.base import Form
from tracker.web.paging import PAGE_SIZE, after_id, page_of


def find_take_over(take_over_id: int) -> TakeOver:
    """One the actor sees and may carry out."""
    whole = joinedload(TakeOver.draft), joinedload(TakeOver.unit), joinedload(TakeOver.meeting)
    take_over = find(visible_take_overs(actor()).options(*whole), take_over_id)
    require(can_take_over(actor(), take_over.unit_id))
    return take_over


def read_again(take_over_id: int) -> None:
    """Read the matrix with the answers given so far, before anything is held, then keep that."""
    take_over = find_take_over(take_over_id)
    edition = take_over.draft.edition
    try:
        outcome = examine(take_over, actor(), today=today())
    except LookupError:
        return
    with write(db.session()):
        take_over = find_take_over(take_over_id)
        take_over.require(TakeOverState.DRAFT)
        store_outcome(take_over, outcome, edition=edition, today=today())


def take_over_page(take_over_id: int, form: Form, kind: RowKind | None) -> ResponseReturnValue:
    """Progress while it runs; else what becomes of its rows, or what has to be said first."""
    take_over = find_take_over(take_over_id)
    if take_over.state in {TakeOverState.RUNNING, TakeOverState.UNDOING}:
        part = "take_overs/_progress.html" if asks_part() else "take_overs/running.html"
        return render_template(part, take_over=take_over, form=form), form.http_status
    if asks_part():  # what the waiting page asks for has ended: it shows the whole anew
        return "", 200, {"HX-Refresh": "true"}
    if take_over.state is TakeOverState.DRAFT and not take_over.draft.columns:
        step = "columns" if take_over.draft.sheet_id else "sheets"
        return redirect(url_for(f"take_over_drafts.{step}", take_over_id=take_over_id), 303)
    lines = list_lines(
        db.session(), take_over, kind=kind, limit=PAGE_SIZE + 1, after=after_id() or 0
    )
    page = render_template(
        "take_overs/show.html",
        take_over=take_over,
        draft=take_over.draft,
        kind=kind,
        kinds=list(RowKind),
        page=page_of(lines, lambda line: [line.number]),
        sentence_of=reason_sentence,
        form=form,
    )
    return page, form.http_status


def reason_sentence(reason: dict[str, Any]) -> str:
    """A reason as a sentence, with the cell it stands in."""
    places = {name: str(value) for name, value in reason.items() if name not in {"why", "cell"}}
    message = Why(reason["why"]).label
    words = gettext(message, **places) if places else gettext(message)
    return f"{reason['cell']}: {words}" if "cell" in reason else words
