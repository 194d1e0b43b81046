"""Where a reminder leads: a link for an office without an account, else the page behind sign-in."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_assignment,
    make_organisation,
    make_secret_meeting,
    make_user,
    someone,
)
from tests.outside import make_ordered
from tracker.config import Settings
from tracker.documents.action_links import send_link, task_addresses
from tracker.models.action_link_rules import ActionLinkRules, save_action_link_rules
from tracker.models.action_links import ActionLink
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Channel, Delivery, Recipient
from tracker.models.meetings import SecurityClass
from tracker.models.users import Role

DAY = timedelta(days=1)


@pytest.fixture
def share(session: Session) -> Assignment:
    return make_assignment(session, make_organisation(session, email="dinas@contoh.example"))


def led_to(session: Session, share: Assignment, settings: Settings, *, days: int = 0) -> str:
    office = share.organisation
    who = Recipient(office.name, office.email, office.id)
    at, on = NOW + days * DAY, TODAY + days * DAY
    urls = task_addresses(session, [share.id], who, settings=settings, at=at, on=on)
    return urls[share.id].removeprefix(settings.base_url)


def test_an_office_without_an_account_gets_a_link_that_serves_for_days(session, share, settings):
    first = led_to(session, share, settings)
    assert first.startswith("/tautan-tugas/")
    assert led_to(session, share, settings, days=3) == first
    assert led_to(session, share, settings, days=4) != first, "less than half its time was left"
    assert len(session.scalars(select(ActionLink)).all()) == 2


def test_a_share_that_went_to_another_office_gets_a_link_of_its_own(session, share, settings):
    """Though both offices have one address, the link of the former opens nothing any more."""
    first = led_to(session, share, settings)
    share.organisation = make_organisation(session, email=share.organisation.email)
    session.flush()
    assert led_to(session, share, settings) != first


def test_who_can_sign_in_signs_in(session, share, settings):
    user = make_user(session, Role.AGENCY, share.organisation)
    assert led_to(session, share, settings).startswith("/tautan-tugas/"), "the account is unused"
    user.set_password("$argon2id$", at=NOW)
    assert led_to(session, share, settings) == f"/tugas/{share.id}"


def test_the_admin_may_keep_links_out_of_reminders(session, share, settings):
    rules = ActionLinkRules(in_reminders=False)
    save_action_link_rules(session, rules, by=someone(session), at=NOW, version=0)
    assert led_to(session, share, settings) == f"/tugas/{share.id}"


def test_of_secret_work_there_is_no_link(session, settings):
    office = make_organisation(session, email="dinas@contoh.example")
    action = make_action(session, make_secret_meeting(session))
    share = make_assignment(session, office, action=action)
    assert led_to(session, share, settings) == f"/tugas/{share.id}"


def test_a_mail_with_a_link_tells_of_terbatas_the_number_only(session, settings):
    action = make_ordered(
        session, make_organisation(session), security_class=SecurityClass.RESTRICTED
    )
    office = make_organisation(session, email="dinas@contoh.example")
    share = make_assignment(session, office, action=action)
    who = Recipient(office.name, office.email, office.id)
    by = someone(session)
    send_link(session, share, who, Channel.MAIL, settings=settings, by=by, at=NOW)
    mail = session.scalars(select(Delivery)).one()
    assert action.reference in mail.body
    assert action.sentence not in mail.subject + mail.body
    assert mail.body.count(settings.base_url) == 1
