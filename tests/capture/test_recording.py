"""From what was read to a meeting to confirm: everything said is there, nothing else is."""

import copy
import json
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories import NOW, ZONE, make_actor, make_organisation
from tracker.capture.recording import record_draft
from tracker.infra.db import write
from tracker.models.agreements import Agreement
from tracker.models.attendances import Attendance
from tracker.models.events import Event
from tracker.models.legal_references import DatePrecision, LegalReference
from tracker.models.measurements import Measurement
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting, MeetingSource, MeetingState
from tracker.models.organisations import load_known_organisations
from tracker.models.statements import Statement, StatementKind
from tracker.models.users import Role

TEXT = (Path(__file__).parents[2] / "tracker/demo/ucj-lampung-2025-09-18.txt").read_text("utf-8")
DRAFT = json.loads(
    (Path(__file__).parent / "texts/ucj-lampung-2025-09-18.expected.json").read_text("utf-8")
)
NOTHING: dict[str, Any] = {
    name: [] if isinstance(value, list) else None for name, value in DRAFT.items()
}  # a text that says nothing


@pytest.fixture
def recorded(session):
    def record(**said):
        with write(session):
            load_known_organisations(session, at=NOW)
            unit = make_organisation(session)
            actor = make_actor(session, Role.SECRETARIAT, unit)
            draft = copy.deepcopy(NOTHING) | said
            return record_draft(session, TEXT, draft, by=actor, at=NOW, unit_id=unit.id, zone=ZONE)

    return record


def rows(session, part, meeting):
    return session.scalars(
        select(part).where(part.meeting_id == meeting.id).order_by(part.id)
    ).all()


def test_the_seed_becomes_a_draft_with_every_part_it_gives(session, recorded):
    meeting = recorded(**DRAFT)

    assert meeting.state is MeetingState.DRAFT
    assert (meeting.starts_on, meeting.venue) == (date(2025, 9, 18), "Hotel Golden Tulip")
    assert meeting.host_organisation.name == "BPJS Ketenagakerjaan Bandar Lampung"
    reference = rows(session, LegalReference, meeting)[0]
    assert reference.number == "500.11.2/3377/Bangda"
    assert reference.date_precision is DatePrecision.MONTH
    people = rows(session, Attendance, meeting)
    assert [p.organisation_name for p in people][:2] == [
        "Dinas Tenaga Kerja",
        "Badan Perencanaan Pembangunan Daerah",
    ]
    assert all(p.organisation_id for p in people)
    figure = rows(session, Measurement, meeting)[0]
    assert (figure.value, figure.target, figure.unit) == (Decimal("23.86"), Decimal("38.39"), "%")
    assert (figure.rank, figure.rank_of, figure.remaining) == (34, 38, Decimal(479724))
    kinds = [s.kind for s in rows(session, Statement, meeting)]
    assert kinds.count(StatementKind.QUOTATION) == 2
    agreements = rows(session, Agreement, meeting)
    assert [a.due_on for a in agreements] == [None, None, None]
    assert agreements[2].report_to == ["regional_secretary", "governor"]


def test_what_the_text_does_not_say_stays_empty(recorded):
    meeting = recorded(**DRAFT)
    assert meeting.start_time is None
    assert meeting.mode is None
    assert meeting.chair_name == meeting.minute_taker_name == meeting.invitation_number == ""


def test_a_text_without_a_subject_says_so_instead_of_inventing_one(recorded):
    assert recorded().subject == SUBJECT_UNKNOWN


def test_the_text_and_the_proposal_are_kept_beside_the_draft(session, recorded):
    meeting = recorded(**DRAFT)
    source = session.scalar(select(MeetingSource).where(MeetingSource.meeting_id == meeting.id))
    assert source.text == TEXT
    span = source.draft["venue"]["source"][0]
    assert source.text[span["start"] : span["end"]] == "Hotel Golden Tulip"
    verbs = session.scalars(select(Event.verb).where(Event.meeting_id == meeting.id)).all()
    assert verbs.count("meeting:read_from_text") == 1


@pytest.mark.parametrize(
    ("value", "precision", "starts_on", "ends_on"),
    [
        ("2025-10-26/2025-10-29", "range", date(2025, 10, 26), date(2025, 10, 29)),
        ("2025-10-29/2025-10-26", "range", date(2025, 10, 29), None),
        ("2025-10", "month", None, None),
        ("2025", "year", None, None),
    ],
)
def test_dates_are_taken_as_exactly_as_they_were_said(
    recorded, value, precision, starts_on, ends_on
):
    said = {"value": value, "precision": precision, "weekday": None, "source": []}
    meeting = recorded(date=said)
    assert (meeting.starts_on, meeting.ends_on) == (starts_on, ends_on)


def test_times_and_zone_come_from_the_text(recorded):
    def leaf(value):
        return {"value": value, "source": []}

    meeting = recorded(start_time=leaf("10:00"), end_time=leaf("16:20"), zone=leaf("Asia/Jayapura"))
    assert (meeting.start_time, meeting.end_time) == (time(10), time(16, 20))
    assert meeting.zone == "Asia/Jayapura"


def test_a_person_the_text_names_twice_for_one_office_is_recorded_once(session, recorded):
    first = copy.deepcopy(DRAFT["organisations"][0])
    first["represented_by"] = {"value": "Budi", "source": []}
    again = copy.deepcopy(first)
    again["value"] = "Disnaker"
    meeting = recorded(organisations=[first, again])
    assert [p.person_name for p in rows(session, Attendance, meeting)] == ["Budi"]


def test_what_the_record_would_refuse_is_left_empty(session, recorded):
    impossible = copy.deepcopy(DRAFT["indicators"][0])
    impossible["rank"]["value"] = 40
    meeting = recorded(indicators=[impossible])
    figure = rows(session, Measurement, meeting)[0]
    assert (figure.rank, figure.rank_of) == (None, None)
    assert isinstance(meeting, Meeting)
