"""Siapkan rapat berikutnya: one press, one draft; its pattern, and the meetings without minutes."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import NOW, make_appointment, make_meeting, make_person, make_series, someone
from tests.web.office import count_statements
from tests.web.series.steps import DAY, HOSTILE, TODAY, add_series, stored
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.events import Event
from tracker.models.jobs import Job
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.series_pattern import agenda_of_series, invitees_of_series, set_agenda


def offered(page):
    """The date behind the button."""
    return page.split('name="on" value="')[1].split('"')[0]


def number(session, noun):
    session.rollback()
    return session.scalar(select(func.count()).select_from(noun))


def test_one_press_makes_the_next_draft_and_tells_nobody(session, office, secretariat):
    series = add_series(session, office, secretariat)
    path = f"/rangkaian/{series.id}"
    on = offered(secretariat.get(path).text)
    answer = secretariat.post(f"{path}/rapat", data={"on": on})
    session.rollback()
    meeting = session.scalars(select(Meeting)).one()
    assert answer.location == f"/rapat/{meeting.id}"
    assert (meeting.state, meeting.occurrence_on) == (MeetingState.DRAFT, date.fromisoformat(on))
    assert meeting.venue == "Ruang Sakai Sambayan"
    assert number(session, AgendaItem) == 2
    assert number(session, Job) == 0
    assert "Belum ada yang diberi tahu." in secretariat.get(answer.location).text
    page = secretariat.get(path).text
    assert f'href="/rapat/{meeting.id}"' in page
    assert offered(page) > on


def test_pressing_twice_leads_to_the_same_draft(session, office, secretariat):
    series = add_series(session, office, secretariat)
    on = offered(secretariat.get(f"/rangkaian/{series.id}").text)
    places = [
        secretariat.post(f"/rangkaian/{series.id}/rapat", data={"on": on}).location
        for _ in range(2)
    ]
    assert places[0] == places[1]
    assert number(session, Meeting) == 1


@pytest.mark.parametrize("on", ["", "kemarin", "2020-01-16", "9999-12-31", "2027-01-01"])
def test_a_date_outside_the_schedule_is_refused_in_words(session, office, secretariat, on):
    series = add_series(session, office, secretariat)
    page = secretariat.post(f"/rangkaian/{series.id}/rapat", data={"on": on})
    assert page.status_code == 422
    assert "Belum disiapkan" in page.text
    assert number(session, Meeting) == 0


def test_the_standing_agenda_is_ordered_by_number_and_blank_rows_are_dropped(
    session, office, secretariat
):
    series = add_series(session, office, secretariat)
    path = f"/rangkaian/{series.id}/acara"
    assert 'value="Tindak lanjut rapat lalu"' in secretariat.get(path).text
    rows = [
        ("Penutup", "ordinary", "", "5", ""),
        ("Pembukaan", "ordinary", "Sekda", "10", "1"),
        ("", "ordinary", "", "", ""),
        ("Tindak lanjut", "follow_up", "", "", "2"),
    ]
    data = {"version": str(series.version)}
    for place, row in enumerate(rows):
        names = ("title", "kind", "presenter", "minutes", "place")
        data |= {f"items-{place}-{n}": v for n, v in zip(names, row, strict=True)}
    assert secretariat.post(path, data=data).status_code == 303
    kept = agenda_of_series(stored(session))
    assert [(i.position, i.title, i.minutes) for i in kept] == [
        (1, "Pembukaan", 10),
        (2, "Tindak lanjut", None),
        (3, "Penutup", 5),
    ]
    assert "Seluruhnya 15 menit." in secretariat.get(f"/rangkaian/{series.id}").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"items-0-title": "", "items-0-presenter": "Sekda"}, "Isi juga acaranya."),
        ({"items-0-minutes": "0"}, "Tulis bilangan antara 1 dan 1440."),
        ({"items-0-kind": "pesta"}, "Pilih salah satu yang tersedia."),
        (
            {"items-0-kind": "follow_up", "items-1-title": "Lagi", "items-1-kind": "follow_up"},
            "masing-masing cukup satu kali",
        ),
    ],
)
def test_a_wrong_row_is_refused_and_nothing_is_replaced(
    session, office, secretariat, changes, sentence
):
    series = add_series(session, office, secretariat)
    data = {"version": str(series.version), "items-0-title": "Baru", "items-0-kind": "ordinary"}
    page = secretariat.post(f"/rangkaian/{series.id}/acara", data=data | changes)
    assert (page.status_code, sentence in page.text) == (422, True)
    assert len(agenda_of_series(stored(session))) == 2


def test_what_somebody_else_replaced_meanwhile_is_shown_beside_ones_own(
    session, office, secretariat
):
    series = add_series(session, office, secretariat)
    seen = str(series.version)
    with write(session):
        items = [{"title": f"Acara orang lain {HOSTILE}"}]
        by = someone(session)
        set_agenda(session.merge(series), items, by=by, at=NOW, version=series.version)
    data = {"version": seen, "items-0-title": "Acara saya", "items-0-kind": "ordinary"}
    page = secretariat.post(f"/rangkaian/{series.id}/acara", data=data)
    assert (page.status_code, HOSTILE in page.text) == (409, False)
    assert "Acara orang lain" in page.text
    assert 'value="Acara saya"' in page.text
    again = data | {"version": str(stored(session).version)}
    assert secretariat.post(f"/rangkaian/{series.id}/acara", data=again).status_code == 303
    late = secretariat.post(
        f"/rangkaian/{series.id}/undangan",
        data={"version": seen, "organisations": str(office.agency.id)},
    )
    assert late.status_code == 409


def test_organisations_and_positions_are_always_called(session, office, secretariat):
    series = add_series(session, office, secretariat)
    with write(session):
        seat = make_appointment(
            session, make_person(session), title="Kepala Disnaker", organisation=office.agency
        ).position_id
    data = {
        "version": str(series.version),
        "organisations": [str(office.agency.id), str(office.other_agency.id)],
        "positions": [str(seat)],
    }
    assert secretariat.post(f"/rangkaian/{series.id}/undangan", data=data).status_code == 303
    kept = [one.name for one in invitees_of_series(stored(session))]
    assert kept == ["Dinas Sosial", "Dinas Tenaga Kerja", "Kepala Disnaker"]
    form = secretariat.get(f"/rangkaian/{series.id}/undangan").text
    assert form.count(" checked") == 3
    wrong = data | {"version": str(stored(session).version), "organisations": "999999"}
    page = secretariat.post(f"/rangkaian/{series.id}/undangan", data=wrong)
    assert page.status_code == 422
    on = offered(secretariat.get(f"/rangkaian/{series.id}").text)
    meeting = secretariat.post(f"/rangkaian/{series.id}/rapat", data={"on": on}).location
    assert "Kepala Disnaker" in secretariat.get(f"{meeting}/undangan").text


def test_a_series_page_never_writes(session, office, secretariat):
    series = add_series(session, office, secretariat)
    before = number(session, Event)
    secretariat.get(f"/rangkaian/{series.id}")
    assert number(session, Event) == before


# --- rapat belum ada notula


def test_the_list_says_how_long_each_waits_and_in_which_stage(session, office, secretariat):
    with write(session):
        make_meeting(session, office.unit, subject=f"Rakor {HOSTILE}")
        make_meeting(
            session,
            office.unit,
            state=MeetingState.SCHEDULED,
            starts_on=TODAY - 30 * DAY,
            subject="Rakor yang terlupa",
        )
    page = secretariat.get("/rapat/belum-ada-notula").text
    assert "2 rapat menunggu" in page
    assert page.index("Kamis, 18 September 2025") < page.index("Rakor yang terlupa")
    assert "hari kerja" in page
    assert "Belum ada notula</span>" in page
    assert "Belum dinyatakan selesai</span>" in page
    assert HOSTILE not in page


def test_an_office_that_is_up_to_date_is_told_so(secretariat):
    page = secretariat.get("/rapat/belum-ada-notula").text
    assert "Semua rapat unit Anda yang sudah berlangsung" in page
    assert 'href="/rapat/belum-ada-notula"' in secretariat.get("/rapat").text


def test_the_list_goes_on_after_fifty_and_costs_no_more(app, session, office, secretariat):
    with write(session):
        make_meeting(session, office.unit)
    few = count_statements(app, secretariat, "/rapat/belum-ada-notula")
    with write(session):
        for _ in range(59):
            make_meeting(session, office.unit)
    first = secretariat.get("/rapat/belum-ada-notula").text
    assert "60 rapat menunggu" in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = secretariat.get(following).text
    assert first.count('class="item-title"') + second.count('class="item-title"') == 60
    assert count_statements(app, secretariat, "/rapat/belum-ada-notula") == few <= 8


def test_a_series_is_offered_on_its_meetings_page(session, office, secretariat):
    with write(session):
        series = make_series(session, office.unit)
        meeting = make_meeting(session, office.unit, series_id=series.id)
    assert f'href="/rangkaian/{series.id}"' in secretariat.get(f"/rapat/{meeting.id}").text
