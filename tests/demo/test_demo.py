"""The demonstration: made by the office's own verbs, honest about what is known and what is not."""

import stat

import pytest
from sqlalchemy import func, select

from tests.demo.house import AT, TODAY, about, actor
from tracker.demo import load
from tracker.demo.accounts import FILE
from tracker.demo.seed_meeting import TEXT
from tracker.infra.passwords import password_matches
from tracker.jobs.audit import seal_events
from tracker.jobs.integrity import verify
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.documents import DocumentKind, newest_document
from tracker.models.events import Event
from tracker.models.meetings import Meeting, MeetingSource, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.users import User
from tracker.policy.actions import verifiable_assignments, visible_assignments
from tracker.policy.minutes import approvable_minutes


@pytest.fixture
def seed(session):
    return session.scalars(select(Meeting).where(~Meeting.example)).one()


@pytest.fixture
def example(session):
    return about(session, "Pemadanan")


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

    assert 7 <= count(verifiable_assignments(actor(session, "sekretariat"))) <= 12
    for login in ("disnaker", "bpkad", "bappeda", "dinsos"):
        assert count(visible_assignments(actor(session, login))) >= 2, login
    assert actor(session, "setda").secretariat_all
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
    paper = newest_document(session, DocumentKind.MINUTES, example.id)
    assert minutes.state is MinutesState.APPROVED
    assert paper is not None
    assert paper.is_sealed
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


def test_its_distribution_waits_with_one_who_has_no_address(session, example):
    copies = session.scalars(select(CarbonCopy).filter_by(meeting_id=example.id)).all()
    assert sorted(bool(copy.address) for copy in copies) == [False, True]
    listed = newest_document(session, DocumentKind.ATTENDANCE, example.id)
    assert listed is not None
    assert listed.is_sealed


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
