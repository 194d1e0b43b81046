"""Undangan of a meeting: whom it calls, who comes, and the letter until it is approved."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import joinedload

from tracker.documents.invitation_letters import draft_letter
from tracker.documents.invitations import print_letter
from tracker.documents.shared_words import words_of_invitation
from tracker.infra.db import db
from tracker.models.invitations import (
    Invitation,
    InvitationState,
    invitation_of,
    start_invitation,
)
from tracker.models.mandates import given_mandate
from tracker.models.meetings import Meeting
from tracker.models.people import Appointment, typed_signatory
from tracker.policy.invitations import can_write_invitation
from tracker.policy.meetings import visible_meetings
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.invitations import LetterForm, NumberForm
from tracker.web.forms.meetings import AS_RECORDED
from tracker.web.forms.minutes import StepForm
from tracker.web.invitation_letter import posted_letter, stored_letter
from tracker.web.invitation_page import invitation_page
from tracker.web.parts import KINDS
from tracker.web.saving import attempt, differences

views = Blueprint("invitations", __name__, url_prefix="/rapat/<int:meeting_id>/undangan")


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, StepForm())


@views.get("/surat")
def edit(meeting_id: int) -> ResponseReturnValue:
    meeting = find_meeting(meeting_id, can_write_invitation)
    meeting.require_open()
    return _form_page(stored_letter(meeting, invitation_of(db.session(), meeting_id)), meeting)


@views.post("/surat")
def update(meeting_id: int) -> ResponseReturnValue:
    """The first time it is stored the letter begins."""
    find_meeting(meeting_id, can_write_invitation)
    form = posted_letter(invitation_of(db.session(), meeting_id))
    if form.validate() and attempt(form, lambda: _write(meeting_id, form)):
        flash(gettext("Surat undangan tersimpan. Belum ada yang diberi tahu."))
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _form_page(form, find_meeting(meeting_id, can_write_invitation))


@views.post("/nomor")
def number(meeting_id: int) -> ResponseReturnValue:
    find_meeting(meeting_id, can_write_invitation)
    form = NumberForm.from_request()

    def give(letter: Invitation) -> None:
        on = form.dated_on.data
        letter.give_number(form.number.data or "", on, by=actor().user_id, at=now())
        if letter.state is InvitationState.APPROVED:
            print_letter(db.session(), letter, by=actor().user_id, at=now(), settings=settings())

    if form.validate() and attempt(form, lambda: _step(meeting_id, give)):
        flash(gettext("Nomor surat tersimpan."))
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _page(meeting_id, form, number_form=form)


@views.post("/pratinjau")
def preview(meeting_id: int) -> ResponseReturnValue:
    """The letter as a paper, watermarked."""
    find_meeting(meeting_id, can_write_invitation)
    form, by = StepForm(), actor().user_id

    def draw() -> int:
        find_meeting(meeting_id, can_write_invitation)
        letter = invitation_of(db.session(), meeting_id) or abort(404)
        return draft_letter(db.session(), letter, by=by, at=now()).id

    if document_id := attempt(form, draw):
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(meeting_id, form)


@views.post("/pengajuan")
def submit(meeting_id: int) -> ResponseReturnValue:
    return _stepped(
        meeting_id,
        lambda letter: letter.submit(by=actor(), at=now(), on=today()),
        gettext("Surat undangan diajukan untuk disetujui. Belum ada yang diberi tahu."),
    )


@views.post("/penarikan")
def withdraw(meeting_id: int) -> ResponseReturnValue:
    return _stepped(
        meeting_id,
        lambda letter: letter.withdraw(by=actor().user_id, at=now()),
        gettext("Surat undangan kembali menjadi draf dan dapat diubah."),
    )


def _stepped(meeting_id: int, act: Callable[[Invitation], None], done: str) -> ResponseReturnValue:
    find_meeting(meeting_id, can_write_invitation)
    form = StepForm()
    if attempt(form, lambda: _step(meeting_id, act)):
        flash(done)
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _page(meeting_id, form)


def _step(meeting_id: int, act: Callable[[Invitation], None]) -> bool:
    find_meeting(meeting_id, can_write_invitation)
    act(invitation_of(db.session(), meeting_id) or abort(404))
    return True


def _write(meeting_id: int, form: LetterForm) -> bool:
    """What somebody else began meanwhile is not written over."""
    meeting = find_meeting(meeting_id, can_write_invitation)
    session, by, at = db.session(), actor().user_id, now()
    letter = invitation_of(session, meeting_id)
    version = form.version.data or 0
    if letter is None:
        letter = start_invitation(session, meeting, by=by, at=at, signatory=None)
        version = letter.version
    columns = form.letter() | _signature(form, letter)
    columns["on_behalf_of"] = given_mandate(
        session,
        form.signed_for.data or "",
        form.sub_delegated.data or "",
        position=columns["signatory_position"],
    )
    letter.write(by=by, at=at, version=version, **columns)
    return True


def _signature(form: LetterForm, letter: Invitation) -> dict[str, str]:
    """As the chosen official signs (Pasal 44 Permendagri 1/2023), or as it was typed."""
    if form.signatory.data == AS_RECORDED:
        signed = letter.signatory
    elif form.signatory.data:
        signed = db.session.get_one(Appointment, int(form.signatory.data)).signature()
    else:
        signed = typed_signatory(
            form.signatory_name.data or "",
            form.signatory_position.data or "",
            rank_grade=form.signatory_rank_grade.data or "",
            employee_number=form.signatory_employee_number.data or "",
        )
    names = ("name", "position", "rank_grade", "employee_number")
    return {f"signatory_{name}": getattr(signed, name) for name in names}


def _page(
    meeting_id: int, form: StepForm | NumberForm, *, number_form: NumberForm | None = None
) -> ResponseReturnValue:
    query = visible_meetings(actor()).options(joinedload(Meeting.organising_unit))
    meeting = find(query, meeting_id)
    stored = {"number": meeting.invitation_number, "dated_on": meeting.invitation_date}
    shown = invitation_page(meeting)
    shares = shown.may_write and shown.is_sent and shown.is_coming
    page = render_template(
        "invitations/show.html",
        page=shown,
        shared_words=words_of_invitation(meeting) if shares else "",
        form=form,
        number_form=number_form or NumberForm(data=stored),
        kind=KINDS["undangan"],
        mail_goes_out=bool(settings().mail_url),
    )
    return page, form.http_status


def _form_page(form: LetterForm, meeting: Meeting) -> ResponseReturnValue:
    letter = invitation_of(db.session(), meeting.id)
    changed = differences(form, stored_letter(meeting, letter)) if form.conflict else []
    page = render_template("invitations/form.html", form=form, meeting=meeting, changed=changed)
    return page, form.http_status
