"""Guessing: answered alike, counted over all processes, forgiven in time."""

import re

import pytest
import time_machine

from tests.factories import make_user
from tests.web.front_door.steps import HASH, PASSWORD, sign_in
from tests.web.office import statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.sign_ins import THROTTLE_NETWORK, THROTTLE_WINDOW, note_failure
from tracker.web.security import network_of


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


def test_one_network_cannot_try_every_account(session, client, user):
    with write(session):
        for number in range(THROTTLE_NETWORK - 2):
            note_failure(session, account=f"orang{number}", network="127.0.0.1", at=clock.now())
    for number in range(2):
        spoofed = {"X-Forwarded-For": f"10.0.0.{number}"}  # nobody in front of us said this
        data = {"login": f"lain{number}", "password": "x"}
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
