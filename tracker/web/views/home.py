"""Beranda: first what waits for you, then how things stand."""

from dataclasses import asdict

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.models.assignment_states import AssignmentState
from tracker.reports.administration import overview
from tracker.reports.assignments import Standing
from tracker.reports.duties import Heap, Narrowed, by_heap, duties
from tracker.reports.figures import figures, without_lead
from tracker.reports.invitations import awaiting_answer, letters_to_approve
from tracker.reports.missing_minutes import missing_minutes
from tracker.reports.official_papers import papers_to_approve
from tracker.reports.queues import claims, latest_approved, open_records, to_check
from tracker.reports.reviews import to_read
from tracker.web.context import actor, now, today
from tracker.web.work_status import row_tag

views = Blueprint("home", __name__)

QUEUE = 5
DUTIES = 10
MOST_BARS = 10


@views.get("/")
def show() -> ResponseReturnValue:
    """The desk of the first role held; the others are one entry of the menu away."""
    if actor().is_secretariat:
        return _secretariat()
    if actor().is_leader:
        return _leader()
    if actor().is_agency:
        return _agency()
    return _admin() if actor().is_admin else render_template("home/without_role.html")


def _secretariat() -> str:
    session = db.session()
    return render_template(
        "home/secretariat.html",
        claims=claims(session, actor(), limit=QUEUE),
        waiting=row_tag(AssignmentState.AWAITING, None, today()),
        checks=to_check(session, actor(), limit=QUEUE),
        missing=missing_minutes(session, actor(), today=today(), limit=QUEUE),
        records=open_records(session, actor(), today=today(), limit=QUEUE),
        without_lead=without_lead(session, actor()),
        **_standing(),
    )


def _agency() -> str:
    session = db.session()
    owed = duties(session, actor(), Narrowed(), at=now(), today=today(), limit=DUTIES)
    return render_template(
        "home/agency.html",
        readings=to_read(session, actor(), now=now(), limit=QUEUE),
        invited=awaiting_answer(session, actor(), on=today(), limit=QUEUE),
        numbers=owed.numbers,
        by_heap=by_heap(owed.rows, today()),
        more=owed.numbers[Heap.PENDING] > len(owed.rows),
    )


def _leader() -> str:
    session = db.session()
    return render_template(
        "home/leader.html",
        checks=to_check(session, actor(), limit=QUEUE),
        readings=to_read(session, actor(), now=now(), limit=QUEUE),
        letters=letters_to_approve(session, actor(), limit=QUEUE),
        papers=papers_to_approve(session, actor(), limit=QUEUE),
        invited=awaiting_answer(session, actor(), on=today(), limit=QUEUE),
        approved=latest_approved(session, actor(), limit=3),
        **_standing(),
    )


def _admin() -> str:
    return render_template("home/admin.html", overview=overview(db.session()))


def _standing() -> dict[str, object]:
    """The figures, and a bar for each organisation with overdue work, leading to that work."""
    counted = figures(db.session(), actor(), today=today())
    late = Standing.OVERDUE.value
    bars = [
        {
            **asdict(share),
            "url": url_for("assignments.index", keadaan=late, instansi=share.organisation_id),
        }
        for share in counted.late_shares[:MOST_BARS]
    ]
    return {"figures": counted, "bars": bars}
