"""The reminder of a day: one mail to each reader with all that has come, never one for each task.

Of Terbatas only the number stands in it; Rahasia was never looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.config import Settings
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
    subject, base_url = subject_of(reminders), settings.base_url
    [digest.delivery, *_more] = tell(
        session,
        DeliveryKind.TASK_REMINDER,
        None,
        recipient,
        subject=subject,
        body=body_of(reminders, recipient, office=office, day=day, base_url=base_url),
        text=f"{subject}. Mohon dilaporkan perkembangan, kendala, atau usulan tenggat barunya.",
        url=f"{base_url}/tugas",
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


def body_of(
    reminders: Sequence[Reminder], recipient: Recipient, *, office: str, day: Day, base_url: str
) -> str:
    order = list(_HEADINGS)
    ranked = sorted(reminders, key=lambda r: (order.index(_kind(r, day.on)), -r.late))
    listed = [(_kind(r, day.on), _item(r, base_url)) for r in ranked[:MOST_LISTED]]
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
        list_url=f"{base_url}/tugas",
    )


def _kind(reminder: Reminder, today: date) -> When:
    """The heading it stands under, by what is true today, whatever the step said."""
    if reminder.late > 0:
        return When.AFTER
    if reminder.step is None:
        return When.MONTHLY
    return When.ON if reminder.owed.due_on == today else When.BEFORE


def _item(reminder: Reminder, base_url: str) -> dict[str, object]:
    owed = reminder.owed
    notes = [f"terlambat {reminder.late} hari kerja"] if reminder.late > 0 else []
    if reminder.monthly and (reminder.step or reminder.late > 0):
        notes.append("laporan bulan ini belum ada")
    return {
        "reference": owed.reference,
        "sentence": owed.sentence if owed.security_class is SecurityClass.OPEN else "",
        "due_on": owed.due_on,
        "note": ", ".join(notes),
        "url": f"{base_url}/tugas/{owed.assignment_id}",
    }
