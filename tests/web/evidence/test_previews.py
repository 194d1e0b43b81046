"""Pratinjau: evidence looked at within a page, by those who may open the file, and nobody else."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from tests.evidence import make_claim, pdf_of, photo
from tests.web.office import count_statements
from tracker.infra.db import make_sessions, write
from tracker.infra.storage import open_store
from tracker.jobs.previews import previewer
from tracker.jobs.worker import work_one
from tracker.models.files import StoredFile
from tracker.models.previews import PREVIEW, Preview

HOSTILE = "<img src=x onerror=alert(1)>.pdf"


@pytest.fixture
def store(settings):
    return open_store(settings.store_url)


@pytest.fixture
def draw(engine, store):
    """Lets the worker do what waits."""
    sessions = make_sessions(engine)

    def draw():
        while work_one(sessions, {PREVIEW: previewer(sessions, store)}):
            pass

    return draw


def bring(session, office, store, *files, link=""):
    with write(session):
        share = make_claim(session, store, office.agency, office.unit, files=files, link=link)
        file_id = session.scalars(select(StoredFile.id).order_by(StoredFile.id.desc())).first()
    return share.id, file_id


def test_a_photo_is_shown_beside_the_report_as_a_picture_of_our_own(
    session, office, store, secretariat, draw
):
    original = photo(2000, 1000, turned=True)
    share, file = bring(session, office, store, ("foto.jpg", original))
    page = secretariat.get(f"/verifikasi/{share}").text
    assert "Pratinjau sedang disusun." in page
    draw()
    page = secretariat.get(f"/verifikasi/{share}").text
    assert f'src="/berkas/{file}/pratinjau/1"' in page
    answer = secretariat.get(f"/berkas/{file}/pratinjau/1")
    assert (answer.mimetype, answer.headers["Content-Security-Policy"]) == (
        "image/jpeg",
        "sandbox; default-src 'none'",
    )
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.data != original
    assert Image.open(io.BytesIO(answer.data)).size == (800, 1600)


def test_further_pages_come_when_asked_for(session, office, store, secretariat, draw):
    share, file = bring(session, office, store, (HOSTILE, pdf_of(12)))
    draw()
    page = secretariat.get(f"/verifikasi/{share}").text
    assert (page.count("<img"), "Halaman berikutnya (11–12 dari 12)" in page) == (11, True)
    assert "<img src=x" not in page
    assert secretariat.get(f"/berkas/{file}/pratinjau/11").status_code == 404
    back = f"/verifikasi/{share}"
    for address, goes in ((back, back), ("//evil.example", f"/berkas/{file}/pratinjau")):
        answer = secretariat.post(f"/berkas/{file}/pratinjau", data={"back": address})
        assert (answer.status_code, answer.location) == (303, goes)
    draw()
    assert secretariat.get(f"/berkas/{file}/pratinjau").text.count("<img") == 12
    part = secretariat.get(f"/berkas/{file}/pratinjau", headers={"HX-Request": "true"}).text
    assert ("<h1" in part, part.count("<img")) == (False, 12)


def test_evidence_from_before_is_drawn_when_asked_for(session, office, store, secretariat, draw):
    share, file = bring(session, office, store, ("foto.jpg", photo()))
    with write(session):
        session.delete(session.scalars(select(Preview)).one())
    assert "Susun pratinjau" in secretariat.get(f"/verifikasi/{share}").text
    part = secretariat.post(f"/berkas/{file}/pratinjau", headers={"HX-Request": "true"}).text
    assert "Pratinjau sedang disusun." in part


def test_what_cannot_be_drawn_is_said_and_can_be_downloaded(
    session, office, store, secretariat, draw
):
    share, file = bring(session, office, store, ("rusak.pdf", pdf_of(1)))
    with write(session):
        store.delete(session.get_one(StoredFile, file).blob.key)
    draw()
    page = secretariat.get(f"/verifikasi/{share}").text
    assert "Berkas ini tidak dapat ditampilkan" in page
    assert f'href="/berkas/{file}"' in page


def test_pictures_have_the_right_of_the_file(session, client_for, office, store, draw):
    _share, file = bring(session, office, store, ("foto.jpg", photo()))
    draw()
    paths = (f"/berkas/{file}", f"/berkas/{file}/pratinjau", f"/berkas/{file}/pratinjau/1")
    for user, status in ((office.agency_user, 200), (office.sekda, 200), (office.other_user, 404)):
        client = client_for(user)
        assert {client.get(path).status_code for path in paths} == {status}
    assert client_for(office.other_user).post(paths[1]).status_code == 404


def test_the_desk_warns_of_evidence_that_served_before(session, office, store, secretariat):
    first, _ = bring(session, office, store, ("a.jpg", photo()))
    second, _ = bring(session, office, store, ("b.jpg", photo()), link="https://a.example/x")
    for one, other in ((first, second), (second, first)):
        page = secretariat.get(f"/verifikasi/{one}").text
        assert "Berkas yang sama juga dipakai pada" in page
        assert f'href="/tugas/{other}"' in page


def test_much_evidence_costs_no_more_statements(app, session, office, store, secretariat):
    few, _ = bring(session, office, store, ("a.jpg", photo()))
    many, _ = bring(session, office, store, *[(f"{n}.jpg", photo(40, 20 + n)) for n in range(9)])
    counts = [count_statements(app, secretariat, f"/verifikasi/{one}") for one in (few, many)]
    assert counts[0] == counts[1] <= 11
