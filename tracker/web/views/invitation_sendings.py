"""What goes out: the invitation, what changed since, and a reminder; seen before it is sent."""

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from tracker.documents.invitations import (
    attached_letter,
    change_kind,
    compose,
    mail_all,
    print_letter,
    require_letter,
    tell_changes,
)
from tracker.infra.db import db
from tracker.infra.text import N_
from tracker.models.deliveries import DeliveryKind
from tracker.models.errors import DomainError
from tracker.models.invitations import Invitation, InvitationState, invitation_of
from tracker.policy.invitations import can_write_invitation
from tracker.reports.invitations import Called, called
from tracker.reports.records import last_change
from tracker.web.access import find_meeting
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.invitations import SeenForm
from tracker.web.invitation_page import InvitationPage, invitation_page
from tracker.web.saving import attempt

views = Blueprint("invitation_sendings", __name__, url_prefix="/rapat/<int:meeting_id>/undangan")


@views.get("/pengiriman")
def new(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, SeenForm(), changes=False)


@views.post("/pengiriman")
def create(meeting_id: int) -> ResponseReturnValue:
    """To everybody, or once the letter is out, to those who came onto the list later."""
    form = SeenForm.from_request()
    find_meeting(meeting_id, can_write_invitation)
    # Kept even when the sending has to wait for it: whoever came onto the list stands in it too.
    printed = attempt(form, lambda: _seen(meeting_id, form, _print))
    sent = attempt(form, lambda: _seen(meeting_id, form, _send)) if printed is not None else None
    if sent is not None:
        _say_sent(sent)
        return redirect(url_for("invitations.show", meeting_id=meeting_id), 303)
    return _page(meeting_id, form, changes=False)


@views.get("/perubahan")
def changes(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, SeenForm(), changes=True)


@views.post("/perubahan")
def tell(meeting_id: int) -> ResponseReturnValue:
    form = SeenForm.from_request()
    find_meeting(meeting_id, can_write_invitation)
    sent = attempt(form, lambda: _seen(meeting_id, form, _tell))
    if sent is not None:
        _say_sent(sent)
        return redirect(url_for("invitations.show", meeting_id=meeting_id), 303)
    return _page(meeting_id, form, changes=True)


@views.post("/pengingat")
def remind(meeting_id: int) -> ResponseReturnValue:
    form = SeenForm.from_request()
    find_meeting(meeting_id, can_write_invitation)
    sent = attempt(form, lambda: _remind(_letter(meeting_id)))
    if sent is None:
        for refusal in form.form_errors:
            flash(refusal, "warning")
    else:
        _say_sent(sent)
    return redirect(url_for("invitations.show", meeting_id=meeting_id), 303)


def _letter(meeting_id: int) -> Invitation:
    find_meeting(meeting_id, can_write_invitation)
    return invitation_of(db.session(), meeting_id) or abort(404)


def _seen(meeting_id: int, form: SeenForm, act: Callable[[Invitation], int]) -> int:
    """Only what the page before showed goes out."""
    invitation = _letter(meeting_id)
    invitation.hold()
    if form.seen.data != last_change(db.session(), meeting_id):
        raise DomainError(
            "changed_since_read",
            N_("Undangan ini berubah sejak halaman Anda buka. Periksa lagi sebelum mengirim."),
        )
    return act(invitation)


def _print(invitation: Invitation) -> int:
    print_letter(db.session(), invitation, by=actor().user_id, at=now(), settings=settings())
    return 0


def _send(invitation: Invitation) -> int:
    session, by, at = db.session(), actor().user_id, now()
    require_letter(session, invitation)
    calls = called(session, invitation.meeting, on=today())
    invitees = [call.invitee for call in calls]
    if invitation.state is InvitationState.SENT:
        calls = [call for call in calls if not call.is_told]
        invitation.send_more(invitees, by=by, at=at, on=today())
    else:
        invitation.send(invitees, by=by, at=at, on=today())
    kind = DeliveryKind.INVITATION
    return mail_all(session, kind, invitation, calls, settings(), by=by, at=at)


def _tell(invitation: Invitation) -> int:
    session, by = db.session(), actor().user_id
    calls = called(session, invitation.meeting, on=today())
    return tell_changes(session, invitation, calls, settings(), by=by, at=now(), on=today())


def _remind(invitation: Invitation) -> int:
    session, by, at = db.session(), actor().user_id, now()
    invitation.remind(by=by, at=at, on=today())
    calls = called(session, invitation.meeting, on=today())
    silent = [call for call in calls if call.is_told and call.reply is None]
    kind, again = DeliveryKind.INVITATION_REMINDER, f":{today()}"
    return mail_all(session, kind, invitation, silent, settings(), by=by, at=at, again=again)


def _say_sent(sent: int) -> None:
    if sent == 0:
        flash(gettext("Tersimpan. Tidak ada surel; sampaikan sendiri kepada penerimanya."))
    else:
        flash(ngettext("%(num)d surel dikirim.", "%(num)d surel dikirim.", sent))
    if sent and not settings().mail_url:
        flash(gettext("Server surel belum disetel, jadi surel menunggu sampai disetel."), "warning")


def _page(meeting_id: int, form: SeenForm, *, changes: bool) -> ResponseReturnValue:
    """What is sent from here is what this page shows."""
    page = invitation_page(find_meeting(meeting_id, can_write_invitation))
    invitation = page.invitation or abort(404)
    form.seen.now_shows(last_change(db.session(), meeting_id))
    chosen = page.told if changes else page.new if page.is_sent else page.calls
    kind = change_kind(invitation) if changes else DeliveryKind.INVITATION
    shown = render_template(
        "invitations/changes.html" if changes else "invitations/send.html",
        page=page,
        form=form,
        chosen=chosen,
        sample=_sample(page, chosen, kind),
        by_hand=[(call, _mail(page, call, kind)) for call in chosen if not call.has_mail],
        letter_file=None if changes else attached_letter(db.session(), invitation),
        mail_goes_out=bool(settings().mail_url),
    )
    return shown, form.http_status


def _sample(page: InvitationPage, chosen: Sequence[Called], kind: DeliveryKind) -> object:
    """The mail as the first one gets it; the others differ in name and link."""
    first = next((call for call in chosen if call.has_mail), None)
    return _mail(page, first, kind) if first else None


def _mail(page: InvitationPage, call: Called, kind: DeliveryKind) -> object:
    invitation = page.invitation
    told = invitation.facts if invitation else None
    return invitation and compose(kind, call, invitation, settings(), at=now(), told=told)
