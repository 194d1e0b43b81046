"""Rangkaian rapat: the page of one, and the list."""

from itertools import islice

import pytest

from tests.factories import (
    NOW,
    make_action,
    make_appointment,
    make_meeting,
    make_organisation,
    make_person,
    make_secret_meeting,
    make_series,
    make_user,
    someone,
)
from tests.web.office import count_statements
from tests.web.series.steps import DAY, HOSTILE, TODAY
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.agenda_answers import park_item
from tracker.models.meetings import MeetingState
from tracker.models.recurrences import dates
from tracker.models.series_pattern import set_invitees
from tracker.models.users import Role


def test_what_is_amiss_with_the_pattern_is_said(session, office, secretariat):
    with write(session):
        gone = make_organisation(session, f"Dinas {HOSTILE}", active_until=TODAY - DAY)
        left = make_user(session, Role.SECRETARIAT, office.unit, name="Nita yang pindah")
        left.deactivate(by=someone(session), at=NOW, on=TODAY)
        vacant = make_appointment(
            session, make_person(session), title="Kepala Dinas Kosong", until=TODAY - DAY
        )
        series = make_series(
            session,
            office.unit,
            chair_position_id=vacant.position_id,
            minute_taker_id=left.id,
            minute_taker_name=left.name,
        )
        by = someone(session)
        offices = [gone.id, office.agency.id]
        set_invitees(series, offices, [vacant.position], by=by, at=NOW, version=series.version)
    page = secretariat.get(f"/rangkaian/{series.id}").text
    assert "Perlu diperiksa" in page
    assert "&gt;: Instansi ini sudah tidak aktif." in page
    assert page.count("Kepala Dinas Kosong: Jabatan ini sedang tidak ada pejabatnya.") == 1
    assert "Nita yang pindah: Notulis ini tidak mempunyai akun yang aktif lagi." in page
    assert HOSTILE not in page
    assert secretariat.get(f"/rangkaian/{series.id}/undangan").status_code == 200
    assert secretariat.get(f"/rangkaian/{series.id}/ubah").status_code == 200


def test_the_page_shows_its_meetings_but_none_that_is_secret(session, office, secretariat):
    with write(session):
        series = make_series(session, office.unit)
        known = make_meeting(session, office.unit, series_id=series.id, subject="Rakor September")
        (coming,) = islice(dates(series.rule, TODAY), 1)
        make_secret_meeting(
            session,
            unit=office.unit,
            series_id=series.id,
            starts_on=coming,
            occurrence_on=coming,
            state=MeetingState.DRAFT,
            subject="Operasi senyap",
        )
    page = secretariat.get(f"/rangkaian/{series.id}").text
    assert "Rakor September" in page
    assert f'href="/rapat/{known.id}"' in page
    assert "Operasi senyap" not in page
    assert page.count("sudah disiapkan") == 1


def test_what_was_put_off_waits_on_the_page_too(session, office, secretariat, client_for):
    with write(session):
        series = make_series(session, office.unit)
        meeting = make_meeting(
            session, office.unit, series_id=series.id, state=MeetingState.SCHEDULED
        )
        by = someone(session)
        item = AgendaItem.append(meeting, by=by, at=NOW, title=f"Harga beras {HOSTILE}")
        park_item(item, by=by, at=NOW)
    page = secretariat.get(f"/rangkaian/{series.id}").text
    assert ("Daftar parkir" in page, "Harga beras" in page, HOSTILE in page) == (True, True, False)
    assert "Coret" in page
    elsewhere = client_for(office.stranger).get(f"/rangkaian/{series.id}").text
    assert ("Harga beras" in elsewhere, "Coret" in elsewhere) == (True, False)


def test_the_list_tells_when_they_meet_next_and_what_is_open(session, office, secretariat):
    with write(session):
        series = make_series(session, office.unit, name="Rakor Stunting")
        make_series(session, office.unit, name="Rakor Aset", rule="", first_on=None)
        meeting = make_meeting(session, office.unit, series_id=series.id)
        for _ in range(2):
            make_action(session, meeting)
    page = secretariat.get("/rangkaian").text
    assert page.index("Rakor Aset") < page.index("Rakor Stunting")
    assert "2 tindak lanjut terbuka" in page
    assert "Setiap bulan, Kamis ketiga" in page
    assert page.count("berikutnya Kamis, ") == 1
    found = secretariat.get("/rangkaian?cari=stunting").text
    assert ("Rakor Stunting" in found, "Rakor Aset" in found) == (True, False)
    assert "Tidak ada rangkaian yang cocok." in secretariat.get("/rangkaian?cari=xyz").text


def test_an_empty_list_says_what_to_do(secretariat):
    assert "Belum ada rangkaian." in secretariat.get("/rangkaian").text
    assert 'href="/rangkaian"' in secretariat.get("/rapat").text


def test_a_list_goes_on_after_fifty_and_costs_no_more(app, session, office, secretariat):
    with write(session):
        make_series(session, office.unit)
    few = count_statements(app, secretariat, "/rangkaian")
    with write(session):
        for _ in range(59):
            make_series(session, office.unit, name=f"Rakor {_:02}")
    first = secretariat.get("/rangkaian").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = secretariat.get(following).text
    assert first.count('class="item-title"') + second.count('class="item-title"') == 60
    assert count_statements(app, secretariat, "/rangkaian") == few <= 8


def test_a_page_with_many_meetings_costs_no_more(app, session, office, secretariat):
    with write(session):
        series = make_series(session, office.unit)
        make_meeting(session, office.unit, series_id=series.id)
    few = count_statements(app, secretariat, f"/rangkaian/{series.id}")
    with write(session):
        for number in range(60):
            make_meeting(
                session, office.unit, series_id=series.id, starts_on=NOW.date() - number * DAY
            )
    # the dates, what stands on them, the pattern and its problems are each looked up once
    assert count_statements(app, secretariat, f"/rangkaian/{series.id}") == few <= 11
    page = secretariat.get(f"/rangkaian/{series.id}").text
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert secretariat.get(following).status_code == 200


@pytest.mark.parametrize("place", ["x", "W10=", "WzEsMl0=", "W251bGwsMV0=", "WyJ4IiwxXQ=="])
def test_a_broken_page_address_is_the_first_page(session, office, secretariat, place):
    with write(session):
        series = make_series(session, office.unit)
    for path in ("/rangkaian", f"/rangkaian/{series.id}", "/rapat/belum-ada-notula"):
        assert secretariat.get(f"{path}?setelah={place}").status_code == 200
