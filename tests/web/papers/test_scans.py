"""Pindaian: what was signed by hand is kept beside the sealed paper."""

import io

import pytest
from sqlalchemy import select

from tests.factories import NOW
from tests.web.notula.steps import PNG, count, one
from tests.web.papers.conftest import PDF
from tracker.infra.db import write
from tracker.models.documents import Document
from tracker.models.events import Event
from tracker.models.meetings import SecurityClass
from tracker.models.signings import Signing
from tracker.models.srikandi_numbers import SrikandiNumber
from tracker.models.withdrawals import Withdrawal


def scan(client, paper, data=PNG, name="pindaian.png"):
    return client.post(f"{paper.path}/pindaian", data={"scan": (io.BytesIO(data), name)})


def test_a_scan_is_handed_out_first_and_the_sealed_paper_beside_it(session, secretariat, paper):
    assert "Unggah pindaian" in secretariat.get(paper.path).text
    answer = scan(secretariat, paper)
    assert (answer.status_code, answer.location) == (303, paper.path)
    page = secretariat.get(paper.path).text
    assert page.index("Unduh pindaian bertanda tangan") < page.index("Unduh PDF asli")
    assert "Pindaian naskah bertanda tangan basah" in page
    signed = secretariat.get(f"{paper.path}/berkas-bertanda-tangan")
    assert (signed.data, signed.mimetype) == (PNG, "image/png")
    assert "bertanda tangan.png" in signed.headers["Content-Disposition"]
    assert secretariat.get(f"{paper.path}/berkas").data == PDF
    told = session.scalars(select(Event).where(Event.verb == "signing:scanned")).one()
    assert told.meeting_id == paper.meeting_id


def test_a_better_scan_may_follow_and_both_stay(session, secretariat, paper):
    scan(secretariat, paper)
    better = PNG[:-12] + b"\0\0\0\0IEND\xaeB`\x82"
    assert scan(secretariat, paper, better).status_code == 303
    assert count(session, Signing) == 2
    assert secretariat.get(f"{paper.path}/berkas-bertanda-tangan").data == better


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"GIF89a", "Jenis berkas ini tidak diterima"), (b"", "kosong"), (None, "Pilih berkasnya.")],
)
def test_what_is_no_scan_is_refused_beside_the_field(session, secretariat, paper, data, words):
    sent = {"scan": (io.BytesIO(data), "a.png")} if data is not None else {}
    answer = secretariat.post(f"{paper.path}/pindaian", data=sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert count(session, Signing) == 0


def test_only_the_units_secretariat_keeps_scans(office, client_for, paper):
    for user in (office.stranger, office.chair, office.agency_user):
        client = client_for(user)
        assert scan(client, paper).status_code in {403, 404}
        assert "Unggah pindaian" not in client.get(paper.path).text
        assert client.get(f"{paper.path}/berkas-bertanda-tangan").status_code == 404


def test_a_paper_that_no_longer_stands_takes_no_scan(session, office, secretariat, paper, sealed):
    newer = sealed(paper.meeting_id, content={"opening": "Lain."})
    assert newer.document_id != paper.document_id
    answer = scan(secretariat, paper)
    assert answer.status_code == 409
    assert "sudah digantikan" in answer.text
    assert count(session, Signing) == 0


# --- withdrawing


def withdraw(client, paper, reason="Salah alamat."):
    return client.post(f"{paper.path}/penarikan", data={"reason": reason})


def test_a_withdrawn_paper_says_so_everywhere(session, client, secretariat, paper):
    assert "Tarik naskah" in secretariat.get(paper.path).text
    assert "tidak dapat dibatalkan" in secretariat.get(f"{paper.path}/penarikan").text
    assert withdraw(secretariat, paper).status_code == 303
    page = secretariat.get(paper.path).text
    assert "ditarik oleh Rahma Sekretariat" in page
    assert "Salah alamat." in page
    assert "/penarikan" not in page
    assert "ditarik" in secretariat.get(f"/rapat/{paper.meeting_id}/naskah").text
    public = client.get(f"/periksa/{paper.code}").text
    assert "Naskah ini sudah ditarik" in public
    assert "Salah alamat." not in public


def test_it_is_withdrawn_once_and_with_a_reason(session, secretariat, paper):
    empty = withdraw(secretariat, paper, " ")
    assert empty.status_code == 422
    assert "wajib" in empty.text
    withdraw(secretariat, paper)
    again = withdraw(secretariat, paper, "Sekali lagi.")
    assert again.status_code == 409
    assert "sudah ditarik" in again.text
    assert "Sekali lagi." in again.text
    assert one(session, Withdrawal).reason == "Salah alamat."


def test_what_was_withdrawn_is_issued_anew_under_another_code(secretariat, paper, sealed):
    assert sealed(paper.meeting_id).code == paper.code
    withdraw(secretariat, paper)
    assert sealed(paper.meeting_id).code != paper.code


def test_the_head_may_withdraw_and_others_may_not(office, client_for, paper):
    for user in (office.stranger, office.agency_user):
        assert withdraw(client_for(user), paper).status_code in {403, 404}
    assert withdraw(client_for(office.chair), paper).status_code == 303


def test_a_withdrawn_paper_takes_neither_scan_nor_number(session, secretariat, paper):
    withdraw(secretariat, paper)
    assert scan(secretariat, paper).status_code == 409
    number = secretariat.post(f"{paper.path}/srikandi/nomor", data={"number": "1/2"})
    assert number.status_code == 409
    assert count(session, Signing) == 0


# --- the number in SRIKANDI


def give(client, paper, number, dated_on="", version=""):
    data = {"number": number, "dated_on": dated_on, "version": version}
    return client.post(f"{paper.path}/srikandi/nomor", data=data)


def test_the_number_is_kept_beside_the_sealed_bytes(session, client, secretariat, paper):
    answer = give(secretariat, paper, "500.15/  12/VI.02", "18/9/2025")
    assert answer.status_code == 303
    page = secretariat.get(paper.path).text
    assert "500.15/  12/VI.02, Kamis, 18 September 2025" in page
    assert "500.15/  12/VI.02" in secretariat.get(f"/rapat/{paper.meeting_id}/naskah").text
    assert "500.15/  12/VI.02" in client.get(f"/periksa/{paper.code}").text
    assert secretariat.get(f"{paper.path}/berkas").data == PDF
    assert session.get(Document, paper.document_id).pdf_size == len(PDF)


def test_a_number_can_be_put_right_but_not_over_somebody_else(secretariat, paper):
    give(secretariat, paper, "1/2025")
    assert give(secretariat, paper, "2/2025", version="1").status_code == 303
    late = give(secretariat, paper, "3/2025", version="1")
    assert late.status_code == 409
    for words in ("2/2025", "3/2025", "Tersimpan sekarang"):
        assert words in late.text
    empty = give(secretariat, paper, "", version="2")
    assert empty.status_code == 422
    assert "Tuliskan nomornya." in empty.text


def test_the_same_number_twice_is_told_and_not_refused(secretariat, paper, sealed):
    give(secretariat, paper, "7/2025")
    other = sealed()
    give(secretariat, other, "7/2025")
    assert "juga tercatat pada 1 naskah lain" in secretariat.get(other.path).text


def test_a_number_on_a_secret_paper_is_told_to_nobody(session, office, secretariat, sealed):
    hidden, paper = sealed(security_class=SecurityClass.SECRET), sealed()
    with write(session):
        document = session.get(Document, hidden.document_id)
        by = office.secretariat.id
        SrikandiNumber.add(session, by=by, at=NOW, document=document, number="7/2025")
    give(secretariat, paper, "7/2025")
    assert "juga tercatat" not in secretariat.get(paper.path).text
