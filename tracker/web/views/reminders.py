"""Pengingat: what went out by itself and what will, and who has not reported this month."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.organisations import Organisation
from tracker.models.reminder_pauses import pauses_ahead
from tracker.policy.reminders import can_read_reminders
from tracker.reports.digest_readers import offices_due
from tracker.reports.reminder_preview import coming_days, sent_reminders
from tracker.reports.reminders import Day, day_of
from tracker.reports.silences import silent_offices, silent_tasks
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings
from tracker.web.paging import PAGE_SIZE, after_id, page_of

views = Blueprint("reminders", __name__)


@views.get("/pengingat")
def index() -> ResponseReturnValue:
    require(can_read_reminders(actor()))
    session, day = db.session(), _day()
    pauses = pauses_ahead(session, day.on)
    awaited = bool(offices_due(session, day.on))
    sent = sent_reminders(session, after=after_id(), limit=PAGE_SIZE + 1)
    return render_template(
        "reminders/index.html",
        coming=coming_days(session, day, pauses, today_too=awaited),
        rules=day.rules,
        pauses=pauses,
        page=page_of(sent, lambda row: [row.digest_id]),
    )


@views.get("/tidak-melapor")
def silent() -> ResponseReturnValue:
    """Every office for the secretariat, for an agency its own."""
    require(can_read_reminders(actor()) or actor().is_agency)
    offices = silent_offices(db.session(), actor(), _day())
    return render_template("reminders/silent.html", offices=offices)


@views.get("/tidak-melapor/<int:organisation_id>")
def silent_office(organisation_id: int) -> ResponseReturnValue:
    require(can_read_reminders(actor()) or organisation_id in actor().agencies)
    office = find(select(Organisation), organisation_id)
    tasks = silent_tasks(db.session(), actor(), organisation_id, _day(), limit=PAGE_SIZE)
    return render_template("reminders/silent_office.html", office=office, tasks=tasks)


def _day() -> Day:
    return day_of(db.session(), now(), settings().zone)
