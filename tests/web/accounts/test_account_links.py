"""The one-time link: looked at, used once, and never twice."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.web.accounts.steps import PASSWORD, account, link_in, make_account
from tracker.infra import clock
from tracker.infra.passwords import password_matches
from tracker.models.sign_ins import AccountLink


def test_looking_at_a_link_does_not_spend_it_and_using_it_does(session, admin, client):
    path = make_account(admin)
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200
    used = client.post(path, data={"password": PASSWORD, "again": PASSWORD})
    assert (used.status_code, used.location) == (303, "/masuk")
    assert password_matches(account(session, "sri.rahayu").password_hash, PASSWORD)
    assert client.get(path).status_code == 404
    assert client.post(path, data={"password": "lain sekali ini", "again": "x"}).status_code == 404


def test_used_late_and_unknown_links_look_the_same(app, admin, client):
    used, late = make_account(admin), make_account(admin, login="lain")
    client.post(used, data={"password": PASSWORD, "again": PASSWORD})
    with time_machine.travel(clock.now() + timedelta(days=3, seconds=1), tick=False):
        visitor = app.test_client()
        answers = [visitor.get(path) for path in (used, late, "/tautan/tidak-pernah-ada")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({re.sub(r'(nonce|content)="[^"]*"', "", answer.text) for answer in answers}) == 1


def test_a_new_link_kills_the_older_one(session, admin, client, clerk):
    older = link_in(admin.post(f"/akun/{clerk.id}/tautan"))
    newer = link_in(admin.post(f"/akun/{clerk.id}/tautan"))
    assert (client.get(older).status_code, client.get(newer).status_code) == (404, 200)
    session.rollback()
    assert session.scalars(select(AccountLink)).all()[0].used_at is None


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("sawah9", "sawah9", "Kata sandi terlalu pendek."),
        ("Sri.Rahayu.1", "Sri.Rahayu.1", "Kata sandi mudah ditebak."),
        (PASSWORD, PASSWORD + "x", "Kedua kata sandi tidak sama."),
        ("", "", "Isian ini wajib diisi."),
    ],
)
def test_a_weak_password_is_refused_and_the_link_lives_on(admin, client, password, again, sentence):
    path = make_account(admin)
    page = client.post(path, data={"password": password, "again": again})
    assert (page.status_code, sentence in page.text) == (422, True)
    assert password not in page.text or not password
    assert client.get(path).status_code == 200


def test_a_link_used_ends_every_sign_in(session, admin, client, client_for, clerk):
    elsewhere = client_for(clerk)
    path = link_in(admin.post(f"/akun/{clerk.id}/tautan"))
    client.post(path, data={"password": PASSWORD, "again": PASSWORD})
    assert elsewhere.get("/").status_code == 303
