"""Reminders by themselves: each office once a day, all it owes in one mail, and nothing twice."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import (
    TODAY,
    ZONE,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_user,
    someone,
)
from tests.jobs.looking import Look
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState, Report
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Delivery, DeliveryKind
from tracker.models.digest_wishes import Frequency, save_wish
from tracker.models.digests import Digest, DigestLine
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.recurrences import Weekday
from tracker.models.reminder_pauses import ReminderPause
from tracker.models.users import Role, User

BASE_URL = "http://127.0.0.1:8000"
JAKARTA = ZoneInfo(ZONE)
DAY = timedelta(days=1)
MORNING = datetime.combine(TODAY, time(7, 30), JAKARTA)  # a Thursday
LATE = TODAY - 5 * DAY  # a Saturday: four working days late


@pytest.fixture
def labour(session: Session) -> Organisation:
    with write(session):
        labour = make_organisation(session, "Disnaker", email="disnaker@lampung.example")
        make_user(session, Role.AGENCY, labour, password_hash="$argon2id$")
    return labour


@pytest.fixture
def social(session: Session) -> Organisation:
    with write(session):
        return make_organisation(session, "Dinsos", email="dinsos@lampung.example")


def test_all_an_office_owes_comes_in_one_mail(
    look: Look, session: Session, labour: Organisation, social: Organisation
) -> None:
    with write(session):
        late = owe(session, labour, "Memutakhirkan data", LATE)
        today = owe(session, labour, "Menyusun edaran", TODAY)
        soon = owe(session, labour, "Menyiapkan anggaran", TODAY + DAY)
        owe(session, labour, "Rencana tahun depan", TODAY + 90 * DAY)
        owe(session, social, "Menyalurkan bantuan", TODAY)
    for _worker in range(3):
        look(MORNING)
    [mail] = mails(session, labour)
    assert mail.kind is DeliveryKind.TASK_REMINDER
    assert mail.subject == "Pengingat tindak lanjut: 3 tugas, 1 terlambat"
    told = re.findall(rf"{BASE_URL}/tugas/(\d+)", mail.body)
    assert told == [str(share.id) for share in (late, today, soon)]
    assert "terlambat 4 hari kerja" in mail.body
    assert "Rencana" not in mail.body
    assert "bantuan" not in mail.body
    assert "bantuan" in mails(session, social)[0].body


def test_nothing_comes_before_its_hour_nor_on_a_day_off(
    look: Look, session: Session, labour: Organisation
) -> None:
    with write(session):
        owe(session, labour, "Memutakhirkan data", LATE)
    look(MORNING - timedelta(seconds=1))
    look(MORNING + 2 * DAY)  # a Saturday
    assert mails(session, labour) == []
    look(MORNING)
    assert len(mails(session, labour)) == 1


def test_a_step_is_told_once_and_a_stopped_worker_tells_what_is_still_true(
    look: Look, session: Session, labour: Organisation
) -> None:
    """Away over a weekend and a Monday: one mail, of the steps that hold then."""
    with write(session):
        late = owe(session, labour, "Memutakhirkan data", TODAY - DAY)
        answered = owe(session, labour, "Menyusun edaran", TODAY + DAY)
    look(MORNING)
    look(MORNING + DAY)
    first, second = mails(session, labour)
    assert "edaran" in first.body
    assert "jatuh tempo hari ini" in second.body.casefold()
    with write(session):
        claim(session, answered)
    look(MORNING + 5 * DAY)
    [caught_up] = mails(session, labour)[2:]
    assert re.findall(r"/tugas/(\d+)", caught_up.body) == [str(late.id)]
    look(MORNING + 6 * DAY)
    assert len(mails(session, labour)) == 3


def test_work_that_waits_for_a_verdict_or_is_over_is_not_reminded_of(
    look: Look, session: Session, labour: Organisation
) -> None:
    with write(session):
        for state in set(AssignmentState) - {
            AssignmentState.NOT_STARTED,
            AssignmentState.IN_PROGRESS,
        }:
            make_assignment(session, labour, state=state, due_on=LATE)
    look(MORNING)
    assert mails(session, labour) == []


def test_what_is_restricted_stands_by_number_and_what_is_secret_not_at_all(
    look: Look, session: Session, labour: Organisation
) -> None:
    with write(session):
        shares = [
            owe(session, labour, f"Kalimat {name}", LATE, security_class=name)
            for name in (SecurityClass.RESTRICTED, SecurityClass.SECRET)
        ]
    look(MORNING)
    [mail] = mails(session, labour)
    assert "Kalimat" not in mail.body
    assert shares[0].action.reference in mail.body
    assert shares[1].action.reference not in mail.body
    assert "1 tugas" in mail.subject


def test_an_office_without_an_address_is_tried_again_once_it_has_one(
    look: Look, session: Session
) -> None:
    with write(session):
        office = make_organisation(session, "Badan Baru")
        owe(session, office, "Memutakhirkan data", LATE)
    look(MORNING)
    digest = session.scalars(select(Digest)).one()
    assert (digest.told, digest.delivery_id) == (1, None)
    assert "alamat" in digest.problem
    with write(session):
        by = someone(session)
        office.revise(by=by, at=MORNING, version=office.version, email="badan@lampung.example")
    look(MORNING + DAY)
    assert len(mails(session, office)) == 1


def test_the_report_of_the_month_is_asked_for_in_the_same_mail(
    look: Look, session: Session, labour: Organisation
) -> None:
    """On 23 September, five working days before the last: what was silent, not what is new."""
    asked_on = MORNING + 5 * DAY
    with write(session):
        silent = owe(session, labour, "Tanpa tenggat", None)
        told = owe(session, labour, "Sudah dilaporkan", None)
        new = owe(session, labour, "Baru diberikan", None)
        for share in (silent, told):
            share.created_at = MORNING - 60 * DAY
        new.created_at = MORNING - DAY
        report(session, told, MORNING - DAY)
    look(MORNING + 4 * DAY)
    assert mails(session, labour) == []
    look(asked_on)
    look(asked_on + DAY)
    [mail] = mails(session, labour)
    assert re.findall(r"/tugas/(\d+)", mail.body) == [str(silent.id)]
    assert "LAPORAN BULAN INI" in mail.body


def test_during_a_pause_nobody_is_told_and_after_it_everybody_once(
    look: Look, session: Session, labour: Organisation, social: Organisation
) -> None:
    with write(session):
        for office in (labour, social):
            owe(session, office, "Memutakhirkan data", LATE)
        pause(session, labour, until=TODAY)
    look(MORNING)
    assert (len(mails(session, labour)), len(mails(session, social))) == (0, 1)
    with write(session):
        pause(session, None, until=TODAY + DAY)
    look(MORNING + DAY)
    assert mails(session, labour) == []
    look(MORNING + 4 * DAY)
    assert len(mails(session, labour)) == 1


def test_a_user_gets_his_own_on_his_day_and_hour(
    look: Look, session: Session, labour: Organisation, social: Organisation
) -> None:
    """Each Monday at nine: once a week, whatever came meanwhile, of his own office only."""
    with write(session):
        user = make_user(session, Role.AGENCY, labour, email="petugas@lampung.example")
        wish(session, user, Frequency.WEEKLY, weekday=Weekday.MONDAY, sends_at=time(9))
        owe(session, labour, "Memutakhirkan data", LATE)
        owe(session, social, "Menyalurkan bantuan", LATE)
    monday = datetime.combine(TODAY + 4 * DAY, time(9), JAKARTA)
    for at in (MORNING, monday - timedelta(seconds=1), monday, monday + DAY):
        look(at)
    [mail] = session.scalars(
        select(Delivery).where(Delivery.address == "petugas@lampung.example")
    ).all()
    assert mail.queued_at == monday
    assert "Memutakhirkan data" in mail.body
    assert "bantuan" not in mail.body


def test_a_weekly_mail_that_was_missed_comes_on_the_next_working_day(
    look: Look, session: Session, labour: Organisation
) -> None:
    with write(session):
        user = make_user(session, Role.AGENCY, labour, email="petugas@lampung.example")
        wish(session, user, Frequency.WEEKLY, weekday=Weekday.SUNDAY)
        owe(session, labour, "Memutakhirkan data", LATE)
    look(MORNING + 3 * DAY)  # the Sunday itself
    look(MORNING + 5 * DAY)  # and the worker was away on Monday
    digests = session.scalars(select(Digest.day).where(Digest.user_id == user.id)).all()
    assert digests == [TODAY + 5 * DAY]


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_day_turns_at_midnight_of_the_office(
    look: Look, session: Session, labour: Organisation, zone: str
) -> None:
    """A second before it, and on it: the same two instants everywhere else are something else."""
    with write(session):
        user = make_user(session, Role.AGENCY, labour, email="petugas@lampung.example")
        wish(session, user, Frequency.DAILY, sends_at=time(0))
        owe(session, labour, "Memutakhirkan data", TODAY)
    midnight = datetime.combine(TODAY, time(), ZoneInfo(zone))
    for at in (midnight - timedelta(seconds=1), midnight, midnight + DAY - timedelta(seconds=1)):
        look(at, zone)
        session.rollback()
        found = session.execute(
            select(Digest.day, DigestLine.mark)
            .join(DigestLine, DigestLine.digest_id == Digest.id)
            .where(Digest.user_id == user.id)
            .order_by(DigestLine.id)
        ).all()
        told = [(day, mark.split(":", 1)[1]) for day, mark in found]
        ahead = (TODAY - DAY, "before:1")
        assert told == ([ahead] if at < midnight else [ahead, (TODAY, "on:0")])


def test_looking_when_nothing_is_due_takes_a_handful_of_statements(
    look: Look, session: Session, labour: Organisation
) -> None:
    with write(session):
        for _number in range(3):
            owe(session, labour, "Memutakhirkan data", LATE)
    look(MORNING)
    assert look(MORNING + timedelta(minutes=1)) == 0
    assert session.scalar(select(func.count(Digest.id))) == 1


# --- helpers


def owe(
    session: Session,
    office: Organisation,
    sentence: str,
    due_on: date | None,
    security_class: SecurityClass = SecurityClass.OPEN,
) -> Assignment:
    meeting = make_meeting(session, security_class=security_class)
    action = make_action(session, meeting, sentence=sentence)
    return make_assignment(session, office, action=action, due_on=due_on)


def report(session: Session, share: Assignment, at: datetime) -> None:
    agency = make_actor(session, Role.AGENCY, share.organisation)
    share.post_update(Report.PROGRESS, "Berjalan.", by=agency, at=at)


def claim(session: Session, share: Assignment) -> None:
    agency = make_actor(session, Role.AGENCY, share.organisation)
    share.post_update(Report.DONE, "Selesai.", by=agency, at=MORNING, link="https://example.id")


def pause(session: Session, office: Organisation | None, *, until: date) -> None:
    ReminderPause.add(
        session,
        by=None,
        at=MORNING,
        organisation=office,
        since=TODAY,
        until=until,
        reason="Peleburan instansi",
        made_by="Rahma",
    )


def wish(session: Session, user: User, frequency: Frequency, **values: object) -> None:
    values = {"weekday": None, "sends_at": time(7, 30), **values}
    save_wish(
        session, user.id, at=MORNING, on=TODAY - DAY, version=0, frequency=frequency, **values
    )


def mails(session: Session, office: Organisation) -> list[Delivery]:
    session.rollback()
    sent = select(Delivery).where(Delivery.organisation_id == office.id).order_by(Delivery.id)
    return list(session.scalars(sent))
