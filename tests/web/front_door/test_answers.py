"""Nothing gets in but by our own pages, and what every answer carries."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from tests.web.front_door.steps import PASSWORD, is_out, sign_in

# --- forged requests


def test_no_unsafe_request_passes_without_its_token(app, signed_in):
    tried = 0
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            values = dict.fromkeys(rule.arguments, 1) | (
                {"part": "agenda"} if "part" in rule.arguments else {}
            )
            path = app.url_map.bind("127.0.0.1").build(rule.endpoint, values, method=method)
            for data in ({}, {"csrf_token": "karangan"}):
                answer = signed_in.open(path, method=method, data=data, token=False)
                assert answer.status_code == 400, path
            tried += 1
    assert tried > 40
    assert not is_out(signed_in)


def test_signing_in_needs_a_token_too(client, user):
    data = {"login": "sri.rahayu", "password": PASSWORD}
    assert client.post("/masuk", data=data, token=False).status_code == 400


def test_a_token_of_another_session_is_no_token(app, signed_in):
    foreign = app.test_client().get("/masuk").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', foreign)[0]
    answer = signed_in.post("/keluar", data={"csrf_token": token}, token=False)
    assert answer.status_code == 400
    assert not is_out(signed_in)


# --- what every answer carries


@pytest.fixture
def answers(open_app, user, settings):
    """An answer of every kind."""
    app = open_app()
    app.add_url_rule("/rusak", "rusak", lambda: 1 / 0)
    visitor, signed_in = app.test_client(), app.test_client()
    bare = FlaskClient(app, app.response_class)  # the one answer that is no page
    sign_in(signed_in)
    style = re.findall(r'href="(/aset/[^"]+\.css)"', signed_in.get("/").text)[0]
    too_much = {"csrf_token": "x", "berkas": "x" * (settings.max_upload_bytes + 2_000_000)}
    return {
        "page": signed_in.get("/akun-saya"),
        "public page": visitor.get("/masuk"),
        "redirect": visitor.get("/rapat"),
        "style sheet": visitor.get(style, buffered=True),
        "for a monitor": visitor.get("/healthz"),
        "not found": signed_in.get("/tidak-ada"),
        "forbidden": signed_in.get("/akun"),
        "wrong method": signed_in.put("/rapat"),
        "forged": signed_in.post("/keluar", token=False),
        "refused input": visitor.post("/masuk"),
        "too large": signed_in.post("/keluar", data=too_much, token=False),
        "broken": signed_in.get("/rusak"),
        "foreign host": bare.get("/masuk", base_url="http://jahat.example"),
    }


def test_every_kind_of_answer_has_its_status(answers):
    assert {kind: answer.status_code for kind, answer in answers.items()} == {
        "page": 200,
        "public page": 200,
        "redirect": 303,
        "style sheet": 200,
        "for a monitor": 200,
        "not found": 404,
        "forbidden": 403,
        "wrong method": 405,
        "forged": 400,
        "refused input": 422,
        "too large": 413,
        "broken": 500,
        "foreign host": 400,
    }


def test_every_kind_of_answer_carries_every_header(answers):
    for kind, answer in answers.items():
        headers = answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], kind
        assert "unsafe" not in headers["Content-Security-Policy"], kind
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], kind
        assert headers["X-Content-Type-Options"] == "nosniff", kind
        assert headers["X-Frame-Options"] == "DENY", kind
        assert headers["Referrer-Policy"] == "same-origin", kind
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", kind
        stored = "immutable" in headers["Cache-Control"]
        assert stored == (kind == "style sheet"), kind
        assert "Strict-Transport-Security" not in headers, kind  # plain http on loopback


def test_a_page_that_breaks_tells_a_reference_and_nothing_of_the_inside(answers):
    page = answers["broken"].text
    assert re.search(r"\b[0-9a-f]{8}\b", page)
    for inside in ("Traceback", "ZeroDivision", "tracker", "division"):
        assert inside not in page


def test_a_foreign_host_gets_no_page_of_ours(answers):
    assert "jahat" not in answers["foreign host"].text
    assert "<form" not in answers["foreign host"].text


def test_every_page_has_a_nonce_of_its_own_on_every_script(client):
    seen = set()
    for _ in range(3):
        answer = client.get("/masuk")
        policy = answer.headers["Content-Security-Policy"]
        allowed = re.findall(r"'nonce-([^']+)'", policy)
        assert set(re.findall(r'<script[^>]* nonce="([^"]+)"', answer.text)) == set(allowed)
        seen.update(allowed)
    assert len(seen) == 3


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, open_app):
    plain = client.get("/masuk").headers["Set-Cookie"]
    assert plain.startswith("rakor=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(plain.split("; "))
    assert "Domain" not in plain
    safe = open_app(base_url="https://rakor.contoh.go.id").test_client()
    answer = safe.get("/masuk", base_url="https://rakor.contoh.go.id")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-rakor=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_assets_go_out_packed_to_whoever_takes_that(signed_in):
    page = signed_in.get("/").text
    for ending, kind in (("css", "text/css"), ("js", "text/javascript"), ("svg", "image/svg")):
        address = re.findall(rf'"(/aset/[^"#]+\.{ending})', page)[0]
        plain = signed_in.get(address, buffered=True)
        takes = {"Accept-Encoding": "gzip, br"}
        packed = signed_in.get(address, headers=takes, buffered=True)
        assert gzip.decompress(packed.data) == plain.data, ending
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        for answer in (plain, packed):
            assert answer.headers["Content-Type"].startswith(kind), ending
            assert "Accept-Encoding" in answer.vary
            assert "immutable" in answer.headers["Cache-Control"]
