"""Pertanyaan verifikator: one question about a claim, and the agency's answer to it."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.assignments import Assignment
from tracker.models.files import FileKind, stored_file
from tracker.models.questions import Question, answer_question, ask
from tracker.policy.actions import can_report_for, can_rule_for, visible_assignments
from tracker.web.access import find, require
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, now
from tracker.web.forms.answers import AnswerForm, QuestionForm
from tracker.web.forms.assignments import QUEUE
from tracker.web.saving import attempt
from tracker.web.uploads import keep_uploads
from tracker.web.verification_desk import desk_page, next_claim, place_of

views = Blueprint("questions", __name__)


@views.post("/tugas/<int:assignment_id>/pertanyaan")
def create(assignment_id: int) -> ResponseReturnValue:
    place = place_of(_ruled_by_actor(assignment_id))
    form = QuestionForm.from_request()
    at_desk = form.back.data == QUEUE

    def act() -> Question:
        assignment = _ruled_by_actor(assignment_id)
        assignment.require_claim(form.claim.data or 0)
        return ask(assignment, form.body.data or "", by=actor(), at=now())

    if not form.validate() or attempt(form, act) is None:
        return desk_page(assignment_id, form) if at_desk else assignment_page(assignment_id, form)
    flash(gettext("Pertanyaan terkirim; laporan ini menunggu jawaban instansi."))
    if at_desk and place:
        return redirect(next_claim(place), 303)
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@views.post("/tugas/<int:assignment_id>/pertanyaan/jawaban")
def answer(assignment_id: int) -> ResponseReturnValue:
    _own(assignment_id)
    form = AnswerForm.from_request()
    if form.validate():
        kept = keep_uploads(form.files)
        refused = (
            form.files.errors or attempt(form, lambda: _answer(form, kept, assignment_id)) is None
        )
        if not refused:
            flash(gettext("Jawaban terkirim; sekretariat melanjutkan pemeriksaannya."))
            return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
    return assignment_page(assignment_id, form)


def _ruled_by_actor(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_rule_for(actor(), assignment))
    return assignment


def _own(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_report_for(actor(), assignment))
    return assignment


def _answer(form: AnswerForm, kept: Sequence[StoredBytes], assignment_id: int) -> Question:
    assignment = _own(assignment_id)
    mine = partial(
        stored_file,
        db.session(),
        kind=FileKind.EVIDENCE,
        by=actor().user_id,
        at=now(),
        assignment_id=assignment_id,
    )
    return answer_question(
        assignment,
        form.answer.data or "",
        by=actor(),
        at=now(),
        files=[mine(stored=one) for one in kept],
        link=(form.link.data or "").strip(),
    )
