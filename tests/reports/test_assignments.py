"""The list of what is owed: each filter, the order, and pages that miss and repeat nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_secret_meeting,
)
from tracker.infra.db import refresh_statistics
from tracker.models.actions import Action
from tracker.models.assignment_states import (
    OPEN_STATES,
    PENDING_STATES,
    AssignmentState,
    Part,
    Report,
    Verdict,
)
from tracker.models.assignments import SOON_DAYS, Assignment
from tracker.models.organisations import Organisation
from tracker.models.series import Series
from tracker.models.users import Actor, Role
from tracker.reports.assignments import Position, Row, Standing, Wanted, listed

S = AssignmentState
DAY = timedelta(days=1)
RULES: dict[Standing, Callable[[Assignment], bool]] = {
    Standing.PENDING: lambda a: a.state in PENDING_STATES,
    Standing.OVERDUE: lambda a: a.state in OPEN_STATES and a.due_sort < TODAY,
    Standing.SOON: lambda a: (
        a.state in OPEN_STATES
        and a.due_on is not None
        and TODAY <= a.due_on <= TODAY + SOON_DAYS * DAY
    ),
    Standing.NOT_STARTED: lambda a: a.state is S.NOT_STARTED,
    Standing.IN_PROGRESS: lambda a: a.state is S.IN_PROGRESS,
    Standing.RETURNED: lambda a: a.state in OPEN_STATES and a.ruled_at is not None,
    Standing.OBSTRUCTED: lambda a: a.obstructed and a.state in OPEN_STATES,
    Standing.AWAITING: lambda a: a.state is S.AWAITING,
    Standing.DONE: lambda a: a.state is S.DONE,
    Standing.NOT_FEASIBLE: lambda a: a.state is S.NOT_FEASIBLE,
    Standing.ENDED: lambda a: a.state in {S.REASSIGNED, S.CANCELLED},
    Standing.ALL: lambda a: True,
}


@pytest.fixture
def agency(session: Session) -> Organisation:
    """An agency with shares in every state, due long ago, today, in a week and never."""
    agency = make_organisation(session)
    for state in AssignmentState:
        for days in (None, -40, 0, SOON_DAYS, SOON_DAYS + 1):
            due_on = None if days is None else TODAY + days * DAY
            make_assignment(session, agency, state=state, due_on=due_on)
    obstructed = make_assignment(session, agency)
    by = make_actor(session, Role.AGENCY, agency)
    obstructed.post_update(Report.OBSTACLE, "Anggaran belum ada.", by=by, at=obstructed.created_at)
    give_back(session, claimed(session, make_assignment(session, agency)), "Bukti belum memadai.")
    return agency


def test_a_filter_lists_exactly_what_its_words_say(session: Session, agency: Organisation) -> None:
    everyone = session.query(Assignment).filter_by(organisation_id=agency.id).all()
    secretariat = make_actor(session, Role.SECRETARIAT)
    for standing, rule in RULES.items():
        expected = {assignment.id for assignment in everyone if rule(assignment)}
        rows = find(session, secretariat, Wanted(standing, organisation_id=agency.id))
        assert expected, standing
        assert {row.assignment_id for row in rows} == expected, standing


def test_work_that_came_back_says_why_until_the_agency_reports_again(session: Session) -> None:
    agency = make_organisation(session)
    by = make_actor(session, Role.AGENCY, agency)
    returned = claimed(session, make_assignment(session, agency))
    give_back(session, returned, "Foto belum jelas.")
    reopened = claimed(session, make_assignment(session, agency))
    reopened.verify(Verdict.ACCEPTED, "", by=make_actor(session, Role.SECRETARIAT), at=NOW)
    reopened.reopen("Ternyata belum selesai.", by=make_actor(session, Role.SECRETARIAT), at=NOW)
    untouched = make_assignment(session, agency)
    assert {row.assignment_id: row.returned for row in find(session, by, Wanted())} == {
        returned.id: "Foto belum jelas.",
        reopened.id: "Ternyata belum selesai.",
        untouched.id: None,
    }
    returned.post_update(Report.PROGRESS, "Foto diulang.", by=by, at=NOW + DAY)
    assert find(session, by, Wanted())[-1].assignment_id == untouched.id
    assert {row.returned for row in find(session, by, Wanted(Standing.RETURNED))} == {
        "Ternyata belum selesai."
    }


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AGENCY])
def test_pages_together_are_the_whole_list(
    session: Session, agency: Organisation, role: Role
) -> None:
    actor = make_actor(session, role, agency if role is Role.AGENCY else None)
    whole = find(session, actor, Wanted(Standing.ALL))
    seen: list[Row] = []
    after: Position | None = None
    while page := listed(session, actor, Wanted(Standing.ALL), today=TODAY, limit=4, after=after):
        seen += page
        after = page[-1].position
    assert [row.assignment_id for row in seen] == [row.assignment_id for row in whole]


def test_lists_narrow_to_a_meeting_a_series_and_a_unit(session: Session) -> None:
    series = Series(name="Rakor UCJ", organising_unit_id=make_organisation(session).id)
    session.add(series)
    session.flush()
    meeting = make_meeting(session, series=series)
    inside = make_assignment(session, action=make_action(session, meeting))
    make_assignment(session)
    secretariat = make_actor(session, Role.SECRETARIAT)
    for wanted in (
        Wanted(meeting_id=meeting.id),
        Wanted(series_id=series.id),
        Wanted(unit_id=meeting.organising_unit_id),
    ):
        assert [row.assignment_id for row in find(session, secretariat, wanted)] == [inside.id]


def test_every_word_must_occur_and_signs_are_only_signs(session: Session) -> None:
    plain = make_assignment(session, action=action_saying(session, "Menaikkan capaian menjadi 38%"))
    make_assignment(session, action=action_saying(session, "Menaikkan capaian menjadi 380"))
    secretariat = make_actor(session, Role.SECRETARIAT)
    for words in (("38%",), ("CAPAIAN", "38%"), ("38%", plain.organisation.name)):
        rows = find(session, secretariat, Wanted(words=words))
        assert [row.assignment_id for row in rows] == [plain.id]
    assert find(session, secretariat, Wanted(words=("38_",))) == []
    assert find(session, secretariat, Wanted(words=("capaian", "tiada"))) == []


def test_actions_without_anyone_responsible_are_listed_as_such(session: Session) -> None:
    orphan = make_action(session, sentence="Menyusun edaran")
    supported = make_action(session)
    make_assignment(session, action=supported, part=Part.SUPPORTING)
    make_assignment(session)
    secretariat = make_actor(session, Role.SECRETARIAT)
    rows = find(session, secretariat, Wanted(Standing.UNASSIGNED))
    assert {row.action_id for row in rows} == {orphan.id, supported.id}
    assert {row.assignment_id for row in rows} == {None}
    words = Wanted(Standing.UNASSIGNED, words=("edaran",))
    assert [row.action_id for row in find(session, secretariat, words)] == [orphan.id]


def test_secret_work_is_in_no_list_of_others(session: Session) -> None:
    named, other = (make_actor(session, Role.SECRETARIAT) for _ in range(2))
    action = make_action(session, make_secret_meeting(session, named))
    make_assignment(session, action=action)
    assert len(find(session, named, Wanted(Standing.ALL))) == 1
    assert find(session, other, Wanted(Standing.ALL)) == []
    assert find(session, other, Wanted(Standing.UNASSIGNED)) == []


def claimed(session: Session, assignment: Assignment) -> Assignment:
    by = make_actor(session, Role.AGENCY, assignment.organisation)
    assignment.post_update(Report.DONE, "Selesai.", by=by, at=NOW, link="https://contoh.go.id/a")
    return assignment


def give_back(session: Session, assignment: Assignment, note: str) -> None:
    by = make_actor(session, Role.SECRETARIAT)
    assignment.verify(Verdict.RETURNED, note, by=by, at=NOW)


def action_saying(session: Session, sentence: str) -> Action:
    return make_action(session, make_meeting(session), sentence=sentence)


def find(session: Session, actor: Actor, wanted: Wanted) -> list[Row]:
    return listed(session, actor, wanted, today=TODAY, limit=200)


def test_no_list_of_all_agencies_sorts_its_table(session: Session) -> None:
    """The long lists are walked along an index: a page costs the same at any size."""
    agency = make_organisation(session)
    for number in range(40):
        state = AssignmentState.DONE if number % 4 else AssignmentState.NOT_STARTED
        make_assignment(session, agency, state=state, due_on=TODAY + number * DAY)
    refresh_statistics(session)
    secretariat = make_actor(session, Role.SECRETARIAT)
    for standing in (Standing.PENDING, Standing.OVERDUE, Standing.DONE, Standing.ALL):
        with plans(session) as plan:
            find(session, secretariat, Wanted(standing))
        assert not [step for step in plan if "TEMP B-TREE" in step], standing


@contextmanager
def plans(session: Session) -> Iterator[list[str]]:
    """How the database goes about the statements sent meanwhile (SQLite; elsewhere nothing)."""
    steps: list[str] = []
    connection = session.connection()

    def explain(_c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT") and connection.dialect.name == "sqlite":
            cursor = connection.connection.cursor()
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            steps.extend(row[3] for row in cursor.fetchall())

    event.listen(connection, "before_cursor_execute", explain)
    yield steps
    event.remove(connection, "before_cursor_execute", explain)
