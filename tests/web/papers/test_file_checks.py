"""Periksa: every answer has one shape, and a file is compared and then forgotten."""

import io
import re
import tempfile

import pytest
import time_machine

from tests.factories import NOW
from tests.web.office import statements
from tests.web.papers.conftest import PDF
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.documents import Document, new_code
from tracker.models.meetings import SecurityClass
from tracker.models.sign_ins import GUESS_WINDOW, SignInAttempt
from tracker.models.signings import add_scan
from tracker.models.users import actor_of
from tracker.models.withdrawals import withdraw


@pytest.fixture
def secretary(session, office):
    return actor_of(session, session.merge(office.secretariat), today=NOW.date())


def compare(client, data, path="/periksa"):
    name = "rahasia-pribadi.pdf"
    return client.post(path, data={"berkas": (io.BytesIO(data), name)})


def send_large(client, path):
    """More than is kept in memory, in a body put together here: the client's own would spool it."""
    page = client.get("/periksa").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    head = 'Content-Disposition: form-data; name="berkas"; filename="rahasia-pribadi.pdf"'
    body = f"--garis\r\n{head}\r\n\r\n{'x' * 3_000_000}\r\n--garis--\r\n"
    return client.open(
        path,
        method="POST",
        token=False,
        headers={"X-CSRFToken": token},
        input_stream=io.BytesIO(body.encode()),
        content_length=len(body),
        content_type="multipart/form-data; boundary=garis",
    )


def scanned(app, session, paper, by, data=b"pindaian"):
    stored = app.extensions["rakor_store"].put_bytes(data, "image/png")
    with write(session):
        add_scan(session.get(Document, paper.document_id), stored, by=by, at=NOW)
    return data


def test_all_answers_have_one_shape_and_cost_the_same(app, session, client, secretary, sealed):
    recorded, withdrawn, old = sealed(), sealed(), sealed()
    sealed(old.meeting_id, content={"opening": "Lain."})
    with write(session):
        document = session.get(Document, withdrawn.document_id)
        withdraw(document, "Salah.", by=secretary, at=NOW)
    codes = (recorded.code, withdrawn.code, old.code, new_code(), "bukan-kode")
    pages, costs = [], set()
    for code in codes:
        with statements(app) as sent:
            pages.append(client.get(f"/periksa/{code}").text)
        costs.add(len(sent))
    assert [re.findall("<h1>(.*)</h1>", page) for page in pages] == [
        ["Naskah ini tercatat"],
        ["Naskah ini sudah ditarik"],
        ["Naskah ini sudah digantikan edisi baru"],
        *[["Naskah ini tidak tercatat"]] * 2,
    ]
    assert len({tuple(re.findall("<dt>(.*)</dt>", page)) for page in pages}) == 1
    assert len({tuple(re.findall(r"<(\w+)", page)).count("p") for page in pages}) == 1
    assert max(map(len, pages)) < 1.1 * min(map(len, pages))
    assert len(costs) == 1


def test_a_file_is_found_among_all_papers(client, sealed):
    sealed(subject="Lain", pdf=PDF + b"lain")
    paper = sealed(subject="Rapat UCJ")
    page = compare(client, paper.pdf)
    assert page.status_code == 200
    assert "Berkas cocok: sama persis dengan naskah yang tercatat." in page.text
    assert "Rapat UCJ" in page.text
    other = compare(client, paper.pdf + b" ")
    assert "tidak cocok dengan naskah mana pun" in other.text
    assert "UCJ" not in other.text


def test_a_file_is_compared_with_the_paper_of_a_code(app, session, client, secretary, sealed):
    paper = sealed()
    strange = sealed(pdf=PDF + b"lain")
    signed = scanned(app, session, paper, secretary)
    path = f"/periksa/{paper.code}"
    for data, words in (
        (paper.pdf, "Berkas cocok: sama persis dengan naskah yang tercatat."),
        (signed, "Berkas cocok: sama persis dengan naskah bertanda tangan yang tercatat."),
        (paper.pdf + b"tambahan", "ditambah sesuatu yang tidak tercatat"),
        (strange.pdf[1:], "Berkas tidak cocok: isinya bukan"),
        (paper.pdf[:-1], "Berkas tidak cocok: isinya bukan"),
    ):
        assert words in compare(client, data, path).text, data
    page = compare(client, signed).text
    assert "bertanda tangan yang tercatat" in page
    assert paper.code not in page.replace(path, "")


def test_of_a_restricted_paper_a_file_tells_no_more_than_its_code(client, sealed):
    paper = sealed(subject="Judul terbatas", security_class=SecurityClass.RESTRICTED)
    page = compare(client, paper.pdf).text
    assert "Berkas cocok" in page
    assert "Surat undangan" in page
    for hidden in ("Judul terbatas", "Biro Kesejahteraan Rakyat", "Kamis, 18 September 2025</dd>"):
        assert hidden not in page


def test_a_draft_is_no_recorded_paper(app, session, client, sealed):
    paper = sealed()
    with write(session):
        from_draft = app.extensions["rakor_store"].put_bytes(b"%PDF draf", "application/pdf")
        document = session.get(Document, paper.document_id)
        draft = Document(
            kind=document.kind,
            meeting=document.meeting,
            snapshot=b"{}",
            snapshot_key="0" * 64,
            created_at=NOW,
        )
        session.add(draft)
        draft.attach_pdf(from_draft.key, from_draft.size, at=NOW)
    assert "tidak cocok" in compare(client, b"%PDF draf").text


def test_nothing_of_an_uploaded_file_stays(app, client, sealed, tmp_path, monkeypatch, caplog):
    paper = sealed()
    before = set(app.extensions["rakor_store"].all_keys())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with caplog.at_level("DEBUG"):
        for path in ("/periksa", f"/periksa/{paper.code}"):
            assert send_large(client, path).status_code == 200
    assert set(app.extensions["rakor_store"].all_keys()) == before
    assert list(tmp_path.iterdir()) == []
    assert "rahasia-pribadi" not in caplog.text


def test_without_a_file_it_is_asked_for(client, paper):
    for path in ("/periksa", f"/periksa/{paper.code}"):
        answer = client.post(path, data={})
        assert answer.status_code == 422
        assert "Pilih berkasnya." in answer.text


def test_an_unknown_code_counts_as_a_guess_whatever_comes_with_it(session, client, paper):
    for data in ({}, {"berkas": (io.BytesIO(paper.pdf), "a.pdf")}):
        client.post(f"/periksa/{new_code()}", data=data)
    session.rollback()
    tried = session.query(SignInAttempt).filter_by(bucket="check:127.0.0.1").count()
    assert tried == 2


def test_wrong_files_count_as_guesses_and_right_ones_do_not(session, client, paper):
    with write(session):
        guesses = (SignInAttempt(bucket="check:127.0.0.1", at=clock.now()) for _ in range(28))
        session.add_all(guesses)
    answers = [compare(client, data).status_code for data in (paper.pdf, b"1", paper.pdf, b"2")]
    assert answers == [200] * 4
    assert compare(client, paper.pdf).status_code == 429
    with time_machine.travel(clock.now() + GUESS_WINDOW, tick=False):
        assert compare(client, paper.pdf).status_code == 200
