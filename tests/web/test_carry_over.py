"""The page of what earlier meetings left open, as each of its readers sees it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.factories import TODAY, make_action, make_assignment, make_meeting
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem, AgendaKind
from tracker.models.assignment_states import AssignmentState, Report
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState
from tracker.models.series import Series
from tracker.models.users import actor_of

DAY = timedelta(days=1)
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def today():
    return clock.today(ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def series(session, office):
    with write(session):
        now, by = clock.now(), office.secretariat.id
        series = Series.add(
            session, by=by, at=now, name="Rakor UCJ", organising_unit_id=office.unit.id
        )
        return series


@pytest.fixture
def previous(session, office, series, today):
    return hold(session, office, series, TODAY, MeetingState.HELD)


@pytest.fixture
def meeting(session, office, series, previous, today):
    return hold(session, office, series, today + 20 * DAY, MeetingState.SCHEDULED)


def hold(session, office, series, on, state):
    with write(session):
        by = office.secretariat.id
        found = make_meeting(session, office.unit, series=series, starts_on=on, state=state)
        for agency in (office.agency, office.other_agency):
            Invitee.append(found, by=by, at=clock.now(), organisation_id=agency.id)
        return found


def owe(session, meeting, organisation, sentence, **values):
    with write(session):
        action = make_action(session, meeting, sentence=sentence)
        return make_assignment(session, organisation, action=action, **values)


def test_the_secretariat_reads_what_is_late_what_changed_and_who_is_silent(
    session, office, secretariat, previous, meeting, today
):
    owe(session, previous, office.agency, f"Edaran {HOSTILE}", due_on=today - 3 * DAY)
    share = owe(session, previous, office.other_agency, "Menyusun anggaran")
    owe(session, previous, office.agency, "Menyiapkan data")
    owe(session, previous, office.agency, "Rapat teknis", state=AssignmentState.DONE)
    with write(session):
        agency = actor_of(session, office.other_user, today=today)
        share.post_update(
            Report.DONE, f"Sudah {HOSTILE}", by=agency, at=clock.now(), link="https://a.id"
        )
    page = secretariat.get(f"/rapat/{meeting.id}/tindak-lanjut-lalu").text
    headings = [part.split("<")[0] for part in page.split("<h2>")[1:]]
    assert headings == [
        "Terlambat",
        "Ada perkembangan sejak rapat lalu",
        "Belum ada kabar",
        "Selesai sejak rapat lalu",
    ]
    assert HOSTILE not in page
    assert page.count("&lt;script&gt;") >= 2
    figures = [part.split("<")[0] for part in page.split('figure-value">')[1:]]
    assert figures == ["3", "1", "1", "1"]  # open, late, claimed, verified


def test_the_page_and_its_door_are_there_for_who_sees_the_meeting(
    session, office, secretariat, client_for, previous, meeting
):
    owe(session, previous, office.agency, "Menyusun edaran")
    door = f'href="/rapat/{meeting.id}/tindak-lanjut-lalu"'
    for user in (office.secretariat, office.chair, office.sekda, office.agency_user):
        client = client_for(user)
        assert door in client.get(f"/rapat/{meeting.id}").text
        assert "Menyusun edaran" in client.get(f"/rapat/{meeting.id}/tindak-lanjut-lalu").text
    assert "Masa pemutakhiran" not in client.get(f"/rapat/{meeting.id}/tindak-lanjut-lalu").text


def test_an_agency_reads_nothing_of_others_but_what_was_agreed_in_the_room(
    session, office, client_for, previous, meeting, today
):
    share = owe(session, previous, office.other_agency, "Menyusun anggaran", due_on=today - DAY)
    with write(session):
        agency = actor_of(session, office.other_user, today=today)
        share.post_update(Report.OBSTACLE, "Rahasia dapur", by=agency, at=clock.now())
    page = client_for(office.agency_user).get(f"/rapat/{meeting.id}/tindak-lanjut-lalu").text
    assert "Menyusun anggaran" in page
    assert "Dinas Sosial" in page
    for word in ("Rahasia dapur", "terkendala", "Terlambat", f"/tugas/{share.id}"):
        assert word not in page, word


def test_the_item_of_the_agenda_that_looks_back_leads_to_it(session, office, secretariat, meeting):
    with write(session):
        values = {"title": "Tindak lanjut rapat lalu", "kind": AgendaKind.FOLLOW_UP}
        AgendaItem.append(meeting, by=office.secretariat.id, at=clock.now(), **values)
    page = secretariat.get(f"/rapat/{meeting.id}/agenda").text
    assert f'href="/rapat/{meeting.id}/tindak-lanjut-lalu"' in page


def test_a_meeting_without_series_says_that_it_has_none(session, office, secretariat):
    with write(session):
        alone = make_meeting(session, office.unit)
    page = secretariat.get(f"/rapat/{alone.id}/tindak-lanjut-lalu").text
    assert "tidak termasuk rangkaian" in page
    assert "tindak-lanjut-lalu" not in secretariat.get(f"/rapat/{alone.id}").text


def test_the_list_goes_on_page_by_page_and_as_a_whole_for_paper(
    session, office, secretariat, previous, meeting
):
    with write(session):
        for number in range(60):
            action = make_action(session, previous, sentence=f"Kegiatan ke-{number:02d}.")
            make_assignment(session, office.agency, action=action)
    path = f"/rapat/{meeting.id}/tindak-lanjut-lalu"
    first = secretariat.get(path).text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = secretariat.get(following).text
    seen = [n for n in range(60) for page in (first, second) if f"Kegiatan ke-{n:02d}." in page]
    assert seen == list(range(60))
    whole = secretariat.get(f"{path}?semua=ya").text
    assert all(f"Kegiatan ke-{number:02d}." in whole for number in range(60))
    for odd in ("W10=", "WzEsImEiLDNd", "bukan"):
        assert secretariat.get(f"{path}?setelah={odd}").status_code == 200


def test_the_page_takes_eight_statements_however_much_there_is(
    app, session, office, secretariat, client_for, previous, meeting
):
    path = f"/rapat/{meeting.id}/tindak-lanjut-lalu"
    for number in range(12):
        owe(session, previous, office.agency, f"Kegiatan {number}", state=AssignmentState.AWAITING)
        owe(session, previous, office.agency, f"Usai {number}", state=AssignmentState.DONE)
    for user in (office.secretariat, office.agency_user):
        client = client_for(user)
        client.get(path)
        assert count_statements(app, client, path) <= 8, user.name


def test_far_work_is_put_off_on_its_own_page_and_counted_in_one_line(
    session, office, secretariat, previous, meeting, today
):
    action = owe(session, previous, office.agency, "Evaluasi tahunan").action
    again = today + 90 * DAY
    posted = {"sentence": "Evaluasi tahunan", "version": action.version, "priority": "normal"}
    answer = secretariat.post(
        f"/tindak-lanjut/{action.id}/ubah", data={**posted, "show_from": again.isoformat()}
    )
    assert answer.status_code == 303
    assert "Tampil lagi mulai" in secretariat.get(f"/tindak-lanjut/{action.id}").text
    path = f"/rapat/{meeting.id}/tindak-lanjut-lalu"
    page = secretariat.get(path).text
    assert "Evaluasi tahunan" not in page
    assert "1 tindak lanjut ditampilkan lagi mulai" in page
    assert "Evaluasi tahunan" in secretariat.get(f"{path}?ditunda=ya").text


def test_it_must_come_back_by_its_due_date(session, office, secretariat, previous, today):
    action = owe(session, previous, office.agency, "Evaluasi tahunan").action
    posted = {
        "sentence": "Evaluasi tahunan",
        "priority": "normal",
        "version": action.version,
        "due_on": (today + DAY).isoformat(),
        "show_from": (today + 9 * DAY).isoformat(),
    }
    answer = secretariat.post(f"/tindak-lanjut/{action.id}/ubah", data=posted)
    assert answer.status_code == 422
    assert "paling lambat pada tenggatnya" in answer.text
    assert (today + 9 * DAY).isoformat() in answer.text
