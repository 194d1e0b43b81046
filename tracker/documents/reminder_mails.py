"""The reminder of a day: one mail to each reader with all that has come, never one for each task.

Of Terbatas only the number stands in it; Rahasia was never looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.documents.action_links import is_link, task_addresses
from tracker.documents.mails import mail_text
from tracker.documents.messages import is_reached, tell
from tracker.infra.text import N_
from tracker.models.deliveries import DeliveryKind, Recipient
from tracker.models.digests import Digest, DigestLine
from tracker.models.meetings import SecurityClass
from tracker.models.reminder_steps import When
from tracker.reports.recipients import NO_ADDRESS
from tracker.reports.reminders import Day, Reminder

MOST_LISTED = 40

_HEADINGS = {
    When.AFTER: N_("TERLAMBAT"),
    When.ON: N_("JATUH TEMPO HARI INI"),
    When.BEFORE: N_("SEGERA JATUH TEMPO"),
    When.MONTHLY: N_("LAPORAN BULAN INI BELUM KAMI TERIMA"),
}


def send_digest(
    session: Session,
    digest: Digest,
    reminders: Sequence[Reminder],
    recipient: Recipient,
    *,
    office: str,
    day: Day,
    at: datetime,
    settings: Settings,
) -> None:
    """Fill a digest that was just begun, and send it; call inside `write`.

    office: how the organisation is called in it. Whoever cannot be reached has the reason noted,
    and is tried again on the next working day. Nothing to tell leaves it empty.
    """
    digest.told = len(reminders)
    if not reminders:
        return
    if not is_reached(recipient, settings):
        digest.problem = recipient.problem or NO_ADDRESS
        return
    subject = subject_of(reminders)
    body = _composed(session, reminders, recipient, office, day, settings, at)
    [digest.delivery, *_more] = tell(
        session,
        DeliveryKind.TASK_REMINDER,
        None,
        recipient,
        subject=subject,
        body=body,
        text=f"{subject}. Mohon dilaporkan perkembangan, kendala, atau usulan tenggat barunya.",
        url=f"{settings.base_url}/tugas",
        key=f"digest:{digest.reader}:{digest.day}",
        settings=settings,
        at=at,
    )
    session.add_all(
        DigestLine(
            digest_id=digest.id,
            reader=digest.reader,
            assignment_id=reminder.owed.assignment_id,
            mark=mark,
        )
        for reminder in reminders
        for mark in reminder.marks
    )


def subject_of(reminders: Sequence[Reminder]) -> str:
    """Numbers only: subject lines are read over shoulders."""
    late = sum(reminder.late > 0 for reminder in reminders)
    words = f"Pengingat tindak lanjut: {len(reminders)} tugas"
    return f"{words}, {late} terlambat" if late else words


def _composed(
    session: Session,
    reminders: Sequence[Reminder],
    recipient: Recipient,
    office: str,
    day: Day,
    settings: Settings,
    at: datetime,
) -> str:
    order = list(_HEADINGS)
    ranked = sorted(reminders, key=lambda r: (order.index(_kind(r, day.on)), -r.late))
    shown = ranked[:MOST_LISTED]
    share_ids = [reminder.owed.assignment_id for reminder in shown]
    urls = task_addresses(session, share_ids, recipient, settings=settings, at=at, on=day.on)
    listed = [(_kind(r, day.on), _item(r, urls[r.owed.assignment_id])) for r in shown]
    groups = [
        {"heading": heading, "items": [item for kind, item in listed if kind is when]}
        for when, heading in _HEADINGS.items()
    ]
    return mail_text(
        "task_reminder",
        name=recipient.name,
        office=office,
        day=day.on,
        groups=[group for group in groups if group["items"]],
        more=len(reminders) - len(listed),
        by_link=is_link(urls[share_ids[0]], settings),
        list_url=f"{settings.base_url}/tugas",
    )


def _kind(reminder: Reminder, today: date) -> When:
    """The heading it stands under, by what is true today, whatever the step said."""
    if reminder.late > 0:
        return When.AFTER
    if reminder.step is None:
        return When.MONTHLY
    return When.ON if reminder.owed.due_on == today else When.BEFORE


def _item(reminder: Reminder, url: str) -> dict[str, object]:
    owed = reminder.owed
    notes = [f"terlambat {reminder.late} hari kerja"] if reminder.late > 0 else []
    if reminder.monthly and (reminder.step or reminder.late > 0):
        notes.append("laporan bulan ini belum ada")
    return {
        "reference": owed.reference,
        "sentence": owed.sentence if owed.security_class is SecurityClass.OPEN else "",
        "due_on": owed.due_on,
        "note": ", ".join(notes),
        "url": url,
    }
