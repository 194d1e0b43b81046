"""The part of the story in which reminders go out and late work climbs."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_action, make_assignment
from tracker.models.assignment_states import AssignmentState
from tracker.models.deliveries import DeliveryKind, Recipient, queue_mail
from tracker.models.digest_wishes import Frequency, save_wish
from tracker.models.digests import DigestLine, Reader, begin_digest
from tracker.models.escalations import LEVELS, Stop, climb, stop_tasks
from tracker.models.meetings import Meeting
from tracker.models.recurrences import Weekday
from tracker.models.reminder_pauses import ReminderPause
from tracker.models.reminder_rules import DEFAULTS, drop_rule, save_rule
from tracker.models.series import Series


def tell_of_reminders(session: Session, meeting: Meeting, *, by: int, later: datetime) -> None:
    _rule(session, meeting.series, by, later)
    wish = {"frequency": Frequency.WEEKLY, "weekday": Weekday.FRIDAY, "sends_at": time(9)}
    for version in (0, 1):
        save_wish(session, by, at=NOW, on=TODAY, version=version, **wish)
    pause = ReminderPause.add(
        session,
        by=by,
        at=NOW,
        since=TODAY,
        until=TODAY,
        reason="Peleburan instansi",
        made_by="Rahma",
    )
    pause.lift(by=by, at=later)
    _climb(session, meeting, by, later)


def _rule(session: Session, series: Series | None, by: int, later: datetime) -> None:
    values = {**DEFAULTS, "before": [3], "escalate_after": [2, 4, 6, 8]}
    save_rule(session, None, by=by, at=NOW, version=0, **values)
    save_rule(session, None, by=by, at=later, version=1, **values)
    rule = save_rule(session, series, by=by, at=NOW, version=0, **{**values, "sends_at": None})
    drop_rule(rule, by=by, at=later, version=rule.version)


def _climb(session: Session, meeting: Meeting, by: int, later: datetime) -> None:
    """A letter of each level: one that waits, one sent, one dropped, one that was answered."""
    action = make_action(session, meeting)
    share = make_assignment(session, action=action, state=AssignmentState.IN_PROGRESS)
    office, since = share.organisation_id, TODAY - timedelta(days=20)
    letters = [
        climb(session, meeting.organising_unit_id, office, level, tasks, on=TODAY, at=NOW)
        for level in LEVELS
        for tasks in ([(share.id, since)],)
    ]
    _told(session, share.id, office)
    _waits, sent, dropped, answered = letters
    climb(
        session,
        meeting.organising_unit_id,
        office,
        LEVELS[0],
        [(share.id, date(2025, 1, 2))],
        on=TODAY,
        at=later,
    )
    sent.mark_sent("005/12/2025", TODAY, by=by, at=later, today=TODAY, version=sent.version)
    dropped.drop("Sudah dibicarakan.", by=by, at=later, version=dropped.version)
    stop_tasks(answered, [(answered.tasks[0], Stop.REPORTED)], at=later)


def _told(session: Session, task: int, office: int) -> None:
    reader = Reader(organisation_id=office)
    digest = begin_digest(session, reader, TODAY, at=NOW)
    assert digest
    digest.told = 1
    digest.delivery = queue_mail(
        session,
        DeliveryKind.TASK_REMINDER,
        None,
        Recipient("Dinas", "dinas@contoh.example", office),
        subject="Pengingat",
        body="Satu tugas.",
        key="digest:story",
        at=NOW,
    )
    session.add(
        DigestLine(digest_id=digest.id, reader=reader.key, assignment_id=task, mark="x:on:0")
    )
