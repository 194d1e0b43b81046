"""A paper in Word from its page, and the templates an admin changes in Word."""

from io import BytesIO

import pytest
from docx import Document as WordDocument
from sqlalchemy import select

from tests.documents.word_reading import words_of
from tests.documents.word_templates import make_template
from tests.factories import NOW, make_meeting
from tracker.documents.attendance_lists import print_blank_form
from tracker.documents.paper import stylesheets
from tracker.documents.queueing import PRINT
from tracker.infra.db import write
from tracker.infra.media_types import DOCX
from tracker.infra.render import Renderer
from tracker.jobs.rendering import paper_renderers
from tracker.jobs.worker import work_one
from tracker.models.printouts import Printout
from tracker.models.word_templates import WordTemplate, template_for

PLACE = "/pengaturan/templat-word/daftar-hadir-kosong"


@pytest.fixture
def sheet(session, office):
    """A blank list, drafted and printed."""
    by = office.secretariat.id
    with write(session):
        meeting = make_meeting(session, office.unit, subject="Rapat & <b>Data</b>")
        document = print_blank_form(session, meeting, extra_rows=2, by=by, at=NOW)
        document.attach_pdf("a" * 64, 1, at=NOW)
    return document


@pytest.fixture(scope="module")
def renderer():
    with Renderer(stylesheets()) as renderer:
        yield renderer


@pytest.fixture
def printed(app, sessions, renderer):
    """Has the worker do what it was asked for in Word."""

    def printed() -> None:
        handlers = paper_renderers(sessions, app.extensions["rakor_store"], renderer)
        assert work_one(sessions, {PRINT: handlers[PRINT]})

    return printed


def upload(client, template, version=0, name="templat kami.docx", place=PLACE):
    data = {"version": str(version), "file": (BytesIO(template), name)}
    return client.post(place, data=data)


def test_a_paper_is_asked_for_in_word_and_downloaded(session, secretariat, sheet, printed):
    page = secretariat.get(f"/naskah/{sheet.id}").text
    assert f'action="/naskah/{sheet.id}/word"' in page
    asked = secretariat.post(f"/naskah/{sheet.id}/word")
    assert asked.status_code == 303
    assert secretariat.post(f"/naskah/{sheet.id}/word").location == asked.location
    assert "Sedang dicetak" in secretariat.get(asked.location).text
    printed()
    page = secretariat.get(asked.location).text
    assert "Unduh Word (DOCX)" in page
    assert f'href="/naskah/{sheet.id}"' in page
    file = secretariat.get(f"{asked.location}/berkas")
    assert file.mimetype == DOCX
    assert ".docx" in file.headers["Content-Disposition"]
    assert "Rapat & <b>Data</b>" in words_of(file.data)


def test_a_copy_of_a_paper_goes_with_the_right_to_see_the_paper(session, client_for, office, sheet):
    client = client_for(office.secretariat)
    place = client.post(f"/naskah/{sheet.id}/word").location
    assert client.get(place).status_code == 200
    with write(session):
        session.get_one(Printout, int(place.rpartition("/")[2])).user_id = office.other_user.id
    assert client_for(office.other_user).get(place).status_code == 404


def test_an_office_changes_a_template_and_goes_back(session, admin, secretariat, sheet, printed):
    assert "templat bawaan" in admin.get("/pengaturan/templat-word").text
    own = admin.get(f"{PLACE}/berkas").data
    assert "{{p isi }}" in [line.text for line in WordDocument(BytesIO(own)).paragraphs]

    ours = make_template("Halaman milik kami")
    assert upload(admin, ours).location == PLACE
    assert "templat kami.docx" in admin.get(PLACE).text
    assert admin.get(f"{PLACE}/berkas").data == ours
    place = secretariat.post(f"/naskah/{sheet.id}/word").location
    printed()
    assert words_of(secretariat.get(f"{place}/berkas").data).startswith("Halaman milik kami")

    assert "tidak lagi memakai templat templat kami.docx" in admin.get(f"{PLACE}/bawaan").text
    assert admin.post(f"{PLACE}/bawaan", data={"version": "1"}).location == PLACE
    assert secretariat.post(f"/naskah/{sheet.id}/word").location != place
    session.rollback()
    assert template_for(session, "attendance_form") is None


def test_what_is_wrong_is_listed_and_nothing_is_stored(session, admin):
    page = upload(admin, make_template("{{ nomer }}", "{{ isi }}"))
    assert page.status_code == 422
    assert "Bidang tidak dikenal: {{ nomer }}. Maksud Anda {{ nomor }}?" in page.text
    assert "Tulis {{p isi }} sendirian dalam satu paragraf" in page.text
    assert upload(admin, b"bukan apa-apa").status_code == 422
    assert admin.post(PLACE, data={"version": "0"}).status_code == 422
    session.rollback()
    assert session.scalars(select(WordTemplate)).all() == []


def test_a_template_that_lacks_something_is_stored_and_says_so(admin):
    upload(admin, make_template(header=""))
    assert "tidak memuat {{ keterangan_salinan }}" in admin.get(PLACE).text


def test_of_two_who_change_it_the_second_is_told(admin):
    everything = "/pengaturan/templat-word/semua-naskah"
    assert upload(admin, make_template("satu"), place=everything).status_code == 303
    late = upload(admin, make_template("dua"), place=everything)
    assert late.status_code == 409
    assert 'name="version" type="hidden" value="1"' in late.text
    assert "mengikuti templat semua naskah" in admin.get("/pengaturan/templat-word").text
    assert admin.get("/pengaturan/templat-word/tidak-ada").status_code == 404
