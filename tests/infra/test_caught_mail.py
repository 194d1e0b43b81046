"""The letter box of a demonstration keeps what comes, shows it newest first, and overflows."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import NOW
from tracker.infra import caught_mail
from tracker.infra.caught_mail import LetterBox
from tracker.infra.mail import Mail, MailFile, composed

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rakor//ID\r\nMETHOD:REQUEST\r\n"
    "BEGIN:VEVENT\r\nUID:rapat-1@contoh.example\r\nSEQUENCE:2\r\nDTSTAMP:20250918T000000Z\r\n"
    "DTSTART:20250918T020000Z\r\nSUMMARY:Rapat\\, UCJ\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
BROKEN = [
    b"",
    b"\x00\xff\xfe",
    b'Subject: =?x?q?=?=\r\nTo: "<\r\nContent-Type: multipart/mixed\r\n\r\nisi',
    b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nini bukan kalender",
    b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: /\r\n\r\n--a\r\n",
    b"Date: kemarin\r\nContent-Transfer-Encoding: base64\r\n\r\n===",
]


@pytest.fixture
def box(tmp_path: Path) -> LetterBox:
    return LetterBox.of(tmp_path)


def letter(subject: str = "Undangan", **more: object) -> bytes:
    fields: dict[str, object] = {
        "name": "Dinas",
        "address": "dinas@contoh.example",
        "subject": subject,
        "text": "Dengan hormat\n",
        "html": "<p>Dengan hormat</p>",
        "message_id": "<a@rakor.internal>",
        "date": NOW,
        **more,
    }
    mail = Mail(**fields)  # type: ignore[arg-type]  # a test's own choice of fields
    return composed(mail, sender="rakor@contoh.example", sender_name="Rakor").as_bytes()


def test_an_empty_box_holds_nothing(box: LetterBox) -> None:
    assert box.names() == []
    assert box.open("0" * 20 + "-" + "a" * 16) is None


def test_a_long_name_is_shown_whole_wherever_its_line_was_folded(box: LetterBox) -> None:
    name = "Prof. Hasan Contoh, Guru Besar, Universitas Contoh, Fakultas Pertanian"
    box.keep(letter(name=name), at=NOW)
    (shown,) = box.letters(box.names())
    assert shown.to == f"{name} <dinas@contoh.example>"


def test_the_newest_letter_comes_first(box: LetterBox) -> None:
    first = box.keep(letter("Undangan"), at=NOW)
    second = box.keep(letter("Perubahan"), at=NOW + timedelta(seconds=1))
    assert box.names() == [second, first]
    assert box.names(before=second) == [first]
    (newest, _) = box.letters(box.names())
    assert (newest.subject, newest.to) == ("Perubahan", "Dinas <dinas@contoh.example>")
    assert newest.caught_at == NOW + timedelta(seconds=1)


def test_a_letter_is_read_with_its_calendar_and_files(box: LetterBox) -> None:
    files = (MailFile(b"%PDF", "notula.pdf", "application/pdf"),)
    name = box.keep(letter(calendar=EVENT, calendar_method="REQUEST", files=files), at=NOW)
    opened = box.open(name)
    assert opened
    assert opened.text == "Dengan hormat"
    assert opened.headers["Message-ID"] == "<a@rakor.internal>"
    assert (opened.calendar["METHOD"], opened.calendar["SUMMARY"]) == ("REQUEST", "Rapat, UCJ")
    assert opened.calendar["DTSTART"] == "2025-09-18 02:00:00+00:00"
    assert [(f.name, f.size) for f in opened.files] == [("notula.pdf", 4)]
    assert box.file(name, 0) == ("notula.pdf", b"%PDF")
    assert box.file(name, 1) is None


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_letter_is_shown_as_far_as_it_goes(box: LetterBox, data: bytes) -> None:
    name = box.keep(data, at=NOW)
    assert box.open(name)
    assert [one.name for one in box.letters([name])] == [name]


@pytest.mark.parametrize("name", ["../secret_key", "", "a/b", "." * 37, "\x00"])
def test_no_name_leads_out_of_the_box(box: LetterBox, name: str) -> None:
    assert box.open(name) is None
    assert box.file(name, 0) is None


def test_when_it_is_full_the_oldest_make_room(box: LetterBox, monkeypatch) -> None:
    monkeypatch.setattr(caught_mail, "MOST_LETTERS", 3)
    names = [box.keep(letter(), at=NOW + timedelta(seconds=n)) for n in range(5)]
    assert box.names() == names[:1:-1]
    monkeypatch.setattr(caught_mail, "MOST_BYTES", len(letter()) + 10)
    newest = box.keep(letter(), at=NOW + timedelta(seconds=9))
    assert box.names() == [newest]
