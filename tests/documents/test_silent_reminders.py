"""Who has not reported is reminded in one act: by one mail each, once a day."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_secret_meeting,
    someone,
)
from tests.outside import make_ordered
from tests.refusals import refused
from tracker.config import Settings
from tracker.documents.silent_reminders import Silent, remind_silent, silent_on
from tracker.models.actions import Action
from tracker.models.assignment_states import Report
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Delivery
from tracker.models.meetings import SecurityClass
from tracker.models.users import Role

DAY = timedelta(days=1)


@pytest.fixture
def action(session: Session) -> Action:
    return make_action(session, make_meeting(session), sentence="Melaporkan stok beras")


def test_only_the_silent_are_mailed_each_about_its_own_share(
    session: Session, action: Action, remind: Any
) -> None:
    silent, spoken = owe(session, action, "Dinas Sosial"), owe(session, action, "Bappeda")
    agency = make_actor(session, Role.AGENCY, spoken.organisation)
    spoken.post_update(Report.PROGRESS, "Sedang disusun.", by=agency, at=NOW)
    remind(session, action)
    (mail,) = session.scalars(select(Delivery))
    assert mail.organisation_id == silent.organisation_id
    assert "Melaporkan stok beras" in mail.body
    assert "http://127.0.0.1:8000/tautan-tugas/" in mail.body, "nobody there has an account"
    assert "Bappeda" not in mail.body


def test_pressed_twice_it_mails_once_a_day(session: Session, action: Action, remind: Any) -> None:
    owe(session, action, "Dinas Sosial")
    remind(session, action)
    assert refused(lambda: remind(session, action)) == "nobody_to_remind"
    (one,) = silent_on(session, action, today=TODAY)
    assert one.reminded
    remind(session, action, days=1)
    assert len(session.scalars(select(Delivery)).all()) == 2


def test_who_has_no_address_is_named_and_hinders_nobody(
    session: Session, action: Action, remind: Any
) -> None:
    owe(session, action, "Dinas Sosial")
    make_assignment(session, make_organisation(session, "Tanpa alamat"), action=action)
    assert [one.organisation for one in remind(session, action)] == ["Dinas Sosial"]
    (unreached,) = [one for one in silent_on(session, action, today=TODAY) if not one.reminded]
    assert unreached.organisation == "Tanpa alamat"
    assert "alamat surel" in unreached.recipient.problem


def test_of_terbatas_only_the_number_stands_in_the_mail(session: Session, remind: Any) -> None:
    unit = make_organisation(session)
    action = make_ordered(session, unit, security_class=SecurityClass.RESTRICTED)
    owe(session, action, "Dinas Sosial")
    remind(session, action)
    (mail,) = session.scalars(select(Delivery))
    assert action.reference in mail.body
    assert action.sentence not in mail.subject + mail.body
    assert mail.meeting is None


def test_of_rahasia_nobody_is_mailed(session: Session, remind: Any) -> None:
    action = make_action(session, make_secret_meeting(session))
    owe(session, action, "Dinas Sosial")
    assert refused(lambda: remind(session, action)) == "secret_by_mail"
    assert session.scalars(select(Delivery)).all() == []


def owe(session: Session, action: Action, name: str) -> Assignment:
    address = f"{name.replace(' ', '').lower()}@contoh.example"
    return make_assignment(session, make_organisation(session, name, email=address), action=action)


@pytest.fixture
def remind(settings: Settings) -> Callable[..., Sequence[Silent]]:
    def remind(session: Session, action: Action, *, days: int = 0) -> Sequence[Silent]:
        by, later = someone(session), days * DAY
        at, today = NOW + later, TODAY + later
        return remind_silent(session, action, by=by, at=at, today=today, settings=settings)

    return remind
