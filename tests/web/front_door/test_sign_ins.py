"""Signing in and out: nobody gets in otherwise, and nobody stays in for ever."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.factories import make_user
from tests.web.front_door.steps import BASE, HASH, PASSWORD, cookie_of, is_out, sign_in
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.sign_ins import ABSOLUTE_LIMIT, IDLE_LIMIT, SignIn


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
        session.get_one(type(user), user.id).deactivate(
            by=by, at=clock.now(), on=clock.now().date()
        )
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
