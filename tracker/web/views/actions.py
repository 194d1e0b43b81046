"""Tindak lanjut: opened from an agreement or ordered in a meeting, shown with its shares."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.capture.recording import named_in_agreement
from tracker.documents.shared_words import words_of_action
from tracker.infra.db import db
from tracker.infra.orm import Labelled
from tracker.models.actions import STOPPABLE, Action, actions_of, expect_actions, open_action
from tracker.models.agreements import Agreement, Funding, ReportTo
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part
from tracker.models.assignments import Assignment
from tracker.models.due_dates import revise_action
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.policy.actions import (
    can_cancel_action,
    can_edit_action,
    can_open_action,
    can_oversee,
    visible_actions,
)
from tracker.policy.meetings import visible_meetings
from tracker.reports.responsible import responsible_for
from tracker.reports.timelines import cancellation
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.actions import AssignForm, EditActionForm, NewActionForm
from tracker.web.grid_page import grid_page
from tracker.web.respondents import assign_respondents, offer_respondents
from tracker.web.saving import attempt, differences

views = Blueprint("actions", __name__)


@views.get("/rapat/<int:meeting_id>/tindak-lanjut/baru")
def new(meeting_id: int) -> ResponseReturnValue:
    """Prefilled with what the agreement says; what it does not say stays empty."""
    meeting, agreement = _origin(meeting_id)
    named, unknown = _named(agreement)
    form = NewActionForm()
    if agreement:
        form = NewActionForm(
            sentence=agreement.text,
            due_on=agreement.due_on,
            report_to=agreement.report_to,
            funding=agreement.funding,
            leads=sorted(named),
        )
    offer_respondents(form, None, frozenset(named))
    return _new_page(form, meeting, agreement, unknown)


@views.post("/rapat/<int:meeting_id>/tindak-lanjut/baru")
def create(meeting_id: int) -> ResponseReturnValue:
    form = NewActionForm.from_request()
    meeting, agreement = _origin(meeting_id)
    named, unknown = _named(agreement)
    offer_respondents(form, None, frozenset(named))
    if form.validate():
        action = attempt(form, lambda: _open(form, meeting_id))
        if action:
            flash(gettext("Tindak lanjut %(reference)s dibuka.", reference=action.reference))
            return redirect(url_for("actions.show", action_id=action.id), 303)
        meeting, agreement = _origin(meeting_id)
    return _new_page(form, meeting, agreement, unknown)


@views.get("/tindak-lanjut/<int:action_id>")
def show(action_id: int) -> ResponseReturnValue:
    query = visible_actions(actor()).options(joinedload(Action.unit))
    return _page(find(query, action_id), AssignForm())


@views.post("/tindak-lanjut/<int:action_id>/penugasan")
def assign_one(action_id: int) -> ResponseReturnValue:
    """One more organisation."""
    _editable(action_id)
    form = _assign_form(AssignForm.from_request())
    if form.validate() and attempt(form, lambda: _assign(form, action_id)) is not None:
        flash(gettext("Instansi ditambahkan."))
        return redirect(url_for("actions.show", action_id=action_id), 303)
    return _page(_editable(action_id), form)


@views.get("/tindak-lanjut/<int:action_id>/ubah")
def edit(action_id: int) -> ResponseReturnValue:
    action = _editable(action_id)
    return _edit_page(action, EditActionForm(obj=action))


@views.post("/tindak-lanjut/<int:action_id>/ubah")
def update(action_id: int) -> ResponseReturnValue:
    _editable(action_id)
    form = EditActionForm.from_request()
    if form.validate() and attempt(form, lambda: _revise(form, action_id)) is not None:
        flash(gettext("Tindak lanjut tersimpan."))
        return redirect(url_for("actions.show", action_id=action_id), 303)
    return _edit_page(_editable(action_id), form)


def _editable(action_id: int) -> Action:
    action = find(visible_actions(actor()), action_id)
    require(can_edit_action(actor(), action))
    return action


def _origin(meeting_id: int) -> tuple[Meeting, Agreement | None]:
    """The meeting and, by `?kesepakatan=`, the agreement an action comes from."""
    meeting = find(visible_meetings(actor()), meeting_id)
    require(can_open_action(actor(), meeting.organising_unit_id))
    agreement_id = request.args.get("kesepakatan", type=int)
    if agreement_id is None:
        return meeting, None
    return meeting, find(select(Agreement).where(Agreement.meeting_id == meeting.id), agreement_id)


def _new_page(
    form: NewActionForm, meeting: Meeting, agreement: Agreement | None, unknown: list[str]
) -> ResponseReturnValue:
    """unknown: names in the agreement's source text that no organisation bears."""
    opened = actions_of(db.session(), agreement) if agreement else []
    form.seen.now_shows(len(opened))
    page = render_template(
        "actions/new.html",
        form=form,
        meeting=meeting,
        agreement=agreement,
        opened=opened,
        unknown=unknown,
        other_names=choices.other_names(),
    )
    return page, form.http_status


def _named(agreement: Agreement | None) -> tuple[set[int], list[str]]:
    return named_in_agreement(db.session(), agreement) if agreement else (set(), [])


def _open(form: NewActionForm, meeting_id: int) -> Action:
    meeting, agreement = _origin(meeting_id)
    by, at = actor().user_id, now()
    if agreement:
        expect_actions(agreement, form.seen.data or 0)
    action = open_action(
        db.session(),
        by=by,
        at=at,
        year=today().year,
        meeting=meeting,
        agreement=agreement,
        **form.action_values(),
    )
    assign_respondents(action, form, by=by, at=at)
    return action


def _page(action: Action, form: AssignForm) -> ResponseReturnValue:
    meeting = visible_meetings(actor()).where(Meeting.id == action.meeting_id)
    editable = can_edit_action(actor(), action) and action.cancelled_at is None
    overseen = can_oversee(actor(), action)
    grid = grid_page(action) if overseen else None
    responsible = [] if grid else responsible_for(db.session(), actor(), action.id)
    informed = overseen or any(share.assignment_id for share in responsible)
    page = render_template(
        "actions/show.html",
        action=action,
        meeting=db.session.scalar(meeting),
        overseen=overseen,
        grid=grid,
        may_verify=can_edit_action(actor(), action),
        informed=informed,
        responsible=responsible,
        cancellation=cancellation(db.session(), action.id) if action.cancelled_at else None,
        may_cancel=can_cancel_action(actor(), action) and action.state in STOPPABLE,
        report_to=_labels(ReportTo, action.report_to),
        funding=_labels(Funding, action.funding),
        form=_assign_form(form) if editable else None,
        shared_words=words_of_action(action, base_url=settings().base_url) if editable else "",
    )
    return page, form.http_status


def _labels(members: type[Labelled], values: list[str]) -> list[str]:
    return [gettext(member.label) for member in members if member.value in values]


def _assign_form(form: AssignForm) -> AssignForm:
    form.organisation_id.choices = [
        ("", gettext("Pilih instansi")),
        *choices.organisations(today()),
    ]
    form.position_id.choices = [("", gettext("Belum ditentukan")), *choices.positions(today())]
    return form


def _assign(form: AssignForm, action_id: int) -> Assignment:
    position_id = form.position_id.data
    return assign(
        _editable(action_id),
        find(select(Organisation), form.organisation_id.data),
        Part(form.part.data),
        by=actor().user_id,
        at=now(),
        due_on=form.due_on.data,
        position=find(select(Position), position_id) if position_id else None,
    )


def _edit_page(action: Action, form: EditActionForm) -> ResponseReturnValue:
    stored = differences(form, EditActionForm(obj=action)) if form.conflict else []
    page = render_template("actions/edit.html", action=action, form=form, differences=stored)
    return page, form.http_status


def _revise(form: EditActionForm, action_id: int) -> Action:
    return revise_action(
        db.session(),
        _editable(action_id),
        by=actor(),
        at=now(),
        version=form.version.data or 0,
        **form.values(),
    )
