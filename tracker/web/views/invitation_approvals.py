"""The letter's approval: within the application, returned with a note, or signed on paper."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.invitations import print_letter
from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.attachments import attach
from tracker.models.errors import DomainError
from tracker.models.files import FileKind
from tracker.models.invitations import Invitation, invitation_of
from tracker.models.meetings import Meeting
from tracker.policy.invitations import (
    can_approve_invitation,
    can_write_invitation,
    visible_invitations,
)
from tracker.reports.records import last_change
from tracker.web.access import find_meeting, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.invitations import SeenForm, SignedForm
from tracker.web.forms.minutes import ReturnForm
from tracker.web.invitation_page import invitation_page, may_approve
from tracker.web.saving import attempt
from tracker.web.uploads import keep_uploads

views = Blueprint("invitation_approvals", __name__, url_prefix="/rapat/<int:meeting_id>/undangan")


@views.get("/persetujuan")
def new(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, SeenForm(), ReturnForm())


@views.post("/persetujuan")
def create(meeting_id: int) -> ResponseReturnValue:
    """Approves what was read: a letter that changed meanwhile has to be read again."""
    form = SeenForm.from_request()
    _asked(meeting_id)
    if attempt(form, lambda: _approve(meeting_id, form.seen.data or 0)):
        flash(gettext("Surat undangan disetujui. Sekretariat kini dapat mengirimkannya."))
        return redirect(url_for("home.show"), 303)
    return _page(meeting_id, form, ReturnForm())


@views.post("/pengembalian")
def give_back(meeting_id: int) -> ResponseReturnValue:
    form = ReturnForm.from_request()
    _asked(meeting_id)
    if form.validate() and attempt(form, lambda: _give_back(meeting_id, form.note.data or "")):
        flash(gettext("Surat undangan dikembalikan kepada sekretariat untuk diperbaiki."))
        return redirect(url_for("home.show"), 303)
    return _page(meeting_id, SeenForm(), form)


@views.get("/tanda-tangan")
def signed(meeting_id: int) -> ResponseReturnValue:
    return _signed_page(SignedForm(), find_meeting(meeting_id, can_write_invitation))


@views.post("/tanda-tangan")
def record_signed(meeting_id: int) -> ResponseReturnValue:
    """The letter was signed on paper or in SRIKANDI: its scan is the proof, and goes out."""
    meeting, form = find_meeting(meeting_id, can_write_invitation), SignedForm.from_request()
    if form.validate():
        kept = keep_uploads(form.proof)
        if not form.proof.errors and attempt(form, lambda: _record(meeting_id, kept)):
            flash(gettext("Surat yang ditandatangani tercatat. Undangan siap dikirim."))
            return redirect(url_for("invitations.show", meeting_id=meeting_id), 303)
    return _signed_page(form, meeting)


def _asked(meeting_id: int) -> Invitation:
    """The letter, for those who approve such letters; that its turn has passed the verb says."""
    found = db.session.scalar(
        visible_invitations(actor()).where(Invitation.meeting_id == meeting_id)
    )
    invitation = found or abort(404)
    require(can_approve_invitation(actor(), invitation))
    return invitation


def _approve(meeting_id: int, seen: int) -> bool:
    invitation = _asked(meeting_id)
    invitation.hold()
    if seen != last_change(db.session(), meeting_id):
        raise DomainError(
            "changed_since_read",
            N_("Undangan ini berubah sejak halaman Anda buka. Baca lagi sebelum menyetujui."),
        )
    invitation.approve(by=actor(), at=now())
    by, at = actor().user_id, now()
    print_letter(db.session(), invitation, by=by, at=at, settings=settings())
    return True


def _give_back(meeting_id: int, note: str) -> bool:
    _asked(meeting_id).give_back(note, by=actor(), at=now())
    return True


def _record(meeting_id: int, kept: Sequence[StoredBytes]) -> bool:
    meeting = find_meeting(meeting_id, can_write_invitation)
    session, by, at = db.session(), actor(), now()
    meeting.hold()
    invitation = invitation_of(session, meeting_id) or abort(404)
    scans = [
        attach(session, meeting, scan, FileKind.INVITATION, by=by.user_id, at=at) for scan in kept
    ]
    invitation.approve_signed(by=by, at=at, on=today(), proof=scans[0] if scans else None)
    return True


def _page(meeting_id: int, form: SeenForm, return_form: ReturnForm) -> ResponseReturnValue:
    """What is approved from here is what this page shows."""
    invitation = _asked(meeting_id)
    form.seen.now_shows(last_change(db.session(), meeting_id))
    page = render_template(
        "invitations/approve.html",
        page=invitation_page(invitation.meeting),
        may_approve=may_approve(invitation),
        form=form,
        return_form=return_form,
    )
    return page, max(form.http_status, return_form.http_status)


def _signed_page(form: SignedForm, meeting: Meeting) -> ResponseReturnValue:
    if invitation_of(db.session(), meeting.id) is None:
        abort(404)
    page = render_template("invitations/signed.html", form=form, meeting=meeting)
    return page, form.http_status
