"""Tugas: an agency reports from a phone in three fields, with evidence, and takes claims back."""

import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from tests.factories import NOW, TODAY, make_action, make_assignment, make_meeting
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState, Report
from tracker.models.assignments import Assignment
from tracker.models.files import StoredFile
from tracker.models.updates import Evidence, StatusUpdate
from tracker.models.users import actor_of

HOSTILE = "<script>alert('x')</script> {{ 7*7 }}"


def png(colour):
    image = io.BytesIO()
    Image.new("RGB", (2, 2), colour).save(image, "png")
    return image.getvalue()


PNG = png("red")


@pytest.fixture
def assignment(session, office):
    return owed(session, office)


@pytest.fixture
def agency(client_for, office):
    return client_for(office.agency_user)


def owed(session, office, **values):
    with write(session):
        meeting = make_meeting(session, office.unit, subject="Rakor UCJ")
        return make_assignment(
            session, office.agency, action=make_action(session, meeting), **values
        )


def report(client, assignment, *files, **values):
    data = {"report": "progress", "note": "Padan data selesai separuh.", **values}
    data["files"] = [(io.BytesIO(content), name) for name, content in files]
    path = f"/tugas/{assignment.id}/perkembangan"
    return client.post(path, data=data, content_type="multipart/form-data")


def now(session, assignment):
    session.rollback()
    return session.get_one(Assignment, assignment.id)


def test_the_page_asks_three_things_and_says_who_checks(agency, assignment):
    page = agency.get(f"/tugas/{assignment.id}").text
    assert "Perkembangan" in page
    assert "Uraian singkat" in page
    assert "Bukti dukung" in page
    assert "Sekretariat akan memeriksa sebelum dinyatakan selesai." in page
    assert "Rakor UCJ, 18 September 2025" in page


def test_progress_needs_words_only(session, agency, assignment):
    answer = report(agency, assignment)
    assert (answer.status_code, answer.location) == (303, f"/tugas/{assignment.id}/terkirim")
    assert now(session, assignment).state is AssignmentState.IN_PROGRESS
    page = agency.get(answer.location).text
    assert "Perkembangan tersimpan." in page
    assert "Padan data selesai separuh." in agency.get(f"/tugas/{assignment.id}").text


def test_a_claim_brings_several_files_and_a_link_and_waits_for_verification(
    session, app, agency, assignment
):
    photo, other = ("foto.png", PNG), ("lagi.png", png("blue"))
    link = "https://example.id/laporan?a=1&b=2"
    answer = report(agency, assignment, photo, other, report="done", link=link)
    assert answer.status_code == 303
    assert now(session, assignment).state is AssignmentState.AWAITING
    evidence = session.scalars(select(Evidence).order_by(Evidence.id)).all()
    assert [e.file.name if e.file else e.link for e in evidence] == ["foto.png", "lagi.png", link]
    assert {e.file.assignment_id for e in evidence if e.file} == {assignment.id}
    assert app.extensions["rakor_store"].get(evidence[0].file.blob.key) == PNG
    page = agency.get(f"/tugas/{assignment.id}").text
    assert f"/berkas/{evidence[0].file_id}" in page
    assert "https://example.id/laporan?a=1&amp;b=2" in page
    assert "Tarik laporan" in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"report": ""}, "Pilih perkembangannya."),
        ({"report": "selesai"}, "Pilih salah satu yang tersedia."),
        ({"note": "  "}, "Isian ini wajib diisi."),
        ({"note": "a" * 4001}, "Terlalu panjang."),
        ({"report": "done"}, "Lampirkan bukti dukung: foto, berkas, atau tautan."),
        ({"link": "javascript:alert(1)"}, "Awali tautan dengan https://"),
        ({"link": "https://a b"}, "Awali tautan dengan https://"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_nothing_is_stored(
    session, agency, assignment, values, sentence
):
    answer = report(agency, assignment, **{"note": HOSTILE, **values})
    assert answer.status_code == 422
    assert sentence in answer.text
    if "note" not in values:
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; {{ 7*7 }}" in answer.text
    assert "<script>alert" not in answer.text
    assert now(session, assignment).state is AssignmentState.NOT_STARTED
    assert session.scalar(select(func.count()).select_from(StatusUpdate)) == 0


def test_an_unwanted_file_is_named_and_the_others_are_not_half_stored(session, agency, assignment):
    answer = report(agency, assignment, ("foto.png", PNG), ("virus.exe", b"MZ..."), report="done")
    assert answer.status_code == 422
    assert "virus.exe: " in answer.text
    assert "Padan data selesai separuh." in answer.text
    session.rollback()
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_hostile_words_and_names_are_shown_as_they_are(agency, assignment):
    report(agency, assignment, (f"{HOSTILE}.png", PNG), note=HOSTILE)
    page = agency.get(f"/tugas/{assignment.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "{{ 7*7 }}" in page


def test_an_obstacle_shows_in_lists(session, agency, assignment):
    report(agency, assignment, report="obstacle")
    assert now(session, assignment).obstructed
    assert "terkendala" in agency.get("/tugas").text


def test_a_claim_can_be_taken_back_until_it_is_ruled_on(session, agency, assignment):
    report(agency, assignment, report="done", link="https://example.id")
    assert agency.post(f"/tugas/{assignment.id}/penarikan").status_code == 303
    assert now(session, assignment).state is AssignmentState.IN_PROGRESS
    page = agency.get(f"/tugas/{assignment.id}").text
    assert "Laporan selesai ditarik" in page
    assert "(ditarik)" in page
    again = agency.post(f"/tugas/{assignment.id}/penarikan")
    assert again.status_code == 409
    assert "langkah itu tidak berlaku lagi" in again.text


def test_a_second_report_on_claimed_work_is_refused_in_words(session, agency, assignment):
    report(agency, assignment, report="done", link="https://example.id")
    answer = report(agency, assignment)
    assert answer.status_code == 409
    assert "langkah itu tidak berlaku lagi" in answer.text
    assert now(session, assignment).state is AssignmentState.AWAITING


def test_only_the_agency_itself_reports(session, client_for, office, assignment):
    forbidden = (office.secretariat, office.sekda, office.chair)
    for user in forbidden:
        assert report(client_for(user), assignment).status_code == 403
        assert report(client_for(user), assignment, note="").status_code == 403
    for path in (f"/tugas/{assignment.id}", f"/tugas/{assignment.id + 99}", "/tugas/9" + "9" * 30):
        assert client_for(office.other_user).get(path).status_code == 404
    assert report(client_for(office.other_user), assignment).status_code == 404
    assert now(session, assignment).state is AssignmentState.NOT_STARTED


def test_a_long_history_costs_no_more_statements(app, session, office, agency, assignment):
    few = count_statements(app, agency, f"/tugas/{assignment.id}")
    with write(session):
        by = actor_of(session, office.agency_user, today=TODAY)
        share = session.get_one(Assignment, assignment.id)
        for number in range(50):
            note, link = f"Kemajuan {number}", "https://example.id"
            share.post_update(Report.PROGRESS, note, by=by, at=NOW, link=link)
    assert count_statements(app, agency, f"/tugas/{assignment.id}") == few <= 8
