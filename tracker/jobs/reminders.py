"""Reminders and escalation by themselves: due and not yet done, on every working day.

What counts is the ledger, asked again within the write: any number of workers tell each reader once
a day, and one that was stopped tells what is still true, once.
"""

import logging
from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session, sessionmaker

from tracker.config import Settings
from tracker.documents.reminder_mails import send_digest, subject_of
from tracker.infra.db import write
from tracker.infra.text import N_
from tracker.models.deliveries import Recipient
from tracker.models.digests import Reader, begin_digest
from tracker.models.escalations import EscalatedTask, Escalation, climb, stop_tasks
from tracker.models.notices import Audience, NoticeKind, notify
from tracker.models.organisations import Organisation
from tracker.models.reminder_pauses import pauses_on
from tracker.models.reminder_rules import all_rules
from tracker.models.users import User, actor_of
from tracker.models.working_days import WorkCalendar
from tracker.reports.digest_readers import offices_due, wishes_due
from tracker.reports.escalations import climbs_due, moved_on
from tracker.reports.recipients import Office, recipients_for
from tracker.reports.reminders import Day, Owed, day_of, owed_by, reminders_for

NO_OWN_ADDRESS = N_("Akun ini belum mempunyai alamat surel.")

Look = Callable[[Session, Day, datetime, Settings], None]

log = logging.getLogger(__name__)


def look_after_reminders(sessions: sessionmaker[Session], at: datetime, settings: Settings) -> int:
    """Tell everybody whose hour has come; returns how many readers were looked at.

    Nobody on days off and during a pause for all. A reader who fails is logged and does not hold up
    the others.
    """
    with sessions() as session:
        looks = _looks_due(session, at.astimezone(settings.zone))
        if not looks:
            return 0
        day = day_of(session, at, settings.zone)
    for look in looks:
        try:
            with sessions() as session, write(session):
                look(session, day, at, settings)
        except Exception:
            log.exception("a reminder failed")
    return len(looks)


def stop_what_moved(sessions: sessionmaker[Session], at: datetime) -> int:
    """Let what was reported on, claimed, ended or moved climb no further; returns of how many
    letters. Looked at again within the write.
    """
    with sessions() as session:
        if not moved_on(session):
            return 0
        with write(session):
            found = moved_on(session)
            for letter_id, tasks in found.items():
                letter = session.get_one(Escalation, letter_id)
                stop_tasks(
                    letter, [(session.get_one(EscalatedTask, t), why) for t, why in tasks], at=at
                )
    return len(found)


def _looks_due(session: Session, local: datetime) -> list[Look]:
    """On a working day from its hour on; a handful of small statements when nothing is due."""
    today = local.date()
    if not WorkCalendar.load(session, [today.year]).is_working(today):
        return []
    paused = {pause.organisation_id for pause in pauses_on(session, today)}
    if None in paused:
        return []
    offices = []
    if local.time() >= all_rules(session).sends_at:
        offices = [o for o in offices_due(session, today) if o not in paused]
    users = [wish.user_id for wish in wishes_due(session, today, local.time())]
    return [
        *(partial(_tell_office, office) for office in offices),
        *(partial(_tell_user, user, paused) for user in users),
    ]


def _tell_office(
    organisation_id: int, session: Session, day: Day, at: datetime, settings: Settings
) -> None:
    reader = Reader(organisation_id=organisation_id)
    digest = begin_digest(session, reader, day.on, at=at)
    if digest is None:
        return
    owed = owed_by(session, {organisation_id}, day)
    _escalate(session, organisation_id, owed, day, at)
    reminders = reminders_for(session, reader, owed, day)
    [recipient] = recipients_for(session, [Office(organisation_id)], on=day.on)
    if reminders:
        said = subject_of(reminders)
        notify(session, NoticeKind.REMINDER, organisation_id, text=said, path="/tugas", at=at)
    send_digest(
        session,
        digest,
        reminders,
        recipient,
        office=recipient.name,
        day=day,
        at=at,
        settings=settings,
    )


def _escalate(
    session: Session, organisation_id: int, owed: list[Owed], day: Day, at: datetime
) -> None:
    for (unit_id, level), tasks in climbs_due(session, owed, day).items():
        letter = climb(session, unit_id, organisation_id, level, tasks, on=day.on, at=at)
        notify(
            session,
            NoticeKind.ESCALATION,
            unit_id,
            text=f"{letter.organisation.name}: {len(tasks)} tugas naik ke {level.label.lower()}",
            path=f"/eskalasi/{letter.id}",
            at=at,
            audience=Audience.SECRETARIAT,
        )


def _tell_user(
    user_id: int,
    paused: Collection[int | None],
    session: Session,
    day: Day,
    at: datetime,
    settings: Settings,
) -> None:
    reader = Reader(user_id=user_id)
    digest = begin_digest(session, reader, day.on, at=at)
    if digest is None:
        return
    user = session.get_one(User, user_id)
    agencies = actor_of(session, user, today=day.on).agencies - set(paused)
    owed = owed_by(session, agencies, day)
    send_digest(
        session,
        digest,
        reminders_for(session, reader, owed, day),
        Recipient(user.name, user.email or "", problem="" if user.email else NO_OWN_ADDRESS),
        office=_names(session, agencies),
        day=day,
        at=at,
        settings=settings,
    )


def _names(session: Session, agencies: Collection[int]) -> str:
    names = [session.get_one(Organisation, agency).name for agency in sorted(agencies)]
    return " dan ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
