"""The history of a share, as its events tell it, and who may read whom it falls to."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
)
from tracker.models.assignment_states import AssignmentState, Part, Report, Verdict
from tracker.models.due_dates import revise_action
from tracker.models.extensions import ask_for_date
from tracker.models.invitees import Invitee
from tracker.models.objections import Ground, object_to
from tracker.models.users import Role
from tracker.reports.responsible import responsible_for
from tracker.reports.timelines import timeline


def test_every_act_is_told_newest_first(session: Session) -> None:
    assignment = make_assignment(session)
    agency = make_actor(session, Role.AGENCY, assignment.organisation)
    secretariat = make_actor(session, Role.SECRETARIAT)
    assignment.post_update(Report.OBSTACLE, "Menunggu anggaran.", by=agency, at=NOW)
    link = "https://example.id"
    assignment.post_update(Report.DONE, "Selesai.", by=agency, at=NOW, link=link)
    assignment.withdraw_claim(by=agency, at=NOW)
    assignment.post_update(Report.DONE, "Benar selesai.", by=agency, at=NOW, link=link)
    assignment.verify(Verdict.ACCEPTED, "Sesuai.", by=secretariat, at=NOW)
    assignment.reopen("Buktinya keliru.", by=secretariat, at=NOW)
    session.flush()
    told = timeline(session, assignment.id)
    assert [(m.verb.removeprefix("assignment:"), m.note, m.withdrawn) for m in told] == [
        ("reopened", "Buktinya keliru.", False),
        ("verified", "Sesuai.", False),
        ("reported", "Benar selesai.", False),
        ("claim_withdrawn", "", False),
        ("reported", "Selesai.", True),
        ("reported", "Menunggu anggaran.", False),
        ("assigned", "", False),
    ]
    assert told[1].verdict is Verdict.ACCEPTED
    assert (told[2].report, told[2].evidence[0].link) == (Report.DONE, link)
    assert (told[2].who, told[1].who) == (agency.name, secretariat.name)


def test_of_other_agencies_only_who_leads_and_until_when_is_told(session: Session) -> None:
    lead, supporting, former, invited = (make_organisation(session) for _ in range(4))
    meeting = make_meeting(session)
    Invitee.append(meeting, by=make_actor(session).user_id, at=NOW, organisation=invited)
    action = make_action(session, meeting)
    due_on = TODAY + timedelta(days=5)
    make_assignment(session, lead, action=action, due_on=due_on, state=AssignmentState.AWAITING)
    make_assignment(session, supporting, action=action, part=Part.SUPPORTING)
    make_assignment(session, former, action=action, state=AssignmentState.CANCELLED)
    told = responsible_for(session, make_actor(session, Role.AGENCY, invited), action.id)
    assert [(r.organisation, r.due_on) for r in told] == [(lead.name, due_on)]
    assert (told[0].assignment_id, told[0].state) == (None, None)


def test_an_agency_reads_its_own_share_in_full_and_the_secretariat_all(session: Session) -> None:
    action = make_action(session)
    own = make_assignment(session, action=action, part=Part.SUPPORTING)
    other = make_assignment(session, action=action, state=AssignmentState.DONE)
    agency = make_actor(session, Role.AGENCY, own.organisation)
    told = {r.organisation: r for r in responsible_for(session, agency, action.id)}
    assert told[own.organisation.name].assignment_id == own.id
    assert told[other.organisation.name].state is None
    everything = responsible_for(session, make_actor(session, Role.SECRETARIAT), action.id)
    assert [r.state for r in everything] == [AssignmentState.DONE, AssignmentState.NOT_STARTED]


def test_it_tells_of_objections_and_of_every_moved_date(session: Session):
    action = make_action(session, due_on=TODAY)
    share, other = (make_assignment(session, action=action) for _ in range(2))
    agency, clerk = make_actor(session), make_actor(session)
    later, latest = TODAY + timedelta(days=9), TODAY + timedelta(days=30)
    values: dict[str, Any] = {"due_on": later, "due_reason": "Arahan Sekda."}
    revise_action(session, action, by=clerk, at=NOW, version=action.version, **values)
    asked = ask_for_date(share, latest, "Menunggu.", by=agency, at=NOW, today=TODAY)
    asked.grant(latest, "Terakhir.", by=clerk, at=NOW, today=TODAY)
    object_to(share, Ground.NEEDS_BUDGET, "Belum dianggarkan.", by=agency, at=NOW)
    told = [(m.verb, m.note, m.ground, m.due) for m in timeline(session, share.id)]
    assert told == [
        ("assignment:objected", "Belum dianggarkan.", Ground.NEEDS_BUDGET, None),
        ("assignment:extension_granted", "Terakhir.", None, (later, latest)),
        ("assignment:extension_asked", "Menunggu.", None, None),
        ("action:revised", "Arahan Sekda.", None, (TODAY, later)),
        ("assignment:assigned", "", None, None),
    ]
    assert [m.due for m in timeline(session, other.id)] == [(TODAY, later), None]
