"""Rapat: listed, recorded, edited without losing anyone's words, copied, cancelled."""

import html
import re
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import (
    NOW,
    TODAY,
    make_agreement,
    make_meeting,
    make_minutes,
    make_secret_meeting,
)
from tests.web.office import count_statements, open_office
from tracker.infra.db import write
from tracker.models.meeting_parts import AgendaItem, Attendance, Invitee
from tracker.models.meetings import Meeting, MeetingAccess, MeetingState, SecurityClass, Series
from tracker.models.minutes import MinutesState
from tracker.models.users import actor_of

FILLED = {
    "version": "0",
    "subject": "Rapat koordinasi UCJ",
    "starts_on": "2025-09-18",
    "start_time": "09:00",
    "open_ended": "y",
    "zone": "Asia/Jakarta",
    "venue": "Hotel Golden Tulip",
    "mode": "onsite",
    "host": "disnakertrans",
    "chair": "",
    "minute_taker_id": "",
    "security_class": "open",
    "urgency": "normal",
}


@pytest.fixture
def office(session):
    return open_office(session)


@pytest.fixture
def secretariat(client_for, office):
    return client_for(office.secretariat)


def filled(office, **values):
    return {**FILLED, "organising_unit_id": str(office.unit.id), **values}


def last_meeting(session):
    session.rollback()
    return session.scalar(select(Meeting).order_by(Meeting.id.desc()).limit(1))


def stored(session, office, **values):
    with write(session):
        return make_meeting(session, office.unit, **values)


# --- the list


def test_an_empty_list_says_so_and_offers_the_one_act(secretariat):
    page = secretariat.get("/rapat").text
    assert "Belum ada rapat." in page
    assert "Catat rapat" in page


def test_meetings_without_a_date_come_first_then_the_newest(session, office, secretariat):
    stored(session, office, subject="Lama", starts_on=date(2025, 1, 2))
    stored(session, office, subject="Baru", starts_on=date(2025, 3, 4))
    stored(session, office, subject="Tanpa tanggal", starts_on=None, state=MeetingState.DRAFT)
    page = secretariat.get("/rapat").text
    assert page.index("Tanpa tanggal") < page.index("Baru") < page.index("Lama")
    assert "Selasa, 4 Maret 2025" in page


def test_pages_follow_each_other_without_gap_or_repetition(session, office, secretariat):
    for n in range(3):
        stored(session, office, subject=f"R-{n}-x", starts_on=None, state=MeetingState.DRAFT)
    for n in range(3, 120):
        stored(session, office, subject=f"R-{n}-x", starts_on=TODAY - timedelta(days=n // 2))
    seen, path = [], "/rapat"
    while path:
        page = secretariat.get(path).text
        seen += [n for n in range(120) if f">R-{n}-x<" in page]
        path = _next(page)
    assert sorted(seen) == list(range(120))


def _next(page):
    link = re.search(r'rel="next" href="([^"]+)"', page)
    return html.unescape(link[1]) if link else None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=inflasi", {"Inflasi"}),
        ("q=INFLASI+balai", {"Inflasi"}),
        ("q=%25", set()),
        ("keadaan=draft", {"Draf"}),
        ("tahun=2025", {"UCJ"}),
        ("tahun=2024&bulan=5", {"Inflasi"}),
        ("notula=belum-ada", {"Inflasi"}),
        ("notula=belum-disahkan", {"Inflasi", "UCJ"}),
        ("notula=disahkan", set()),
        ("keadaan=ngawur&tahun=abc&unit=999999999999&setelah=xx", {"Draf", "UCJ", "Inflasi"}),
    ],
)
def test_filters_narrow_the_list_and_unknown_values_are_ignored(
    session, office, secretariat, query, found
):
    stored(session, office, subject="Draf", starts_on=None, state=MeetingState.DRAFT)
    meeting = stored(session, office, subject="UCJ")
    stored(session, office, subject="Inflasi", starts_on=date(2024, 5, 6), venue="Balai Keratun")
    with write(session):
        make_minutes(session, meeting)
    page = secretariat.get(f"/rapat?{query}").text
    assert {name for name in ("Draf", "UCJ", "Inflasi") if f">{name}</a>" in page} == found


def test_the_list_takes_as_many_statements_for_many_meetings_as_for_none(
    app, session, office, secretariat
):
    none = count_statements(app, secretariat, "/rapat")
    for _ in range(60):
        make = stored(session, office)
        with write(session):
            make_minutes(session, session.get(Meeting, make.id))
    assert count_statements(app, secretariat, "/rapat") == none <= 8


def test_an_agency_lists_only_what_it_was_invited_to(session, office, client_for):
    invited = stored(session, office, subject="Diundang")
    stored(session, office, subject="Tidak diundang")
    with write(session):
        session.get(Meeting, invited.id)
        Invitee.append(
            session.get(Meeting, invited.id),
            by=1,
            at=invited.created_at,
            organisation_id=office.agency.id,
        )
    page = client_for(office.agency_user).get("/rapat").text
    assert "Diundang" in page
    assert "Tidak diundang" not in page
    assert "Rapat baru" not in page


# --- recording


def test_a_meeting_is_recorded_as_a_draft_with_names_linked_where_known(
    session, office, secretariat
):
    answer = secretariat.post("/rapat/baru", data=filled(office, series_name="Rakor UCJ"))
    meeting = last_meeting(session)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/rapat/{meeting.id}")
    assert meeting.state is MeetingState.DRAFT
    assert (meeting.start_time, meeting.open_ended) == (time(9), True)
    assert meeting.host == "disnakertrans"
    assert meeting.host_organisation_id == office.agency.id
    assert meeting.series.name == "Rakor UCJ"
    assert "Kamis, 18 September 2025" in secretariat.get(answer.location).text


def test_a_draft_may_leave_nearly_everything_open(session, office, secretariat):
    empty = dict.fromkeys(("starts_on", "start_time", "venue", "mode", "host"), "")
    secretariat.post("/rapat/baru", data=filled(office, open_ended="", **empty))
    meeting = last_meeting(session)
    assert (meeting.starts_on, meeting.start_time, meeting.mode) == (None, None, None)


def test_a_known_series_is_joined_not_doubled(session, office, secretariat):
    for _ in range(2):
        secretariat.post("/rapat/baru", data=filled(office, series_name="Rakor UCJ"))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Series)) == 1


def test_choosing_an_official_fills_name_and_titles_as_pasal_44_says(session, office, secretariat):
    secretariat.post("/rapat/baru", data=filled(office, chair=str(office.appointment.id)))
    meeting = last_meeting(session)
    assert meeting.chair_name == "Dra. Siti Aminah"
    assert meeting.chair_position == "Kepala Biro Kesejahteraan Rakyat"
    assert meeting.chair_employee_number == "1" * 18
    assert meeting.chair_person_id == office.appointment.person_id


def test_the_recorded_chair_stays_as_recorded_when_other_things_change(
    session, office, secretariat
):
    secretariat.post("/rapat/baru", data=filled(office, chair=str(office.appointment.id)))
    meeting = last_meeting(session)
    page = secretariat.get(f"/rapat/{meeting.id}/ubah").text
    assert "Seperti tercatat" in page
    secretariat.post(
        f"/rapat/{meeting.id}/ubah",
        data=filled(office, version="1", chair="tercatat", venue="Ruang Abung"),
    )
    session.rollback()
    assert meeting.venue == "Ruang Abung"
    assert meeting.chair_name == "Dra. Siti Aminah"
    assert meeting.chair_person_id == office.appointment.person_id


def test_the_minute_taker_is_oneself_unless_another_is_chosen(session, office, secretariat):
    page = secretariat.get("/rapat/baru").text
    assert f'<option selected value="{office.secretariat.id}">' in page
    secretariat.post("/rapat/baru", data=filled(office, minute_taker_id=str(office.colleague.id)))
    meeting = last_meeting(session)
    assert (meeting.minute_taker_id, meeting.minute_taker_name) == (
        office.colleague.id,
        "Nita Notulis",
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"subject": " "}, "Isian ini wajib diisi."),
        ({"starts_on": "2025-02-31"}, "Tulis tanggal seperti 18/9/2025."),
        ({"ends_on": "2025-09-17"}, "Tanggal selesai mendahului tanggal mulai."),
        ({"open_ended": "", "end_time": "08:00"}, "Waktu selesai mendahului waktu mulai."),
        ({"start_time": "25:00"}, "Tulis waktu seperti 09.00."),
        ({"end_time": "10:00"}, "Pilih salah satu"),
        ({"organising_unit_id": "999999"}, "Pilih salah satu yang tersedia."),
        ({"chair": "x"}, "Pilih salah satu yang tersedia."),
        ({"security_class": "ngawur"}, "Pilih salah satu yang tersedia."),
        ({"venue": "x" * 301}, "Terlalu panjang."),
    ],
)
def test_bad_input_is_named_beside_the_field_and_nothing_is_stored(
    session, office, secretariat, wrong, sentence
):
    answer = secretariat.post("/rapat/baru", data=filled(office, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Hotel Golden Tulip" in answer.text or "venue" in wrong
    assert last_meeting(session) is None


def test_clock_times_with_a_dot_are_understood(session, office, secretariat):
    secretariat.post(
        "/rapat/baru",
        data=filled(office, start_time="10.00", end_time="16.20", open_ended=""),
    )
    meeting = last_meeting(session)
    assert (meeting.start_time, meeting.end_time) == (time(10), time(16, 20))


@pytest.mark.parametrize("typed", ["18/9/2025", "18-09-2025", "18.9.2025", "2025-09-18"])
def test_dates_are_understood_as_people_type_them(session, office, secretariat, typed):
    secretariat.post("/rapat/baru", data=filled(office, starts_on=typed))
    meeting = last_meeting(session)
    assert meeting.starts_on == date(2025, 9, 18)
    page = secretariat.get(f"/rapat/{meeting.id}/ubah").text
    assert "Kamis, 18 September 2025" in page
    assert "pukul 09.00 WIB" in page


def test_two_editors_see_both_texts_and_none_is_lost(session, office, client_for):
    meeting = stored(session, office, venue="Ruang Abung")
    first, second = client_for(office.secretariat), client_for(office.colleague)
    path = f"/rapat/{meeting.id}/ubah"
    version = str(meeting.version)
    first.post(path, data=filled(office, version=version, venue="Balai Keratun"))
    answer = second.post(path, data=filled(office, version=version, venue="Hotel <b>Novotel</b>"))
    assert answer.status_code == 409
    assert "Balai Keratun" in answer.text
    assert "Hotel &lt;b&gt;Novotel&lt;/b&gt;" in answer.text
    session.rollback()
    assert meeting.venue == "Balai Keratun"
    again = filled(office, version=str(meeting.version), venue="Hotel Novotel")
    assert second.post(path, data=again).status_code == 303


# --- the front page


def test_hostile_text_is_shown_as_text(session, office, secretariat):
    meeting = stored(session, office, subject="<script>alert(1)</script>", venue='"><img src=x>')
    page = secretariat.get(f"/rapat/{meeting.id}").text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_the_front_page_lists_what_is_blank_with_where_to_fill_it(session, office, secretariat):
    meeting = stored(session, office)
    page = secretariat.get(f"/rapat/{meeting.id}").text
    assert f"/rapat/{meeting.id}/ubah#chair_name" in page
    assert f"/rapat/{meeting.id}/agenda" in page
    assert "tidak ada datanya" in page


def test_a_blank_is_confirmed_to_have_no_data(session, office, secretariat):
    meeting = stored(session, office)
    answer = secretariat.post(
        f"/rapat/{meeting.id}/kekosongan", data={"codes": ["chair_name", "agenda", "ngawur"]}
    )
    session.rollback()
    assert answer.status_code == 303
    assert meeting.absent == ["agenda", "chair_name"]


def test_the_front_page_takes_as_many_statements_for_a_long_record(
    app, session, office, secretariat
):
    meeting = stored(session, office)
    path = f"/rapat/{meeting.id}"
    few = count_statements(app, secretariat, path)
    with write(session):
        record = session.get(Meeting, meeting.id)
        for _ in range(30):
            make_agreement(session, record)
        for n in range(40):
            Attendance.append(record, by=1, at=NOW, person_name=f"Orang {n}", presence="present")
    assert count_statements(app, secretariat, path) == few <= 8


def test_the_one_next_act_leads_from_draft_to_notula(session, office, secretariat):
    meeting = stored(session, office, state=MeetingState.DRAFT)
    path = f"/rapat/{meeting.id}"
    assert "Nyatakan rapat selesai" in secretariat.get(path).text
    assert secretariat.post(f"{path}/status", data={"state": "held"}).status_code == 303
    assert "Susun notula" in secretariat.get(path).text
    secretariat.post(f"{path}/notula")
    assert "Lanjutkan notula" in secretariat.get(path).text


def test_cancelling_asks_first(session, office, secretariat):
    meeting = stored(session, office, state=MeetingState.SCHEDULED)
    path = f"/rapat/{meeting.id}/status"
    assert "dinyatakan batal" in secretariat.post(path, data={"state": "cancelled"}).text
    assert last_meeting(session).state is MeetingState.SCHEDULED
    secretariat.post(path, data={"state": "cancelled", "confirmed": "y"})
    assert last_meeting(session).state is MeetingState.CANCELLED


def test_a_state_the_office_does_not_know_is_refused(session, office, secretariat):
    meeting = stored(session, office)
    answer = secretariat.post(f"/rapat/{meeting.id}/status", data={"state": "draft"})
    assert answer.status_code == 422


def test_a_copy_takes_invitees_and_agenda_but_no_date(session, office, secretariat):
    meeting = stored(session, office, venue="Ruang Abung")
    with write(session):
        record = session.get(Meeting, meeting.id)
        Invitee.append(record, by=1, at=NOW, organisation_id=office.agency.id)
        AgendaItem.append(record, by=1, at=NOW, title="Pembukaan")
        make_agreement(session, record)
    answer = secretariat.post(f"/rapat/{meeting.id}/salinan")
    copied = last_meeting(session)
    assert answer.location.endswith(f"/rapat/{copied.id}/ubah")
    assert (copied.subject, copied.venue, copied.starts_on) == (
        "Rapat koordinasi UCJ",
        "Ruang Abung",
        None,
    )
    page = secretariat.get(f"/rapat/{copied.id}").text
    assert "Belum ada kesepakatan." in page
    assert "Dinas Tenaga Kerja" in secretariat.get(f"/rapat/{copied.id}/undangan").text


# --- who may


def test_agencies_and_leaders_read_what_policy_shows_and_nothing_to_edit(
    session, office, client_for
):
    meeting = stored(session, office)
    with write(session):
        record = session.get(Meeting, meeting.id)
        Invitee.append(record, by=1, at=NOW, organisation_id=office.agency.id)
        make_agreement(session, record, "Kalimat yang belum disahkan")
    for user in (office.agency_user, office.sekda, office.chair):
        page = client_for(user).get(f"/rapat/{meeting.id}").text
        assert "Kalimat yang belum disahkan" not in page
        assert "Yang masih kosong" not in page
        assert "/ubah" not in page
    assert client_for(office.other_user).get(f"/rapat/{meeting.id}").status_code == 404


@pytest.mark.parametrize("path", ["ubah", "status", "kesepakatan/baru", "akses"])
def test_another_units_secretariat_reads_but_does_not_edit(session, office, client_for, path):
    meeting = stored(session, office)
    stranger = client_for(office.stranger)
    assert stranger.get(f"/rapat/{meeting.id}").status_code == 200
    assert stranger.get(f"/rapat/{meeting.id}/{path}").status_code == 403


def test_a_unit_one_does_not_serve_cannot_be_given_a_meeting(session, office, secretariat):
    answer = secretariat.post(
        "/rapat/baru", data=filled(office, organising_unit_id=str(office.agency.id))
    )
    assert answer.status_code == 422


def test_whoever_records_a_secret_meeting_keeps_access_and_gives_it(
    session, office, client_for, secretariat
):
    secretariat.post("/rapat/baru", data=filled(office, security_class="secret"))
    meeting = last_meeting(session)
    path = f"/rapat/{meeting.id}"
    colleague = client_for(office.colleague)
    assert colleague.get(path).status_code == 404
    assert "UCJ" not in colleague.get("/rapat").text
    secretariat.post(f"{path}/akses", data={"user_id": str(office.colleague.id)})
    assert colleague.get(path).status_code == 200
    secretariat.post(f"{path}/akses/{office.colleague.id}/pencabutan")
    assert colleague.get(path).status_code == 404
    answer = secretariat.post(f"{path}/akses/{office.secretariat.id}/pencabutan")
    assert answer.status_code == 409


def test_an_open_meeting_has_no_access_list(session, office, secretariat):
    meeting = stored(session, office)
    assert secretariat.get(f"/rapat/{meeting.id}/akses").status_code == 404


def test_classing_a_meeting_secret_keeps_the_editor_on_its_list(session, office, secretariat):
    meeting = stored(session, office)
    version = str(meeting.version)
    secretariat.post(
        f"/rapat/{meeting.id}/ubah",
        data=filled(office, version=version, security_class="top_secret"),
    )
    session.rollback()
    assert meeting.security_class is SecurityClass.TOP_SECRET
    listed = session.scalars(select(MeetingAccess.user_id)).all()
    assert listed == [office.secretariat.id]


def test_a_secret_meeting_of_others_is_not_there(session, office, secretariat):
    with write(session):
        actor = actor_of(session, session.merge(office.colleague), today=TODAY)
        meeting = make_secret_meeting(session, actor, unit=session.merge(office.unit))
    assert secretariat.get(f"/rapat/{meeting.id}").status_code == 404


def test_a_sealed_meeting_offers_nothing_to_edit_and_refuses_it(session, office, secretariat):
    meeting = stored(session, office)
    with write(session):
        make_minutes(session, session.get(Meeting, meeting.id), state=MinutesState.APPROVED)
    session.rollback()
    page = secretariat.get(f"/rapat/{meeting.id}").text
    assert f"/rapat/{meeting.id}/ubah" not in page
    answer = secretariat.post(
        f"/rapat/{meeting.id}/ubah", data=filled(office, version=str(meeting.version))
    )
    assert answer.status_code == 422
    assert "Buka ralat dengan alasan" in answer.text
    assert secretariat.get(f"/rapat/{meeting.id}/ubah").status_code == 409
