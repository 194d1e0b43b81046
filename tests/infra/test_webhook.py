"""The gateway for messages, over a real server: signed, one try, and failures told apart."""

import hashlib
import hmac
import socket
import threading
import time
from contextlib import suppress

import pytest

from tests.gateway import GatewaySink
from tracker.infra import webhook
from tracker.infra.mail import Refused, Unreached
from tracker.infra.webhook import Gateway

SECRET = "rahasia-bersama-0123456789abcdefgh"
BODY = '{"to": "+62812", "message": "Yth. “Dinas”"}'


def gateway(url: str, header: str = "") -> Gateway:
    return Gateway(url, secret=SECRET, header=header)


def is_ours(signature: str, body: bytes) -> bool:
    """The verifier of docs/operations.md."""
    said = dict(part.split("=", 1) for part in signature.split(","))
    signed = hmac.new(SECRET.encode(), f"{said['t']}.".encode() + body, hashlib.sha256)
    return hmac.compare_digest(signed.hexdigest(), said["v1"])


def test_a_message_is_signed_and_named_so_that_a_second_one_is_known() -> None:
    with GatewaySink() as sink:
        gateway(sink.url, "Authorization: Bearer kunci").send(BODY, message_id="<a1@rakor>")
    (posted,) = sink.taken
    assert posted.path == "/kirim?kanal=wa"
    assert posted.data.decode() == BODY
    assert posted.headers["Idempotency-Key"] == "a1@rakor"
    assert posted.headers["Authorization"] == "Bearer kunci"
    assert posted.headers["Content-Type"] == "application/json"
    assert is_ours(posted.headers["X-Rakor-Signature"], posted.data)
    assert not is_ours(posted.headers["X-Rakor-Signature"], posted.data + b" ")


def test_every_answer_means_one_thing() -> None:
    """status → refused for good, or to be tried again and whether all messages rest meanwhile."""
    meanings = {
        **dict.fromkeys((200, 201, 202, 204), "taken"),
        **dict.fromkeys((301, 302, 307, 308, 401, 403, 404, 408, 429, 502, 503), "away"),
        **dict.fromkeys((400, 409, 413, 422), "refused"),
        500: "again",
    }
    for status, meaning in meanings.items():
        with GatewaySink(answers=[status], body=b"" if status == 204 else b"kata gateway") as sink:
            assert said_of(sink.url) == meaning, status
            assert len(sink.taken) == 1, status


def said_of(url: str) -> str:
    try:
        gateway(url).send(BODY, message_id="<a1@rakor>")
    except Refused:
        return "refused"
    except Unreached as unreached:
        return "away" if unreached.away else "again"
    return "taken"


def test_no_redirect_is_followed() -> None:
    with GatewaySink() as elsewhere, GatewaySink(answers=[302], location=elsewhere.url) as sink:
        assert said_of(sink.url) == "away"
    assert elsewhere.taken == []


def test_of_a_long_answer_little_is_read_and_a_line_of_it_kept() -> None:
    with (
        GatewaySink(answers=[422], body=b"nomor\r\nsalah " * 1_000_000) as sink,
        pytest.raises(Refused) as refused,
    ):
        gateway(sink.url).send(BODY, message_id="<a1@rakor>")
    assert "422 nomor salah" in refused.value.reason
    assert len(refused.value.reason) < 400


def test_a_gateway_that_hangs_up_or_is_not_there_is_away() -> None:
    with GatewaySink(silent=True) as sink:
        assert said_of(sink.url) == "away"
    assert said_of(sink.url) == "away"


def test_a_gateway_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as dumb:
        assert said_of(f"http://127.0.0.1:{dumb.getsockname()[1]}/") == "away"


def test_a_gateway_that_answers_by_the_drop_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each drop is in time; all of them together are not."""
    monkeypatch.setattr(webhook, "MAX_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as slow:
        threading.Thread(target=drip, args=[slow], daemon=True).start()
        assert said_of(f"http://127.0.0.1:{slow.getsockname()[1]}/") == "away"


def drip(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, suppress(OSError):
        for drop in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n":
            connection.send(bytes([drop]))
            time.sleep(0.01)


def test_no_proxy_of_the_environment_sees_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    with GatewaySink() as sink, GatewaySink() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert said_of(sink.url) == "taken"
    assert proxy.taken == []


def test_what_went_wrong_never_names_the_key() -> None:
    with GatewaySink(answers=[401], body=b"salah") as sink, pytest.raises(Unreached) as unreached:
        gateway(sink.url, "Authorization: Bearer kunci").send(BODY, message_id="<a1@rakor>")
    assert "kunci" not in unreached.value.reason
