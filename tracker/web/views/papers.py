"""Naskah rapat: every paper of a meeting."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import defer

from tracker.infra.db import db
from tracker.models.documents import Document
from tracker.models.users import User
from tracker.policy.documents import visible_documents
from tracker.policy.meetings import visible_meetings
from tracker.web.access import find
from tracker.web.context import actor
from tracker.web.paging import PAGE_SIZE, cursor, page_of

views = Blueprint("papers", __name__, url_prefix="/rapat/<int:meeting_id>/naskah")


@views.get("")
def index(meeting_id: int) -> ResponseReturnValue:
    """Newest first, each with the name of who made it."""
    meeting = find(visible_meetings(actor()), meeting_id)
    name = select(User.name).where(User.id == Document.created_by).scalar_subquery()
    papers = visible_documents(actor()).where(Document.meeting_id == meeting_id)
    papers = papers.options(defer(Document.snapshot)).add_columns(name)
    if (after := cursor()) and isinstance(after[0], int):
        papers = papers.where(Document.id < after[0])
    found = db.session.execute(papers.order_by(Document.id.desc()).limit(PAGE_SIZE + 1)).all()
    page = page_of(found, lambda row: [row[0].id])
    return render_template("papers/index.html", meeting=meeting, page=page)
