"""Serah terima tugas: a list to sign when somebody else takes the desk of an office."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.handover import Hand, print_handover
from tracker.infra.db import db
from tracker.models.organisations import Organisation
from tracker.policy.actions import can_print_handover
from tracker.policy.successions import can_plan_successions
from tracker.web import choices
from tracker.web.access import require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.handover import HandoverForm
from tracker.web.saving import attempt

views = Blueprint("handover", __name__, url_prefix="/serah-terima")


@views.get("")
def new() -> ResponseReturnValue:
    return _page(_form())


@views.post("")
def create() -> ResponseReturnValue:
    form = _form()
    if form.validate() and (printout_id := attempt(form, lambda: _print(form))):
        return redirect(url_for("printouts.show", printout_id=printout_id), 303)
    return _page(form)


def _form() -> HandoverForm:
    """Offers the organisations whose tasks the actor may print."""
    require(actor().is_secretariat or actor().is_agency)
    form = HandoverForm.from_request()
    every = choices.organisations(today())
    own = [one for one in every if can_print_handover(actor(), one[0])]
    asked = [("", gettext("Pilih instansi"))] if len(own) > 1 else []
    form.organisation_id.choices = [*asked, *own]
    return form


def _page(form: HandoverForm) -> ResponseReturnValue:
    may_plan = can_plan_successions(actor())
    return render_template("handover/new.html", form=form, may_plan=may_plan), form.http_status


def _print(form: HandoverForm) -> int:
    organisation = db.session.get_one(Organisation, form.organisation_id.data)
    require(can_print_handover(actor(), organisation.id))
    printout = print_handover(
        db.session(),
        organisation,
        giver=Hand(form.giver_name.data or "", form.giver_position.data or ""),
        taker=Hand(form.taker_name.data or "", form.taker_position.data or ""),
        by=actor(),
        at=now(),
        zone=settings().zone,
    )
    return printout.id
