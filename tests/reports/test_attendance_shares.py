"""Who comes himself, who sends somebody, who stays away: counted fairly."""

from datetime import date

import pytest

from tests.factories import (
    NOW,
    TODAY,
    make_actor,
    make_meeting,
    make_organisation,
    make_secret_meeting,
    someone,
)
from tracker.models.attendances import Attendance, Mandate, Presence
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState
from tracker.models.users import Role
from tracker.reports.attendance_shares import (
    AttendanceFilter,
    Response,
    answered_meetings,
    attendance_shares,
)

YEAR = AttendanceFilter(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def secretariat(session):
    return make_actor(session, Role.SECRETARIAT)


@pytest.fixture
def office(session):
    return make_organisation(session, "Dinas Tenaga Kerja", short_name="Disnaker")


@pytest.fixture
def held(session, office):
    """A meeting the office was invited to, with one line of attendance for it."""

    def make(presence=None, *, meeting=None, **values):
        meeting = meeting or make_meeting(session)
        invitee = Invitee.append(meeting, by=someone(session), at=NOW, organisation=office)
        if presence:
            add(session, meeting, presence, invitee=invitee, organisation_name="x", **values)
        return meeting

    return make


def add(session, meeting, presence, **values):
    return Attendance.append(meeting, by=someone(session), at=NOW, presence=presence, **values)


def counted(session, actor, wanted=YEAR):
    """Of the one office: answers that occur, by name."""
    rows = attendance_shares(session, actor, wanted, limit=50)
    return {str(k): v for k, v in rows[0].counts.items() if v} if rows else {}


def test_every_invitation_has_one_answer(session, secretariat, held):
    held(Presence.PRESENT)
    held(Presence.ONLINE)
    held(Presence.REPRESENTED, mandate=Mandate.LETTER)
    held(Presence.ONLINE, represents="Kepala Dinas", mandate=Mandate.DISPOSITION)
    held(Presence.REPRESENTED, mandate=Mandate.NONE)
    held(Presence.REPRESENTED)
    held(Presence.EXCUSED, reason="Sakit")
    held(Presence.ABSENT)
    assert counted(session, secretariat) == {
        "head": 2,
        "mandated": 2,
        "unmandated": 2,
        "excused": 1,
        "absent": 1,
    }


def test_the_best_of_several_lines_counts(session, secretariat, office, held):
    meeting = held(Presence.REPRESENTED)
    add(session, meeting, Presence.PRESENT, person_name="Kepala", organisation_id=office.id)
    assert counted(session, secretariat) == {"head": 1}


def test_a_companion_is_not_the_head(session, secretariat, office, held):
    meeting = held()
    values = {"person_name": "Staf", "organisation_id": office.id, "checked_in_at": NOW}
    add(session, meeting, Presence.PRESENT, **values)
    assert counted(session, secretariat) == {"absent": 1}


def test_what_was_not_recorded_or_not_held_says_nothing(session, secretariat, held):
    held()
    held(Presence.PRESENT, meeting=make_meeting(session, state=MeetingState.SCHEDULED))
    assert counted(session, secretariat) == {}


def test_a_meeting_without_invitation_does_not_count(session, secretariat, office):
    meeting = make_meeting(session)
    add(session, meeting, Presence.PRESENT, person_name="Budi", organisation_id=office.id)
    assert counted(session, secretariat) == {}


def test_only_the_period_and_the_meetings_the_reader_sees(session, secretariat, held):
    held(Presence.PRESENT)
    held(Presence.ABSENT, meeting=make_meeting(session, starts_on=date(2024, 5, 2)))
    held(Presence.ABSENT, meeting=make_secret_meeting(session))
    assert counted(session, secretariat) == {"head": 1}
    assert counted(session, make_actor(session, Role.AGENCY)) == {}


def test_always_sending_others_is_seen_but_reasons_do_not_make_it(session, secretariat, held):
    for _ in range(2):
        held(Presence.REPRESENTED)
    for _ in range(5):
        held(Presence.EXCUSED, reason="Tugas luar")
    (share,) = attendance_shares(session, secretariat, YEAR, limit=50)
    assert not share.sends_others
    held(Presence.REPRESENTED, mandate=Mandate.LETTER)
    (share,) = attendance_shares(session, secretariat, YEAR, limit=50)
    assert share.sends_others
    held(Presence.PRESENT)
    (share,) = attendance_shares(session, secretariat, YEAR, limit=50)
    assert not share.sends_others


def test_each_figure_leads_to_its_meetings(session, secretariat, office, held):
    came, stayed = held(Presence.PRESENT), held(Presence.ABSENT)

    def behind(response, **page):
        page = {"limit": 50, **page}
        rows = answered_meetings(session, secretariat, YEAR, office.id, response, **page)
        return [row.id for row in rows]

    assert behind(None) == [stayed.id, came.id]
    assert behind(Response.HEAD) == [came.id]
    assert behind(Response.EXCUSED) == []
    assert behind(None, after=(TODAY, stayed.id)) == [came.id]


def test_shares_come_in_pages_by_name(session, secretariat, held):
    meeting = held(Presence.PRESENT)
    other = make_organisation(session, "Badan Contoh", short_name="Bacon")
    Invitee.append(meeting, by=someone(session), at=NOW, organisation=other)
    first, second = attendance_shares(session, secretariat, YEAR, limit=50)
    assert (first.label, second.label) == ("Bacon", "Disnaker")
    after = (first.label, first.organisation_id)
    rest = attendance_shares(session, secretariat, YEAR, limit=50, after=after)
    assert [share.label for share in rest] == ["Disnaker"]
