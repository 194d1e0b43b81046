"""The attendance list: who was there, who was not and why, and nobody twice."""

from datetime import timedelta

import pytest

from tests.factories import NOW
from tests.web.meeting_parts.steps import rows
from tracker.infra.db import write
from tracker.models.attendances import Attendance
from tracker.models.meetings import Meeting

BUDI = {"person_name": "Budi", "organisation_name": "Disnaker"}


@pytest.mark.parametrize(
    ("wrong", "beside", "sentence"),
    [
        ({"presence": "present"}, "person_name", "Isi nama atau instansi."),
        ({**BUDI, "presence": "excused"}, "reason", "Tulis keterangannya."),
        (
            {**BUDI, "presence": "absent", "arrived_at": "10:00"},
            "arrived_at",
            "Yang tidak hadir tidak mempunyai waktu datang dan pulang.",
        ),
        (
            {**BUDI, "presence": "present", "arrived_at": "10:00", "left_at": "09:00"},
            "left_at",
            "Waktu pulang mendahului waktu datang.",
        ),
    ],
)
def test_a_line_that_contradicts_itself_is_refused(session, add, wrong, beside, sentence):
    answer = add("kehadiran", **wrong)
    assert answer.status_code == 422
    assert f'id="{beside}-error"' in answer.text
    assert sentence in answer.text
    assert rows(session, Attendance) == []


def test_an_evening_may_end_after_midnight_where_the_meeting_takes_two_days(
    session, office, add, meeting
):
    with write(session):
        kept = session.get_one(Meeting, meeting.id)
        kept.revise(
            by=office.secretariat.id,
            at=NOW,
            version=kept.version,
            ends_on=kept.starts_on + timedelta(days=1),
        )
    late = {**BUDI, "presence": "present", "arrived_at": "21:00", "left_at": "01:00"}
    assert add("kehadiran", **late).status_code == 303


def test_the_same_name_of_the_same_office_is_listed_once(session, add):
    add("kehadiran", **BUDI, presence="present")
    again = {"person_name": "BUDI", "organisation_name": "Dinas Tenaga Kerja"}
    answer = add("kehadiran", **again, presence="online")
    assert answer.status_code == 422
    assert "“BUDI” sudah tercatat dengan instansi yang sama." in answer.text
    assert add("kehadiran", at_once=True, text="Ani;;Disnaker\nAni;;Disnaker").status_code == 422
    assert len(rows(session, Attendance)) == 1
    assert add("kehadiran", at_once=True, text="Ani;;Disnaker\nBudi;;Dinsos").status_code == 303
    assert len(rows(session, Attendance)) == 3


def test_what_may_be_listed_twice_by_mistake_is_pointed_out(secretariat, meeting, add):
    path = f"/rapat/{meeting.id}/kehadiran"
    add("kehadiran", at_once=True, text="Ani;;Disnaker\nBudi;;Dinas Tenaga Kerja")
    assert "lebih dari sekali" not in secretariat.get(path).text, "two persons of one office"
    add("kehadiran", organisation_name="Dinsos", presence="present")
    add("kehadiran", organisation_name="Dinas Sosial", presence="present")
    add("kehadiran", person_name="Ani", organisation_name="Bappeda", presence="present")
    page = secretariat.get(path).text
    assert "Tercatat lebih dari sekali: Ani; Dinsos; Dinas Sosial." in page
