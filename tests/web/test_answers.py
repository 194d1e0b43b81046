"""An agency answers honestly from its page; the secretariat rules; the awaited one delivers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_action, make_actor, make_assignment, make_meeting
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.events import row_digest
from tracker.models.extensions import ExtensionRequest, ExtensionState, ask_for_date
from tracker.models.objections import Ground, Objection, ObjectionState, object_to
from tracker.models.questions import Question

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def agency(client_for, office):
    return client_for(office.agency_user)


@pytest.fixture
def share(session, office, today):
    return made(session, office, AssignmentState.NOT_STARTED, today)


@pytest.fixture
def today(app):
    return clock.today(app.extensions["rakor_settings"].zone)


def made(session, office, state, today):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit))
        due = {"due_on": today + timedelta(days=5)}
        return make_assignment(session, office.agency, action=action, state=state, **due)


def only(session, noun):
    session.rollback()
    return session.scalars(select(noun)).one()


def waits(session, office, share):
    with write(session):
        return object_to(
            session.get_one(Assignment, share.id),
            Ground.WAITING_FOR,
            f"Rekomendasi {HOSTILE}",
            by=make_actor(session),
            at=clock.now(),
            awaited=session.merge(office.other_agency),
        )


def test_an_agency_objects_and_the_secretariat_rules_in_the_list(
    session, office, agency, secretariat, share
):
    path = f"/tugas/{share.id}/keberatan"
    assert "Sampaikan keberatan" in agency.get(f"/tugas/{share.id}").text
    assert f'data-draft="keberatan-{share.id}"' in agency.get(path).text
    data = {"ground": "not_ours", "awaited_id": "", "reason": f"Urusan pusat. {HOSTILE}"}
    assert agency.post(path, data=data).location == f"/tugas/{share.id}"
    objection = only(session, Objection)
    page = secretariat.get("/permohonan").text
    assert "Bukan kewenangan kami" in page
    assert HOSTILE not in page
    ruling = {"ruling": "declined", "answer": "", "back": "antrean"}
    refused = secretariat.post(f"{path}/{objection.id}/putusan", data=ruling)
    assert refused.status_code == 422
    assert 'value="antrean"' in refused.text  # the next try goes back to the list as well
    ruling = {"ruling": "accepted", "answer": "Benar.", "back": "antrean"}
    answer = secretariat.post(f"{path}/{objection.id}/putusan", data=ruling)
    assert (answer.status_code, answer.location) == (303, "/permohonan")
    assert "Tidak ada permohonan" in secretariat.get("/permohonan").text
    page = secretariat.get(f"/tugas/{share.id}").text
    assert "Alihkan ke instansi yang berwenang" in page
    assert "Alihkan ke instansi" not in agency.get(f"/tugas/{share.id}").text
    assert only(session, Objection).state is ObjectionState.ACCEPTED


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(
    session, agency, share, office, today
):
    path, dates = f"/tugas/{share.id}/keberatan", f"/tugas/{share.id}/perpanjangan"
    past = (today - timedelta(days=1)).isoformat()
    for where, data, words in (
        (path, {"reason": "Kata-kata"}, "Pilih keberatannya."),
        (path, {"ground": "waiting_for", "reason": "Kata-kata"}, "Pilih instansi yang ditunggu."),
        (path, {"ground": "waiting_for", "awaited_id": "x", "reason": "Kata-kata"}, "Pilih"),
        (path, {"ground": "needs_budget", "reason": " "}, "wajib diisi"),
        (dates, {"wished_on": past, "reason": "Kata-kata"}, "Tanggal ini sudah lewat."),
        (dates, {"wished_on": today.isoformat(), "reason": "Kata-kata"}, "sesudah tenggat"),
        (dates, {"wished_on": "besok", "reason": "Kata-kata"}, "Tulis tanggal seperti"),
        (dates, {"wished_on": "", "reason": "Kata-kata"}, "wajib diisi"),
    ):
        answer = agency.post(where, data=data)
        assert answer.status_code == 422, data
        assert words in answer.text, data
        assert data["reason"].strip() in answer.text
    session.rollback()
    assert session.scalars(select(Objection.id)).all() == []
    assert session.scalars(select(ExtensionRequest.id)).all() == []


def test_a_later_date_is_asked_for_and_given_and_every_move_stays(
    session, agency, secretariat, share, today
):
    wished = today + timedelta(days=30)
    path = f"/tugas/{share.id}/perpanjangan"
    assert f'data-draft="tenggat-{share.id}"' in agency.get(path).text
    data = {"wished_on": wished.isoformat(), "reason": "Data pusat belum turun."}
    assert agency.post(path, data=data).status_code == 303
    request = only(session, ExtensionRequest)
    refused = secretariat.post(f"{path}/{request.id}/putusan", data={"ruling": "declined"})
    assert refused.status_code == 422
    assert "Tuliskan mengapa tidak disetujui." in refused.text
    given = (wished + timedelta(days=1)).isoformat()
    ruling = {"ruling": "accepted", "granted_on": given, "answer": "Terakhir kali."}
    assert secretariat.post(f"{path}/{request.id}/putusan", data=ruling).status_code == 303
    stored = only(session, Assignment)
    assert (stored.due_on.isoformat(), stored.first_due_on) == (given, today + timedelta(days=5))
    page = agency.get(f"/tugas/{share.id}").text
    for words in ("Tenggat mundur 1 kali", "Terakhir kali.", "Rahma Sekretariat", "semula"):
        assert words in page


def test_a_question_is_answered_with_more_evidence(session, office, agency, secretariat, today):
    share = made(session, office, AssignmentState.AWAITING, today)
    path = f"/tugas/{share.id}/pertanyaan"
    claim = share.updates[-1].id
    ask = {"claim": str(claim), "body": "Nomor SK-nya?"}
    assert secretariat.post(path, data={**ask, "claim": "1999"}).status_code == 409
    assert secretariat.post(path, data=ask).status_code == 303
    assert "Menunggu jawaban instansi" in secretariat.get(f"/tugas/{share.id}").text
    page = agency.get(f"/tugas/{share.id}").text
    assert "Nomor SK-nya?" in page
    assert f'data-draft="jawaban-{share.id}"' in page
    empty = agency.post(f"{path}/jawaban", data={"answer": ""})
    assert empty.status_code == 422
    reply = {"answer": "Nomor 12.", "link": "https://example.id/sk"}
    assert agency.post(f"{path}/jawaban", data=reply).status_code == 303
    assert only(session, Question).answer == "Nomor 12."
    page = secretariat.get(f"/tugas/{share.id}").text
    assert "https://example.id/sk" in page
    assert "Ajukan satu pertanyaan" not in page


def test_the_awaited_agency_reads_the_sentence_who_since_when_and_what_for_and_no_more(
    session, office, client_for, share
):
    wait = waits(session, office, share)
    awaited = client_for(office.other_user)
    for door in ("/", "/tugas"):
        assert "1 hal ditunggu instansi lain" in awaited.get(door).text
    page = awaited.get("/ditunggu").text
    for words in (
        "Memutakhirkan data pekerja rentan",
        "Dinas Tenaga Kerja",
        "0 hari",
        "Rekomendasi",
    ):
        assert words in page
    for words in (
        HOSTILE,
        share.action.reference,
        f"/tugas/{share.id}",
        "tenggat",
        "Rapat koordinasi",
    ):
        assert words not in page
    assert awaited.get(f"/tugas/{share.id}").status_code == 404
    assert awaited.get(f"/tugas/{share.id}/keberatan").status_code == 404
    path = f"/ditunggu/{wait.id}/pemenuhan"
    assert awaited.post(path, data={"closing": ""}).status_code == 422
    assert awaited.post(path, data={"closing": "Sudah dikirim."}).status_code == 303
    assert "Tidak ada instansi yang menunggu" in awaited.get("/ditunggu").text
    assert awaited.post(path, data={"closing": "Lagi."}).status_code == 404
    assert "Sudah dikirim." in client_for(office.agency_user).get(f"/tugas/{share.id}").text


def test_every_step_out_of_its_time_is_answered_409_in_words_and_changes_nothing(
    session, office, agency, secretariat, today
):
    posted = {
        "keberatan": {"ground": "not_ours", "reason": "Urusan pusat."},
        "perpanjangan": {
            "wished_on": (today + timedelta(days=40)).isoformat(),
            "reason": "Menunggu.",
        },
        "perkembangan": {"report": "progress", "note": "Disusun."},
        "penarikan": {},
        "pertanyaan": {"claim": "1", "body": "Mana?"},
        "pertanyaan/jawaban": {"answer": "Ini."},
        "verifikasi": {"verdict": "returned", "note": "Kabur.", "claim": "1"},
        "pembukaan-kembali": {"reason": "Keliru."},
        "pembatalan": {"reason": "Tidak perlu."},
        "pengalihan": {"reason": "Salah.", "organisation_id": str(office.other_agency.id)},
    }
    clerks = {"pertanyaan", "verifikasi", "pembukaan-kembali", "pembatalan", "pengalihan"}
    openly = {"perkembangan", "keberatan", "perpanjangan", "pembatalan", "pengalihan"}
    claimed = {"penarikan", "verifikasi", "pertanyaan", "pembatalan", "pengalihan"}
    legal = {
        AssignmentState.NOT_STARTED: openly,
        AssignmentState.IN_PROGRESS: openly,
        AssignmentState.AWAITING: claimed,
        AssignmentState.DONE: {"pembukaan-kembali"},
        AssignmentState.NOT_FEASIBLE: {"pembukaan-kembali"},
        AssignmentState.REASSIGNED: set(),
        AssignmentState.CANCELLED: set(),
    }
    for state, allowed in legal.items():
        share = made(session, office, state, today)
        before = row_digest(share)
        for step in posted.keys() - allowed:
            client = secretariat if step in clerks else agency
            answer = client.post(f"/tugas/{share.id}/{step}", data=posted[step])
            assert answer.status_code == 409, (state, step)
            assert "berlaku" in answer.text or "Tidak ada" in answer.text, (state, step)
            session.rollback()
            assert row_digest(session.get_one(Assignment, share.id)) == before, (state, step)


def test_what_was_ruled_on_meanwhile_is_not_ruled_on_again(
    session, office, agency, secretariat, share, today
):
    wait = waits(session, office, share)
    with write(session):
        mine = session.get_one(Assignment, share.id)
        wished = today + timedelta(days=30)
        by = make_actor(session)
        asked = ask_for_date(mine, wished, "Menunggu.", by=by, at=clock.now(), today=today)
    ruling = {"ruling": "declined", "answer": "Tidak perlu."}
    for path in (f"keberatan/{wait.id}", f"perpanjangan/{asked.id}"):
        for status in (303, 409):
            answer = secretariat.post(f"/tugas/{share.id}/{path}/putusan", data=ruling)
            assert answer.status_code == status, path
        assert agency.post(f"/tugas/{share.id}/{path}/penarikan").status_code == 409, path
    assert only(session, Objection).state is ObjectionState.DECLINED
    assert only(session, ExtensionRequest).state is ExtensionState.DECLINED
