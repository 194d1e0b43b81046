"""Signing in, and looking whether one is in."""

from tracker.infra.passwords import hash_password

PASSWORD = "padi menguning di sawah"
HASH = hash_password(PASSWORD)
BASE = "http://127.0.0.1:8000"


def sign_in(client, login="sri.rahayu", password=PASSWORD, **values):
    return client.post("/masuk", data={"login": login, "password": password, **values})


def cookie_of(client):
    return client.get_cookie("rakor", domain="127.0.0.1").value


def is_out(client):
    answer = client.get("/akun-saya")
    return (answer.status_code, answer.location) == (303, "/masuk?next=/akun-saya")
