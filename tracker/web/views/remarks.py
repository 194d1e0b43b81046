"""Tanggapan: the submitted text paragraph by paragraph, what is said about it, and the answers."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.paragraphs import paragraphs
from tracker.documents.sealing import signatory_of
from tracker.infra.db import db
from tracker.models.minutes import Minutes
from tracker.models.people import Signatory
from tracker.models.remarks import Remark, check_minutes, close_window, object_to
from tracker.policy.minutes import (
    can_approve_minutes,
    can_check_minutes,
    can_initial_minutes,
    can_submit_minutes,
)
from tracker.web.access import require
from tracker.web.context import actor, now, today
from tracker.web.forms.base import Form
from tracker.web.forms.minutes import ReturnForm
from tracker.web.forms.reviews import AnswerForm, RemarkForm, WindowForm
from tracker.web.minutes_page import find_minutes
from tracker.web.review_page import offices_of, review_page
from tracker.web.saving import attempt

views = Blueprint("remarks", __name__, url_prefix="/rapat/<int:meeting_id>/notula")


@views.get("/tanggapan")
def index(meeting_id: int) -> ResponseReturnValue:
    """pada: the paragraph to speak about; jawab: the remark to answer."""
    return _page(find_minutes(meeting_id), remark=RemarkForm(anchor=request.args.get("pada")))


@views.post("/tanggapan")
def create(meeting_id: int) -> ResponseReturnValue:
    minutes = find_minutes(meeting_id)
    require(can_check_minutes(actor(), minutes) or bool(offices_of(minutes, actor())))
    form = RemarkForm.from_request()
    if form.validate() and attempt(form, lambda: _say(meeting_id, form)):
        flash(gettext("Tanggapan tersimpan."))
        return redirect(url_for(".index", meeting_id=meeting_id, _anchor="tanggapan"), 303)
    return _page(find_minutes(meeting_id), remark=form)


@views.post("/tanggapan/<int:remark_id>")
def answer(meeting_id: int, remark_id: int) -> ResponseReturnValue:
    _remark(meeting_id, remark_id)
    form = AnswerForm.from_request()
    if form.validate() and attempt(form, lambda: _respond(meeting_id, remark_id, form)):
        flash(gettext("Jawaban tersimpan."))
        return redirect(url_for(".index", meeting_id=meeting_id, _anchor="tanggapan"), 303)
    return _page(find_minutes(meeting_id), answer=form, answering=remark_id)


@views.post("/tanggapan/penutupan")
def close(meeting_id: int) -> ResponseReturnValue:
    _approvable(meeting_id)
    form = WindowForm.from_request()
    if form.validate() and attempt(form, lambda: _close(meeting_id, form.reason.data or "")):
        flash(gettext("Masa tanggapan diakhiri."))
        return redirect(url_for("minutes.show", meeting_id=meeting_id), 303)
    return _page(find_minutes(meeting_id), window=form)


@views.post("/pengembalian")
def give_back(meeting_id: int) -> ResponseReturnValue:
    """Back to the minute taker: out of the checker's sight until it comes again."""
    meeting = _checkable(meeting_id).meeting
    form = ReturnForm.from_request()
    if form.validate() and attempt(form, lambda: _give_back(meeting_id, form.note.data or "")):
        holder = meeting.minute_taker_name or meeting.organising_unit.name
        flash(gettext("Notula kini ada pada %(who)s untuk diperbaiki.", who=holder))
        return redirect(url_for("home.show"), 303)
    return _page(find_minutes(meeting_id), back=form)


def _approvable(meeting_id: int) -> Minutes:
    minutes = find_minutes(meeting_id)
    require(can_approve_minutes(actor(), minutes))
    return minutes


def _checkable(meeting_id: int) -> Minutes:
    minutes = find_minutes(meeting_id)
    require(can_check_minutes(actor(), minutes))
    return minutes


def _remark(meeting_id: int, remark_id: int) -> Remark:
    minutes = find_minutes(meeting_id)
    require(can_submit_minutes(actor(), minutes))
    return next((r for r in minutes.remarks if r.id == remark_id), None) or abort(404)


def _say(meeting_id: int, form: RemarkForm) -> bool:
    """Who is asked to initial or approve checks; whoever was in the room objects."""
    minutes = find_minutes(meeting_id)
    known = {p.anchor: p.text for p in paragraphs(db.session(), meeting_id)}
    anchor = form.anchor.data if form.anchor.data in known else ""
    said = {"anchor": anchor, "quote": known.get(anchor, ""), "body": form.body.data or ""}
    if can_check_minutes(actor(), minutes):
        check_minutes(minutes, **said, by=actor(), at=now())
        return True
    offices = [office for office, _ in offices_of(minutes, actor())]
    require(bool(offices))
    office = form.office.data if form.office.data in offices else offices[0]
    object_to(minutes, **said, organisation_id=office, by=actor(), at=now())
    return True


def _respond(meeting_id: int, remark_id: int, form: AnswerForm) -> bool:
    remark = _remark(meeting_id, remark_id)
    remark.respond(form.outcome.data, form.answer.data or "", by=actor().user_id, at=now())
    return True


def _close(meeting_id: int, reason: str) -> bool:
    close_window(_approvable(meeting_id), reason, by=actor(), at=now())
    return True


def _give_back(meeting_id: int, note: str) -> bool:
    """Whose initials are awaited returns under his own name, else it is the chair's."""
    minutes = _checkable(meeting_id)
    initials = can_initial_minutes(actor(), minutes)
    own = Signatory(actor().name, actor().office)
    chair = signatory_of(db.session(), minutes.meeting, today=today())
    minutes.give_back(note, by=actor(), at=now(), signatory=own if initials else chair)
    return True


def _page(
    minutes: Minutes,
    *,
    remark: RemarkForm | None = None,
    answer: AnswerForm | None = None,
    answering: int | None = None,
    window: WindowForm | None = None,
    back: ReturnForm | None = None,
) -> ResponseReturnValue:
    shown = review_page(minutes, actor(), at=now())
    remark = remark or RemarkForm()
    remark.office.choices = list(shown.offices)
    forms: dict[str, Form] = {
        "remark_form": remark,
        "answer_form": answer or AnswerForm(),
        "window_form": window or WindowForm(),
        "return_form": back or ReturnForm(),
    }
    page = render_template(
        "remarks/index.html",
        page=shown,
        answering=answering or request.args.get("jawab", type=int),
        **forms,
    )
    return page, max(form.http_status for form in forms.values())
