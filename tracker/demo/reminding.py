"""What went out by itself until yesterday: reminders, and two letters about late work."""

from datetime import date, time

from tracker.demo.accounts import organisation
from tracker.demo.agreed_work import Shares
from tracker.demo.scene import Scene
from tracker.documents.reminder_mails import send_digest
from tracker.models.assignments import Assignment
from tracker.models.digest_wishes import Frequency, save_wish
from tracker.models.digests import Reader, begin_digest
from tracker.models.escalations import Escalation, Level, climb
from tracker.models.meetings import Meeting
from tracker.models.recurrences import Weekday
from tracker.models.reminder_rules import DEFAULTS, SENDS_AT, save_rule
from tracker.models.series import Series
from tracker.reports.recipients import Office, recipients_for
from tracker.reports.reminders import Day, day_of, owed_by, reminders_for

# Disdukcapil has no address: the ledger says so.
_TOLD = ("disnaker", "bpkad", "bappeda", "dinsos", "disdukcapil")
_MONDAY = {"frequency": Frequency.WEEKLY, "weekday": Weekday.MONDAY, "sends_at": time(8)}


def remind(scene: Scene, shares: Shares, inflation: Meeting) -> None:
    """Rules of a series and of a user, the mails of the last working day, the escalation."""
    at = scene.ago(1, SENDS_AT)
    by = scene.secretariat.user_id
    steps = {"before": [7, 3, 1], "every_after": 2, "escalate_after": [2, 4, 7, 10]}
    rule = {**DEFAULTS, **steps, "sends_at": None}  # the hour is of the general rule only
    series = scene.session.get_one(Series, inflation.series_id)
    save_rule(scene.session, series, by=by, at=at, version=0, **rule)
    save_wish(scene.session, scene.bpkad.user_id, at=at, on=scene.today, version=0, **_MONDAY)
    _escalate(scene, shares["budget"], shares["enrol"])
    day = day_of(scene.session, at, scene.settings.zone)
    for code in _TOLD:
        _tell(scene, code, day)


def _tell(scene: Scene, code: str, day: Day) -> None:
    """The one mail of that day; what has come since is due and not yet told."""
    session, office = scene.session, organisation(scene.session, code)
    reader, at = Reader(organisation_id=office.id), scene.ago(1, SENDS_AT)
    digest = begin_digest(session, reader, day.on, at=at)
    if digest is None:
        return
    reminders = reminders_for(session, reader, owed_by(session, {office.id}, day), day)
    [recipient] = recipients_for(session, [Office(office.id)], on=day.on)
    send_digest(
        session,
        digest,
        reminders,
        recipient,
        office=recipient.name,
        day=day,
        at=at,
        settings=scene.settings,
    )


def _escalate(scene: Scene, silent: Assignment, late: Assignment) -> None:
    """One climbed to the head of the office after a letter that changed nothing; one begins."""
    responsible, head, *_rest = DEFAULTS["escalate_after"]
    first = _climb(scene, silent, Level.RESPONSIBLE, responsible)
    sent_on = scene.calendar.add(_due(silent), responsible)
    first.mark_sent(
        f"000.1.5/CONTOH-9/V.01/{sent_on.year}",
        sent_on,
        by=scene.secretariat.user_id,
        at=scene.instant(sent_on, time(11)),
        today=sent_on,
        version=first.version,
    )
    _climb(scene, silent, Level.HEAD, head)
    _climb(scene, late, Level.RESPONSIBLE, responsible)


def _climb(scene: Scene, share: Assignment, level: Level, after: int) -> Escalation:
    """The letter drafted so many working days after the due date."""
    on = scene.calendar.add(_due(share), after)
    at = scene.instant(on, SENDS_AT)
    tasks = [(share.id, _due(share))]
    return climb(scene.session, share.unit_id, share.organisation_id, level, tasks, on=on, at=at)


def _due(share: Assignment) -> date:
    if share.due_on is None:
        raise ValueError("without a due date nothing is late")
    return share.due_on
