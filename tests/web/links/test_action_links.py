"""Making and closing links to a task, on its page."""

import pytest
from sqlalchemy import select

from tests.factories import make_action, make_assignment, make_meeting
from tracker.infra.db import write
from tracker.models.action_links import ActionLink
from tracker.models.deliveries import Delivery


@pytest.fixture
def share(session, office):
    with write(session):
        office.agency.revise(
            by=office.secretariat.id,
            at=office.agency_user.created_at,
            version=office.agency.version,
            email="disnaker@contoh.example",
        )
        action = make_action(session, make_meeting(session, office.unit))
        return make_assignment(session, office.agency, action=action)


def test_a_link_goes_to_the_official_address_and_can_be_closed(
    office, client_for, share, session, settings
):
    for who in (office.agency_user, office.secretariat):
        client = client_for(who)
        assert "disnaker@contoh.example" in client.get(f"/tugas/{share.id}/tautan").text
        sent = client.post(f"/tugas/{share.id}/tautan", data={"channel": "mail"})
        assert sent.location == f"/tugas/{share.id}"
        session.rollback()
        link = session.scalars(select(ActionLink).order_by(ActionLink.id.desc())).first()
        mail = session.scalars(select(Delivery).order_by(Delivery.id.desc())).first()
        assert f"{settings.base_url}/tautan-tugas/" in mail.body
        assert office.unit.name in mail.body
        assert (mail.address, link.issued_by) == ("disnaker@contoh.example", who.id)
        assert "berlaku sampai" in client.get(f"/tugas/{share.id}").text
        client.post(f"/tugas/{share.id}/tautan/{link.id}/pencabutan")
        session.rollback()
        assert link.revoked_by == who.id
        assert "dicabut" in client.get(f"/tugas/{share.id}").text


def test_nobody_types_an_address_of_his_own(office, client_for, share, session):
    client = client_for(office.agency_user)
    for channel in ("webhook", "lain", ""):
        posted = {"channel": channel, "address": "pencuri@contoh.example"}
        assert client.post(f"/tugas/{share.id}/tautan", data=posted).status_code == 422
    assert session.scalars(select(ActionLink)).all() == []


def test_an_office_without_an_address_is_told_of_whom_to_ask(office, client_for, session):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit))
        share = make_assignment(session, office.other_agency, action=action)
    page = client_for(office.other_user).get(f"/tugas/{share.id}/tautan").text
    assert "belum mempunyai alamat surel" in page
