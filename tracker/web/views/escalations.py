"""Eskalasi: what stands at which level, its letter, and whether it went out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.escalation_letters import print_letter, standing_tasks
from tracker.documents.escalation_words import addressee, is_internal, usual_opening
from tracker.infra.db import db
from tracker.models.escalations import Escalation, EscalationState
from tracker.policy.reminders import (
    can_handle_escalation,
    can_read_reminders,
    visible_escalations,
)
from tracker.reports.escalations import counts_by_state, letters, tasks_of
from tracker.reports.reminders import day_of
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.base import Form, options
from tracker.web.forms.escalations import DropForm, LetterForm, SendingForm
from tracker.web.paging import PAGE_SIZE, after_id, page_of
from tracker.web.saving import attempt, differences

views = Blueprint("escalations", __name__, url_prefix="/eskalasi")

ONE = "/<int:escalation_id>"


@views.before_request
def _secretariat_only() -> None:
    require(can_read_reminders(actor()))


@views.get("")
def index() -> ResponseReturnValue:
    asked = request.args.get("keadaan", "")
    state = EscalationState(asked) if asked in [*EscalationState] else EscalationState.DRAFTED
    found = letters(db.session(), actor(), state, after=after_id(), limit=PAGE_SIZE + 1)
    return render_template(
        "escalations/index.html",
        page=page_of(found, lambda row: [row.escalation_id]),
        state=state,
        counts=counts_by_state(db.session(), actor()),
    )


@views.get(ONE)
def show(escalation_id: int) -> ResponseReturnValue:
    return _page(escalation_id)


@views.post(ONE)
def update(escalation_id: int) -> ResponseReturnValue:
    """Its first paragraph and who signs."""
    _handled(escalation_id)
    form = _with_signatories(LetterForm.from_request())

    def act() -> bool:
        values = form.values()
        version = form.version.data or 0
        _handled(escalation_id).revise(by=actor().user_id, at=now(), version=version, **values)
        return True

    if form.validate() and attempt(form, act):
        flash(gettext("Surat tersimpan."))
        return redirect(url_for(".show", escalation_id=escalation_id), 303)
    return _page(escalation_id, letter=form)


@views.post(f"{ONE}/cetakan")
def print_out(escalation_id: int) -> ResponseReturnValue:
    form = Form()
    _handled(escalation_id)

    def act() -> int:
        session, at = db.session(), now()
        day = day_of(session, at, settings().zone)
        letter = _handled(escalation_id)
        return print_letter(session, letter, by=actor(), day=day, at=at).id

    if printout_id := attempt(form, act):
        return redirect(url_for("printouts.show", printout_id=printout_id), 303)
    return _page(escalation_id, refused=form)


@views.post(f"{ONE}/pengiriman")
def send(escalation_id: int) -> ResponseReturnValue:
    """It went out by hand: its number and date are typed back."""
    form = SendingForm.from_request()
    _handled(escalation_id)

    def act() -> bool:
        number, on = form.number.data or "", form.dated_on.data or today()
        version, by = form.version.data or 0, actor().user_id
        letter = _handled(escalation_id)
        letter.mark_sent(number, on, by=by, at=now(), today=today(), version=version)
        return True

    if form.validate() and attempt(form, act):
        flash(gettext("Surat dicatat terkirim."))
        return redirect(url_for(".show", escalation_id=escalation_id), 303)
    return _page(escalation_id, sending=form)


@views.route(f"{ONE}/pembatalan", methods=["GET", "POST"])
def drop(escalation_id: int) -> ResponseReturnValue:
    letter = _handled(escalation_id)
    form = DropForm.from_request(version=letter.version)

    def act() -> bool:
        version, reason = form.version.data or 0, form.reason.data or ""
        _handled(escalation_id).drop(reason, by=actor().user_id, at=now(), version=version)
        return True

    if request.method == "POST" and form.validate() and attempt(form, act):
        flash(gettext("Surat ini tidak jadi dikirim."))
        return redirect(url_for(".show", escalation_id=escalation_id), 303)
    page = render_template("escalations/drop.html", letter=_handled(escalation_id), form=form)
    return page, form.http_status


def _handled(escalation_id: int) -> Escalation:
    letter = find(visible_escalations(actor()), escalation_id)
    require(can_handle_escalation(actor(), letter))
    return letter


def _page(
    escalation_id: int,
    *,
    letter: LetterForm | None = None,
    sending: SendingForm | None = None,
    refused: Form | None = None,
) -> ResponseReturnValue:
    """The letter as it stands; what was refused stands above it."""
    row, session = find(visible_escalations(actor()), escalation_id), db.session()
    may_handle = can_handle_escalation(actor(), row)
    standing = len(standing_tasks(session, actor(), row))
    form = letter or _with_signatories(LetterForm(obj=row))
    given = refused or letter or sending or form
    changed = differences(form, _with_signatories(LetterForm(obj=row))) if form.conflict else []
    page = render_template(
        "escalations/show.html",
        letter=row,
        tasks=tasks_of(session, actor(), row),
        to=addressee(session, row, on=today()),
        is_memo=is_internal(row),
        usual=usual_opening(row, tasks=standing, on=today()),
        form=form,
        sending=sending or SendingForm(version=row.version, dated_on=today()),
        refused=given,
        changed=changed,
        may_handle=may_handle,
    )
    return page, given.http_status


def _with_signatories(form: LetterForm) -> LetterForm:
    """The usual one, or any post of the registers."""
    usual = options([("", gettext("Seperti biasa"))])
    form.signatory_position_id.choices = [*usual, *choices.positions(today())]
    return form
