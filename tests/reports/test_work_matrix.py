"""The matrix: a row for each share, told in full to who may read it and to nobody else."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_agreement,
    make_assignment,
    make_meeting,
    make_minutes,
    make_organisation,
    make_secret_meeting,
)
from tests.outside import make_ordered
from tracker.documents.matrix_columns import obstacles, progress, remarks, source_words
from tracker.models.actions import Action
from tracker.models.assignment_states import AssignmentState, Light, Part, Report, Verdict
from tracker.models.due_dates import revise_action
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.minutes import MinutesState
from tracker.models.users import Actor, Role
from tracker.reports.assignments import Standing, Wanted
from tracker.reports.work_matrix import Row, matrix_rows

ZONE = ZoneInfo("Asia/Jakarta")
ALL = Wanted(standing=Standing.ALL)


@pytest.fixture
def meeting(session: Session) -> Meeting:
    return make_meeting(session)


@pytest.fixture
def clerk(session: Session, meeting: Meeting) -> Actor:
    return make_actor(session, Role.SECRETARIAT, meeting.organising_unit)


def rows(session: Session, actor: Actor, wanted: Wanted = ALL, **asked: object) -> list[Row]:
    return list(matrix_rows(session, actor, wanted, today=TODAY, zone=ZONE, **asked))  # type: ignore[arg-type]  # after, limit


def test_a_row_tells_all_that_is_known_of_a_share(session: Session, meeting: Meeting, clerk: Actor):
    agreement = make_agreement(session, meeting)
    due = TODAY - timedelta(days=3)
    action = make_action(session, agreement=agreement, due_on=due - timedelta(days=9))
    share = make_assignment(session, action=action)
    revise_action(
        session,
        action,
        by=clerk,
        at=NOW,
        version=action.version,
        due_on=due,
        due_reason="Menunggu data.",
        sentence=action.sentence,
    )
    agency = make_actor(session, Role.AGENCY, share.organisation)
    share.post_update(Report.DONE, "Selesai.", by=agency, at=NOW, link="https://contoh.id")
    share.verify(Verdict.RETURNED, "Tautan mati.", by=clerk, at=NOW)
    share.post_update(Report.OBSTACLE, "Anggaran belum cair.", by=agency, at=NOW)
    (row,) = rows(session, clerk)
    assert source_words(row) == agreement.text
    assert (row.reference, row.due_on) == (action.reference, due)
    assert row.share
    assert (row.share.state, row.share.light) == (AssignmentState.IN_PROGRESS, Light.LATE)
    assert (progress(row), obstacles(row)) == ("", "Anggaran belum cair.")
    told = remarks(row)
    for words in ("Terlambat 3 hari", "Tenggat mundur 1 kali", "Belum memadai: Tautan mati."):
        assert words in told, words


def test_rows_stand_action_by_action_and_go_on_where_a_page_ended(
    session: Session, meeting: Meeting, clerk: Actor
):
    first, nobody, last = (make_action(session, meeting) for _ in range(3))
    for action in (last, first):
        for part in (Part.LEAD, Part.SUPPORTING):
            make_assignment(session, action=action, part=part)
    found = rows(session, clerk)
    assert [row.action_id for row in found] == [first.id] * 2 + [nobody.id] + [last.id] * 2
    again: list[Row] = []
    while step := rows(session, clerk, after=again[-1].position if again else (0, 0), limit=2):
        assert len(step) <= 2
        again += step
    assert [row.position for row in again] == [row.position for row in found]


def test_an_action_nobody_is_responsible_for_is_a_row_of_what_is_open(
    session: Session, meeting: Meeting, clerk: Actor
):
    make_action(session, meeting)
    for standing, number in ((Standing.PENDING, 1), (Standing.UNASSIGNED, 1), (Standing.DONE, 0)):
        assert len(rows(session, clerk, Wanted(standing=standing))) == number, standing
    office = make_organisation(session)
    assert rows(session, clerk, Wanted(organisation_id=office.id)) == []


def test_an_agency_has_its_own_work_only_even_of_a_meeting_it_was_in(
    session: Session, meeting: Meeting, clerk: Actor
):
    action = make_action(session, meeting)
    own, _ = (make_assignment(session, action=action) for _ in range(2))
    make_action(session, meeting)
    Invitee.append(meeting, by=clerk.user_id, at=NOW, organisation=own.organisation)
    agency = make_actor(session, Role.AGENCY, own.organisation)
    assert [row.assignment_id for row in rows(session, agency)] == [own.id]
    assert len(rows(session, clerk)) == 3


def test_what_is_secret_is_for_who_was_named(session: Session, clerk: Actor):
    named = make_actor(session, Role.SECRETARIAT)
    secret = make_action(session, make_secret_meeting(session, named))
    make_assignment(session, action=secret)
    make_action(session, secret.meeting)
    assert rows(session, clerk) == []
    assert len(rows(session, named)) == 2


def test_words_of_an_agreement_wait_for_the_approved_minutes(
    session: Session, meeting: Meeting, clerk: Actor
):
    agreement = make_agreement(session, meeting)
    share = make_assignment(session, action=make_action(session, agreement=agreement))
    agency = make_actor(session, Role.AGENCY, share.organisation)
    (row,) = rows(session, agency)
    assert source_words(row) == f"Rapat: {meeting.subject}"
    make_minutes(session, meeting, state=MinutesState.APPROVED)
    (row,) = rows(session, agency)
    assert source_words(row) == f"Rapat: {meeting.subject}", "it was not at that meeting"
    (row,) = rows(session, clerk)
    assert source_words(row) == agreement.text


def test_what_was_ordered_outside_says_who_ordered_it(session: Session, clerk: Actor):
    action: Action = make_ordered(session, make_organisation(session))
    (row,) = rows(session, clerk, Wanted(action_id=action.id))
    assert source_words(row) == "Arahan Gubernur (kunjungan kerja)"
    assert row.source.on == date(2025, 9, 18)
