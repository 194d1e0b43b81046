"""Paraf: the chain is named before submitting, then each official in turn looks and initials."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.initials import give_initials, name_chain, replace_turn
from tracker.models.minutes import UNDER_WORK, Minutes
from tracker.models.users import User
from tracker.policy.minutes import can_initial_minutes, can_submit_minutes
from tracker.reports.records import words_change
from tracker.reports.reviews import checkers
from tracker.web.access import require
from tracker.web.context import actor, now, today
from tracker.web.forms.base import Form
from tracker.web.forms.minutes import StepForm
from tracker.web.forms.reviews import ChainForm, TurnForm
from tracker.web.minutes_page import find_minutes
from tracker.web.saving import attempt

views = Blueprint("initials", __name__, url_prefix="/rapat/<int:meeting_id>/notula/paraf")


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id)


@views.post("")
def create(meeting_id: int) -> ResponseReturnValue:
    form = StepForm()
    if attempt(form, lambda: _initial(meeting_id)):
        flash(gettext("Paraf Anda tercatat."))
        return redirect(url_for("home.show"), 303)
    return _page(meeting_id, step=form)


@views.post("/rangkaian")
def update(meeting_id: int) -> ResponseReturnValue:
    minutes = _submittable(meeting_id)
    form = _offer_chain(ChainForm.from_request(), minutes)
    if form.validate() and attempt(form, lambda: _name(meeting_id, form.chosen)):
        flash(gettext("Rangkaian paraf tersimpan."))
        return redirect(url_for("minutes.show", meeting_id=meeting_id), 303)
    return _page(meeting_id, chain=form)


@views.post("/pengganti")
def replace(meeting_id: int) -> ResponseReturnValue:
    form = _offer_turn(TurnForm.from_request(), _submittable(meeting_id))
    if form.validate() and attempt(form, lambda: _replace(meeting_id, form)):
        flash(gettext("Pejabat pemberi paraf diganti."))
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _page(meeting_id, turn=form)


def _submittable(meeting_id: int) -> Minutes:
    minutes = find_minutes(meeting_id)
    require(can_submit_minutes(actor(), minutes))
    return minutes


def _initial(meeting_id: int) -> bool:
    minutes = find_minutes(meeting_id)
    minutes.meeting.hold()
    minutes.hold()
    require(minutes.turn is None or can_initial_minutes(actor(), minutes))
    seen = words_change(db.session(), meeting_id)
    give_initials(minutes, seen=seen, by=actor(), at=now())
    return True


def _name(meeting_id: int, user_ids: list[int]) -> bool:
    users = [db.session.get_one(User, user_id) for user_id in user_ids]
    name_chain(_submittable(meeting_id), users, by=actor().user_id, at=now())
    return True


def _replace(meeting_id: int, form: TurnForm) -> bool:
    user = db.session.get_one(User, form.user_id.data)
    reason = form.reason.data or ""
    replace_turn(_submittable(meeting_id), user, reason, by=actor().user_id, at=now())
    return True


def _page(
    meeting_id: int,
    *,
    step: Form | None = None,
    chain: ChainForm | None = None,
    turn: TurnForm | None = None,
) -> ResponseReturnValue:
    """Whoever sees the minutes sees the chain; who submits them names it, or its new holder."""
    minutes = find_minutes(meeting_id)
    may_name = can_submit_minutes(actor(), minutes)
    forms = {
        "step": step or StepForm(),
        "chain": _fresh(chain, may_name and minutes.state in UNDER_WORK, _stored_chain, minutes),
        "turn": _fresh(turn, may_name and minutes.turn is not None, _new_turn, minutes),
    }
    page = render_template(
        "initials/show.html",
        minutes=minutes,
        may_initial=can_initial_minutes(actor(), minutes),
        **forms,
    )
    return page, max(form.http_status for form in forms.values() if form)


def _fresh(
    form: Form | None, wanted: bool, fill: Callable[[Minutes], Form], minutes: Minutes
) -> Form | None:
    return form or (fill(minutes) if wanted else None)


def _stored_chain(minutes: Minutes) -> ChainForm:
    named = [step.user_id for step in minutes.chain]
    places = dict(zip(("first", "second", "third"), named, strict=False))
    return _offer_chain(ChainForm(data=places), minutes)


def _new_turn(minutes: Minutes) -> TurnForm:
    return _offer_turn(TurnForm(), minutes)


def _offer_chain(form: ChainForm, minutes: Minutes) -> ChainForm:
    able = checkers(db.session(), minutes, on=today())
    for field in (form.first, form.second, form.third):
        field.choices = [("", gettext("Tidak perlu")), *able]
    return form


def _offer_turn(form: TurnForm, minutes: Minutes) -> TurnForm:
    named = {step.user_id for step in minutes.chain}
    able = checkers(db.session(), minutes, on=today())
    form.user_id.choices = [choice for choice in able if choice[0] not in named]
    return form
