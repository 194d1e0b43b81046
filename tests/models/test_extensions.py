"""Permohonan tenggat baru: asked with a reason, ruled on by others, every move kept for ever."""

from datetime import date, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_action, make_actor, make_assignment
from tests.refusals import refused
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.due_dates import DueChange, revise_action
from tracker.models.extensions import ExtensionRequest, ExtensionState, ask_for_date
from tracker.models.users import Actor, Role
from tracker.reports.due_dates import due_changes, slips_of

DAY = timedelta(days=1)
DUE, WISHED = TODAY + 5 * DAY, TODAY + 30 * DAY


def wish(share: Assignment, by: Actor, on: date = WISHED) -> ExtensionRequest:
    return ask_for_date(share, on, "Data pusat belum turun.", by=by, at=NOW, today=TODAY)


def test_asking_moves_nothing_but_is_heard(session: Session):
    share = make_assignment(session, due_on=DUE)
    wish(share, make_actor(session))
    assert (share.due_on, share.state) == (DUE, AssignmentState.NOT_STARTED)
    assert share.reported_at == NOW


def test_a_wish_is_for_a_later_day_that_is_still_to_come(session: Session):
    agency = make_actor(session)
    late, undated = make_assignment(session, due_on=TODAY - 9 * DAY), make_assignment(session)
    share = make_assignment(session, due_on=DUE)
    for one, on, code in (
        (share, DUE, "date_not_later"),
        (share, DUE - DAY, "date_not_later"),
        (late, TODAY - DAY, "date_passed"),
        (undated, WISHED, "no_due_date"),
    ):
        assert refused(partial(wish, one, agency, on)) == code
    wish(late, agency, TODAY)
    wish(share, agency)
    assert refused(lambda: wish(share, agency)) == "extension_open"


def test_what_is_granted_is_kept_with_who_and_why_and_the_first_date_stays(session: Session):
    share = make_assignment(session, due_on=DUE)
    agency, clerk = make_actor(session), make_actor(session)
    wish(share, agency).grant(WISHED, "", by=clerk, at=NOW, today=TODAY)
    wish(share, agency, WISHED + 9 * DAY).grant(
        WISHED + DAY, "Cukup sehari.", by=clerk, at=NOW, today=TODAY
    )
    session.flush()
    assert (share.due_on, share.first_due_on) == (WISHED + DAY, DUE)
    assert [(m.from_on, m.to_on, m.reason, m.by_name) for m in due_changes(session, share.id)] == [
        (DUE, WISHED, "Data pusat belum turun.", clerk.name),
        (WISHED, WISHED + DAY, "Cukup sehari.", clerk.name),
    ]
    assert slips_of(session, [share.id]) == {share.id: 2}


def test_who_owes_it_grants_nothing_and_a_grant_is_later_too(session: Session):
    share = make_assignment(session, due_on=DUE)
    request = wish(share, make_actor(session))
    member = make_actor(session, Role.SECRETARIAT, share.organisation)
    clerk = make_actor(session)
    for on, by, today, code in (
        (WISHED, member, TODAY, "own_share"),
        (DUE, clerk, TODAY, "date_not_later"),
        (WISHED, clerk, WISHED + DAY, "date_passed"),
    ):
        act = partial(request.grant, on, "Baik.", by=by, at=NOW, today=today)
        assert refused(act) == code
    assert refused(lambda: request.decline("", by=clerk, at=NOW)) == "answer_missing"
    assert (share.due_on, request.state) == (DUE, ExtensionState.OPEN)
    request.decline("Sudah lama.", by=clerk, at=NOW)
    assert refused(lambda: request.withdraw(by=clerk, at=NOW)) == "extension_state"
    assert session.scalars(select(DueChange)).all() == []


def test_moves_of_the_whole_action_are_kept_with_every_share_that_follows(session: Session):
    action = make_action(session, due_on=DUE)
    follows, own = (make_assignment(session, action=action, due_on=on) for on in (None, WISHED))
    clerk = make_actor(session)
    for due_on in (WISHED, TODAY, None, DUE):
        version, why = action.version, "Arahan Sekda."
        revise_action(
            *(session, action),
            by=clerk,
            at=NOW,
            version=version,
            due_on=due_on,
            due_reason=why,
        )
        own.revise(by=clerk.user_id, at=NOW, version=own.version, due_on=WISHED + DAY)
    moves = [(m.from_on, m.to_on, m.is_slip) for m in due_changes(session, follows.id)]
    assert moves == [  # to a later day, or to none, it slips
        *((DUE, WISHED, True), (WISHED, TODAY, False)),
        *((TODAY, None, True), (None, DUE, False)),
    ]
    assert slips_of(session, [follows.id, own.id]) == {follows.id: 2}
    assert follows.first_due_on == DUE


def test_a_date_that_stood_is_not_moved_without_a_word(session: Session):
    clerk = make_actor(session)
    action = make_action(session)
    share = make_assignment(session, action=action)

    def move(due_on: date | None) -> None:
        revise_action(session, action, by=clerk, at=NOW, version=action.version, due_on=due_on)

    move(DUE)  # the first one needs none
    assert refused(lambda: move(WISHED)) == "due_reason_missing"
    assert (share.due_on, action.due_on) == (DUE, DUE)
