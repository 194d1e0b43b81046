"""What the room reads: the newest of each kind, counted in full."""

from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_agreement,
    make_assignment,
    make_meeting,
    make_organisation,
    someone,
)
from tracker.models.agenda import AgendaItem
from tracker.models.assignment_states import AssignmentState, Part
from tracker.reports.room_screens import MOST, Entry, board


def test_an_empty_room_has_an_empty_board(session: Session):
    shown = board(session, make_meeting(session))
    assert shown.course.items == []
    assert (shown.agreements, shown.agreement_count, shown.actions, shown.action_count) == (
        *([], 0),
        *([], 0),
    )


def test_the_newest_come_first_and_all_are_counted(session: Session):
    meeting = make_meeting(session)
    make_agreement(session, make_meeting(session))
    for number in range(MOST + 2):
        make_agreement(session, meeting, text=f"Sepakat {number + 1}")
    AgendaItem.append(meeting, by=someone(session), at=NOW, title="Pembukaan")
    shown = board(session, meeting)
    assert shown.agreement_count == MOST + 2
    assert shown.agreements[0] == Entry(str(MOST + 2), f"Sepakat {MOST + 2}", "", None)
    assert len(shown.agreements) == MOST
    assert [item.title for item in shown.course.items] == ["Pembukaan"]


def test_an_action_names_who_leads_it_now(session: Session):
    action = make_action(session, make_meeting(session), due_on=TODAY, sentence="Menyusun edaran")
    offices = [make_organisation(session, short_name=name) for name in ("Disnaker", "Bappeda")]
    for office in offices:
        make_assignment(session, office, action=action)
    make_assignment(session, action=action, part=Part.SUPPORTING)
    make_assignment(session, action=action, state=AssignmentState.CANCELLED)
    assert action.meeting
    (entry,) = board(session, action.meeting).actions
    assert (entry.number, entry.text, entry.due_on) == (action.reference, "Menyusun edaran", TODAY)
    assert sorted(entry.leads.split(", ")) == ["Bappeda", "Disnaker"]


def test_what_was_cancelled_is_not_shown(session: Session):
    cancelled = make_action(session, make_meeting(session))
    cancelled.cancelled_at = NOW
    session.flush()
    assert cancelled.meeting
    assert board(session, cancelled.meeting).action_count == 0
