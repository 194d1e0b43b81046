"""What became of agreed work: a little of everything that an office meets, most of it unruled."""

from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from tests.demo.house import AT, TODAY, actor
from tracker.models.actions import Action
from tracker.models.assignment_states import AssignmentState, Report
from tracker.models.assignments import Assignment
from tracker.models.digests import Digest
from tracker.models.directives import Directive, DirectiveKind
from tracker.models.escalations import Escalation, EscalationState, Level
from tracker.models.meetings import SecurityClass
from tracker.models.objections import Ground
from tracker.models.organisations import Organisation
from tracker.models.successions import Succession
from tracker.models.take_overs import RowKind, TakeOver, TakeOverState
from tracker.policy.actions import owed_assignments, verifiable_assignments
from tracker.policy.successions import can_plan_successions
from tracker.reports.escalations import climbs_due, moved_on
from tracker.reports.exhibits import Doubt, exhibits
from tracker.reports.grid import Look, grid_of
from tracker.reports.notices import new_notices
from tracker.reports.reminders import day_of, is_silent, owed_by
from tracker.reports.requests import Kind, waiting_requests

WIB = ZoneInfo("Asia/Jakarta")


def owed(session, login):
    return session.scalars(owed_assignments(actor(session, login))).all()


def claims(session):
    """Those that wait at the desk, with their claim."""
    shares = session.scalars(verifiable_assignments(actor(session, "sekretariat"))).all()
    return [(share, share.pending_claim()) for share in shares]


def test_an_agency_owes_work_in_every_state_of_haste(session):
    shares = owed(session, "disnaker")
    begun = [share for share in shares if share.state is AssignmentState.IN_PROGRESS]
    assert any(share.due_on < TODAY for share in begun)
    assert any(0 <= (share.due_on - TODAY).days <= 7 for share in begun)
    assert any(share.ruled_at and share.ruled_at >= share.reported_at for share in begun)
    assert any(share.asked_at for share in shares)
    assert any(share.position for share in shares)
    assert any(share.security_class is SecurityClass.RESTRICTED for share in shares)


def test_claims_of_many_agencies_wait_with_evidence_of_every_kind(session):
    waiting = claims(session)
    assert len({share.organisation_id for share, _ in waiting}) >= 6
    assert {claim.report for _, claim in waiting} == {Report.DONE, Report.NOT_FEASIBLE}
    assert any(claim.question and claim.question.answered_at for _, claim in waiting)
    kinds = {
        row.file.blob.media_type.partition("/")[2]
        for _, claim in waiting
        for row in claim.evidence
        if row.file
    }
    assert {"jpeg", "pdf", "png"} < kinds  # and the XLSX
    assert any(row.link for _, claim in waiting for row in claim.evidence)


def test_one_photo_proves_two_actions_and_is_older_than_one_of_them(session):
    desk = actor(session, "sekretariat")
    shown = [
        (row, row.doubt(agreed_on=share.action.meeting.starts_on, today=TODAY))
        for share, claim in claims(session)
        if share.action.meeting
        for row in exhibits(session, desk, claim.id)
    ]
    twins = {row.name for row, _ in shown if row.twins}
    assert "sosialisasi-pringsewu.jpg" in twins
    assert [doubt for row, doubt in shown if row.name in twins].count(Doubt.EARLY) == 1


def test_every_honest_answer_waits_for_a_ruling(session):
    waiting = waiting_requests(session, actor(session, "sekretariat"), limit=20)
    objected = [row for row in waiting if row.kind is Kind.OBJECTION]
    assert {row.ground for row in objected} == set(Ground)
    assert {row.awaited for row in objected if row.awaited} == {"BPKAD", "Bappeda"}
    [asked] = [row for row in waiting if row.kind is Kind.EXTENSION]
    assert asked.slips == 1


def test_half_of_the_regencies_have_answered_what_was_ordered_before_a_witness(session):
    order = session.scalars(select(Directive).filter_by(kind=DirectiveKind.VISIT)).one()
    action = session.scalars(select(Action).filter_by(directive_id=order.id)).one()
    grid = grid_of(session, actor(session, "sekretariat"), action.id, today=TODAY, zone=WIB)
    assert order.witness_name
    assert len(grid.cells) == 15
    assert all(grid.counts[look] for look in (Look.SILENT, Look.AWAITING, Look.VERIFIED))


def test_letters_climb_and_nothing_stops_them(session):
    letters = session.scalars(select(Escalation).order_by(Escalation.id)).all()
    assert [(letter.level, letter.state) for letter in letters] == [
        (Level.RESPONSIBLE, EscalationState.SENT),
        (Level.HEAD, EscalationState.DRAFTED),
        (Level.RESPONSIBLE, EscalationState.DRAFTED),
    ]
    offices = {letter.organisation_id for letter in letters}
    day = day_of(session, AT, WIB)
    assert moved_on(session) == {}
    assert all(not climbs_due(session, owed_by(session, {one}, day), day) for one in offices)


def test_the_ledger_has_mails_of_yesterday_and_one_that_could_not_be_sent(session):
    told = session.scalars(select(Digest)).all()
    assert {digest.day for digest in told} == {day_of(session, AT, WIB).calendar.add(TODAY, -1)}
    assert any(digest.delivery for digest in told)
    assert any(digest.problem for digest in told)


def test_some_did_not_report_this_month(session):
    day = day_of(session, AT, WIB)
    offices = session.scalars(select(Organisation.id)).all()
    assert any(is_silent(task, day) for task in owed_by(session, offices, day))


def test_a_matrix_is_on_its_way_and_another_wants_an_answer(session):
    first, second = session.scalars(select(TakeOver).order_by(TakeOver.id)).all()
    assert first.state is TakeOverState.RUNNING
    assert first.draft.figures["actions"] == 6
    assert second.state is TakeOverState.DRAFT
    assert second.draft.figures[RowKind.QUESTION]
    assert second.draft.spellings


def test_an_office_with_work_is_to_be_merged(session):
    plan = session.scalars(select(Succession)).one()
    owes = select(func.count()).where(Assignment.organisation_id == plan.organisation_id)
    assert plan.is_planned
    assert plan.takes_over_on > TODAY
    assert session.scalar(owes)
    assert can_plan_successions(actor(session, "setda"))


def test_an_acting_head_works_for_his_office_and_says_so(session):
    head = actor(session, "dinsos")
    assert head.title_at(min(head.agencies)) == "Plt. Kepala Dinas Sosial"
    titles = {update.by_title for share in owed(session, "dinsos") for update in share.updates}
    assert titles == {"Plt. Kepala Dinas Sosial"}


def test_most_have_notices_nobody_has_read(session):
    for login in ("disnaker", "bpkad", "bappeda", "dinsos", "sekretariat"):
        assert session.scalar(new_notices(actor(session, login))), login
