"""Pengesahan: the chair approves, or the head of the unit records that he did."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.sealing import approve_minutes, signatory_of
from tracker.documents.short_minutes import renew_short_minutes
from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.approvals import ApprovalMode
from tracker.models.attachments import attach
from tracker.models.errors import DomainError
from tracker.models.files import FileKind, StoredFile
from tracker.models.initials import require_same_words
from tracker.models.mandates import given_mandate
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes, MinutesState
from tracker.policy.meetings import visible_meetings
from tracker.policy.minutes import can_approve_minutes
from tracker.reports.records import words_change
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.errors import sentence
from tracker.web.forms.minutes import CHANGED, ApprovalForm, ReturnForm
from tracker.web.minutes_page import find_minutes, minutes_page
from tracker.web.saving import attempt
from tracker.web.templating import instant
from tracker.web.uploads import keep_uploads

views = Blueprint("approvals", __name__, url_prefix="/rapat/<int:meeting_id>/notula")


@views.get("/pengesahan")
def new(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, ApprovalForm())


@views.post("/pengesahan")
def create(meeting_id: int) -> ResponseReturnValue:
    """Seals what was read: a record that changed meanwhile has to be read again."""
    form = _form(_approvable(meeting_id))
    if form.validate():
        kept = keep_uploads(form.proof) if form.proof else []
        refused = form.proof and form.proof.errors
        document_id = None if refused else attempt(form, lambda: _approve(meeting_id, form, kept))
        if document_id:
            flash(gettext("Notula disahkan. Naskahnya sedang dicetak."))
            return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(meeting_id, form)


def _approvable(meeting_id: int) -> Minutes:
    minutes = find_minutes(meeting_id)
    require(can_approve_minutes(actor(), minutes))
    _refuse_sealed(minutes)
    return minutes


def _refuse_sealed(minutes: Minutes) -> None:
    """To press the button again is no mistake: it is told that it was heard the first time."""
    if minutes.state is MinutesState.APPROVED:
        raise DomainError(
            "approved_already",
            N_("Notula ini sudah disahkan oleh %(who)s pada %(at)s."),
            who=minutes.approvals[-1].acted_by_name,
            at=instant(minutes.approved_at),
        )


def _form(minutes: Minutes) -> ApprovalForm:
    """The chair only confirms; whoever records an outside approval says how and shows it."""
    form = ApprovalForm.from_request()
    if minutes.meeting.is_chaired_by(actor()):
        del form.mode, form.proof
    return form


def _approve(meeting_id: int, form: ApprovalForm, kept: Sequence[StoredBytes]) -> int:
    minutes, session, by, at = _approvable(meeting_id), db.session(), actor(), now()
    minutes.meeting.hold()
    minutes.hold()
    _refuse_sealed(minutes)
    if form.seen.data != words_change(session, meeting_id):
        raise DomainError("changed_since_read", CHANGED)
    meeting = minutes.meeting
    signatory = signatory_of(session, meeting, today=today())
    document = approve_minutes(
        session,
        minutes,
        by=by,
        at=at,
        mode=form.mode.data if form.mode else ApprovalMode.IN_APP,
        proof=_proof(meeting, kept),
        signatory=signatory,
        on_behalf_of=_mandate(form, signatory.position),
        base_url=settings().base_url,
    )
    renew_short_minutes(session, meeting, by=by.user_id, at=at, base_url=settings().base_url)
    return document.id


def _proof(meeting: Meeting, kept: Sequence[StoredBytes]) -> StoredFile | None:
    session, by, at = db.session(), actor().user_id, now()
    kind = FileKind.APPROVAL_PROOF
    files = [attach(session, meeting, stored, kind, by=by, at=at) for stored in kept]
    return files[0] if files else None


def _mandate(form: ApprovalForm, position: str) -> str:
    signed_for, sub_delegated = form.signed_for.data or "", form.sub_delegated.data or ""
    return given_mandate(db.session(), signed_for, sub_delegated, position=position)


def _page(meeting_id: int, form: ApprovalForm) -> ResponseReturnValue:
    """What is approved from here is what this page shows."""
    newest = words_change(db.session(), meeting_id)
    form.seen.now_shows(newest)
    meeting = find(visible_meetings(actor()), meeting_id)
    shown = minutes_page(meeting, actor())
    minutes = (shown.newest or abort(404)).minutes
    require(can_approve_minutes(actor(), minutes))
    page = render_template(
        "minutes/approve.html",
        page=shown,
        in_app=meeting.is_chaired_by(actor()),
        form=form,
        waits=_waits_for(minutes, newest),
        return_form=ReturnForm(),
    )
    return page, form.http_status


def _waits_for(minutes: Minutes, newest: int) -> str:
    """Whom approval waits for, told before the chair tries; empty when for nobody."""
    try:
        minutes.require_heard(now())
        require_same_words(minutes, newest)
    except DomainError as waits:
        return sentence(waits)
    return ""
