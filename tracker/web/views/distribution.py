"""Pendistribusian: a sealed notula goes out by mail, in one act, to those who were ticked."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy import select

from tracker.documents.distribution import distribute
from tracker.infra.db import db
from tracker.models.carbon_copies import CarbonCopy
from tracker.policy.distribution import can_distribute
from tracker.reports.distribution import addressees, sealed_minutes
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now, settings, today
from tracker.web.distribution_page import distribution_page
from tracker.web.forms.base import Form
from tracker.web.forms.distribution import CarbonCopyForm, DistributionForm
from tracker.web.saving import attempt

views = Blueprint("distribution", __name__, url_prefix="/rapat/<int:meeting_id>/distribusi")


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, DistributionForm())


@views.post("")
def create(meeting_id: int) -> ResponseReturnValue:
    """Sending twice is an act of its own: what was posted once more mails nobody again."""
    find_meeting(meeting_id, can_distribute)
    form = DistributionForm.from_request()
    queued = attempt(form, lambda: _send(meeting_id, form)) if form.validate() else None
    if queued is None:
        return _page(meeting_id, form)
    if queued:
        flash(ngettext("%(num)d surel masuk antrean.", "%(num)d surel masuk antrean.", queued))
    else:
        flash(gettext("Surel ini sudah masuk antrean sebelumnya. Tidak ada yang dikirim dua kali."))
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor="pengiriman"), 303)


@views.post("/tembusan")
def add_copy(meeting_id: int) -> ResponseReturnValue:
    find_meeting(meeting_id, can_distribute)
    form = CarbonCopyForm.from_request()
    if form.validate() and attempt(form, lambda: _add_copy(meeting_id, form)):
        flash(gettext("Tembusan ditambahkan."))
        return redirect(url_for(".show", meeting_id=meeting_id, _anchor="tembusan"), 303)
    return _page(meeting_id, DistributionForm(), form)


@views.post("/tembusan/<int:copy_id>/penghapusan")
def remove_copy(meeting_id: int, copy_id: int) -> ResponseReturnValue:
    form = Form()
    if attempt(form, lambda: _remove_copy(meeting_id, copy_id)):
        flash(gettext("Tembusan dihapus."))
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor="tembusan"), 303)


def _send(meeting_id: int, form: DistributionForm) -> int:
    """Whoever cannot be reached any more, or was never on the list, is left out."""
    meeting = find_meeting(meeting_id, can_distribute)
    document = sealed_minutes(db.session(), meeting) or abort(409)
    wanted = set(form.penerima.data or ())
    people = addressees(db.session(), meeting, document, on=today())
    chosen = [(p.key, p.recipient) for p in people if p.key in wanted and not p.recipient.problem]
    return distribute(
        db.session(),
        document,
        chosen,
        occasion=form.seen.data or 0,
        settings=settings(),
        by=actor().user_id,
        at=now(),
    )


def _add_copy(meeting_id: int, form: CarbonCopyForm) -> bool:
    meeting = find_meeting(meeting_id, can_distribute)
    CarbonCopy.add(db.session(), by=actor().user_id, at=now(), meeting=meeting, **form.values())
    return True


def _remove_copy(meeting_id: int, copy_id: int) -> bool:
    meeting = find_meeting(meeting_id, can_distribute)
    copy = find(select(CarbonCopy).where(CarbonCopy.meeting_id == meeting.id), copy_id)
    copy.remove(by=actor().user_id, at=now())
    return True


def _page(
    meeting_id: int, form: DistributionForm, copy_form: CarbonCopyForm | None = None
) -> ResponseReturnValue:
    chosen: Sequence[str] | None = form.penerima.data if form.errors else None
    page = distribution_page(find_meeting(meeting_id, can_distribute), chosen)
    form.seen.now_shows(page.seen)
    shown = copy_form or CarbonCopyForm()
    html = render_template("distribution/show.html", page=page, form=form, copy_form=shown)
    return html, max(form.http_status, shown.http_status)
