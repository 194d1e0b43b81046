"""Ambil alih matriks, page by page: nothing is in the register before somebody says so."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from tests.factories import NOW, TODAY, make_action, make_meeting
from tests.matrices import PASTED, bureau, pages, workbook
from tests.taken import make_take_over, rows_of
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.actions import Action
from tracker.models.matrix_memory import MatrixLayout, MatrixSpelling
from tracker.models.meetings import SecurityClass
from tracker.models.take_overs import RowKind, TakeOver, TakeOverRow, TakeOverState
from tracker.models.users import actor_of

HOSTILE = "<script>alert('x')</script> {{ 7*7 }}"


@pytest.fixture
def drafted(session, office):
    """A draft with a row that will be created, one that needs an answer, one already there."""
    with write(session):
        make_action(session, unit_id=office.unit.id, sentence="Sudah ada")
        clerk = actor_of(session, office.secretariat, today=TODAY)
        return make_take_over(
            *(session, office.unit, clerk),
            ["1", "Menyusun edaran", "Disnaker", "31/12/2025", "Selesai"],
            ["2", HOSTILE, "Dinas Sosal", "Segera"],
            ["3", "Sudah ada"],
            name=f"{HOSTILE}.xlsx",
        )


def send(client, office, data=b"", name="rekap.xlsx", **fields):
    sent = {"unit_id": office.unit.id, "meeting_id": "", **fields}
    if data:
        sent["file"] = (io.BytesIO(data), name)
    return client.post("/ambil-alih/baru", data=sent)


def newest(session):
    session.rollback()
    return session.scalars(select(TakeOver).order_by(TakeOver.id.desc())).first()


def kinds(session, take_over):
    session.rollback()
    return [row.kind.value for row in rows_of(session, take_over)]


def test_a_workbook_is_led_through_sheet_and_columns_to_its_report(session, office, secretariat):
    data = workbook(("Rekap", bureau), ("Halaman", pages))
    answer = send(secretariat, office, data)
    take_over = newest(session)
    assert answer.location.endswith(f"/ambil-alih/{take_over.id}")
    page = secretariat.get(answer.location, follow_redirects=True)
    assert "Rekap (19 baris)" in page.text
    sheet, _ = re.findall(r'name="sheet_id"[^>]*value="(\d+)"', page.text)
    page = secretariat.post(
        f"/ambil-alih/{take_over.id}/lembar", data={"sheet_id": sheet}, follow_redirects=True
    )
    assert "Penanggung Jawab Pendukung" in page.text
    assert "Memverifikasi data pekerja rentan" in page.text
    columns = re.findall(r'<option selected value="(\w+)"', page.text)
    page = map_columns(secretariat, take_over, columns)
    assert "belum dikenal" in page.text
    assert session.scalar(select(func.count()).select_from(Action)) == 0


def map_columns(client, take_over, columns, **fields):
    sent = {f"columns-{number}": column for number, column in enumerate(columns)}
    path = f"/ambil-alih/{take_over.id}/kolom"
    data = {"done": "klaim", **sent, **fields}
    return client.post(path, data=data, follow_redirects=True)


def test_the_next_matrix_with_the_same_heads_asks_nothing(session, office, secretariat):
    send(secretariat, office, text=PASTED)
    first = newest(session)
    assert first.draft.columns == []
    map_columns(secretariat, first, ["number", "sentence", "lead", "due", "status"])
    send(secretariat, office, text=PASTED.upper())
    again = newest(session)
    assert again.id != first.id
    assert again.draft.columns == ["number", "sentence", "lead", "due", "status"]
    assert kinds(session, again) == ["create", "question"]
    assert len(session.scalars(select(MatrixLayout)).all()) == 1


def test_columns_that_name_no_action_are_refused_beside_the_columns(session, office, secretariat):
    send(secretariat, office, text=PASTED)
    take_over = newest(session)
    for columns in (["number"] * 5, ["sentence"] * 5):
        page = map_columns(secretariat, take_over, columns)
        assert page.status_code == 422
        assert "kolom yang memuat tindak lanjut" in page.text
    assert newest(session).draft.columns == []


def test_another_head_row_is_read_when_it_is_named(session, office, secretariat):
    send(secretariat, office, text="Rekap;2025\nA;B\nNomor;Pekerjaan\n1;Menyusun edaran\n")
    take_over = newest(session)
    page = secretariat.get(f"/ambil-alih/{take_over.id}/kolom")
    assert "Baris judul kolom tidak ditemukan" in page.text
    page = map_columns(secretariat, take_over, [], head_row="3")
    assert "Pekerjaan" in page.text
    page = map_columns(secretariat, newest(session), ["number", "sentence"], head_row="3")
    assert "Menyusun edaran" in page.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Tidak ada isi"),
        ({"data": b"PK\x03\x04junk"}, "bukan lembar kerja"),
        ({"data": b"%PDF-1.7", "name": "rekap.csv"}, "bukan tabel"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_kept(
    session, office, secretariat, fields, words
):
    page = send(secretariat, office, **fields)
    assert page.status_code == 422
    assert words in page.text
    assert newest(session) is None


def test_only_a_meeting_that_everybody_there_may_see_is_offered(session, office, secretariat):
    with write(session):
        secret = make_meeting(session, office.unit, security_class=SecurityClass.SECRET)
        held = make_meeting(session, office.unit)
    page = send(secretariat, office, text=PASTED, meeting_id=secret.id)
    assert page.status_code == 422
    send(secretariat, office, text=PASTED, meeting_id=held.id)
    assert newest(session).meeting_id == held.id


def test_the_report_says_of_every_row_what_becomes_of_it(app, session, secretariat, drafted):
    path = f"/ambil-alih/{drafted.id}"
    page = secretariat.get(path)
    assert "masuk sebagai menunggu verifikasi" in page.text
    assert "C3: Instansi “Dinas Sosal” belum dikenal" in page.text
    assert "Sudah ada di Rakor: TL-2025-0001" in page.text
    assert "D3: Tenggat “Segera” bukan tanggal" in page.text
    assert "<script>alert" not in page.text
    left_out = secretariat.get(f"{path}?hasil=left_out").text
    assert "Sudah ada" in left_out
    assert "Menyusun edaran" not in left_out
    assert count_statements(app, secretariat, path) <= 6
    assert count_statements(app, secretariat, "/ambil-alih") <= 3


def test_the_report_can_be_kept_as_a_workbook(secretariat, drafted):
    answer = secretariat.get(f"/ambil-alih/{drafted.id}/laporan")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[0][:4] == ["Baris", "Hasil", "No. lama", "Tindak lanjut"]
    assert rows[2][:5] == [3.0, "Perlu jawaban", "2", HOSTILE, ""]


def test_a_near_miss_is_confirmed_once_and_remembered_beside_the_register(
    session, office, secretariat, drafted
):
    path = f"/ambil-alih/{drafted.id}/instansi"
    assert "Mungkin Dinas Sosial?" in secretariat.get(path).text
    answer = {
        "spellings-0-spelling": "dinas sosal",
        "spellings-0-answer": str(office.other_agency.id),
    }
    secretariat.post(path, data=answer)
    assert kinds(session, drafted) == ["create", "create", "left_out"]
    known = session.scalars(select(MatrixSpelling)).one()
    assert (known.spelling, known.organisation_id) == ("dinas sosal", office.other_agency.id)
    session.refresh(office.other_agency)
    assert office.other_agency.aliases == []
    assert secretariat.get(path).status_code == 303


def test_whatever_is_unanswered_may_stay_behind(session, secretariat, drafted):
    secretariat.post(f"/ambil-alih/{drafted.id}/tinggalkan-yang-belum-terjawab")
    assert kinds(session, drafted) == ["create", "left_out", "left_out"]


def test_a_row_is_corrected_in_place(session, office, secretariat, drafted):
    _, wrong, there = rows_of(session, drafted)
    data = {
        "decision": "dibaca",
        "sentence": "Menyalurkan bantuan",
        "leads": [office.other_agency.id],
        "due_on": "2026-01-31",
    }
    page = secretariat.post(f"/ambil-alih/{drafted.id}/baris/{wrong.id}", data=data)
    assert page.status_code == 303
    data = {"decision": "ambil", "sentence": "Sudah ada", "leads": [], "due_on": ""}
    secretariat.post(f"/ambil-alih/{drafted.id}/baris/{there.id}", data=data)
    assert kinds(session, drafted) == ["create"] * 3
    corrected = session.get(TakeOverRow, wrong.id).plan
    assert (corrected["sentence"], corrected["due_on"]) == ("Menyalurkan bantuan", "2026-01-31")
    data = {"decision": "skip", "sentence": "", "due_on": "31 Februari"}
    page = secretariat.post(f"/ambil-alih/{drafted.id}/baris/{wrong.id}", data=data)
    assert page.status_code == 422
    assert "31 Februari" in page.text


def test_it_starts_only_when_nothing_is_open_and_only_once(session, secretariat, drafted):
    path = f"/ambil-alih/{drafted.id}"
    page = secretariat.post(f"{path}/pelaksanaan")
    assert page.status_code == 422
    assert "Masih ada baris yang perlu jawaban" in page.text
    secretariat.post(f"{path}/tinggalkan-yang-belum-terjawab")
    assert secretariat.post(f"{path}/pelaksanaan").status_code == 303
    assert secretariat.post(f"{path}/pelaksanaan").status_code == 409
    page = secretariat.get(path)
    assert "baris 0 dari 3" in page.text
    part = secretariat.get(path, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<section")
    assert secretariat.post(f"{path}/penghentian").status_code == 303
    session.rollback()
    assert drafted.state is TakeOverState.DRAFT
    assert secretariat.get(path, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert secretariat.post(f"{path}/penghentian").status_code == 409


def test_a_draft_is_let_go_after_one_more_question(session, secretariat, drafted):
    path = f"/ambil-alih/{drafted.id}/pembuangan"
    assert "Register tidak berubah" in secretariat.get(path).text
    secretariat.post(path)
    session.rollback()
    assert drafted.state is TakeOverState.DISCARDED
    assert rows_of(session, drafted) == []
    assert HOSTILE[:8] not in secretariat.get("/ambil-alih").text


def test_what_came_of_it_is_shown_and_undone_with_a_reason(session, office, secretariat, drafted):
    with write(session):
        drafted.draft.figures = {RowKind.CREATE.value: 1, "actions": 1}
        clerk = actor_of(session, office.secretariat, today=TODAY)
        drafted.start(by=clerk, at=NOW)
        drafted.finish(1, by=clerk.user_id, at=NOW)
    path = f"/ambil-alih/{drafted.id}"
    assert "1 tindak lanjut masuk ke register" in secretariat.get(path).text
    page = secretariat.post(f"{path}/pembatalan", data={"reason": ""})
    assert page.status_code == 422
    secretariat.post(f"{path}/pembatalan", data={"reason": "Salah berkas."})
    assert "sedang dibatalkan" in secretariat.get(path).text


def test_the_old_number_is_found_and_shown_wherever_the_work_is(session, office, client_for):
    """What the matrix said of it, only to those who oversee all agencies."""
    with write(session):
        action = make_action(
            session,
            unit_id=office.unit.id,
            old_reference="7/KESRA/2025",
            old_due="Segera",
            old_note="Kata orang",
        )
    secretariat, other = client_for(office.secretariat), client_for(office.other_user)
    found = secretariat.get("/pencarian?q=7/kesra").text
    assert "No. lama 7/KESRA/2025" in found
    page = secretariat.get(f"/tindak-lanjut/{action.id}").text
    assert "menurut matriks lama “Segera”" in page
    assert "Kata orang" in page
    assert other.get(f"/tindak-lanjut/{action.id}").status_code == 404
    assert "7/KESRA" not in other.get("/pencarian?q=7/kesra").text.replace("q=7/kesra", "")
