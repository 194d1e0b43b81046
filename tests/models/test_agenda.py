"""The agenda: put in order as a whole, proposed to, put off, taken up again."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_file,
    make_meeting,
    make_minutes,
    make_organisation,
    someone,
)
from tracker.models.agenda import AgendaItem, AgendaKind, agenda_of, reorder
from tracker.models.agenda_answers import accept, park_item, park_proposal, take_up
from tracker.models.agenda_course import go_forward
from tracker.models.agenda_proposals import AgendaProposal, ProposalState, propose
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import Event
from tracker.models.invitees import Invitee
from tracker.models.meeting_copies import copy_meeting
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.parked_items import ParkedState
from tracker.models.series import series_named

TITLES = ("Pembukaan", "Paparan", "Pembahasan")


@pytest.fixture
def by(session: Session) -> int:
    return someone(session)


@pytest.fixture
def meeting(session: Session) -> Meeting:
    return in_series(session, TITLES)


def in_series(session: Session, titles: tuple[str, ...] = (), name: str = "UCJ") -> Meeting:
    """A scheduled meeting of today, of a series, with these items."""
    meeting, by = make_meeting(session, state=MeetingState.SCHEDULED), someone(session)
    meeting.series = series_named(session, name, meeting.organising_unit_id, by=by, at=NOW)
    meeting.confirm_absent([], by=by, at=NOW)
    for title in titles:
        AgendaItem.append(meeting, by=by, at=NOW, title=title, minutes=15)
    return meeting


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in agenda_of(meeting)]


def positions(meeting: Meeting) -> list[int]:
    return [item.position for item in agenda_of(meeting)]


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(Event.verb).order_by(Event.id)))


# --- order


def test_the_whole_order_is_one_act(session: Session, meeting: Meeting, by: int):
    first, second, third = (item.id for item in agenda_of(meeting))
    reorder(meeting, [third, first, second], seen=[first, second, third], by=by, at=NOW)
    assert titles(meeting) == ["Pembahasan", "Pembukaan", "Paparan"]
    assert positions(meeting) == [1, 2, 3]
    assert verbs(session)[-1] == "agenda_item:reordered"


def test_the_same_order_is_no_act(session: Session, meeting: Meeting, by: int):
    ids = [item.id for item in agenda_of(meeting)]
    before = verbs(session)
    reorder(meeting, ids, seen=ids, by=by, at=NOW)
    assert verbs(session) == before


def test_an_order_given_to_a_list_that_changed_meanwhile_is_refused(meeting: Meeting, by: int):
    ids = [item.id for item in agenda_of(meeting)]
    reorder(meeting, ids[::-1], seen=ids, by=by, at=NOW)
    for wanted, seen in ((ids, ids), (ids[:2], ids[::-1]), ([*ids, 0], ids[::-1])):
        with pytest.raises(Conflict):
            reorder(meeting, wanted, seen=seen, by=by, at=NOW)
    AgendaItem.append(meeting, by=by, at=NOW, title="Lain-lain")
    with pytest.raises(Conflict):
        reorder(meeting, ids, seen=ids[::-1], by=by, at=NOW)
    assert titles(meeting) == ["Pembahasan", "Paparan", "Pembukaan", "Lain-lain"]


def test_a_sealed_agenda_keeps_its_order(session: Session, meeting: Meeting, by: int):
    ids = [item.id for item in agenda_of(meeting)]
    meeting.move_to(MeetingState.HELD, by=by, at=NOW)
    make_minutes(session, meeting, state=MinutesState.APPROVED)
    with pytest.raises(DomainError, match="sudah disahkan"):
        reorder(meeting, ids[::-1], seen=ids, by=by, at=NOW)


def test_material_stays_in_the_record_when_its_item_goes(
    session: Session, meeting: Meeting, by: int
):
    item = agenda_of(meeting)[1]
    file = make_file(session, meeting=meeting)
    file.agenda_item_id = item.id
    item.revise(by=by, at=NOW, version=item.version, title="Paparan data")
    item.remove(by=by, at=NOW)
    assert file.agenda_item_id is None
    assert file.meeting_id == meeting.id
    assert positions(meeting) == [1, 2]


def test_a_copy_takes_over_what_an_item_stands_for(session: Session, meeting: Meeting, by: int):
    AgendaItem.append(
        meeting, by=by, at=NOW, title="Tindak lanjut rapat lalu", kind=AgendaKind.FOLLOW_UP
    )
    copied = copy_meeting(session, meeting, by=by, at=NOW)
    assert [item.kind for item in agenda_of(copied)][-1] is AgendaKind.FOLLOW_UP


# --- proposals


def proposed(session: Session, meeting: Meeting, title: str = "Data rentan") -> AgendaProposal:
    by, agency = someone(session), make_organisation(session, "Dinas Tenaga Kerja")
    Invitee.append(meeting, by=by, at=NOW, organisation=agency)
    return propose(
        *(meeting, agency.id), by=by, at=NOW, today=TODAY, title=title, reason="x", minutes=20
    )


def test_an_accepted_proposal_is_the_last_item_and_names_its_agency(
    session: Session, meeting: Meeting, by: int
):
    proposal = proposed(session, meeting)
    file = make_file(session, proposal=proposal)
    item = accept(proposal, "Setelah paparan.", by=by, at=NOW)
    assert (item.position, item.title, item.minutes) == (4, "Data rentan", 20)
    assert item.presenter == "Dinas Tenaga Kerja"
    assert (file.meeting_id, file.agenda_item_id) == (meeting.id, item.id)
    assert file.agenda_proposal_id is None
    assert (proposal.state, proposal.answer) == (ProposalState.ACCEPTED, "Setelah paparan.")


def test_a_proposal_is_answered_once(session: Session, meeting: Meeting, by: int):
    proposal = proposed(session, meeting)
    proposal.decline("Cukup melalui surat.", by=by, at=NOW)
    answers = (
        lambda: accept(proposal, by=by, at=NOW),
        lambda: park_proposal(proposal, by=by, at=NOW),
        lambda: proposal.decline("x", by=by, at=NOW),
        lambda: proposal.withdraw(by=by, at=NOW),
    )
    for answer in answers:
        with pytest.raises(DomainError, match="sudah dijawab"):
            answer()
    assert titles(meeting) == list(TITLES)


def test_declining_says_why(session: Session, meeting: Meeting, by: int):
    proposal = proposed(session, meeting)
    with pytest.raises(DomainError, match="alasan"):
        proposal.decline("", by=by, at=NOW)
    assert proposal.is_waiting


def test_only_whoever_is_invited_proposes(session: Session, meeting: Meeting, by: int):
    stranger = make_organisation(session)
    with pytest.raises(DomainError, match="diundang"):
        propose(*(meeting, stranger.id), by=by, at=NOW, today=TODAY, title="x", reason="y")


def test_the_day_of_the_meeting_is_the_last_to_propose(session: Session, meeting: Meeting, by: int):
    agency_id = proposed(session, meeting).organisation_id
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(DomainError, match="sampai hari rapat"):
        propose(*(meeting, agency_id), by=by, at=NOW, today=tomorrow, title="x", reason="y")


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.HELD, MeetingState.CANCELLED])
def test_a_meeting_that_is_not_to_come_takes_no_proposals(session: Session, state: MeetingState):
    with pytest.raises(DomainError, match="sampai hari rapat"):
        proposed(session, make_meeting(session, state=state))


def test_one_agency_does_not_flood_a_meeting(session: Session, meeting: Meeting, by: int):
    agency_id = proposed(session, meeting).organisation_id
    again: dict[str, Any] = {"by": by, "at": NOW, "today": TODAY, "title": "x", "reason": "y"}
    for _ in range(9):
        newest = propose(meeting, agency_id, **again)
    with pytest.raises(DomainError, match="menunggu jawaban"):
        propose(meeting, agency_id, **again)
    newest.withdraw(by=by, at=NOW)
    assert propose(meeting, agency_id, **again).is_waiting


# --- parking


def test_an_item_put_off_waits_for_another_meeting_of_the_series(
    session: Session, meeting: Meeting, by: int
):
    parked = park_item(agenda_of(meeting)[1], "Menunggu data.", by=by, at=NOW)
    assert titles(meeting) == ["Pembukaan", "Pembahasan"]
    assert (parked.title, parked.minutes, parked.note) == ("Paparan", 15, "Menunggu data.")
    later = make_meeting(session, meeting.organising_unit, series=meeting.series)
    item = take_up(parked, later, by=by, at=NOW)
    assert (item.title, item.minutes) == ("Paparan", 15)
    assert (parked.state, parked.used_in_id) == (ParkedState.TAKEN_UP, later.id)
    with pytest.raises(DomainError, match="tidak ada di daftar parkir"):
        take_up(parked, later, by=by, at=NOW)


def test_a_parked_proposal_still_names_its_agency(session: Session, meeting: Meeting, by: int):
    proposal = proposed(session, meeting)
    item = take_up(park_proposal(proposal, by=by, at=NOW), meeting, by=by, at=NOW)
    assert (item.presenter, item.proposal_id) == ("Dinas Tenaga Kerja", proposal.id)


def test_what_is_parked_stays_in_its_series(session: Session, meeting: Meeting, by: int):
    parked = park_item(agenda_of(meeting)[0], by=by, at=NOW)
    with pytest.raises(DomainError, match="rangkaian yang sama"):
        take_up(parked, in_series(session, name="Inflasi"), by=by, at=NOW)
    lone = make_meeting(session, state=MeetingState.SCHEDULED)
    item = AgendaItem.append(lone, by=by, at=NOW, title="Paparan")
    with pytest.raises(DomainError, match="rangkaian"):
        park_item(item, by=by, at=NOW)


@pytest.mark.parametrize("level", list(SecurityClass)[1:])
def test_what_is_parked_never_comes_before_more_people_than_it_was_meant_for(
    session: Session, meeting: Meeting, by: int, level: SecurityClass
):
    meeting.revise(by=by, at=NOW, version=meeting.version, security_class=level)
    parked = park_item(agenda_of(meeting)[0], by=by, at=NOW)
    unit, series = meeting.organising_unit, meeting.series
    with pytest.raises(DomainError, match="lebih rendah"):
        take_up(parked, make_meeting(session, unit, series=series), by=by, at=NOW)
    same = make_meeting(session, unit, series=series, security_class=level)
    assert take_up(parked, same, by=by, at=NOW).meeting == same


def test_what_returns_by_itself_or_was_dealt_with_is_not_put_off(meeting: Meeting, by: int):
    standing = AgendaItem.append(
        meeting, by=by, at=NOW, title="Tindak lanjut", kind=AgendaKind.FOLLOW_UP
    )
    go_forward(meeting, seen=0, by=by, at=NOW)
    for item in (standing, agenda_of(meeting)[0]):
        with pytest.raises(DomainError):
            park_item(item, by=by, at=NOW)
    assert len(agenda_of(meeting)) == 4


def test_dropping_says_why_and_is_final(session: Session, meeting: Meeting, by: int):
    parked = park_item(agenda_of(meeting)[0], by=by, at=NOW)
    with pytest.raises(DomainError, match="alasan"):
        parked.drop("", by=by, at=NOW)
    parked.drop("Sudah selesai lewat surat.", by=by, at=NOW)
    with pytest.raises(DomainError, match="tidak ada"):
        take_up(parked, meeting, by=by, at=NOW)
