"""What the form wants blocks approval until it is filled in or confirmed as having no data."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.documents.records import PEOPLE, add, add_people, make_record, make_small_record
from tests.factories import NOW, TODAY, make_action, make_assignment, make_meeting, make_user
from tracker.documents.blanks import blanks, open_blanks
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import Part
from tracker.models.attendances import Attendance, Presence
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting, Mode
from tracker.models.statements import Statement

EVERY_BLANK = [
    *("invitation_number", "invitation_date", "start_time", "venue", "chair_name"),
    *("chair_position", "minute_taker_name", "agenda", "participants", "activity", "agreements"),
]


def test_an_empty_meeting_lacks_everything_in_the_order_of_the_form(session: Session):
    meeting = make_meeting(session)
    assert open_blanks(session, meeting) == EVERY_BLANK
    assert all(blank.label and blank.anchor for blank in blanks(session, meeting))


def test_a_full_record_lacks_only_what_was_not_agreed(session: Session):
    meeting = make_record(session).meeting
    assert [(b.code, b.label, b.number) for b in blanks(session, meeting)] == [
        (f"agreement-{_agreement(session, meeting, 2)}-lead", LEAD, 2),
        (f"agreement-{_agreement(session, meeting, 2)}-due", DUE, 2),
        (f"agreement-{_agreement(session, meeting, 3)}-lead", LEAD, 3),
        (f"agreement-{_agreement(session, meeting, 3)}-due", DUE, 3),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("invitation_number", "005/1/2025"),
        ("invitation_date", TODAY),
        ("start_time", time(0, 0)),
        ("venue", "Gedung Pusiban"),
        ("chair_name", "Saipul"),
        ("chair_position", "Sekretaris Daerah"),
        ("minute_taker_name", "Lukman"),
    ],
)
def test_each_line_filled_in_is_blank_no_more(session: Session, field: str, value: Any):
    meeting = make_meeting(session, **{field: value})
    assert open_blanks(session, meeting) == [code for code in EVERY_BLANK if code != field]


def test_a_text_without_a_subject_blocks_and_nobody_may_wave_it_through(session: Session):
    meeting = make_small_record(session).meeting
    assert "subject" not in open_blanks(session, meeting)
    meeting.subject = SUBJECT_UNKNOWN
    meeting.confirm_absent(["subject"], by=make_user(session).id, at=NOW)
    assert open_blanks(session, meeting)[0] == "subject"


def test_an_online_meeting_needs_no_venue(session: Session):
    assert "venue" not in open_blanks(session, make_meeting(session, mode=Mode.ONLINE))


def test_who_was_absent_is_no_participant(session: Session):
    meeting = make_meeting(session)
    add(session, meeting, Attendance, person_name="Saipul", presence=Presence.ABSENT)
    assert "participants" in open_blanks(session, meeting)
    add_people(session, meeting, PEOPLE[:1])
    assert "participants" not in open_blanks(session, meeting)


def test_parts_fill_their_places(session: Session):
    meeting = make_small_record(session).meeting
    add(session, meeting, AgendaItem, title="Pembukaan")
    add(session, meeting, Statement, kind="paraphrase", text="Setuju.")
    assert not {"agenda", "activity", "participants"} & set(open_blanks(session, meeting))


def test_an_action_lacks_its_lead_and_its_date_until_someone_has_both(session: Session):
    meeting = make_record(session).meeting
    action = make_action(session, meeting, sentence="Menyusun laporan")
    codes = {f"action-{action.id}-lead", f"action-{action.id}-due"}
    assert codes <= set(open_blanks(session, meeting))
    make_assignment(session, action=action, part=Part.SUPPORTING)
    assert codes <= set(open_blanks(session, meeting))
    make_assignment(session, action=action, due_on=date(2025, 12, 1))
    assert not codes & set(open_blanks(session, meeting))


def test_the_date_of_the_agreement_serves_its_action(session: Session):
    meeting = make_meeting(session)
    agreement = add(session, meeting, Agreement, text="Melapor.", due_on=date(2025, 12, 1))
    action = make_action(session, meeting, agreement=agreement)
    assert f"action-{action.id}-due" not in open_blanks(session, meeting)


def test_what_is_confirmed_as_absent_stays_listed_and_does_not_block(session: Session):
    meeting = make_meeting(session)
    meeting.confirm_absent(["venue", "agenda"], by=make_user(session).id, at=NOW)
    assert {b.code for b in blanks(session, meeting) if b.confirmed} == {"venue", "agenda"}
    assert not {"venue", "agenda"} & set(open_blanks(session, meeting))


LEAD = "Penanggung jawab tindak lanjut nomor %(number)s"
DUE = "Tenggat tindak lanjut nomor %(number)s"


def _agreement(session: Session, meeting: Meeting, position: int) -> int:
    agreements = session.query(Agreement).filter_by(meeting_id=meeting.id, position=position)
    return agreements.one().id
