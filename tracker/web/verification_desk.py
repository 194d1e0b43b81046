"""The desk: claims at the left, at the right the one to judge with all that judging needs."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.evidence_types import EvidenceType
from tracker.models.series import Series
from tracker.policy.actions import can_rule_for, can_verify, visible_assignments
from tracker.reports.claims import Position, Wanted, ruling, tally, waiting
from tracker.reports.exhibits import Exhibit, exhibits
from tracker.reports.timelines import Moment, timeline
from tracker.web import choices
from tracker.web.access import LARGEST_ID, find, require
from tracker.web.context import actor, settings, today
from tracker.web.forms.answers import QuestionForm
from tracker.web.forms.assignments import QUEUE, VerdictForm
from tracker.web.forms.verifications import DeskForm
from tracker.web.paging import PAGE_SIZE, cursor, page_of

FILTERS = ("instansi", "unit", "rangkaian", "jenis")
KEPT = (*FILTERS, "saring", "giliran", "tindakan", "setelah")
ANSWERING = "instansi"


@dataclass(frozen=True, slots=True)
class Case:
    """One claim as it is judged. judged: still waiting, and the reader may rule on it.

    question, answer: what the agency was asked about this claim, and what it said.
    """

    share: Assignment
    claim: Moment | None
    question: Moment | None
    answer: Moment | None
    history: Sequence[Moment]
    exhibits: Sequence[Exhibit]
    agreed_on: date
    judged: bool
    form: VerdictForm
    question_form: QuestionForm


def desk_page(
    assignment_id: int | None = None, posted: VerdictForm | QuestionForm | None = None
) -> ResponseReturnValue:
    """assignment_id: the claim opened; without one the first of the list lies ready.

    posted: a ruling or question that was refused; what was typed is kept beside the claim as it is.
    """
    require(actor().is_secretariat)
    filters = _filter_form()
    wanted = wanted_claims(filters)
    session = db.session()
    rows = waiting(session, actor(), wanted, limit=PAGE_SIZE + 1, after=_after())
    page = page_of(rows, lambda row: [row.claimed_at.isoformat(), row.assignment_id])
    shown = [row.assignment_id for row in page.rows]
    opened = assignment_id or (shown[0] if shown else None)
    case = _case(opened, posted) if opened else None
    body = render_template(
        "verifications/index.html",
        filters=filters,
        page=page,
        case=case,
        opened=assignment_id is not None,
        tally=tally(session, actor(), wanted, place_of(case.share) if case else None),
        steps=_steps(shown, opened),
        ruled=_just_ruled(),
        kept=kept_arguments(),
        answering=wanted.answering,
        filtering=_filtering(),
    )
    return body, posted.http_status if posted else 200


def next_claim(place: Position, *, ruled: int | None = None) -> str:
    """Where the claim after the one at this place is; the empty list once none is left.

    ruled: the share that was just ruled on, to tell of it there.
    """
    kept = {**kept_arguments(), "putus": ruled}
    wanted = wanted_claims(_filter_form())
    session = db.session()
    following = waiting(session, actor(), wanted, limit=1, after=place)
    for row in following or waiting(session, actor(), wanted, limit=1):
        return url_for("verifications.show", assignment_id=row.assignment_id, **kept)
    return url_for("verifications.index", **kept)


def place_of(share: Assignment) -> Position | None:
    """Where its claim stands in the order of waiting; None when none waits."""
    return (share.claimed_at, share.id) if share.claimed_at else None


def kept_arguments() -> dict[str, Any]:
    """What narrows the list, to be carried from claim to claim."""
    kept = {name: request.args[name] for name in KEPT if request.args.get(name)}
    return kept if _action_id() else {k: v for k, v in kept.items() if k != "tindakan"}


def wanted_claims(form: DeskForm) -> Wanted:
    return Wanted(
        organisation_id=form.instansi.data,
        unit_id=form.unit.data,
        series_id=form.rangkaian.data,
        evidence_type_id=form.jenis.data,
        answering=request.args.get("giliran") == ANSWERING,
        action_id=_action_id(),
    )


def _action_id() -> int | None:
    """Of the one action whose grid led here."""
    told = request.args.get("tindakan", type=int)
    return told if told and 0 < told <= LARGEST_ID else None


def _case(assignment_id: int, posted: VerdictForm | QuestionForm | None) -> Case:
    action = joinedload(Assignment.action)
    query = visible_assignments(actor()).options(
        action.joinedload(Action.meeting),
        action.joinedload(Action.evidence_type),
        joinedload(Assignment.organisation),
    )
    share = find(query, assignment_id)
    require(can_rule_for(actor(), share))
    history = timeline(db.session(), assignment_id)
    claim = next((m for m in history if m.report and not m.withdrawn), None)
    number = claim.update_id if claim else None
    since = history[: history.index(claim)] if claim else []
    form = posted if isinstance(posted, VerdictForm) else VerdictForm(back=QUEUE)
    form.offer(share.action.evidence_type)
    asking = posted if isinstance(posted, QuestionForm) else QuestionForm(back=QUEUE)
    return Case(
        share=share,
        claim=claim,
        question=_first(since, "assignment:question_asked"),
        answer=_first(since, "assignment:question_answered"),
        history=history,
        exhibits=exhibits(db.session(), actor(), number) if number else (),
        agreed_on=_agreed_on(share.action),
        judged=can_verify(actor(), share),
        form=form,
        question_form=asking,
    )


def _first(moments: Sequence[Moment], verb: str) -> Moment | None:
    return next((moment for moment in moments if moment.verb == verb), None)


def _agreed_on(action: Action) -> date:
    """The day of the meeting; without one the day it was written down."""
    held = action.meeting.starts_on if action.meeting else None
    return held or action.created_at.astimezone(settings().zone).date()


def _steps(shown: Sequence[int], opened: int | None) -> tuple[int | None, int | None]:
    """The claims before and after the opened one, on this page of the list."""
    if opened not in shown:
        return None, shown[0] if shown else None
    at = shown.index(opened)
    before = shown[at - 1] if at else None
    return before, shown[at + 1] if at + 1 < len(shown) else None


def _just_ruled() -> Any:
    row_id = request.args.get("putus", type=int)
    known = row_id is not None and 0 < row_id <= LARGEST_ID
    return ruling(db.session(), actor(), row_id) if row_id and known else None


def _filter_form() -> DeskForm:
    """Long lists of choices are fetched only when somebody filters."""
    form = DeskForm(request.args)
    every = ("", gettext("Semua"))
    if not _filtering():
        for field in (form.instansi, form.unit, form.rangkaian, form.jenis):
            field.choices = [every]
        return form
    form.instansi.choices = [every, *choices.organisations(today())]
    form.unit.choices = [every, *choices.organising_units()]
    form.rangkaian.choices = [every, *_named(Series)]
    form.jenis.choices = [every, *_named(EvidenceType)]
    form.forget_unknown()
    return form


def _filtering() -> bool:
    return any(request.args.get(name) for name in ("saring", *FILTERS))


def _named(noun: type[Series] | type[EvidenceType]) -> list[choices.Choice]:
    rows = db.session.execute(select(noun.id, noun.name).order_by(noun.name))
    return [(row.id, row.name) for row in rows]


def _after() -> Position | None:
    match cursor():
        case [str(at), int(row_id)]:
            return _position(at, row_id)
    return None


def _position(at: str, row_id: int) -> Position | None:
    with suppress(ValueError, OverflowError):  # the first and last day may lie beyond UTC's
        claimed_at = datetime.fromisoformat(at)
        return (claimed_at.astimezone(UTC), row_id) if claimed_at.tzinfo else None
    return None
