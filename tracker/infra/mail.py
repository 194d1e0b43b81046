"""Mail by SMTP: one message to one address, and what went wrong told apart by who can mend it."""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from tracker.infra.storage import clean_name
from tracker.infra.text import N_, clean_line

TIMEOUT = 15.0
# Shorter than a worker's lease on the job, or another one would send the same mail meanwhile.
MAX_SECONDS = 90.0
TOO_LARGE = 552
LONGEST_STEM = 70

REFUSED = N_("Ditolak oleh server surel penerima.")
AWAY = N_("Server surel tidak dapat dihubungi.")
DEFERRED = N_("Server surel meminta dicoba lagi nanti.")
NOT_LET_IN = N_("Server surel tidak menerima Rakor sebagai pengirim. Hubungi pengelola aplikasi.")

_PLAIN_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]{0,60}")


class MailFailed(Exception):
    """reason: an Indonesian sentence, with the server's own words in brackets behind it."""

    def __init__(self, reason: str, said: object = "") -> None:
        words = clean_line(str(said))[:300]
        self.reason = f"{reason} ({words})" if words else reason
        super().__init__(self.reason)


class Refused(MailFailed):
    """This mail will never be taken for this address."""


class Unreached(MailFailed):
    """Another try may succeed. away: the server is, so that no mail at all would get through."""

    def __init__(self, reason: str, said: object = "", *, away: bool = False) -> None:
        super().__init__(reason, said)
        self.away = away


@dataclass(frozen=True, slots=True)
class MailFile:
    data: bytes
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Mail:
    """All of a mail but who sends it. html: the same words as text. calendar: with its method."""

    name: str
    address: str
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime
    calendar: str = ""
    calendar_method: str = ""
    files: tuple[MailFile, ...] = ()


class Mailer:
    """A mail server at `smtp://user:password@host:port?starttls=1` or `smtps://…`."""

    def __init__(self, url: str, *, sender: str, sender_name: str = "Rakor") -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._tls = parts.scheme == "smtps"
        self._starttls = parts.query == "starttls=1"
        self._port = parts.port or (465 if self._tls else 587 if self._starttls else 25)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender, self._sender_name = sender, sender_name

    def send(self, mail: Mail) -> None:
        """Returns once the server took the mail. Raises Refused or Unreached.

        After Unreached the server may have taken it all the same: the same Message-ID tells.
        """
        data = composed(mail, sender=self._sender, sender_name=self._sender_name).as_bytes()
        try:
            with self._connected() as server:
                server.sendmail(self._sender, [mail.address], _with_network_lines(data))
        except smtplib.SMTPRecipientsRefused as error:
            _judge(*error.recipients[mail.address])
        except smtplib.SMTPDataError as error:
            _judge(error.smtp_code, error.smtp_error)
        except smtplib.SMTPResponseException as error:
            if error.smtp_code == TOO_LARGE:
                _judge(error.smtp_code, error.smtp_error)
            reason = NOT_LET_IN if error.smtp_code >= 500 else AWAY
            raise Unreached(reason, _words(error.smtp_error), away=True) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unreached(AWAY, error, away=True) from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Signed in, for MAX_SECONDS at most, however slowly the server answers."""
        server = self._open()
        watch = threading.Timer(MAX_SECONDS, _cut, [server])
        watch.daemon = True
        watch.start()
        try:
            if self._starttls:
                server.starttls(context=ssl.create_default_context())
            if self._user:
                server.login(self._user, self._password)
            yield server
            with suppress(smtplib.SMTPException, OSError):  # it has the mail, whatever it says now
                server.quit()
        finally:
            watch.cancel()
            server.close()

    def _open(self) -> smtplib.SMTP:
        here = self._sender.rpartition("@")[2]
        if self._tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, here, timeout=TIMEOUT, context=context)
        return smtplib.SMTP(self._host, self._port, here, timeout=TIMEOUT)


def composed(mail: Mail, *, sender: str, sender_name: str) -> Message:
    """The message as it travels. Python's newer API is not used for it: before 3.13 it unquotes a
    long name with commas when it folds the header, and a title after a name becomes an address.
    """
    words = MIMEMultipart(
        "alternative", _subparts=[MIMEText(mail.text, "plain", "utf-8"), _html(mail.html)]
    )
    if mail.calendar:
        words.attach(_calendar(mail))
    message = MIMEMultipart("mixed", _subparts=[words, *map(_attached, mail.files)])
    message["From"] = f"{_encoded(sender_name)} <{sender}>"
    message["To"] = f"{_encoded(mail.name)} <{mail.address}>"
    message["Subject"] = _encoded(mail.subject)
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    return message


def _html(html: str) -> MIMEText:
    return MIMEText(html, "html", "utf-8")


def _calendar(mail: Mail) -> MIMEText:
    part = MIMEText(mail.calendar, "calendar", "utf-8")
    part.set_param("method", mail.calendar_method)
    return part


def _attached(file: MailFile) -> MIMEApplication:
    kind, _, subtype = file.media_type.partition("/")
    part = MIMEApplication(file.data, subtype or "octet-stream")
    part.set_type(f"{kind or 'application'}/{subtype or 'octet-stream'}")
    part.add_header(
        "Content-Disposition", "attachment", filename=("utf-8", "", _file_name(file.name))
    )
    return part


def _file_name(name: str) -> str:
    """At most as long as a header line may be once every letter is spelled in hexadecimal."""
    stem, dot, ending = clean_name(name).rpartition(".")
    return f"{stem[:LONGEST_STEM]}{dot}{ending[:LONGEST_STEM]}"


def _encoded(text: str) -> str:
    """A phrase no reader of mail can take for anything else, in lines of the right length."""
    line = clean_line(text)
    return line if _PLAIN_WORDS.fullmatch(line) else Header(line, "utf-8", 60).encode()


def _with_network_lines(data: bytes) -> bytes:
    return re.sub(rb"\r?\n", b"\r\n", data)


def _judge(code: int, said: object) -> None:
    if 500 <= code < 600:
        raise Refused(REFUSED, f"{code} {_words(said)}")
    raise Unreached(DEFERRED, f"{code} {_words(said)}")


def _words(said: object) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def _cut(server: smtplib.SMTP) -> None:
    if server.sock:
        with suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)
