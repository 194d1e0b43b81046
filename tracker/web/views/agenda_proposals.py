"""Usulan acara: sent by an invited agency, answered by the secretariat, seen by nobody else."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.agenda_answers import accept, park_proposal
from tracker.models.agenda_proposals import (
    AgendaProposal,
    ProposalState,
    propose,
    require_proposable,
)
from tracker.models.errors import DomainError
from tracker.models.files import StoredFile
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.policy.agenda import can_answer, can_propose, can_withdraw, visible_proposals
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.agenda import AnswerForm, ProposalForm, ProposalVerdict, WithdrawForm
from tracker.web.forms.base import options
from tracker.web.saving import attempt
from tracker.web.uploads import keep_uploads

views = Blueprint("agenda_proposals", __name__, url_prefix="/rapat/<int:meeting_id>/usulan")


@views.get("")
def index(meeting_id: int) -> ResponseReturnValue:
    meeting = _meeting(meeting_id)
    waits = AgendaProposal.state == ProposalState.PROPOSED
    listed = _listed(meeting_id).order_by(waits.desc(), AgendaProposal.id.desc())
    proposals = db.session.scalars(listed.limit(100)).all()
    return render_template(
        "agenda_proposals/index.html",
        meeting=meeting,
        proposals=proposals,
        materials=_materials([proposal.id for proposal in proposals]),
        may_answer=can_edit_meeting(actor(), meeting) and not meeting.locked,
        may_propose=_may_propose(meeting),
        agencies=actor().agencies,
    )


@views.get("/baru")
def new(meeting_id: int) -> ResponseReturnValue:
    meeting = _meeting(meeting_id)
    form = _offered(ProposalForm(), meeting_id)
    require_proposable(meeting, today=today())
    return _form_page(form, meeting)


@views.post("/baru")
def create(meeting_id: int) -> ResponseReturnValue:
    meeting = _meeting(meeting_id)
    form = _offered(ProposalForm.from_request(), meeting_id)
    if form.validate():
        kept = keep_uploads(form.files)
        if not form.files.errors and attempt(form, lambda: _propose(meeting_id, form, kept)):
            flash(gettext("Usulan terkirim. Jawaban sekretariat tampil di halaman ini."))
            return _to_index(meeting_id)
    return _form_page(form, meeting)


@views.get("/<int:proposal_id>/jawaban")
def edit(meeting_id: int, proposal_id: int) -> ResponseReturnValue:
    proposal = _answerable(meeting_id, proposal_id)
    return _answer_page(AnswerForm(version=proposal.version), proposal)


@views.post("/<int:proposal_id>/jawaban")
def update(meeting_id: int, proposal_id: int) -> ResponseReturnValue:
    _answerable(meeting_id, proposal_id)
    form = AnswerForm.from_request()
    if form.validate() and attempt(form, lambda: _answer(meeting_id, proposal_id, form)):
        flash(gettext("Jawaban tersimpan dan terbaca oleh pengusul."))
        return _to_index(meeting_id)
    return _answer_page(form, _answerable(meeting_id, proposal_id))


@views.get("/<int:proposal_id>/penarikan")
def ask(meeting_id: int, proposal_id: int) -> ResponseReturnValue:
    return _withdrawal_page(WithdrawForm(), _own(meeting_id, proposal_id))


@views.post("/<int:proposal_id>/penarikan")
def withdraw(meeting_id: int, proposal_id: int) -> ResponseReturnValue:
    form = WithdrawForm.from_request()
    _own(meeting_id, proposal_id)
    if form.validate() and attempt(form, lambda: _withdraw(meeting_id, proposal_id)):
        flash(gettext("Usulan ditarik."))
        return _to_index(meeting_id)
    return _withdrawal_page(form, _own(meeting_id, proposal_id))


def _meeting(meeting_id: int) -> Meeting:
    """Who has to do with proposals: agencies, and the secretariat."""
    meeting = find(visible_meetings(actor()), meeting_id)
    require(can_propose(actor()) or actor().is_secretariat)
    return meeting


def _may_propose(meeting: Meeting) -> bool:
    return can_propose(actor()) and _is_open(meeting) and bool(_own_invited(meeting.id))


def _is_open(meeting: Meeting) -> bool:
    try:
        require_proposable(meeting, today=today())
    except DomainError:
        return False
    return True


def _listed(meeting_id: int) -> Select[AgendaProposal]:
    listed = visible_proposals(actor()).where(AgendaProposal.meeting_id == meeting_id)
    return listed.options(joinedload(AgendaProposal.organisation))


def _materials(proposal_ids: Sequence[int]) -> dict[int, list[StoredFile]]:
    """Of proposals without a place on the agenda; taken up, they stand there."""
    given = select(StoredFile).where(StoredFile.agenda_proposal_id.in_(proposal_ids))
    by_proposal: dict[int, list[StoredFile]] = {}
    for file in db.session.scalars(given.order_by(StoredFile.id)):
        by_proposal.setdefault(file.agenda_proposal_id or 0, []).append(file)
    return by_proposal


def _offered(form: ProposalForm, meeting_id: int) -> ProposalForm:
    """The actor's own agencies among the invited; whoever has none there may not propose."""
    require(can_propose(actor()))
    offered = _own_invited(meeting_id)
    require(bool(offered))
    form.organisation_id.choices = options(offered)
    return form


def _own_invited(meeting_id: int) -> list[Any]:
    invited = select(Invitee.organisation_id).where(Invitee.meeting_id == meeting_id)
    own = select(Organisation.id, Organisation.name).where(
        Organisation.id.in_(actor().agencies), Organisation.id.in_(invited)
    )
    return [(row.id, row.name) for row in db.session.execute(own.order_by(Organisation.name))]


def _propose(meeting_id: int, form: ProposalForm, kept: Sequence[StoredBytes]) -> bool:
    _offered(form, meeting_id)
    values = form.values("organisation_id", "files")
    propose(
        *(_meeting(meeting_id), form.organisation_id.data),
        by=actor().user_id,
        at=now(),
        today=today(),
        materials=kept,
        **values,
    )
    return True


def _answerable(meeting_id: int, proposal_id: int) -> AgendaProposal:
    proposal = find(_listed(meeting_id), proposal_id)
    require(can_answer(actor(), proposal))
    return proposal


def _answer(meeting_id: int, proposal_id: int, form: AnswerForm) -> bool:
    proposal = _answerable(meeting_id, proposal_id)
    proposal.expect(form.version.data or 0)
    words, by = form.answer.data or "", actor().user_id
    if form.verdict.data is ProposalVerdict.ACCEPT:
        accept(proposal, words, by=by, at=now())
    elif form.verdict.data is ProposalVerdict.PARK:
        park_proposal(proposal, words, by=by, at=now())
    else:
        proposal.decline(words, by=by, at=now())
    return True


def _own(meeting_id: int, proposal_id: int) -> AgendaProposal:
    proposal = find(_listed(meeting_id), proposal_id)
    require(can_withdraw(actor(), proposal))
    return proposal


def _withdraw(meeting_id: int, proposal_id: int) -> bool:
    _own(meeting_id, proposal_id).withdraw(by=actor().user_id, at=now())
    return True


def _form_page(form: ProposalForm, meeting: Meeting) -> ResponseReturnValue:
    page = render_template("agenda_proposals/new.html", form=form, meeting=meeting)
    return page, form.http_status


def _answer_page(form: AnswerForm, proposal: AgendaProposal) -> ResponseReturnValue:
    page = render_template(
        "agenda_proposals/answer.html",
        form=form,
        proposal=proposal,
        meeting=proposal.meeting,
        materials=_materials([proposal.id]),
    )
    return page, form.http_status


def _withdrawal_page(form: WithdrawForm, proposal: AgendaProposal) -> ResponseReturnValue:
    page = render_template(
        "agenda_proposals/withdraw.html", form=form, proposal=proposal, meeting=proposal.meeting
    )
    return page, form.http_status


def _to_index(meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for(".index", meeting_id=meeting_id), 303)
