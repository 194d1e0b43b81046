"""Presensi mandiri: in by the code on the projector, with a name and a sign, and only once."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import time_machine
from sqlalchemy import select

from tests.factories import make_organisation, make_user
from tests.web.attendance.conftest import words
from tests.web.office import statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.attendances import Attendance, Presence
from tracker.models.check_in_desks import STEP, CheckInDesk
from tracker.models.meetings import Meeting
from tracker.models.sign_ins import THROTTLE_GUESSES
from tracker.models.users import Role

WIB = ZoneInfo("Asia/Jakarta")
DRAWN = json.dumps({"width": 320, "height": 107, "strokes": [[10, 20, 90, 60], [30, 5, 30, 90]]})


def recorded(session):
    session.rollback()
    return session.scalars(select(Attendance).order_by(Attendance.id)).all()


def test_a_person_without_account_is_recorded_with_a_drawn_signature(session, office, phone, code):
    budi = phone()
    assert budi.scan(code).status_code == 303
    assert budi.send(signature=DRAWN, declared="").status_code == 303
    row, page = recorded(session)[0], words(budi.page())
    assert "Kehadiran Anda tercatat" in page
    assert f"Pukul {row.checked_in_at.astimezone(WIB):%H.%M} WIB" in page
    assert (row.person_name, row.organisation_id) == ("Budi Santoso, S.T.", office.agency.id)
    assert row.signature == "M9.8 18.7L84.6 56.1M28.5 4.7L28.5 84.1"
    assert f'd="{row.signature}"' in budi.page()


def test_who_cannot_draw_declares_to_be_there(session, phone, code):
    budi = phone()
    budi.scan(code)
    assert budi.send().status_code == 303
    assert recorded(session)[0].signature == ""


def test_without_either_nothing_is_recorded_and_what_was_typed_stays(session, phone, code):
    budi = phone()
    budi.scan(code)
    answer = budi.send(declared="")
    assert answer.status_code == 422
    assert "Bubuhkan tanda tangan, atau centang pernyataan hadir." in answer.text
    assert "Budi Santoso, S.T." in answer.text
    assert recorded(session) == []


def test_a_hostile_drawing_is_refused_and_hostile_words_are_only_words(session, phone, code):
    budi = phone()
    budi.scan(code)
    answer = budi.send(signature='"><script>alert(1)</script>', declared="")
    assert (answer.status_code, "<script>alert" in answer.text) == (422, False)
    assert "Tanda tangan tidak terbaca" in answer.text
    budi.send(person_name="<script>alert(2)</script>")
    assert "&lt;script&gt;alert(2)" in budi.page()


def test_a_delegate_says_for_whom_he_stands(session, phone, code):
    budi = phone()
    budi.scan(code)
    answer = budi.send(standing="delegate")
    assert "Tulis di bawah pejabat yang Anda wakili." in answer.text
    budi.send(standing="delegate", represents="Kepala Dinas")
    row = recorded(session)[0]
    assert (row.presence, row.represents) == (Presence.REPRESENTED, "Kepala Dinas")


def test_the_code_of_the_shared_screen_records_online(session, desk, phone):
    ani = phone()
    ani.scan(desk.code(Presence.ONLINE, at=clock.now()))
    assert "Daring" in ani.page()
    ani.send()
    assert recorded(session)[0].presence is Presence.ONLINE


def test_an_expired_code_says_so_without_counting_as_a_guess(desk, client):
    old = desk.code(Presence.PRESENT, at=clock.now() - 3 * STEP)
    for _ in range(THROTTLE_GUESSES + 1):
        answer = client.get(f"/hadir/{old}")
    assert answer.status_code == 422
    assert "Kode ini sudah berganti." in answer.text


def test_a_network_that_guesses_waits_but_whoever_reads_the_code_gets_in(client, phone, code):
    for number in range(THROTTLE_GUESSES):
        assert client.get(f"/hadir/ZZZZ{number:04}").status_code == 422
    assert client.get("/hadir/ZZZZ9999").status_code == 429
    assert phone().scan(code).status_code == 303, "a room has one address"


def test_a_slow_writer_has_ten_minutes(session, phone, code):
    slow, late = phone(), phone()
    slow.scan(code)
    late.scan(code)
    with time_machine.travel(clock.now() + timedelta(minutes=9)):
        assert slow.send().status_code == 303
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        answer = late.send(person_name="Ani")
    assert answer.status_code == 422
    assert "Kode ini sudah berganti." in answer.text
    assert len(recorded(session)) == 1


def test_a_device_has_one_entry_and_a_form_belongs_to_its_device(session, phone, client, code):
    budi = phone()
    budi.scan(code)
    budi.send()
    assert budi.send(person_name="Ani").status_code == 303
    budi.scan(code)
    assert "Kehadiran Anda tercatat" in budi.page()
    assert [row.person_name for row in recorded(session)] == ["Budi Santoso, S.T."]
    other = client.get(budi.form)
    assert other.status_code == 422
    assert "perangkat Anda sendiri" in other.text
    assert "Budi" not in other.text


def test_the_same_name_of_the_same_office_is_told_it_is_recorded(session, phone, code):
    for _ in range(2):
        budi = phone()
        budi.scan(code)
        answer = budi.send(organisation_name="Dinas Tenaga Kerja")
    assert answer.status_code == 422
    assert "sudah tercatat dengan instansi yang sama." in answer.text
    assert len(recorded(session)) == 1


def test_only_the_names_of_those_invited_are_suggested(office, phone, code):
    budi = phone()
    budi.scan(code)
    page = budi.page()
    assert f'<option value="{office.agency.name}">' in page
    assert office.unit.name not in page.partition("<datalist")[2]


def test_people_read_what_becomes_of_their_data(office, phone, code):
    budi = phone()
    budi.scan(code)
    page = words(budi.page())
    for told in ("Tujuan:", "Undang-Undang Nomor 27 Tahun 2022", "Yang melihat:", office.unit.name):
        assert told in page


def test_a_closed_desk_or_a_secret_meeting_takes_nobody(session, office, desk, phone, code):
    before, after = phone(), phone()
    before.scan(code)
    with write(session):
        session.get_one(CheckInDesk, desk.id).close(by=office.secretariat.id, at=clock.now())
    assert after.scan(code).status_code == 422
    with write(session):
        meeting = session.get_one(Meeting, desk.meeting_id)
        meeting.revise(
            by=office.secretariat.id,
            at=clock.now(),
            version=meeting.version,
            security_class="secret",
        )
    assert before.send().status_code == 422
    assert recorded(session) == []


def test_the_code_is_typed_as_well(client, code):
    typed = client.get("/hadir", query_string={"kode": code.lower()})
    assert typed.location == f"/hadir/{code.lower()}"
    assert client.get("/hadir?kode=").status_code == 422
    assert client.get("/hadir/formulir/apa-saja").status_code == 422


def test_each_page_asks_little(app, phone, code):
    budi = phone()
    with statements(app) as sent:
        budi.scan(code)
        budi.page()
    assert len(sent) <= 8


def test_to_record_oneself_for_an_office_nobody_called_opens_nothing_to_it(
    session, office, meeting, phone, code, client_for
):
    """Whoever reads the code on the wall may type any name; the secretariat's own line counts."""
    with write(session):
        health = make_organisation(session, "Dinas Kesehatan")
        curious = make_user(session, Role.AGENCY, health)
    budi, agency = phone(), client_for(curious)
    budi.scan(code)
    budi.send(organisation_name="Dinas Kesehatan", standing="companion")
    assert recorded(session)[0].organisation_id == health.id
    assert agency.get(f"/rapat/{meeting.id}").status_code == 404
    with write(session):
        there = {"organisation_name": health.name, "organisation_id": health.id}
        by, presence = office.secretariat.id, Presence.PRESENT
        Attendance.append(meeting, by=by, at=clock.now(), presence=presence, **there)
    assert agency.get(f"/rapat/{meeting.id}").status_code == 200
