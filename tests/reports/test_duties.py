"""Tugas OPD: the order, each heap and filter, and pages that miss and repeat nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_appointment,
    make_assignment,
    make_meeting,
    make_organisation,
    make_person,
    make_secret_meeting,
    make_series,
    make_user,
    someone,
)
from tracker.models.assigning import entrust
from tracker.models.assignment_states import (
    FINAL_STATES,
    OPEN_STATES,
    PENDING_STATES,
    AssignmentState,
    Report,
    Verdict,
)
from tracker.models.assignments import NO_DUE, SOON_DAYS, Assignment
from tracker.models.organisations import Organisation
from tracker.models.people import PositionLevel
from tracker.models.users import Actor, Role, actor_of
from tracker.reports.duties import (
    HEAPS,
    Due,
    Duties,
    Duty,
    Heap,
    Narrowed,
    Place,
    duties,
    positions_owing,
    series_owed_in,
)

S = AssignmentState
DAY = timedelta(days=1)
SOON = TODAY + SOON_DAYS * DAY


def is_open(share: Assignment) -> bool:
    return share.state in OPEN_STATES


def came_back(share: Assignment) -> bool:
    return is_open(share) and share.ruled_at is not None


RULES: dict[Heap, Callable[[Assignment], bool]] = {
    Heap.PENDING: lambda a: a.state in PENDING_STATES,
    Heap.RETURNED: came_back,
    Heap.OVERDUE: lambda a: is_open(a) and a.due_sort < TODAY,
    Heap.SOON: lambda a: is_open(a) and TODAY <= a.due_sort <= SOON,
    Heap.RUNNING: lambda a: is_open(a) and not came_back(a) and a.due_sort > SOON,
    Heap.OBSTRUCTED: lambda a: is_open(a) and a.obstructed,
    Heap.AWAITING: lambda a: a.state is S.AWAITING,
    Heap.FINISHED: lambda a: a.state in FINAL_STATES,
    Heap.ALL: lambda a: True,
}
DUES: dict[Due, Callable[[Assignment], bool]] = {  # TODAY is a Thursday
    Due.WEEK: lambda a: TODAY - 3 * DAY <= a.due_sort <= TODAY + 3 * DAY,
    Due.MONTH: lambda a: (a.due_sort.year, a.due_sort.month) == (TODAY.year, TODAY.month),
    Due.PAST: lambda a: a.due_sort < TODAY,
    Due.NONE: lambda a: a.due_sort == NO_DUE,
}


@pytest.fixture
def agency(session: Session) -> Organisation:
    """An agency with shares in every state, due around today's week and month, and never."""
    agency = make_organisation(session)
    for state in S:
        for days in (None, -40, -4, -3, 0, 3, 4, SOON_DAYS, SOON_DAYS + 1, 12, 13):
            due_on = None if days is None else TODAY + days * DAY
            make_assignment(session, agency, state=state, due_on=due_on)
    obstructed = make_assignment(session, agency)
    by = make_actor(session, Role.AGENCY, agency)
    obstructed.post_update(Report.OBSTACLE, "Anggaran belum ada.", by=by, at=NOW)
    for due_on in (TODAY - DAY, TODAY, None):
        returned = make_assignment(session, agency, state=S.AWAITING, due_on=due_on)
        returned.verify(
            Verdict.RETURNED, "Kabur.", by=make_actor(session, Role.SECRETARIAT), at=NOW
        )
    make_assignment(session)  # another agency's
    return agency


def listed(session: Session, actor: Actor, narrowed: Narrowed, limit: int = 500) -> Duties:
    return duties(session, actor, narrowed, at=NOW, today=TODAY, limit=limit)


def ids(found: Duties) -> set[int]:
    return {duty.assignment_id for duty in found.rows}


def test_each_heap_and_due_lists_what_its_words_say_and_is_counted_so(
    session: Session, agency: Organisation
) -> None:
    shares = session.query(Assignment).filter_by(organisation_id=agency.id).all()
    actor = make_actor(session, Role.AGENCY, agency)
    for heap, rule in RULES.items():
        expected = {share.id for share in shares if rule(share)}
        found = listed(session, actor, Narrowed(heap))
        assert ids(found) == expected, heap
        assert found.numbers.get(heap, len(expected)) == len(expected) > 0, heap
    for due, rule in DUES.items():
        expected = {share.id for share in shares if rule(share)}
        assert ids(listed(session, actor, Narrowed(Heap.ALL, due=due))) == expected, due


def test_what_presses_most_comes_first_and_pages_together_are_the_list(
    session: Session, agency: Organisation
) -> None:
    actor = make_actor(session, Role.AGENCY, agency)
    whole = listed(session, actor, Narrowed(Heap.ALL)).rows
    order = [HEAPS.index(duty.heap(TODAY)) for duty in whole]
    assert order == sorted(order)
    assert set(order) == set(range(len(HEAPS)))
    seen: list[Duty] = []
    after: Place | None = None
    narrowed = Narrowed(Heap.ALL)
    while page := duties(session, actor, narrowed, at=NOW, today=TODAY, limit=7, after=after).rows:
        seen += page
        after = page[-1].at
    assert seen == whole


def test_a_list_narrows_to_series_meeting_organisation_and_words(session: Session) -> None:
    agency, other = make_organisation(session), make_organisation(session)
    series = make_series(session)
    meeting = make_meeting(session, series=series)
    action = make_action(session, meeting, sentence="Capaian 38% tercatat")
    inside = make_assignment(session, agency, action=action)
    make_assignment(session, agency)
    make_assignment(session, other, action=make_action(session, meeting))
    user = make_user(session, Role.AGENCY, agency)
    actor = actor_of(session, user, today=TODAY)
    for narrowed in (
        Narrowed(series_id=series.id),
        Narrowed(meeting_id=meeting.id),
        Narrowed(words=("38%", "CAPAIAN")),
    ):
        assert ids(listed(session, actor, narrowed)) == {inside.id}, narrowed
    assert ids(listed(session, actor, Narrowed(organisation_id=other.id))) == set()
    assert series_owed_in(session, actor) == [(series.id, series.name)]
    user.join(other, Role.AGENCY, by=None, at=NOW, since=TODAY)
    both = actor_of(session, user, today=TODAY)
    assert len(listed(session, both, Narrowed()).rows) == 3
    assert len(listed(session, both, Narrowed(organisation_id=other.id)).rows) == 1


def test_work_of_a_position_is_marked_for_whoever_holds_it_and_moves_with_nobody(
    session: Session,
) -> None:
    """The position keeps the work when its holder changes, also while a Plh. sits in for a day."""
    agency = make_organisation(session)
    first, second = (make_person(session, name) for name in ("Ani", "Budi"))
    term = make_appointment(
        session,
        first,
        title="Kabid Data",
        level=PositionLevel.OFFICER,
        organisation=agency,
        until=TODAY - DAY,
    )
    type(term).add(
        session,
        by=None,
        at=NOW,
        person=second,
        position=term.position,
        capacity="daily_acting",
        since=TODAY,
        until=TODAY,
    )
    share, loose = make_assignment(session, agency), make_assignment(session, agency)
    entrust(share, term.position, by=someone(session), at=NOW)
    held = Narrowed(position_ids=frozenset({term.position_id}))
    users = [make_user(session, Role.AGENCY, agency, person=person) for person in (first, second)]
    for days, mine in ((-1, [True, False]), (0, [False, True]), (1, [False, False])):
        actors = [actor_of(session, user, today=TODAY + days * DAY) for user in users]
        for actor, is_his in zip(actors, mine, strict=True):
            found = {duty.assignment_id: duty for duty in listed(session, actor, Narrowed()).rows}
            assert found[share.id].mine is is_his, (days, actor.name)
            assert found[share.id].seen_to_by == "Kabid Data"
            assert not found[loose.id].mine
            assert ids(listed(session, actor, held)) == {share.id}
            assert positions_owing(session, actor) == [(term.position_id, "Kabid Data")]


def test_nobody_finds_what_another_office_owes_nor_what_is_secret(session: Session) -> None:
    """Nor does oversight widen the own list: it holds what one's own office owes."""
    share = make_assignment(session)
    secret = make_action(session, make_secret_meeting(session))
    hidden = make_assignment(session, share.organisation, action=secret)
    nothing = dict.fromkeys((Heap.ASKED, Heap.PENDING, *HEAPS), 0)
    for role in Role:
        found = listed(session, make_actor(session, role), Narrowed(Heap.ALL))
        assert (found.rows, found.numbers) == ([], nothing), role
    own = make_actor(session, Role.AGENCY, share.organisation)
    found = listed(session, own, Narrowed(Heap.ALL))
    assert hidden.id not in ids(found) == {share.id}
    assert found.numbers[Heap.PENDING] == 1
