"""BSrE: every answer of the service becomes a sentence, and none repeats what was typed."""

import base64
import json
import socket
from contextlib import contextmanager

import pytest

from tests.infra.signing.certificates import PASSPHRASE
from tests.infra.signing.esign_service import KEY, NIK, USER, esign_service
from tracker.infra.signing import bsre, pieces
from tracker.infra.signing.bsre import EsignService
from tracker.infra.signing.desk import Placed
from tracker.infra.signing.pieces import Credentials, SigningFailed

PLACED = Placed(page=3, left=152.04, top=170.91, width=160, height=60, picture=b"gambar")
TYPED = Credentials(PASSPHRASE, NIK)


@pytest.fixture(scope="module")
def service():
    with esign_service() as service:
        yield service


@pytest.fixture
def client(service):
    service.answer = None
    service.seen.clear()
    return EsignService(service.url, USER, KEY)


@contextmanager
def silent_server():
    """Takes what is sent, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def refusal(client, typed=TYPED):
    with pytest.raises(SigningFailed) as failure:
        client.sign(b"%PDF-1.7 naskah", PLACED, "Siti", typed)
    return failure.value


def test_what_is_sent_has_the_published_shape(service, client):
    signed = base64.b64encode(b"%PDF-1.7 bertanda tangan").decode()
    service.answer = 200, json.dumps({"time": 1, "file": [signed]}).encode()
    assert client.sign(b"%PDF-1.7 naskah", PLACED, "Siti", TYPED) == b"%PDF-1.7 bertanda tangan"
    (sent,) = service.seen
    assert sent.keys() == {"nik", "passphrase", "signatureProperties", "file"}
    assert (sent["nik"], sent["passphrase"]) == (NIK, PASSPHRASE)
    assert [base64.b64decode(file) for file in sent["file"]] == [b"%PDF-1.7 naskah"]
    (shown,) = sent["signatureProperties"]
    assert shown == {
        "tampilan": "VISIBLE",
        "imageBase64": base64.b64encode(b"gambar").decode(),
        "page": 3,
        "originX": 152.0,
        "originY": 170.9,
        "width": 160,
        "height": 60,
        "location": "",
        "reason": "Ditandatangani oleh Siti",
    }


def test_every_answer_that_is_no_signed_paper_has_its_sentence(service, client):
    page = base64.b64encode(b"<html>").decode()
    answers = {
        (400, '{"error":"Passphrase anda salah","status_code":2031}'): pieces.WRONG_PASSPHRASE,
        (400, '{"error":"User tidak terdaftar","status_code":2011}'): bsre.UNKNOWN_NIK,
        (500, '{"message":"Passphrase anda salah"}'): pieces.WRONG_PASSPHRASE,
        (400, '{"error":"Sertifikat expired","status_code":2099}'): pieces.EXPIRED,
        (400, '{"error":"Berkas tidak dapat diproses","status_code":7}'): bsre.REFUSED,
        (401, ""): bsre.NOT_LET_IN,
        (403, "[]"): bsre.NOT_LET_IN,
        (500, '{"status":500,"error":"Internal Server Error"}'): bsre.ILL,
        (503, "<html>Bad gateway</html>"): bsre.ILL,
        (302, ""): bsre.REFUSED,
        (400, '{"error":"x","status_code":[2031]}'): bsre.REFUSED,
        (200, "bukan json"): bsre.STRANGE,
        (200, "[" * 200_000): bsre.STRANGE,
        (200, '{"file": []}'): bsre.STRANGE,
        (200, '{"file": [7]}'): bsre.STRANGE,
        (200, '{"file": "%PDF"}'): bsre.STRANGE,
        (200, '{"file": ["bukan base64!"]}'): bsre.STRANGE,
        (200, f'{{"file": ["{page}"]}}'): bsre.STRANGE,
    }
    said = {}
    for status, body in answers:
        service.answer = status, body.encode()
        said[status, body] = refusal(client).reason
    assert said == answers


def test_the_field_that_was_wrong_is_told(service, client):
    assert refusal(client, Credentials("keliru", NIK)).field == "passphrase"
    assert refusal(client, Credentials(PASSPHRASE, "0" * 16)).field == "nik"
    assert refusal(EsignService(service.url, USER, "lain")).reason == bsre.NOT_LET_IN


def test_an_answer_without_end_is_cut_off(service, client, monkeypatch):
    monkeypatch.setattr(bsre, "MAX_ANSWER", 100)
    service.answer = 200, b"x" * 200
    assert refusal(client).reason == bsre.STRANGE


def test_a_service_that_is_away_or_silent_is_told_apart(service, monkeypatch):
    assert refusal(EsignService("http://127.0.0.1:1", USER, KEY)).reason == bsre.AWAY
    monkeypatch.setattr(bsre, "READ_SECONDS", 0.05)
    with silent_server() as url:
        assert refusal(EsignService(url, USER, KEY)).reason == bsre.TOO_LONG


def test_no_refusal_carries_what_was_typed(service, client):
    failure = refusal(client, Credentials("kata-keliru", NIK))
    while failure:
        assert "kata-keliru" not in f"{failure!r}{failure.__dict__}"
        assert NIK not in f"{failure!r}{failure.__dict__}"
        failure = failure.__cause__ or (
            None if failure.__suppress_context__ else failure.__context__
        )
    assert "kata-keliru" not in repr(Credentials("kata-keliru", NIK))
    assert NIK not in repr(TYPED)
