"""Akun saya: where I am signed in, and my password."""

import pytest

from tests.web.accounts.steps import PASSWORD, account
from tracker.infra.passwords import password_matches
from tracker.web.devices import device


def test_everybody_sees_where_the_own_account_is_signed_in(client_for, clerk):
    here, _elsewhere = client_for(clerk), client_for(clerk)
    page = here.get("/akun-saya").text
    assert page.count("127.0.0.1 ") + page.count("127.0.0.1\n") == 2
    assert page.count("Perangkat ini") == 1


def test_ending_other_sessions_keeps_this_one(client_for, clerk):
    here, elsewhere = client_for(clerk), client_for(clerk)
    assert here.post("/akun-saya/sesi-lain").status_code == 303
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303


def test_a_new_password_needs_the_present_one_and_ends_other_sessions(session, client_for, clerk):
    here, elsewhere = client_for(clerk), client_for(clerk)
    new = {"password": "kereta api senja utama", "again": "kereta api senja utama"}
    wrong = here.post("/akun-saya/kata-sandi", data={**new, "current": "bukan ini"})
    assert wrong.status_code == 422
    assert "Nama akun atau kata sandi tidak cocok." in wrong.text
    assert elsewhere.get("/").status_code == 200
    right = here.post("/akun-saya/kata-sandi", data={**new, "current": PASSWORD})
    assert right.status_code == 303
    assert password_matches(account(session, clerk.login).password_hash, new["password"])
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 303)


def test_guessing_the_present_password_is_throttled(client_for, clerk):
    here = client_for(clerk)
    data = {"current": "salah", "password": "kereta api senja", "again": "kereta api senja"}
    answers = [here.post("/akun-saya/kata-sandi", data=data).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14; K) Chrome/126.0 Mobile Safari/537.36",
            "Chrome di Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge di Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko Firefox/127.0", "Firefox di Linux"),
        ("<script>alert(1)</script>", "Perangkat tidak dikenal"),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(app, name, words):
    with app.test_request_context():
        assert device(name) == words
