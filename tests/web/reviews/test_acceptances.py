"""Notula rapat lalu: one click of the next meeting of the series."""

from datetime import timedelta

import pytest

from tests.factories import NOW, TODAY, make_meeting
from tests.web.notula.steps import approve
from tracker.infra.db import write
from tracker.models.meetings import MeetingState, SecurityClass
from tracker.models.series import Series


@pytest.fixture
def following(session, office, meeting):
    """The next meeting of the series of `meeting`."""
    with write(session):
        last = session.merge(meeting)
        series = Series.add(
            session, by=None, at=NOW, name="UCJ", organising_unit_id=last.organising_unit_id
        )
        last.revise(by=office.secretariat.id, at=NOW, version=last.version, series_id=series.id)
        coming = make_meeting(
            session,
            last.organising_unit,
            state=MeetingState.SCHEDULED,
            starts_on=TODAY + timedelta(days=28),
            series=series,
        )
    return f"/rapat/{coming.id}"


def test_the_next_meeting_accepts_the_last_minutes_with_one_click(
    secretariat, chair, following, submitted
):
    assert "belum disahkan pimpinannya" in secretariat.get(f"{following}/notula-lalu").text
    approve(chair, submitted)
    assert "Notula rapat lalu" in secretariat.get(following).text
    assert "Disetujui rapat ini" in secretariat.get(f"{following}/notula-lalu").text
    assert secretariat.post(f"{following}/notula-lalu").status_code == 303
    told = "Diterima dalam rapat Kamis, 16 Oktober 2025."
    assert told in secretariat.get(f"{following}/notula-lalu").text
    assert told in secretariat.get(submitted).text


def test_it_is_accepted_once(secretariat, chair, following, submitted):
    approve(chair, submitted)
    secretariat.post(f"{following}/notula-lalu", data={"note": "Ejaan nama."})
    again = secretariat.post(f"{following}/notula-lalu")
    assert again.status_code == 422
    assert "Notula rapat lalu sudah diterima." in again.text


def test_what_is_not_approved_is_not_accepted(secretariat, following, submitted):
    answer = secretariat.post(f"{following}/notula-lalu")
    assert answer.status_code == 422
    assert "Notula rapat lalu belum disahkan pimpinannya." in answer.text


def test_a_previous_meeting_that_is_rahasia_looks_absent(
    session, office, secretariat, chair, following, meeting, submitted
):
    approve(chair, submitted)
    with write(session):
        series_id = session.merge(meeting).series_id
        secret = {"security_class": SecurityClass.SECRET, "series_id": series_id}
        make_meeting(session, office.unit, **secret)
    page = secretariat.get(f"{following}/notula-lalu")
    assert page.status_code == 200
    assert "Tidak ada rapat sebelumnya dalam rangkaian ini." in page.text
    answer = secretariat.post(f"{following}/notula-lalu")
    assert answer.status_code == 422
    assert "belum disahkan pimpinannya" in answer.text


def test_a_meeting_without_series_says_so(secretariat, meeting):
    page = secretariat.get(f"/rapat/{meeting.id}/notula-lalu").text
    assert "Tidak ada rapat sebelumnya dalam rangkaian ini." in page
