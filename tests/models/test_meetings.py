"""A meeting: its states, its dates, and what is recorded in it part by part."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_agreement,
    make_file,
    make_meeting,
    make_minutes,
    make_organisation,
    make_user,
)
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.attachments import detach
from tracker.models.attendances import Attendance, Presence
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import Event
from tracker.models.files import FileKind, StoredFile
from tracker.models.invitees import Invitee
from tracker.models.legal_references import LegalReference
from tracker.models.measurements import Measurement
from tracker.models.meeting_access import MeetingAccess, grant_access, revoke_access
from tracker.models.meeting_copies import copy_meeting
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.series import series_named
from tracker.models.statements import Statement

DRAFT, SCHEDULED, IN_PROGRESS, HELD, POSTPONED, CANCELLED = MeetingState
NEXT = {
    DRAFT: {SCHEDULED, HELD, CANCELLED},  # many are recorded afterwards
    SCHEDULED: {IN_PROGRESS, HELD, POSTPONED, CANCELLED},
    IN_PROGRESS: {HELD},
    POSTPONED: {SCHEDULED, CANCELLED},
    HELD: set(),
    CANCELLED: set(),
}


@pytest.mark.parametrize("then", MeetingState)
@pytest.mark.parametrize("now", MeetingState)
def test_a_meeting_takes_the_steps_the_office_knows(
    now: MeetingState, then: MeetingState, session: Session
):
    meeting = make_meeting(session, state=now)
    assert set(meeting.next_states) == NEXT[now]
    if then in NEXT[now]:
        meeting.move_to(then, by=make_user(session).id, at=NOW)
        assert meeting.state is then
    else:
        with pytest.raises(DomainError) as refusal:
            meeting.move_to(then, by=make_user(session).id, at=NOW)
        assert refusal.value.code == "meeting_state"
        assert now.label.lower() in str(refusal.value)
        assert meeting.state is now


def test_a_meeting_is_held_on_its_day_and_not_before(session: Session):
    tomorrow, by = TODAY + timedelta(days=1), make_user(session).id
    meeting = make_meeting(session, state=DRAFT, starts_on=tomorrow)
    with pytest.raises(DomainError) as refusal:
        meeting.move_to(HELD, by=by, at=NOW)
    assert (refusal.value.code, meeting.state) == ("not_begun", DRAFT)
    midnight_in_jakarta = datetime(2025, 9, 18, 17, 0, tzinfo=UTC)
    meeting.move_to(HELD, by=by, at=midnight_in_jakarta)
    with pytest.raises(DomainError) as refusal:
        meeting.revise(
            by=by, at=NOW, version=meeting.version, starts_on=tomorrow + timedelta(days=1)
        )
    assert refusal.value.field == "starts_on"


def test_a_meeting_that_was_held_has_a_date(session: Session):
    meeting = make_meeting(session, state=DRAFT, starts_on=None)
    with pytest.raises(DomainError) as refusal:
        meeting.move_to(HELD, by=make_user(session).id, at=NOW)
    assert refusal.value.field == "starts_on"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"ends_on": date(2025, 9, 17)}, "dates_reversed"),
        ({"starts_on": None, "ends_on": TODAY}, "dates_reversed"),
        ({"start_time": time(9), "end_time": time(8, 59)}, "times_reversed"),
        ({"start_time": time(9), "end_time": time(8), "ends_on": TODAY}, "times_reversed"),
        ({"start_time": time(9), "end_time": time(9)}, None),
        ({"start_time": time(20), "end_time": time(1), "ends_on": date(2025, 9, 19)}, None),
        ({"end_time": time(8)}, None),
    ],
)
def test_the_end_does_not_come_before_the_beginning(
    values: dict[str, Any], code: str | None, session: Session
):
    if code is None:
        assert make_meeting(session, **values).starts_on == TODAY
        return
    with pytest.raises(DomainError) as refusal:
        make_meeting(session, **values)
    assert refusal.value.code == code


def test_an_edit_of_an_old_version_is_a_conflict(session: Session):
    meeting = make_meeting(session)
    seen, by = meeting.version, make_user(session).id
    meeting.revise(by=by, at=NOW, version=seen, venue="Aula")
    with pytest.raises(Conflict) as refusal:
        meeting.revise(by=by, at=NOW, version=seen, venue="Hotel")
    assert refusal.value.code == "changed_meanwhile"
    assert meeting.venue == "Aula"


def test_parts_are_numbered_and_close_their_gaps(session: Session):
    meeting, by = make_meeting(session), make_user(session).id
    first, second, third = (make_agreement(session, meeting, text) for text in "ABC")
    assert texts(session, meeting) == ["1 A", "2 B", "3 C"]
    third.move(-1, by=by, at=NOW)
    assert texts(session, meeting) == ["1 A", "2 C", "3 B"]
    first.move(-1, by=by, at=NOW)
    second.move(1, by=by, at=NOW)
    assert texts(session, meeting) == ["1 A", "2 C", "3 B"]
    first.remove(by=by, at=NOW)
    assert texts(session, meeting) == ["1 C", "2 B"]
    make_agreement(session, meeting, "D")
    assert texts(session, meeting) == ["1 C", "2 B", "3 D"]
    session.commit()


def test_an_agreement_with_an_action_stays(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        meeting = make_meeting(session)
        agreement = make_agreement(session, meeting)
        make_action(session, agreement=agreement)
        agreement_id, by = agreement.id, make_user(session).id
    with sessions() as session:
        with pytest.raises(DomainError) as refusal:
            remove(session, agreement_id, by)
        assert refusal.value.code == "part_in_use"
        assert session.get(Agreement, agreement_id) is not None


def remove(session: Session, agreement_id: int, by: int) -> None:
    with write(session):
        session.get_one(Agreement, agreement_id).remove(by=by, at=NOW)


def test_an_organisation_is_invited_once(session: Session):
    meeting, office = make_meeting(session), make_organisation(session)
    invite: dict[str, Any] = {"by": make_user(session).id, "at": NOW}
    invited = Invitee.append(meeting, organisation_id=office.id, **invite)
    with pytest.raises(DomainError) as refusal, session.begin_nested():
        Invitee.append(meeting, organisation_id=office.id, **invite)
    assert refusal.value.code == "already_invited"
    invited.revise(version=invited.version, organisation_id=office.id, **invite)
    Invitee.append(make_meeting(session), organisation_id=office.id, **invite)


def test_a_letter_number_is_kept_exactly_as_typed(session: Session):
    typed = "500.11.2/ 3377 /Bangda"
    reference = LegalReference.append(
        make_meeting(session), by=make_user(session).id, at=NOW, number=typed
    )
    session.commit()
    assert reference.number == typed


@pytest.mark.parametrize("figure", ["23.86", "38.390", "479724", "-0.43", "0.1", "100", "1.25E+12"])
def test_a_figure_is_kept_digit_for_digit(figure: str, session: Session):
    row = Measurement.append(
        make_meeting(session),
        by=make_user(session).id,
        at=NOW,
        indicator="UCJ",
        value=Decimal(figure),
    )
    session.commit()
    assert format(row.value or 0, "f") == format(Decimal(figure), "f")


@pytest.mark.parametrize(
    ("part", "values"),
    [
        (Attendance, {"presence": Presence.PRESENT}),
        (LegalReference, {}),
        (Measurement, {"indicator": "UCJ", "rank": 39, "rank_of": 38}),
        (AgendaItem, {"title": "Doa", "minutes": 0}),
        (Statement, {"kind": "rumour", "text": "x"}),
    ],
)
def test_a_part_that_says_nothing_is_refused(part: Any, values: dict[str, Any], session: Session):
    with pytest.raises((DomainError, IntegrityError, StatementError)):
        part.append(make_meeting(session), by=make_user(session).id, at=NOW, **values)


def test_access_to_a_secret_meeting_is_given_once_and_taken_by_another(session: Session):
    meeting = make_meeting(session, security_class=SecurityClass.SECRET)
    giver, guest = make_actor(session).user_id, make_actor(session).user_id
    for _ in range(2):
        grant_access(session, meeting, guest, by=giver, at=NOW)
    assert on_the_list(session) == [guest]
    with pytest.raises(DomainError) as refusal:
        revoke_access(session, meeting, guest, by=guest, at=NOW)
    assert refusal.value.code == "own_access"
    revoke_access(session, meeting, guest, by=giver, at=NOW)
    session.commit()
    assert on_the_list(session) == []
    verbs = session.scalars(select(Event.verb).where(Event.verb.startswith("meeting:access")))
    assert sorted(verbs) == ["meeting:access_granted", "meeting:access_revoked"]


def test_a_series_is_found_by_its_name_within_the_unit(session: Session):
    unit, by = make_organisation(session), make_user(session).id
    assert series_named(session, "", unit.id, by=by, at=NOW) is None
    series = series_named(session, "UCJ", unit.id, by=by, at=NOW)
    assert series_named(session, "UCJ", unit.id, by=by, at=NOW) is series
    assert series_named(session, "UCJ", make_organisation(session).id, by=by, at=NOW) is not series


def test_a_copy_takes_the_invitation_and_nothing_that_was_said(session: Session):
    meeting, by = make_meeting(session, venue="Aula"), make_user(session).id
    AgendaItem.append(meeting, by=by, at=NOW, title="Pembukaan")
    Invitee.append(meeting, by=by, at=NOW, organisation_id=make_organisation(session).id)
    make_agreement(session, meeting)
    make_minutes(session, meeting, state=MinutesState.APPROVED)
    copied = copy_meeting(session, meeting, by=by, at=NOW)
    session.commit()
    assert (copied.state, copied.starts_on, copied.locked) == (DRAFT, None, False)
    assert (copied.venue, copied.copied_from_id) == ("Aula", meeting.id)
    parts = {noun: session.query(noun).filter_by(meeting_id=copied.id).count() for noun in PARTS}
    assert parts == {AgendaItem: 1, Invitee: 1, Agreement: 0, Attendance: 0}


def test_a_copy_of_a_secret_meeting_is_seen_by_who_made_it(session: Session):
    by = make_user(session).id
    copied = copy_meeting(
        session, make_meeting(session, security_class=SecurityClass.SECRET), by=by, at=NOW
    )
    session.flush()
    assert copied.security_class is SecurityClass.SECRET
    assert on_the_list(session) == [by]


def test_an_attachment_comes_and_goes_while_the_record_is_open(session: Session):
    meeting, by = make_meeting(session), make_user(session).id
    photo = make_file(session, FileKind.PHOTO, meeting=meeting)
    proof = make_file(session, FileKind.APPROVAL_PROOF, meeting=meeting)
    for file, at_meeting in ((proof, meeting), (photo, make_meeting(session))):
        with pytest.raises(DomainError) as refusal:
            detach(session, at_meeting, file, by=by, at=NOW)
        assert refusal.value.code == "file_stays"
    detach(session, meeting, photo, by=by, at=NOW)
    session.commit()
    assert [file.kind for file in session.scalars(select(StoredFile))] == [FileKind.APPROVAL_PROOF]


PARTS = (AgendaItem, Invitee, Agreement, Attendance)


def texts(session: Session, meeting: Meeting) -> list[str]:
    session.flush()
    rows = session.scalars(
        select(Agreement).where(Agreement.meeting_id == meeting.id).order_by(Agreement.position)
    )
    return [f"{row.position} {row.text}" for row in rows]


def on_the_list(session: Session) -> list[int]:
    session.flush()
    return list(session.scalars(select(MeetingAccess.user_id)))
