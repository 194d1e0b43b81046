"""A gateway for messages, by one signed POST: what went wrong is told apart as it is for mail.

No redirect is followed and no proxy taken from the environment: a message goes where the operator
said, or nowhere.
"""

import hashlib
import hmac
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from tracker.infra.mail import Refused, Unreached
from tracker.infra.text import N_

TIMEOUT = 10.0
# Shorter than a worker's lease on the job, or another one would send the same message meanwhile.
MAX_SECONDS = 45.0
MOST_READ = 2_000

REFUSED = N_("Ditolak oleh gateway pesan.")
AWAY = N_("Gateway pesan tidak dapat dihubungi.")
DEFERRED = N_("Gateway pesan meminta dicoba lagi nanti.")
NOT_LET_IN = N_("Gateway pesan tidak menerima Rakor sebagai pengirim. Hubungi pengelola aplikasi.")
MOVED = N_("Alamat gateway pesan mengalihkan ke tempat lain. Hubungi pengelola aplikasi.")


class Gateway:
    """Where messages are posted. header: `Name: value` the gateway wants to see, or empty."""

    def __init__(self, url: str, *, secret: str, header: str = "") -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port
        self._tls = parts.scheme == "https"
        self._path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        self._secret = secret
        name, _, value = header.partition(":")
        self._own = {name: value.strip()} if name else {}

    def send(self, body: str, *, message_id: str) -> None:
        """Returns once the gateway took the message. Raises Refused or Unreached.

        body: JSON. After Unreached it may have taken it all the same: the same id tells.
        """
        data = body.encode()
        headers = {
            **self._own,
            "Content-Type": "application/json",
            "User-Agent": "Rakor",
            "Idempotency-Key": message_id.strip("<>"),
            "X-Rakor-Signature": signature(data, secret=self._secret, at=int(time.time())),
        }
        try:
            with self._connected() as connection:
                connection.request(
                    *("POST", self._path),
                    body=data,
                    headers=headers,
                    preload_content=False,
                    decode_content=False,
                )
                with closing(connection.getresponse()) as answer:
                    status = answer.status
                    said = b"" if status < 300 else answer.read(MOST_READ)
        except (HTTPError, HTTPException, OSError) as error:
            raise Unreached(AWAY, type(error).__name__, away=True) from error
        _judge(status, said)

    @contextmanager
    def _connected(self) -> Iterator[HTTPConnection]:
        """For MAX_SECONDS at most, however slowly the gateway answers."""
        connection = self._open()
        watch = threading.Timer(MAX_SECONDS, _cut, [connection])
        watch.daemon = True
        watch.start()
        try:
            yield connection
        finally:
            watch.cancel()
            connection.close()

    def _open(self) -> HTTPConnection:
        if self._tls:
            context = ssl.create_default_context()
            return HTTPSConnection(self._host, self._port, timeout=TIMEOUT, ssl_context=context)
        return HTTPConnection(self._host, self._port, timeout=TIMEOUT)


def signature(body: bytes, *, secret: str, at: int) -> str:
    """`t=…,v1=…`: who knows the secret can tell that the body is ours, and how old it is."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    return f"t={at},v1={signed.hexdigest()}"


def _judge(status: int, said: bytes) -> None:
    words = f"{status} {said.decode(errors='replace')}".strip()
    if status < 300:
        return
    if status < 400:
        raise Unreached(MOVED, status, away=True)
    if status in {401, 403, 404}:
        raise Unreached(NOT_LET_IN, words, away=True)
    if status in {408, 425, 429, 502, 503, 504}:
        raise Unreached(DEFERRED, words, away=True)
    if status < 500:
        raise Refused(REFUSED, words)
    raise Unreached(DEFERRED, words)


def _cut(connection: HTTPConnection) -> None:
    held = connection.sock
    if held is not None:
        with suppress(OSError):
            held.shutdown(socket.SHUT_RDWR)
