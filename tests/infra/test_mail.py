"""A mail arrives as it was meant, whatever people typed, and each failure names who can mend it."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.factories import NOW
from tests.smtp_sink import SmtpSink
from tracker.infra.mail import Mail, Mailer, MailFile, Refused, Unreached

MAIL = Mail(
    name="Dinas Kesehatan",
    address="dinkes@contoh.example",
    subject="Undangan rapat",
    text="Dengan hormat,\n\nmohon hadir.\n",
    html="<p>Dengan hormat,</p>",
    message_id="<abc@rakor.internal>",
    date=NOW,
)
HOSTILE = [
    "Dr. Siti Aminah, M.Si., Plt. Kepala Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
    '"Dinas" <lain@contoh.example>, a',
    "Rapat\r\nBcc: lain@contoh.example\r\n\r\n<script>alert(1)</script>",
    "=?utf-8?q?Bcc=3A_x?=",
    "é" * 300,
    "a, " * 100,
    "“Sinergi” – \\ @ () [] ; : \u202egnp",
    "x" * 998,
]


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


def mailer(sink: SmtpSink) -> Mailer:
    return Mailer(sink.url, sender="rakor@contoh.example")


def arrived(sink: SmtpSink, mail: Mail):
    mailer(sink).send(mail)
    (taken,) = sink.taken
    assert taken.recipients == (mail.address,)
    assert all(len(line) <= 998 for line in taken.data.split(b"\r\n"))
    assert b"\n" not in taken.data.replace(b"\r\n", b"")
    return taken.message


def test_who_sends_what_to_whom(sink: SmtpSink) -> None:
    message = arrived(sink, MAIL)
    assert {name: message[name] for name in ("From", "To", "Subject", "Message-ID")} == {
        "From": "Rakor <rakor@contoh.example>",
        "To": "Dinas Kesehatan <dinkes@contoh.example>",
        "Subject": "Undangan rapat",
        "Message-ID": "<abc@rakor.internal>",
    }
    assert message["Date"].datetime == NOW.replace(microsecond=0)
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Bcc" not in message


def test_the_words_come_plain_and_as_html(sink: SmtpSink) -> None:
    message = arrived(sink, MAIL)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain
    assert html
    assert plain.get_content().replace("\r\n", "\n") == MAIL.text
    assert html.get_content() == MAIL.html


def test_a_calendar_and_files_come_as_they_were(sink: SmtpSink) -> None:
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    pdf = MailFile(b"%PDF-1.7\n\x00\xff", "Notula “UCJ”; 18 9.pdf", "application/pdf")
    message = arrived(
        sink, replace(MAIL, calendar=calendar, calendar_method="REQUEST", files=(pdf,))
    )
    invitation = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    assert invitation.get_param("method") == "REQUEST"
    assert invitation.get_payload(decode=True) == calendar.encode()
    (file,) = message.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == (pdf.media_type, pdf.name)
    assert file.get_payload(decode=True) == pdf.data


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_stay_words(sink: SmtpSink, typed: str) -> None:
    """One recipient, one subject, no header and no part that was not meant."""
    file = MailFile(b"x", typed, "application/pdf")
    message = arrived(sink, replace(MAIL, name=typed, subject=typed, text=typed, files=(file,)))
    clean = " ".join(typed.replace("\u202e", "").split())
    (to,) = message["To"].addresses
    assert to.addr_spec == MAIL.address
    assert to.display_name.replace(" ", "") == clean.replace(" ", "")
    assert message["Subject"] == clean
    assert "Bcc" not in message
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        "application/pdf",
    ]


def test_an_unknown_address_is_refused_for_good_in_the_servers_words() -> None:
    with SmtpSink(refused=frozenset({MAIL.address})) as sink, pytest.raises(Refused) as refused:
        mailer(sink).send(MAIL)
    assert refused.value.reason == "Ditolak oleh server surel penerima. (550 5.1.1 Tidak dikenal)"


def test_a_server_that_is_not_there_is_away_for_all_mail() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unreached) as unreached:
            Mailer(url, sender="rakor@contoh.example").send(MAIL)
    assert unreached.value.away
    assert unreached.value.reason.startswith("Server surel tidak dapat dihubungi.")


@pytest.mark.parametrize(
    ("stage", "away"),
    [("connect", True), ("rcpt", False), ("data", False), ("unacknowledged", True)],
)
def test_whatever_may_pass_may_be_tried_again(stage: str, away: bool, monkeypatch) -> None:
    with SmtpSink() as sink:
        monkeypatch.setattr(sink, "plan", lambda: stage)
        with pytest.raises(Unreached) as unreached:
            mailer(sink).send(MAIL)
    assert unreached.value.away is away


def test_a_server_that_knows_no_encryption_gets_neither_password_nor_mail(sink: SmtpSink) -> None:
    url = sink.url.replace("smtp://", "smtp://rakor:rahasia@") + "?starttls=1"
    with pytest.raises(Unreached):
        Mailer(url, sender="rakor@contoh.example").send(MAIL)
    assert sink.taken == []


def test_a_server_that_falls_silent_is_cut_off(monkeypatch) -> None:
    monkeypatch.setattr("tracker.infra.mail.MAX_SECONDS", 0.2)

    def greet_and_fall_silent() -> None:
        connection, _ = server.accept()
        with connection:
            connection.sendall(b"220 sink\r\n")
            while connection.recv(1000):
                pass

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=greet_and_fall_silent, daemon=True).start()
        slow = Mailer(f"smtp://127.0.0.1:{server.getsockname()[1]}", sender="a@contoh.example")
        with pytest.raises(Unreached):
            slow.send(MAIL)
