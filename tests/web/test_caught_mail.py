"""Kotak surat contoh: what a demonstration mailed can be read here, and nothing of it runs."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories import NOW
from tests.infra.test_caught_mail import EVENT, letter
from tracker.config import Settings
from tracker.infra.caught_mail import LetterBox
from tracker.infra.mail import MailFile
from tracker.web.paging import PAGE_SIZE

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, demo=True)


@pytest.fixture
def box(settings: Settings) -> LetterBox:
    return LetterBox.of(settings.data_dir)


def test_an_empty_box_says_what_to_do(secretariat: FlaskClient) -> None:
    assert "Belum ada surel" in secretariat.get("/kotak-surat-contoh").text


def test_a_letter_is_found_and_read_with_calendar_and_file(secretariat, box) -> None:
    pdf = MailFile(b"%PDF", "notula.pdf", "application/pdf")
    name = box.keep(letter(calendar=EVENT, calendar_method="REQUEST", files=(pdf,)), at=NOW)
    assert f"/kotak-surat-contoh/{name}" in secretariat.get("/kotak-surat-contoh").text
    page = secretariat.get(f"/kotak-surat-contoh/{name}").text
    for words in ("dinas@contoh.example", "Dengan hormat", "Rapat, UCJ", "notula.pdf"):
        assert words in page
    file = secretariat.get(f"/kotak-surat-contoh/{name}/lampiran/0")
    assert file.data == b"%PDF"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file.headers["Content-Security-Policy"]


def test_hostile_letters_are_shown_as_the_words_they_are(secretariat, box) -> None:
    file = MailFile(b"x", HOSTILE, "text/html")
    text = f"{HOSTILE}\nhttp://127.0.0.1:8000.lain.example/x"
    name = box.keep(letter(HOSTILE, files=(file,)).replace(b"Dinas", text.encode()), at=NOW)
    for path in ("", f"/{name}"):
        page = secretariat.get(f"/kotak-surat-contoh{path}").text
        assert "<img" not in page
        assert "lain.example/x</a>" not in page


def test_many_letters_come_page_by_page(secretariat, box) -> None:
    names = [box.keep(letter(), at=NOW) for _ in range(PAGE_SIZE + 1)]
    first = secretariat.get("/kotak-surat-contoh").text
    assert "Berikutnya" in first
    assert sum(name in first for name in names) == PAGE_SIZE


@pytest.mark.parametrize("path", ["/x", "/..%2Fsecret_key", f"/{'0' * 20}-{'a' * 16}"])
def test_what_is_not_in_the_box_is_not_found(secretariat, path: str) -> None:
    assert secretariat.get(f"/kotak-surat-contoh{path}").status_code == 404
    assert secretariat.get(f"/kotak-surat-contoh{path}/lampiran/0").status_code == 404


def test_the_secret_key_beside_the_box_is_not_a_letter(secretariat, settings) -> None:
    Path(settings.data_dir, "secret_key").write_text("rahasia")
    assert secretariat.get("/kotak-surat-contoh/secret_key").status_code == 404
