"""Persetujuan naskah dinas: by the head of the unit, of what he has read."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.official.papers import issue_official
from tracker.infra.db import db
from tracker.models.official_papers import OfficialPaper
from tracker.policy.official_papers import can_approve_official_paper, visible_official_papers
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings
from tracker.web.forms.base import Form
from tracker.web.forms.invitations import SeenForm
from tracker.web.forms.minutes import ReturnForm
from tracker.web.saving import attempt
from tracker.web.views.official_papers import paper_page

views = Blueprint("official_approvals", __name__, url_prefix="/naskah-dinas/<int:paper_id>")


@views.post("/persetujuan")
def create(paper_id: int) -> ResponseReturnValue:
    """Approves what was read, and seals it. seen: the version that the page showed."""
    form = SeenForm.from_request()
    _asked(paper_id)
    if document_id := attempt(form, lambda: _approve(paper_id, form.seen.data or 0)):
        flash(gettext("Naskah disetujui dan diberi kode."))
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return paper_page(_asked(paper_id), form)


@views.post("/pengembalian")
def give_back(paper_id: int) -> ResponseReturnValue:
    form: Form = ReturnForm.from_request()
    _asked(paper_id)
    if form.validate() and attempt(form, lambda: _give_back(paper_id, form["note"].data or "")):
        flash(gettext("Naskah dikembalikan untuk diperbaiki."))
        return redirect(url_for("home.show"), 303)
    return paper_page(_asked(paper_id), form)


def _approve(paper_id: int, seen: int) -> int:
    paper = _asked(paper_id)
    paper.expect(seen)
    paper.approve(by=actor(), at=now())
    document = issue_official(
        db.session(), paper, by=actor(), at=now(), base_url=settings().base_url
    )
    return document.id


def _give_back(paper_id: int, note: str) -> bool:
    _asked(paper_id).give_back(note, by=actor(), at=now())
    return True


def _asked(paper_id: int) -> OfficialPaper:
    """The paper, for those who approve such papers; that its turn has passed the verb says."""
    paper = find(visible_official_papers(actor()), paper_id)
    require(can_approve_official_paper(actor(), paper))
    return paper
