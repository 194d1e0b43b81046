"""The front door: nobody gets in but by signing in, and nothing gets in but by our own pages."""

import dataclasses
import re
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import make_user
from tests.web.conftest import StrictClient
from tests.web.office import statements
from tracker.app import create_app
from tracker.infra import clock
from tracker.infra.db import db, write
from tracker.infra.passwords import hash_password
from tracker.models.sign_ins import ABSOLUTE_LIMIT, IDLE_LIMIT, THROTTLE_WINDOW, SignIn
from tracker.models.users import Role
from tracker.web.security import network_of

PASSWORD = "padi menguning di sawah"
HASH = hash_password(PASSWORD)
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def user(session):
    with write(session):
        return make_user(session, Role.AGENCY, login="sri.rahayu", password_hash=HASH)


@pytest.fixture
def signed_in(client, user):
    assert sign_in(client).status_code == 303
    return client


@pytest.fixture
def open_app(settings):
    """Starts the application, again and again over the same installation."""
    apps = []

    def start(**changes):
        apps.append(create_app(dataclasses.replace(settings, **changes)))
        apps[-1].test_client_class = StrictClient
        return apps[-1]

    yield start
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def sign_in(client, login="sri.rahayu", password=PASSWORD, **values):
    return client.post("/masuk", data={"login": login, "password": password, **values})


def cookie_of(client):
    return client.get_cookie("rakor", domain="127.0.0.1").value


def is_out(client):
    answer = client.get("/akun-saya")
    return (answer.status_code, answer.location) == (303, "/masuk?next=/akun-saya")


# --- signing in and out


def test_demonstration_accounts_open_nothing_on_a_public_address(session, client, open_app):
    with write(session):
        make_user(session, login="contoh", password_hash=HASH, demo=True)
    assert sign_in(client, "contoh").status_code == 303
    public = "https://rakor.contoh.go.id"
    visitor = open_app(base_url=public).test_client()
    page = visitor.get("/masuk", base_url=public).text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = visitor.post(
        "/masuk",
        data={"login": "contoh", "password": PASSWORD, "csrf_token": token},
        base_url=public,
        headers={"Referer": public},
        token=False,
    )
    assert answer.status_code == 422


def test_who_signs_in_arrives_where_he_wanted_to_go(client, user):
    assert client.get("/tindak-lanjut?keadaan=late").location == (
        "/masuk?next=/tindak-lanjut?keadaan%3Dlate"
    )
    assert sign_in(client, next="/tindak-lanjut?keadaan=late").location == (
        "/tindak-lanjut?keadaan=late"
    )
    assert client.get("/akun-saya").status_code == 200


def test_a_login_may_be_typed_in_any_case(client, user):
    assert sign_in(client, login="  Sri.RAHAYU ").status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "/\\jahat.example",
        "\\\\jahat.example",
        "/\t/jahat.example",
        "javascript:alert(1)",
        "jahat.example",
        "http:jahat.example",
        "/%0d%0aLocation: https://jahat.example\r\n",
        "",
    ],
)
def test_no_sign_in_leads_away_from_this_site(client, user, target):
    assert sign_in(client, next=target).location == "/"
    assert "jahat" not in client.get("/masuk", query_string={"next": target}).text


def test_signing_in_begins_a_new_session(client, user):
    client.get("/masuk")
    before = cookie_of(client)
    sign_in(client)
    after = cookie_of(client)
    assert before != after
    client.set_cookie("rakor", before, domain="127.0.0.1")
    assert is_out(client)


def test_a_copied_cookie_is_dead_after_signing_out(app, signed_in):
    copy = app.test_client()
    copy.set_cookie("rakor", cookie_of(signed_in), domain="127.0.0.1")
    assert copy.get("/akun-saya").status_code == 200
    assert signed_in.post("/keluar").status_code == 303
    assert is_out(copy)


def test_a_cookie_made_up_or_changed_opens_nothing(client, signed_in):
    value = cookie_of(signed_in)
    changed = value[:-2] + ("aa" if value[-2:] != "aa" else "bb")
    client.set_cookie("rakor", changed, domain="127.0.0.1")
    assert is_out(client)


def test_a_shut_account_is_out_at_the_next_request(session, signed_in, user):
    with write(session):
        by = make_user(session).id
        session.get_one(type(user), user.id).deactivate(by=by, at=clock.now())
    assert is_out(signed_in)
    assert sign_in(signed_in).status_code == 422


@pytest.mark.parametrize(
    ("step", "longest"), [(IDLE_LIMIT, IDLE_LIMIT), (timedelta(hours=11), ABSOLUTE_LIMIT)]
)
def test_a_sign_in_ends_by_itself(signed_in, step, longest):
    """Unused for twelve hours, or after a week however busy."""
    start = clock.now()
    at = start + step
    while at < start + longest:
        with time_machine.travel(at, tick=False):
            assert signed_in.get("/akun-saya").status_code == 200
        at += step
    with time_machine.travel(start + longest, tick=False):
        assert is_out(signed_in)


def test_being_seen_is_written_down_at_most_every_five_minutes(app, session, signed_in):
    start = clock.now()
    seen = []
    for minutes in (1, 4, 6, 7):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            signed_in.get("/akun-saya")
        session.rollback()
        seen.append(session.scalars(select(SignIn)).one().seen_at)
    assert seen[0] == seen[1] < seen[2] == seen[3]


def test_a_form_sent_too_late_leads_back_to_its_page(client):
    answer = client.post("/rapat/baru", headers={"Referer": f"{BASE}/rapat/baru"})
    assert (answer.status_code, answer.location) == (303, "/masuk?next=/rapat/baru")
    foreign = client.post("/rapat/baru", headers={"Referer": "https://jahat.example/rapat"})
    assert foreign.location == "/masuk"
    broken = client.post("/rapat/baru", headers={"Referer": "http://["})
    assert (broken.status_code, broken.location) == (303, "/masuk")


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in_page(client):
    assert client.get("/rapat", headers={"HX-Request": "true"}).status_code == 401


# --- guessing


def words_of(page):
    return re.sub(r'(nonce|content|value)="[^"]*"', "", page.text)


def test_every_failure_is_answered_alike_and_costs_alike(app, session, client, user):
    with write(session):
        make_user(session, login="baru")
        make_user(session, login="tutup", password_hash=HASH, active=False)
    answers, costs = set(), set()
    for login, password in (
        ("sri.rahayu", "bukan ini"),
        ("tidak.ada", PASSWORD),
        ("baru", PASSWORD),
        ("tutup", PASSWORD),
    ):
        with statements(app) as sent:
            answer = sign_in(client, login, password)
        answers.add((answer.status_code, words_of(answer)))
        costs.add(len(sent))
    assert len(answers) == 1
    assert len(costs) == 1
    assert "Nama akun atau kata sandi tidak cocok." in answers.pop()[1]


def test_guesses_count_over_all_processes_and_survive_a_restart(open_app, user):
    two = [open_app().test_client(), open_app().test_client()]
    answers = [sign_in(two[n % 2], password="salah").status_code for n in range(8)]
    assert answers == [422] * 8
    late = sign_in(two[0])
    assert late.status_code == 429
    assert "Terlalu banyak percobaan. Coba lagi 15 menit lagi." in late.text
    restarted = open_app().test_client()
    assert sign_in(restarted).status_code == 429
    with time_machine.travel(clock.now() + THROTTLE_WINDOW, tick=False):
        assert sign_in(restarted).status_code == 303


def test_others_sign_in_while_one_account_is_being_guessed(session, client, user):
    with write(session):
        make_user(session, login="lain", password_hash=HASH)
    for _ in range(9):
        sign_in(client, password="salah")
    assert sign_in(client, login="lain").status_code == 303


def test_one_network_cannot_try_every_account(open_app, user):
    client = open_app().test_client()
    for number in range(60):
        spoofed = {"X-Forwarded-For": f"10.0.0.{number}"}  # nobody in front of us said this
        data = {"login": f"orang{number}", "password": "x"}
        assert client.post("/masuk", data=data, headers=spoofed).status_code == 422
    assert sign_in(client).status_code == 429


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8::1", "2001:db8::"),  # written short, it is still one of a /64
        ("2001:db8:0:0:ffff::2", "2001:db8::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_network_is_one_however_its_addresses_are_written(address, network):
    assert network_of(address) == network


def test_signing_in_forgives_earlier_slips(client, user):
    for _ in range(7):
        sign_in(client, password="salah")
    assert sign_in(client).status_code == 303
    client.post("/keluar")
    assert sign_in(client, password="salah").status_code == 422


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
def answers(app, user, settings):
    """An answer of every kind."""
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
