"""A report reaches us once, however often a bad line makes it be sent, and leads to the next."""

import io
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.factories import (
    make_action,
    make_appointment,
    make_assignment,
    make_meeting,
    make_person,
    make_secret_meeting,
    make_user,
)
from tests.web.office import count_statements
from tests.web.test_updates import png
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.people import Capacity
from tracker.models.updates import Evidence, StatusUpdate
from tracker.models.users import actor_of

DAY = timedelta(days=1)
JSON = {"Accept": "application/json"}
PNG = png("green")


@pytest.fixture
def today():
    return clock.today(ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def agency(client_for, office):
    return client_for(office.agency_user)


@pytest.fixture
def share(session, office):
    return owed(session, office, "Menyusun edaran")


def owed(session, office, sentence, **values):
    with write(session):
        meeting = make_meeting(session, office.unit)
        action = make_action(session, meeting, sentence=sentence)
        return make_assignment(session, office.agency, action=action, **values)


def send(client, share, *files, headers=None, **values):
    data = {"report": "progress", "note": "Separuh selesai.", "key": "sekali", **values}
    data["files"] = [(io.BytesIO(content), name) for name, content in files]
    path = f"/tugas/{share.id}/perkembangan"
    return client.post(path, data=data, content_type="multipart/form-data", headers=headers or {})


def reports(session):
    session.rollback()
    return [update.note for update in session.scalars(select(StatusUpdate))]


def test_what_is_sent_again_because_its_answer_was_lost_is_stored_once(session, agency, share):
    for _ in range(3):
        again = send(agency, share, ("foto.png", PNG), report="done")
        assert again.location == f"/tugas/{share.id}/terkirim"
    assert reports(session) == ["Separuh selesai."]
    assert len(session.scalars(select(Evidence)).all()) == 1
    assert session.get_one(Assignment, share.id).state is AssignmentState.AWAITING


def test_what_was_changed_on_the_page_gone_back_to_is_a_report_of_its_own(session, agency, share):
    send(agency, share)
    send(agency, share, note="Selesai tiga perempat.")
    send(agency, share, key="lain")
    assert reports(session) == ["Separuh selesai.", "Selesai tiga perempat.", "Separuh selesai."]


def test_every_page_brings_a_key_of_its_own_and_a_refused_one_keeps_it(agency, share):
    keys = {
        agency.get(f"/tugas/{share.id}")
        .text.split('name="key"')[1]
        .split('value="')[1]
        .split('"')[0]
        for _ in range(2)
    }
    assert len(keys) == 2
    assert 'value="sekali"' in send(agency, share, note="").text


def test_a_script_is_told_where_to_go_on_and_what_to_mend_beside_which_field(
    session, agency, share
):
    sent = send(agency, share, headers=JSON)
    assert (sent.status_code, sent.json) == (200, {"url": f"/tugas/{share.id}/terkirim"})
    files = (("a.exe", b"MZ"), ("foto.heic", b"\0\0\0\x18ftypheic"))
    refused = send(agency, share, *files, note="Lagi.", headers=JSON)
    assert refused.status_code == 422
    exe, heic = refused.json["errors"]["files"]
    assert exe.startswith("a.exe: Jenis berkas ini tidak diterima.")
    assert heic == "foto.heic: Foto HEIC tidak diterima. Simpan sebagai JPEG, lalu unggah lagi."
    assert send(agency, share, note="", headers=JSON).json == {
        "errors": {"note": ["Isian ini wajib diisi."]}
    }
    assert reports(session) == ["Separuh selesai."]


def test_a_script_is_told_that_the_sign_in_is_over(app, share):
    assert send(app.test_client(), share, headers=JSON).status_code == 401


def test_the_date_of_evidence_is_kept_apart_from_its_upload_and_never_lies_ahead(
    session, agency, share, today
):
    answer = send(agency, share, dated_on=(today + DAY).isoformat())
    assert answer.status_code == 422
    assert "Tanggal bukti tidak boleh sesudah hari ini." in answer.text
    send(agency, share, link="https://a.id", dated_on=today.isoformat())
    session.rollback()
    evidence = session.scalars(select(Evidence)).one()
    assert evidence.dated_on == today
    assert evidence.at.date() >= today - DAY


def test_who_acts_for_the_head_is_named_with_his_capacity_of_that_day(
    session, office, client_for, share, today
):
    with write(session):
        person = make_person(session)
        user = make_user(session, person=person, name="Budi")
        make_appointment(
            session,
            person,
            title="Kepala Dinas Tenaga Kerja",
            organisation=office.agency,
            capacity=Capacity.ACTING,
            since=today,
            until=today,
        )
    plt = client_for(user)
    assert send(plt, share).status_code == 303
    assert "Budi, Plt. Kepala Dinas Tenaga Kerja" in plt.get(f"/tugas/{share.id}").text


def test_thanks_lead_on_to_what_presses_most(session, office, agency, share, today):
    for number in range(4):
        owed(session, office, f"Tugas terlambat {number}", due_on=today - (number + 1) * DAY)
    owed(session, office, "Tugas jauh", due_on=today + 90 * DAY)
    page = agency.get(send(agency, share).location).text
    assert "Masih ada 4 tugas terlambat" in page
    assert page.index("Tugas terlambat 3") < page.index("Tugas terlambat 1")
    assert "Tugas terlambat 0" not in page
    assert "Tugas jauh" not in page
    assert 'href="/tugas"' in page


def test_thanks_say_so_when_nothing_else_is_owed(agency, share):
    page = agency.get(send(agency, share, report="done", link="https://a.id").location).text
    assert "Laporan terkirim dan menunggu verifikasi sekretariat." in page
    assert "Tidak ada tugas lain yang menunggu Anda." in page


def test_nobody_is_thanked_before_he_reported(agency, share):
    answer = agency.get(f"/tugas/{share.id}/terkirim")
    assert answer.location == f"/tugas/{share.id}"


def test_what_is_secret_leaves_nothing_on_the_device(session, office, client_for, share, today):
    with write(session):
        named = actor_of(session, office.agency_user, today=today)
        action = make_action(session, make_secret_meeting(session, named))
        secret = make_assignment(session, office.agency, action=action)
    agency = client_for(office.agency_user)
    assert f'data-draft="tugas-{share.id}"' in agency.get(f"/tugas/{share.id}").text
    page = agency.get(f"/tugas/{secret.id}").text
    assert "data-sends" in page
    for where in ("", "/keberatan", "/perpanjangan"):
        assert "data-draft" not in agency.get(f"/tugas/{secret.id}{where}").text


def test_the_link_in_a_mail_leads_back_through_the_sign_in(app, share):
    """So that a report takes two pages: this form, and the thanks."""
    answer = app.test_client().get(f"/tugas/{share.id}")
    assert answer.location == f"/masuk?next=/tugas/{share.id}"


def test_thanks_cost_few_statements(app, session, office, agency, share, today):
    path = send(agency, share).location
    few = count_statements(app, agency, path)
    for _ in range(5):
        owed(session, office, "Tugas", due_on=today)
    assert count_statements(app, agency, path) == few <= 8
