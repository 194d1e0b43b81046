"""Taking somebody off the list of those invited: who was told hears that he is not called."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.documents.invitations import mail_all
from tracker.infra.db import db
from tracker.models.deliveries import DeliveryKind
from tracker.models.invitations import invitation_of
from tracker.models.invitees import Invitee
from tracker.policy.invitations import can_write_invitation
from tracker.reports.invitations import Called, called
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.meeting_parts import PartForm
from tracker.web.saving import attempt

views = Blueprint(
    "invitees", __name__, url_prefix="/rapat/<int:meeting_id>/undangan/<int:invitee_id>"
)


@views.get("/hapus")
def ask(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    invitee = _listed(meeting_id, invitee_id)
    return _page(PartForm(obj=invitee), invitee)


@views.post("/hapus")
def destroy(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    form, invitee = PartForm.from_request(), _listed(meeting_id, invitee_id)
    if form.validate() and attempt(form, lambda: _remove(meeting_id, invitee_id, form)):
        flash(gettext("Dikeluarkan dari daftar undangan."))
        return redirect(url_for("invitations.show", meeting_id=meeting_id), 303)
    return _page(form, invitee)


def _listed(meeting_id: int, invitee_id: int) -> Invitee:
    meeting = find_meeting(meeting_id, can_write_invitation)
    meeting.require_open()
    return find(select(Invitee).where(Invitee.meeting_id == meeting.id), invitee_id)


def _remove(meeting_id: int, invitee_id: int, form: PartForm) -> bool:
    invitee, session, by, at = _listed(meeting_id, invitee_id), db.session(), actor().user_id, now()
    invitee.expect(form.version.data or 0)
    if _is_called(invitee):
        invitation = invitation_of(session, meeting_id) or abort(404)
        invitation.recall(by=by, at=at)
        kind = DeliveryKind.MEETING_CANCELLED
        mail_all(session, kind, invitation, [_call_of(invitee)], settings(), by=by, at=at)
    invitee.remove(by=by, at=at)
    return True


def _is_called(invitee: Invitee) -> bool:
    """He was told, and still expects a meeting."""
    return invitee.told is not None and invitee.meeting.is_expected(on=today())


def _call_of(invitee: Invitee) -> Called:
    calls = called(db.session(), invitee.meeting, on=today())
    return next(call for call in calls if call.invitee is invitee)


def _page(form: PartForm, invitee: Invitee) -> ResponseReturnValue:
    form.version.now_shows(invitee.version)
    page = render_template(
        "invitations/remove.html", form=form, call=_call_of(invitee), is_called=_is_called(invitee)
    )
    return page, form.http_status
