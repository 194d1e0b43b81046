"""The demonstration: made by the office's own verbs, honest about what is known and what is not."""

import stat
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from tracker.config import Settings
from tracker.demo import load
from tracker.demo.accounts import FILE, DemoSignIn
from tracker.demo.seed_meeting import TEXT
from tracker.infra.db import make_sessions, write
from tracker.infra.passwords import password_matches
from tracker.infra.storage import Store, open_store
from tracker.jobs.audit import seal_events
from tracker.jobs.integrity import verify
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.documents import Document
from tracker.models.events import Event
from tracker.models.meetings import Meeting, MeetingSource, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.organisations import load_known_organisations
from tracker.models.users import User, actor_of
from tracker.policy.actions import verifiable_assignments, visible_assignments
from tracker.policy.minutes import approvable_minutes

AT = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday, 09.00 WIB
TODAY = AT.date()


@dataclass(frozen=True)
class House:
    """An installation with the demonstration in it, loaded once for all tests."""

    sessions: sessionmaker[Session]
    store: Store
    settings: Settings
    sign_ins: list[DemoSignIn]


@pytest.fixture(scope="module")
def house(new_engine, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    folder.chmod(0o700)
    engine = new_engine()
    settings = Settings(
        base_url="http://127.0.0.1:8000",
        secret_key="0123456789abcdef" * 4,
        data_dir=folder,
        database_url=engine.url.render_as_string(hide_password=False),
        store_url=f"file://{folder / 'store'}",
    )
    sessions, store = make_sessions(engine), open_store(settings.store_url)
    with sessions() as session, write(session):
        load_known_organisations(session, at=AT)
    return House(sessions, store, settings, load(sessions, store, settings, at=AT))


@pytest.fixture
def session(house):
    with house.sessions() as session:
        yield session


@pytest.fixture
def seed(session):
    written = Meeting.example.is_(False) & Meeting.series_id.is_(None)
    return session.scalars(select(Meeting).where(written)).one()


@pytest.fixture
def example(session):
    return session.scalars(select(Meeting).where(Meeting.example)).one()


def actor(session, login):
    user = session.scalars(select(User).filter_by(login=login)).one()
    return actor_of(session, user, today=TODAY)


# --- accounts


def test_every_printed_sign_in_opens_its_account(session, house):
    accounts = {user.login: user for user in session.scalars(select(User))}
    assert set(accounts) == {sign_in.login for sign_in in house.sign_ins}
    assert all(user.demo for user in accounts.values())
    for sign_in in house.sign_ins:
        assert password_matches(accounts[sign_in.login].password_hash, sign_in.password)


def test_passwords_differ_by_account_and_by_installation(house):
    assert len({sign_in.password for sign_in in house.sign_ins}) == len(house.sign_ins)
    mode = (house.settings.data_dir / FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_each_role_finds_something_to_do(session):
    def count(things):
        return len(session.scalars(things).all())

    assert count(verifiable_assignments(actor(session, "sekretariat"))) == 1
    assert count(visible_assignments(actor(session, "disnaker"))) == 3
    assert count(visible_assignments(actor(session, "bpkad"))) == 1
    assert actor(session, "karo").is_leader
    assert actor(session, "sekda").leads_all
    assert actor(session, "admin").is_admin
    assert count(approvable_minutes(actor(session, "karo"))) == 0


# --- the seed


def test_the_seed_is_a_draft_that_says_only_what_its_text_says(session, seed):
    assert seed.state is MeetingState.DRAFT
    assert (seed.chair_name, seed.chair_person_id, seed.start_time) == ("", None, None)
    assert seed.starts_on.isoformat() == "2025-09-18"
    source = session.scalars(select(MeetingSource).filter_by(meeting_id=seed.id)).one()
    assert source.text == TEXT.read_text()


def test_the_agreements_of_the_seed_have_no_due_date_for_none_was_set(session, seed):
    agreed = session.scalars(select(Agreement).filter_by(meeting_id=seed.id)).all()
    assert [agreement.due_on for agreement in agreed] == [None] * 3


# --- the example


def test_the_example_says_that_it_is_one(example):
    assert example.subject.startswith("Contoh:")
    assert example.host == "Biro Kesejahteraan Rakyat"
    assert 0 < (TODAY - example.starts_on).days <= 16
    assert example.starts_on.weekday() < 5


def test_its_notula_is_sealed_and_waits_for_its_print(session, example):
    minutes = session.scalars(select(Minutes).filter_by(meeting_id=example.id)).one()
    paper = session.scalars(select(Document).filter_by(meeting_id=example.id)).one()
    assert minutes.state is MinutesState.APPROVED
    assert paper.code
    assert example.locked


def test_its_work_stands_in_every_way_that_matters(session, example):
    shares = session.scalars(
        select(Assignment).where(Assignment.meeting_id == example.id).order_by(Assignment.id)
    ).all()
    awaiting, overdue, verified, running = shares
    assert awaiting.state is AssignmentState.AWAITING
    assert overdue.state is AssignmentState.NOT_STARTED
    assert overdue.due_on < TODAY
    assert verified.state is AssignmentState.DONE
    assert running.state is AssignmentState.IN_PROGRESS
    assert running.due_on > TODAY


# --- as a whole


def test_loading_twice_changes_nothing(session, house):
    def counts():
        session.rollback()
        return [session.scalar(select(func.count()).select_from(t)) for t in (User, Meeting, Event)]

    before = counts()
    assert load(house.sessions, house.store, house.settings, at=AT) == house.sign_ins
    assert counts() == before


def test_events_explain_all_that_was_loaded(session, house):
    seal_events(house.sessions)
    report = verify(session, house.store)
    assert report.problems == []
    assert report.head
