"""Tugas OPD in a browser: counts that lead to their lists, filters, and one tap to report."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.factories import (
    NOW,
    make_action,
    make_appointment,
    make_assignment,
    make_meeting,
    make_person,
    make_series,
    make_user,
)
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.assigning import entrust
from tracker.models.assignment_states import AssignmentState, Part, Verdict
from tracker.models.assignments import Assignment
from tracker.models.people import PositionLevel
from tracker.models.questions import ask
from tracker.models.users import Role, actor_of
from tracker.web.paging import PAGE_SIZE

S = AssignmentState
DAY = timedelta(days=1)
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def today():
    return clock.today(ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def agency(client_for, office):
    return client_for(office.agency_user)


def owe(session, office, *states, sentence="Menyusun edaran", agency=None, **values):
    with write(session):
        meeting = make_meeting(session, office.unit, subject="Rakor UCJ")
        for state in states or (S.NOT_STARTED,):
            action = make_action(session, meeting, sentence=sentence)
            share = make_assignment(
                session, agency or office.agency, action=action, state=state, **values
            )
        return share


def counts(page):
    """What the head of the list says, with where it leads."""
    found = re.findall(
        r'href="(/tugas\?keadaan=[^"]*)"[^>]*>\s*<span[^>]*>(\d+)</span> ([^<]+)', page
    )
    return {label.strip(): (int(number), href) for href, number, label in found}


def test_each_number_leads_to_as_many_rows(session, office, agency, today):
    owe(session, office, S.NOT_STARTED, S.IN_PROGRESS, due_on=today - DAY)
    owe(session, office, S.NOT_STARTED, due_on=today + 3 * DAY)
    owe(session, office, S.IN_PROGRESS, S.IN_PROGRESS, S.IN_PROGRESS)
    owe(session, office, S.AWAITING, S.DONE, S.NOT_FEASIBLE, S.CANCELLED)
    returned = owe(session, office, S.AWAITING, due_on=today - DAY)
    with write(session):
        by = actor_of(session, office.secretariat, today=today)
        share = session.get_one(Assignment, returned.id)
        share.verify(Verdict.RETURNED, f"Kabur {HOSTILE}", by=by, at=clock.now())
    numbers = counts(agency.get("/tugas").text)
    assert {label: number for label, (number, _) in numbers.items()} == {
        "Belum selesai": 8,
        "Dikembalikan": 1,
        "Terlambat": 3,
        "Segera jatuh tempo": 1,
        "Berjalan": 3,
        "Menunggu verifikasi": 1,
        "Selesai": 2,
    }
    for label, (number, href) in numbers.items():
        page = agency.get(href).text
        assert page.count('class="item"') == number, label
        assert "Kabur &lt;script&gt;" in page or label != "Dikembalikan"
        assert HOSTILE not in page


def test_open_work_is_one_tap_from_its_report_and_claimed_work_is_looked_at(
    session, office, agency
):
    share, claimed = owe(session, office), owe(session, office, S.AWAITING)
    page = agency.get("/tugas").text
    assert re.search(rf'href="/tugas/{share.id}" aria-label="Laporkan: ', page)
    assert re.search(rf'href="/tugas/{claimed.id}" aria-label="Lihat: ', page)


def test_a_question_about_a_claim_comes_first_and_asks_to_be_answered(
    session, office, agency, today
):
    owe(session, office, due_on=today - DAY, sentence="Terlambat")
    claimed = owe(session, office, S.AWAITING, sentence="Sudah diklaim")
    with write(session):
        by = actor_of(session, office.secretariat, today=today)
        ask(session.get_one(Assignment, claimed.id), f"Di mana? {HOSTILE}", by=by, at=clock.now())
    page = agency.get("/tugas").text
    assert page.index("Sudah diklaim") < page.index("Terlambat<")
    assert "Pertanyaan verifikator</span> Di mana? &lt;script&gt;" in page
    assert f'href="/tugas/{claimed.id}" aria-label="Jawab: ' in page
    numbers = counts(page)
    assert (numbers["Dikembalikan"][0], numbers["Menunggu verifikasi"][0]) == (1, 0)


def test_an_empty_list_says_so_and_one_that_was_narrowed_lets_go(session, office, agency):
    assert "Tidak ada tugas yang perlu Anda kerjakan." in agency.get("/tugas").text
    owe(session, office)
    narrowed = agency.get("/tugas?q=tiada").text
    assert "Tidak ada tugas yang cocok dengan saringan ini." in narrowed
    assert "Hapus saringan" in narrowed


def test_filters_are_asked_of_the_own_work_only(session, office, client_for, agency):
    with write(session):
        series, foreign = (make_series(session, office.unit, name=n) for n in ("Inflasi", "Asing"))
        for owing, of in ((office.agency, series), (office.other_agency, foreign)):
            meeting = make_meeting(session, office.unit, series=of)
            action = make_action(session, meeting, sentence=f"Tugas {of.name}")
            share = make_assignment(session, owing, action=action)
            post = make_appointment(
                session,
                make_person(session),
                title=f"Kabid {of.name}",
                level=PositionLevel.OFFICER,
                organisation=owing,
            )
            entrust(share, post.position, by=office.secretariat.id, at=NOW)
    owe(session, office, sentence="Tugas lepas")
    page = agency.get("/tugas?saring=1").text
    assert "Inflasi" in page
    assert "Kabid Inflasi" in page
    assert "Asing" not in page
    narrowed = agency.get(f"/tugas?rangkaian={series.id}&tenggat=tanpa-tenggat").text
    assert "Tugas Inflasi" in narrowed
    assert "Tugas lepas" not in narrowed
    for query in (f"rangkaian={foreign.id}", "tenggat=entah", "jabatan=x", "keadaan=", "rapat=-1"):
        assert agency.get(f"/tugas?{query}").status_code == 200, query


def test_my_position_is_marked_and_can_be_asked_for(session, office, client_for):
    with write(session):
        person = make_person(session)
        user = make_user(session, Role.AGENCY, office.agency, person=person)
        post = make_appointment(
            session,
            person,
            title="Kepala Bidang Data",
            level=PositionLevel.OFFICER,
            organisation=office.agency,
        )
    share = owe(session, office, sentence="Tugas bidang")
    owe(session, office, sentence="Tugas umum")
    with write(session):
        stored = session.get_one(Assignment, share.id)
        entrust(stored, post.position, by=office.secretariat.id, at=NOW)
    page = client_for(user).get("/tugas?jabatan=saya").text
    assert "Kepala Bidang Data (jabatan Anda)" in page
    assert "Tugas umum" not in page
    assert "(jabatan Anda)" not in client_for(office.agency_user).get("/tugas").text


def test_a_supporting_share_says_so(session, office, agency):
    owe(session, office, part=Part.SUPPORTING)
    assert "Unit pendukung" in agency.get("/tugas").text


def test_long_lists_come_in_pages_that_keep_their_filter(session, office, agency, today):
    owe(session, office, *[S.NOT_STARTED] * (PAGE_SIZE + 5), due_on=today)
    first = agency.get("/tugas?q=edaran").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = agency.get(following).text
    assert first.count('class="item"') == PAGE_SIZE
    assert second.count('class="item"') == 5
    assert "q=edaran" in following
    assert counts(first)["Segera jatuh tempo"][0] == PAGE_SIZE + 5


def test_the_longest_list_costs_no_more_statements(app, session, office, agency, today):
    owe(session, office, S.NOT_STARTED)
    path = "/tugas?saring=1&jabatan=saya"
    few = count_statements(app, agency, path)
    owe(session, office, *[S.NOT_STARTED, S.AWAITING] * 15, due_on=today)
    assert count_statements(app, agency, path) == few <= 8


def test_an_office_with_nothing_to_report_has_no_such_list(secretariat):
    assert secretariat.get("/tugas").status_code == 403
