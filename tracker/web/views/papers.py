"""Naskah rapat: every paper of a meeting, and printing those that are no notula."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import defer

from tracker.documents.attendance_lists import print_attendance_list, print_blank_form
from tracker.documents.meeting_summaries import print_summary
from tracker.documents.official.excerpts import begin_excerpts
from tracker.documents.short_minutes import print_short_minutes
from tracker.infra.db import db
from tracker.models.documents import Document
from tracker.models.meetings import Meeting
from tracker.models.users import User
from tracker.policy.documents import can_print_papers, can_print_summary, visible_documents
from tracker.policy.meetings import visible_meetings
from tracker.policy.official_papers import can_write_official_papers
from tracker.reports.official_papers import written_papers
from tracker.reports.standing import became
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.papers import BlankListForm, PaperForm
from tracker.web.paging import PAGE_SIZE, after_id, page_of
from tracker.web.readings import opened
from tracker.web.saving import attempt

WRITTEN = 10

views = Blueprint("papers", __name__, url_prefix="/rapat/<int:meeting_id>/naskah")


@views.get("")
def index(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, PaperForm())


@views.get("/daftar-hadir-kosong")
def new_blank_list(meeting_id: int) -> ResponseReturnValue:
    return _blank_list_page(find_meeting(meeting_id, can_print_papers), BlankListForm())


@views.post("/daftar-hadir-kosong")
def print_blank_list(meeting_id: int) -> ResponseReturnValue:
    meeting, form = find_meeting(meeting_id, can_print_papers), BlankListForm.from_request()
    if form.validate() and (
        document_id := attempt(form, lambda: _print_blank(meeting_id, form.extra_rows.data))
    ):
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _blank_list_page(meeting, form)


@views.post("/daftar-hadir")
def print_attendance(meeting_id: int) -> ResponseReturnValue:
    form = PaperForm()
    if document_id := attempt(form, lambda: _print_attendance(meeting_id)):
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(meeting_id, form)


@views.post("/notula-ringkas")
def print_short(meeting_id: int) -> ResponseReturnValue:
    form = PaperForm()
    if document_id := attempt(form, lambda: _print_short(meeting_id)):
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(meeting_id, form)


@views.post("/ringkasan")
def print_one_page(meeting_id: int) -> ResponseReturnValue:
    """How the meeting stands now, for who asks."""
    form = PaperForm()
    if printout_id := attempt(form, lambda: _print_one_page(meeting_id)):
        return redirect(url_for("printouts.show", printout_id=printout_id), 303)
    return _page(meeting_id, form)


@views.post("/petikan")
def begin_all_excerpts(meeting_id: int) -> ResponseReturnValue:
    """Petikan kesepakatan for every organisation with a share in the work, in one step."""
    form = PaperForm()
    if number := attempt(form, lambda: _begin_excerpts(meeting_id)):
        flash(gettext("%(number)s draf petikan tersusun, satu untuk tiap instansi.", number=number))
        return redirect(url_for(".index", meeting_id=meeting_id), 303)
    return _page(meeting_id, form)


def _print_blank(meeting_id: int, extra_rows: int | None) -> int:
    meeting = find_meeting(meeting_id, can_print_papers)
    by, at = actor().user_id, now()
    return print_blank_form(db.session(), meeting, extra_rows=extra_rows, by=by, at=at).id


def _print_attendance(meeting_id: int) -> int:
    meeting, base_url = find_meeting(meeting_id, can_print_papers), settings().base_url
    by, at = actor().user_id, now()
    return print_attendance_list(db.session(), meeting, by=by, at=at, base_url=base_url).id


def _print_short(meeting_id: int) -> int:
    meeting, base_url = find_meeting(meeting_id, can_print_papers), settings().base_url
    by, at = actor().user_id, now()
    return print_short_minutes(db.session(), meeting, by=by, at=at, base_url=base_url).id


def _print_one_page(meeting_id: int) -> int:
    meeting, by = find_meeting(meeting_id, can_print_summary), actor()
    opened(Meeting, meeting.id, meeting.security_class)
    return print_summary(db.session(), meeting, by=by, at=now(), zone=settings().zone).id


def _begin_excerpts(meeting_id: int) -> int:
    meeting = find_meeting(meeting_id, can_write_official_papers)
    by, at = actor().user_id, now()
    return len(begin_excerpts(db.session(), meeting, by=by, at=at, on=today()))


def _blank_list_page(meeting: Meeting, form: BlankListForm) -> ResponseReturnValue:
    page = render_template("papers/blank_list.html", meeting=meeting, form=form)
    return page, form.http_status


def _page(meeting_id: int, form: PaperForm) -> ResponseReturnValue:
    """Newest first, each with the name of who made it and what became of it."""
    meeting = find(visible_meetings(actor()), meeting_id)
    name = select(User.name).where(User.id == Document.created_by).scalar_subquery()
    papers = visible_documents(actor()).where(Document.meeting_id == meeting_id)
    papers = papers.options(defer(Document.snapshot)).add_columns(name, *became())
    if before := after_id():
        papers = papers.where(Document.id < before)
    found = db.session.execute(papers.order_by(Document.id.desc()).limit(PAGE_SIZE + 1)).all()
    written = db.session.execute(written_papers(actor(), meeting_id).limit(WRITTEN + 1)).all()
    page = render_template(
        "papers/index.html",
        meeting=meeting,
        form=form,
        page=page_of(found, lambda row: [row[0].id]),
        written=written[:WRITTEN],
        more_written=len(written) > WRITTEN,
        may_print=can_print_papers(actor(), meeting),
        may_summarise=can_print_summary(actor(), meeting),
    )
    return page, form.http_status
