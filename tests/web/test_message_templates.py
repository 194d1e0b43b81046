"""What the admin says of messages and links: shown as it will go out, tried, then stored."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.factories import make_user
from tracker.infra.db import write
from tracker.models.action_link_rules import ActionLinkRules, action_link_rules
from tracker.models.deliveries import Channel, Delivery
from tracker.models.message_templates import message_template
from tracker.models.users import Role


@pytest.fixture
def admin(session):
    with write(session):
        return make_user(session, Role.ADMIN)


def test_the_template_is_shown_filled_and_stored(admin, client_for, session):
    client = client_for(admin)
    assert "Dinas Kesehatan" in client.get("/pengaturan/pesan").text
    posted = {"template": '{"target": "{to}", "pesan": "{text}"}', "version": "0"}
    assert client.post("/pengaturan/pesan", data=posted).status_code == 303
    session.rollback()
    assert message_template(session) == (posted["template"], 1)
    stale = client.post("/pengaturan/pesan", data={**posted, "template": "{}"})
    assert stale.status_code == 409
    assert "Perbedaan kedua isian" in stale.text


def test_a_broken_template_is_kept_on_the_form_and_said_beside_it(admin, client_for, session):
    client = client_for(admin)
    posted = {"template": '{"to": <script>{to}', "version": "0"}
    page = client.post("/pengaturan/pesan", data=posted)
    assert page.status_code == 422
    assert "bukan JSON yang benar" in page.text
    assert "&lt;script&gt;{to}" in page.text
    posted["template"] = '{"a": "{nomor}"}'
    unknown = client.post("/pengaturan/pesan", data=posted)
    assert "Templat memuat {nomor}, yang tidak dikenal." in unknown.text
    session.rollback()
    assert message_template(session)[1] == 0


def test_a_test_message_needs_a_gateway_and_a_number(
    admin, client_for, session, app, settings, monkeypatch
):
    client = client_for(admin)
    without = client.post("/pengaturan/pesan/uji", data={"number": "0812-3456-7890"})
    assert (without.status_code, "belum disetel" in without.text) == (422, True)
    attached = replace(
        settings, webhook_url="https://gateway.example", webhook_secret=settings.secret_key
    )
    monkeypatch.setitem(app.extensions, "rakor_settings", attached)
    assert client.post("/pengaturan/pesan/uji", data={"number": "nomor"}).status_code == 422
    sent = client.post("/pengaturan/pesan/uji", data={"number": "0812-3456-7890"})
    assert sent.location == "/pengiriman"
    session.rollback()
    message = session.scalars(select(Delivery)).one()
    assert (message.channel, message.address) == (Channel.WEBHOOK, "+6281234567890")
    assert settings.secret_key not in client.get("/pengaturan/pesan").text


def test_how_long_links_last_is_the_admins_choice(admin, client_for, session):
    client = client_for(admin)
    for days in ("0", "61", "seminggu", ""):
        page = client.post("/pengaturan/tautan-tugas", data={"days": days, "version": "0"})
        assert page.status_code == 422, days
    stored = client.post("/pengaturan/tautan-tugas", data={"days": "3", "version": "0"})
    assert stored.status_code == 303
    session.rollback()
    assert action_link_rules(session) == (ActionLinkRules(days=3, in_reminders=False), 1)
