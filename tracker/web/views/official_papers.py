"""Naskah dinas: papers somebody writes from a meeting's record, begun, written and submitted."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import joinedload

from tracker.documents.official.papers import (
    FILLINGS,
    begin_paper,
    draft_official,
    fill_again,
    issued_of,
    names_from_record,
    read_official,
    require_something_owed,
)
from tracker.infra.db import db
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper, PaperState
from tracker.models.organisations import Organisation
from tracker.models.withdrawals import withdrawal_of
from tracker.policy.meetings import visible_meetings
from tracker.policy.official_papers import (
    can_approve_official_paper,
    can_print_official_draft,
    can_write_official_papers,
    visible_official_papers,
)
from tracker.reports.official_papers import written_papers
from tracker.web import choices
from tracker.web.access import find, find_meeting, require
from tracker.web.context import actor, now, today
from tracker.web.forms.assignments import ReasonForm
from tracker.web.forms.base import Form
from tracker.web.forms.minutes import ReturnForm, StepForm
from tracker.web.forms.official_papers import BeginForm, OfficialPaperForm, blanks
from tracker.web.official_paper_form import columns_of, posted_paper, stored_paper
from tracker.web.paging import PAGE_SIZE, after_id, page_of
from tracker.web.saving import attempt, differences

views = Blueprint("official_papers", __name__)


@views.get("/rapat/<int:meeting_id>/naskah/disusun")
def index(meeting_id: int) -> ResponseReturnValue:
    """All of a meeting's, newest first."""
    meeting = find(visible_meetings(actor()), meeting_id)
    papers = written_papers(actor(), meeting_id)
    if before := after_id():
        papers = papers.where(OfficialPaper.id < before)
    found = db.session.execute(papers.limit(PAGE_SIZE + 1)).all()
    page = page_of(found, lambda row: [row[0].id])
    return render_template("official_papers/index.html", meeting=meeting, page=page)


@views.get("/rapat/<int:meeting_id>/naskah/baru")
def new(meeting_id: int) -> ResponseReturnValue:
    return _begin_page(find_meeting(meeting_id, can_write_official_papers), _begin_form())


@views.post("/rapat/<int:meeting_id>/naskah/baru")
def create(meeting_id: int) -> ResponseReturnValue:
    meeting, form = find_meeting(meeting_id, can_write_official_papers), _begin_form()
    if form.validate() and (paper_id := attempt(form, lambda: _begin(meeting_id, form))):
        flash(gettext("Naskah terisi dari catatan rapat. Lengkapi yang masih kosong."))
        return redirect(url_for(".edit", paper_id=paper_id), 303)
    return _begin_page(meeting, form)


@views.get("/naskah-dinas/<int:paper_id>")
def show(paper_id: int) -> ResponseReturnValue:
    return paper_page(_seen(paper_id), StepForm())


@views.get("/naskah-dinas/<int:paper_id>/ubah")
def edit(paper_id: int) -> ResponseReturnValue:
    paper = _writable(paper_id)
    return _form_page(stored_paper(paper), paper)


@views.post("/naskah-dinas/<int:paper_id>/ubah")
def update(paper_id: int) -> ResponseReturnValue:
    form = posted_paper(_writable(paper_id))
    if form.validate() and attempt(form, lambda: _write(paper_id, form)):
        flash(gettext("Naskah tersimpan sebagai draf."))
        return redirect(url_for(".show", paper_id=paper_id), 303)
    return _form_page(form, _writable(paper_id))


@views.post("/naskah-dinas/<int:paper_id>/pengisian")
def fill(paper_id: int) -> ResponseReturnValue:
    """Fill again what is empty, from what was recorded since."""
    form, by = StepForm(), actor().user_id

    def act() -> list[str]:
        return fill_again(db.session(), _writable(paper_id), by=by, at=now(), on=today())

    filled = attempt(form, act)
    if filled is None:
        return paper_page(_seen(paper_id), form)
    if filled:
        flash(gettext("Isian kosong terisi dari catatan rapat."))
    else:
        flash(gettext("Tidak ada isian kosong yang tercatat dalam rapat."), "warning")
    return redirect(url_for(".show", paper_id=paper_id), 303)


@views.post("/naskah-dinas/<int:paper_id>/pratinjau")
def preview(paper_id: int) -> ResponseReturnValue:
    """As a paper: watermarked, or the sheet itself; also for who is asked to approve it."""
    form, by = StepForm(), actor().user_id

    def draw() -> int:
        paper = find(visible_official_papers(actor()), paper_id)
        require(can_print_official_draft(actor(), paper))
        return draft_official(db.session(), paper, by=by, at=now()).id

    if document_id := attempt(form, draw):
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return paper_page(_seen(paper_id), form)


@views.post("/naskah-dinas/<int:paper_id>/pengajuan")
def submit(paper_id: int) -> ResponseReturnValue:
    def act(paper: OfficialPaper) -> None:
        paper.submit(by=actor(), at=now())
        require_something_owed(db.session(), paper)

    return _stepped(
        paper_id,
        StepForm(),
        act,
        gettext("Naskah diajukan untuk disetujui."),
    )


@views.post("/naskah-dinas/<int:paper_id>/penarikan")
def take_back(paper_id: int) -> ResponseReturnValue:
    return _stepped(
        paper_id,
        StepForm(),
        lambda paper: paper.take_back(by=actor().user_id, at=now()),
        gettext("Naskah kembali menjadi draf dan dapat diubah."),
    )


@views.post("/naskah-dinas/<int:paper_id>/edisi")
def write_anew(paper_id: int) -> ResponseReturnValue:
    form = ReasonForm.from_request()
    reason = form.reason.data or ""
    return _stepped(
        paper_id,
        form,
        lambda paper: paper.write_anew(reason, by=actor().user_id, at=now()),
        gettext("Naskah dibuka untuk edisi berikutnya. Edisi yang terbit tetap berlaku."),
    )


@views.post("/naskah-dinas/<int:paper_id>/pembuangan")
def discard(paper_id: int) -> ResponseReturnValue:
    paper, form = _writable(paper_id), StepForm()

    def act() -> bool:
        _writable(paper_id).discard(by=actor().user_id, at=now())
        return True

    if attempt(form, act):
        flash(gettext("Draf naskah dibuang."))
        return redirect(url_for("papers.index", meeting_id=paper.meeting_id), 303)
    return paper_page(paper, form)


def paper_page(paper: OfficialPaper, form: Form) -> ResponseReturnValue:
    """The paper with the steps its reader may take. form: the one of the step that was refused."""
    reader = actor()
    writes = can_write_official_papers(reader, paper.meeting)
    issued = issued_of(db.session(), paper)
    page = render_template(
        "official_papers/show.html",
        paper=paper,
        issued=issued,
        withdrawal=withdrawal_of(db.session(), issued.id) if issued else None,
        text=read_official(db.session(), paper, issued),
        blanks=[] if paper.state is PaperState.APPROVED else blanks(paper),
        may_write=writes,
        may_print=can_print_official_draft(reader, paper),
        may_approve=paper.state is PaperState.SUBMITTED
        and can_approve_official_paper(reader, paper),
        form=form,
        return_form=form if isinstance(form, ReturnForm) else ReturnForm(),
        reason_form=form if isinstance(form, ReasonForm) else ReasonForm(),
    )
    return page, form.http_status


def _stepped(
    paper_id: int, form: Form, act: Callable[[OfficialPaper], None], done: str
) -> ResponseReturnValue:
    def step() -> bool:
        act(_writable(paper_id))
        return True

    paper = _writable(paper_id)
    if form.validate() and attempt(form, step):
        flash(done)
        return redirect(url_for(".show", paper_id=paper_id), 303)
    return paper_page(paper, form)


def _begin(meeting_id: int, form: BeginForm) -> int:
    meeting = find_meeting(meeting_id, can_write_official_papers)
    office = db.session.get(Organisation, form.organisation.data or 0)
    paper = begin_paper(
        db.session(),
        meeting,
        form.kind.data,
        office,
        by=actor().user_id,
        at=now(),
        on=today(),
    )
    return paper.id


def _write(paper_id: int, form: OfficialPaperForm) -> bool:
    paper = _writable(paper_id)
    version = form.version.data or 0
    paper.revise(by=actor().user_id, at=now(), version=version, **columns_of(form))
    return True


def _seen(paper_id: int) -> OfficialPaper:
    whole = joinedload(OfficialPaper.meeting).joinedload(Meeting.organising_unit)
    return find(visible_official_papers(actor()).options(whole), paper_id)


def _writable(paper_id: int) -> OfficialPaper:
    paper = find(visible_official_papers(actor()), paper_id)
    require(can_write_official_papers(actor(), paper.meeting))
    return paper


def _begin_form() -> BeginForm:
    form = BeginForm.from_request()
    form.kind.choices = [(kind, gettext(kind.label)) for kind in FILLINGS]
    form.organisation.choices = [
        ("", gettext("– pilih bila perlu –")),
        *choices.organisations(today()),
    ]
    return form


def _begin_page(meeting: Meeting, form: BeginForm) -> ResponseReturnValue:
    page = render_template("official_papers/new.html", meeting=meeting, form=form)
    return page, form.http_status


def _form_page(form: OfficialPaperForm, paper: OfficialPaper) -> ResponseReturnValue:
    changed = differences(form, stored_paper(paper)) if form.conflict else []
    page = render_template(
        "official_papers/form.html",
        form=form,
        paper=paper,
        changed=changed,
        recorded=names_from_record(db.session(), paper, on=today()),
    )
    return page, form.http_status
