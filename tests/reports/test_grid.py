"""One action of many: who has reported, who is silent, and what each of them said last."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_file,
    make_meeting,
    make_organisation,
)
from tracker.models.actions import Action
from tracker.models.assignment_states import AssignmentState, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.files import FileKind
from tracker.models.users import Actor, Role
from tracker.reports.grid import Look, Order, grid_of, silent_shares

ZONE = ZoneInfo("Asia/Jakarta")
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def action(session: Session) -> Action:
    return make_action(session, make_meeting(session))


@pytest.fixture
def clerk(session: Session, action: Action) -> Actor:
    return make_actor(session, Role.SECRETARIAT, action.unit)


def test_every_state_counts_where_it_belongs(session: Session, action: Action, clerk: Actor):
    for state in AssignmentState:
        make_assignment(session, action=action, state=state, due_on=YESTERDAY)
    counts = grid_of(session, clerk, action.id, today=TODAY, zone=ZONE).counts
    # Who took over what was handed on has begun nothing yet.
    assert counts == {
        Look.ALL: 6,
        Look.REPORTED: 4,
        Look.SILENT: 2,
        Look.LATE: 3,
        Look.AWAITING: 1,
        Look.RETURNED: 0,
        Look.VERIFIED: 1,
        Look.ENDED: 2,
    }


def test_a_cell_tells_the_newest_report_the_evidence_and_the_ruling(
    session: Session, action: Action, clerk: Actor
):
    share = make_assignment(session, action=action, due_on=TODAY)
    agency = make_actor(session, Role.AGENCY, share.organisation)
    for number in range(2):
        file = make_file(session, FileKind.EVIDENCE, assignment=share)
        words = f"Laporan {number}"
        share.post_update(
            Report.DONE, words, by=agency, at=NOW, files=[file], link="https://contoh.id"
        )
        share.verify(Verdict.RETURNED, f"Foto {number} kabur.", by=clerk, at=NOW)
    share.post_update(Report.OBSTACLE, "Menunggu anggaran.", by=agency, at=NOW)
    (cell,) = grid_of(session, clerk, action.id, today=TODAY, zone=ZONE).cells
    assert (cell.word.report, cell.word.obstacle) == (Report.OBSTACLE, "Menunggu anggaran.")
    assert (cell.word.files, cell.word.links) == (2, 2)
    assert (cell.word.verdict, cell.word.grounds) == (Verdict.RETURNED, "Foto 1 kabur.")
    assert Look.RETURNED in cell.looks


def test_a_claim_taken_back_is_no_last_word(session: Session, action: Action, clerk: Actor):
    share = make_assignment(session, action=action)
    agency = make_actor(session, Role.AGENCY, share.organisation)
    share.post_update(Report.PROGRESS, "Mulai.", by=agency, at=NOW)
    share.post_update(Report.DONE, "Selesai.", by=agency, at=NOW, link="https://contoh.id")
    share.withdraw_claim(by=agency, at=NOW)
    (cell,) = grid_of(session, clerk, action.id, today=TODAY, zone=ZONE).cells
    assert (cell.word.note, cell.looks) == ("Mulai.", {Look.ALL, Look.REPORTED})


def test_what_waits_for_the_desk_comes_first_and_what_is_over_last(
    session: Session, action: Action, clerk: Actor
):
    tomorrow = TODAY + timedelta(days=1)
    wanted = {
        "Dinas E": (AssignmentState.AWAITING, tomorrow),
        "Dinas D": (AssignmentState.IN_PROGRESS, YESTERDAY),
        "Dinas C": (AssignmentState.NOT_STARTED, tomorrow),
        "Dinas B": (AssignmentState.IN_PROGRESS, tomorrow),
        "Dinas A": (AssignmentState.DONE, YESTERDAY),
    }
    for name, (state, due_on) in reversed(wanted.items()):
        office = make_organisation(session, name)
        make_assignment(session, office, action=action, state=state, due_on=due_on)
    grid = grid_of(session, clerk, action.id, today=TODAY, zone=ZONE)

    def names(order: Order) -> list[str]:
        return [cell.organisation for cell in grid.shown(Look.ALL, order)]

    assert names(Order.URGENCY) == list(wanted)
    assert names(Order.NAME) == sorted(wanted)
    assert names(Order.REPORT)[0] == "Dinas C"
    assert names(Order.DUE)[:2] == ["Dinas A", "Dinas D"]


def test_an_agency_finds_its_own_cell_only(session: Session, action: Action):
    own, other = (make_assignment(session, action=action) for _ in range(2))
    agency = make_actor(session, Role.AGENCY, own.organisation)
    found = grid_of(session, agency, action.id, today=TODAY, zone=ZONE)
    assert [cell.assignment_id for cell in found.cells] == [own.id]
    assert found.counts[Look.ALL] == 1
    assert other.id != own.id


def test_silent_is_who_may_still_report_and_never_has(session: Session, action: Action):
    shares: dict[AssignmentState, Assignment] = {
        state: make_assignment(session, action=action, state=state)
        for state in AssignmentState
        if state is not AssignmentState.REASSIGNED
    }
    (silent,) = silent_shares(session, action.id)
    assert silent.id == shares[AssignmentState.NOT_STARTED].id
