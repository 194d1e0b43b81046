"""The secretariat's desk of the update window, and the agency's queue."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.factories import TODAY, make_action, make_assignment, make_meeting
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.jobs.update_windows import look_after_windows
from tracker.models.deliveries import Delivery
from tracker.models.documents import Document
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState
from tracker.models.series import Series
from tracker.models.update_windows import UpdateWindow, WindowState

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return clock.today(ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def meeting(session, office, today):
    """In three weeks; of the meeting before, both agencies owe something."""
    with write(session):
        now, by = clock.now(), office.secretariat.id
        series = Series.add(
            session, by=by, at=now, name="Rakor UCJ", organising_unit_id=office.unit.id
        )
        held, coming = (
            make_meeting(session, office.unit, series=series, starts_on=on, state=state)
            for on, state in (
                (TODAY, MeetingState.HELD),
                (today + 21 * DAY, MeetingState.SCHEDULED),
            )
        )
        Invitee.append(coming, by=by, at=now, organisation_id=office.agency.id)
        agency = office.agency
        agency.revise(by=by, at=now, version=agency.version, email="disnaker@lampung.example")
        for owing, sentence in ((agency, "Menyusun edaran"), (office.other_agency, "Anggaran")):
            make_assignment(session, owing, action=make_action(session, held, sentence=sentence))
        return coming


@pytest.fixture
def path(meeting):
    return f"/rapat/{meeting.id}/masa-pemutakhiran"


def stored(session, noun):
    session.rollback()  # what was read before is no longer so
    return session.scalars(select(noun)).all()


def window(session):
    return stored(session, UpdateWindow)[0]


def test_before_it_opens_it_tells_when_and_whom_it_will_ask(secretariat, path):
    page = secretariat.get(path).text
    assert "Belum dibuka" in page
    assert "2 instansi akan diminta" in page
    assert "Buka sekarang" in page


def test_opened_by_hand_it_asks_by_mail_and_on_the_home_page(
    session, office, secretariat, client_for, path
):
    assert secretariat.post(f"{path}/pembukaan").status_code == 303
    page = secretariat.get(path).text
    assert "0 dari 2 instansi sudah memutakhirkan" in page
    assert page.count("tanpa surel") == 1
    [mail] = stored(session, Delivery)
    assert mail.recipient_name == "Dinas Tenaga Kerja"
    home = client_for(office.agency_user).get("/").text
    assert "Diminta dimutakhirkan" in home
    assert "untuk Rakor UCJ." in home
    again = secretariat.post(f"{path}/pembukaan")
    assert again.status_code == 422
    assert "sudah dibuka" in again.text


def test_an_agency_that_is_not_invited_learns_of_the_series_only(
    office, secretariat, client_for, path, meeting
):
    secretariat.post(f"{path}/pembukaan")
    home = client_for(office.other_user).get("/").text
    assert "Rakor UCJ" in home
    assert f"/rapat/{meeting.id}" not in home


def test_no_news_is_an_answer_too(session, office, secretariat, client_for, path):
    secretariat.post(f"{path}/pembukaan")
    agency = client_for(office.agency_user)
    share_url = agency.get("/").text.split('class="item-title" href="')[1].split('"')[0]
    posted = {"report": "progress", "note": "Tetap, belum ada perkembangan."}
    assert agency.post(f"{share_url}/perkembangan", data=posted).status_code == 303
    assert "Diminta dimutakhirkan" not in agency.get("/").text
    page = secretariat.get(path).text
    assert "1 dari 2 instansi sudah memutakhirkan" in page


def test_the_silent_are_reminded_once(session, secretariat, path):
    secretariat.post(f"{path}/pembukaan")
    assert secretariat.post(f"{path}/pengingat").status_code == 303
    assert len(stored(session, Delivery)) == 2
    assert "Ingatkan yang belum" not in secretariat.get(path).text
    again = secretariat.post(f"{path}/pengingat")
    assert again.status_code == 422
    assert "sudah diingatkan satu kali" in again.text


def test_more_time_may_be_given_and_a_wrong_day_is_refused_beside_its_field(
    session, secretariat, path, today
):
    secretariat.post(f"{path}/pembukaan")
    seen = window(session).version
    later = today + 12 * DAY
    posted = {"version": seen, "opens_on": today.isoformat(), "closes_on": later.isoformat()}
    assert secretariat.post(path, data=posted).status_code == 303
    assert window(session).closes_on == later
    wrong = {**posted, "version": window(session).version}
    wrong["closes_on"] = (today + 40 * DAY).isoformat()
    answer = secretariat.post(path, data=wrong)
    assert answer.status_code == 422
    assert "harus sebelum rapat dimulai" in answer.text
    assert wrong["closes_on"] in answer.text
    assert window(session).closes_on == later


def test_of_two_who_move_it_at_once_the_second_is_told(session, secretariat, path, today):
    secretariat.post(f"{path}/pembukaan")
    posted = {"version": window(session).version, "opens_on": today.isoformat()}
    posted["closes_on"] = (today + 12 * DAY).isoformat()
    assert secretariat.post(path, data=posted).status_code == 303
    posted["closes_on"] = (today + 13 * DAY).isoformat()
    assert secretariat.post(path, data=posted).status_code == 409
    assert window(session).closes_on == today + 12 * DAY


def test_frozen_by_hand_it_becomes_a_paper_for_all_but_the_agencies(
    session, office, secretariat, client_for, path, meeting
):
    secretariat.post(f"{path}/pembukaan")
    assert "tidak mengubah matriks" in secretariat.get(f"{path}/pembekuan").text
    assert secretariat.post(f"{path}/pembekuan").status_code == 303
    paper = stored(session, Document)[0]
    address = f"/naskah/{paper.id}"
    assert address in secretariat.get(path).text
    carried = f"/rapat/{meeting.id}/tindak-lanjut-lalu"
    for user in (office.secretariat, office.chair, office.sekda):
        client = client_for(user)
        assert address in client.get(carried).text
        assert client.get(address).status_code == 200
    agency = client_for(office.agency_user)
    assert address not in agency.get(carried).text
    assert agency.get(address).status_code == 404
    assert "Diminta dimutakhirkan" not in agency.get("/").text


def test_doing_without_asks_once_more_and_then_asks_nobody(session, secretariat, path, settings):
    secretariat.post(f"{path}/pembukaan")
    assert "tidak diminta" in secretariat.get(f"{path}/peniadaan").text
    assert secretariat.post(f"{path}/peniadaan").status_code == 303
    assert window(session).state is WindowState.CANCELLED
    assert "Ditiadakan" in secretariat.get(path).text


def test_a_meeting_that_asks_nobody_says_so(session, office, secretariat, today):
    with write(session):
        alone = make_meeting(session, office.unit, starts_on=today, state=MeetingState.SCHEDULED)
    path = f"/rapat/{alone.id}/masa-pemutakhiran"
    assert "tidak meminta pemutakhiran" in secretariat.get(path).text
    answer = secretariat.post(f"{path}/pembukaan")
    assert answer.status_code == 422
    assert "tidak meminta pemutakhiran" in answer.text


def test_the_desk_takes_few_statements(app, session, secretariat, sessions, path, today):
    secretariat.post(f"{path}/pembukaan")
    secretariat.get(path)
    assert count_statements(app, secretariat, path) <= 8


def test_the_worker_and_the_page_tell_the_same_days(session, sessions, secretariat, path):
    shown = secretariat.get(path).text.split("Batas waktu")[1].split("<dd>")[1].split("<")[0]
    look_after_windows(sessions, at=clock.now(), base_url="http://127.0.0.1:8000")
    after = secretariat.get(path).text.split("Batas waktu")[1].split("<dd>")[1].split("<")[0]
    assert shown.strip() == after.strip() != ""
