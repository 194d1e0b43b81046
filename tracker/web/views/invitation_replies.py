"""Hadir, diwakili or berhalangan: by the link of the mail without an account, or signed in."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.documents.invitations import facts_in_words, invitee_of
from tracker.infra.db import db
from tracker.models.invitation_words import facts_of
from tracker.models.invitees import Invitee, answer_invitation, latest_reply
from tracker.models.meetings import NAMED_ACCESS
from tracker.models.sign_ins import LINKS
from tracker.policy.invitations import can_answer_invitation
from tracker.policy.meetings import visible_meetings
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.errors import page
from tracker.web.forms.invitations import ReplyForm
from tracker.web.guesses import guesses_too_much
from tracker.web.saving import attempt

views = Blueprint("invitation_replies", __name__)


@views.get("/undangan/<token>")
def show(token: str) -> ResponseReturnValue:
    """Looking answers nothing: mail programs look too."""
    invitee = _linked(token)
    return _public_page(invitee, _stored(invitee)) if invitee else _unknown(token)


@views.post("/undangan/<token>")
def use(token: str) -> ResponseReturnValue:
    invitee = _linked(token)
    if invitee is None:
        return _unknown(token)
    form = ReplyForm.from_request()
    if _is_open(invitee) and form.validate() and attempt(form, lambda: _answer_link(token, form)):
        flash(gettext("Terima kasih, jawaban Anda tersimpan."))
        return redirect(url_for(".show", token=token), 303)
    return _public_page(invitee, form)


@views.get("/rapat/<int:meeting_id>/undangan/<int:invitee_id>/jawaban")
def edit(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    invitee = _own(meeting_id, invitee_id)
    return _page(invitee, _stored(invitee))


@views.post("/rapat/<int:meeting_id>/undangan/<int:invitee_id>/jawaban")
def update(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    """By who is of the invited organisation, or by the secretariat for an answer by telephone."""
    invitee, form = _own(meeting_id, invitee_id), ReplyForm.from_request()

    def act() -> bool:
        return _answer(_own(meeting_id, invitee_id), form, by=actor().user_id)

    if _is_open(invitee) and form.validate() and attempt(form, act):
        flash(gettext("Jawaban tersimpan."))
        return redirect(url_for("invitations.show", meeting_id=meeting_id), 303)
    return _page(invitee, form)


def _linked(token: str) -> Invitee | None:
    """Whoever the link was made for, while still on the list."""
    invitee_id = invitee_of(settings(), token)
    return db.session.scalar(
        select(Invitee).where(Invitee.id == invitee_id, Invitee.told.is_not(None))
    )


def _own(meeting_id: int, invitee_id: int) -> Invitee:
    meeting = find(visible_meetings(actor()), meeting_id)
    invitee = find(select(Invitee).where(Invitee.meeting_id == meeting.id), invitee_id)
    require(can_answer_invitation(actor(), invitee))
    return invitee


def _is_open(invitee: Invitee) -> bool:
    return invitee.meeting.is_expected(on=today())


def _answer_link(token: str, form: ReplyForm) -> bool:
    invitee = _linked(token) or abort(404)
    return _answer(invitee, form, by=None)


def _answer(invitee: Invitee, form: ReplyForm, *, by: int | None) -> bool:
    invitee.hold()
    if _is_open(invitee):  # else the page says why not
        answer_invitation(invitee, by=by, at=now(), **form.data)
    return True


def _stored(invitee: Invitee) -> ReplyForm:
    return ReplyForm(obj=latest_reply(db.session(), invitee))


def _public_page(invitee: Invitee, form: ReplyForm) -> ResponseReturnValue:
    shown = render_template("invitation_replies/show.html", form=form, **_told(invitee))
    return shown, form.http_status


def _page(invitee: Invitee, form: ReplyForm) -> ResponseReturnValue:
    shown = render_template("invitation_replies/edit.html", form=form, **_told(invitee))
    return shown, form.http_status


def _told(invitee: Invitee) -> dict[str, object]:
    """What the page says beside the form; the subject is its heading, unless it is closed."""
    meeting = invitee.meeting
    closed = meeting.security_class in NAMED_ACCESS
    facts = facts_in_words(facts_of(meeting), closed=closed)
    return {
        "invitee": invitee,
        "meeting": meeting,
        "closed": closed,
        "facts": {label: said for label, said in facts.items() if label != "Acara"},
        "reply": latest_reply(db.session(), invitee),
        "is_open": _is_open(invitee),
        "is_over": meeting.is_over(on=today()),
    }


def _unknown(token: str) -> ResponseReturnValue:
    """Who tries tokens we never made has to wait; who shares his network and holds one has not."""
    if invitee_of(settings(), token) is None and guesses_too_much(LINKS):
        return page(429)
    return render_template("invitation_replies/unknown.html"), 404
