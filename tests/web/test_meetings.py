"""Rapat: listed, recorded, edited without losing anyone's words, copied, cancelled."""

from datetime import date, time

import pytest
from sqlalchemy import func, select

from tests.factories import (
    NOW,
    make_agreement,
)
from tests.web.office import count_statements
from tests.web.recorded import filled, last_meeting, stored
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.attendances import Attendance
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.series import Series

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
        ({"starts_on": "9999-12-31"}, "Periksa tahunnya: antara 1945 dan "),
        ({"starts_on": "0001-01-01"}, "Periksa tahunnya: antara 1945 dan "),
        ({"invitation_date": "1925-09-18"}, "Periksa tahunnya: antara 1945 dan "),
        ({"starts_on": "", "ends_on": "2025-09-18"}, "Isi juga tanggal mulainya."),
        ({"start_time": "", "open_ended": "", "end_time": "10:00"}, "Isi juga waktu mulainya."),
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


def test_the_number_of_the_invitation_is_kept_exactly_as_typed(session, office, secretariat):
    typed = "000.1.5/        /PUU"
    secretariat.post("/rapat/baru", data=filled(office, invitation_number=f" {typed} "))
    meeting = last_meeting(session)
    assert meeting.invitation_number == typed
    page = secretariat.get(f"/rapat/{meeting.id}").text
    assert f'<p class="letter-number">{typed}</p>' in page


def test_an_odd_number_of_an_official_is_kept_and_doubted(session, office, secretariat):
    answer = secretariat.post("/rapat/baru", data=filled(office, chair_employee_number="123"))
    assert answer.status_code == 303
    assert "NIP terdiri atas 18 angka" in secretariat.get(answer.location).text
    assert last_meeting(session).chair_employee_number == "123"
    right = filled(office, version="1", chair_employee_number="19700101 199503 1 001")
    answer = secretariat.post(f"/rapat/{last_meeting(session).id}/ubah", data=right)
    assert "NIP terdiri" not in secretariat.get(answer.location).text


@pytest.mark.parametrize("told", ["abc", "", "-1", "9" * 30])
def test_a_page_that_does_not_tell_its_version_counts_as_outdated(
    session, office, secretariat, told
):
    secretariat.post("/rapat/baru", data=filled(office))
    meeting = last_meeting(session)
    changed = filled(office, version=told, venue="Ruang Abung")
    answer = secretariat.post(f"/rapat/{meeting.id}/ubah", data=changed)
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.text


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
    assert f'/rapat/{meeting.id}/ubah#chair"' in page
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
