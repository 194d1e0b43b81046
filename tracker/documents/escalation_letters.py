"""The letter of an escalation, printed as it stands now: ready to be numbered and signed.

What goes to the Sekda brings the draft of his own reprimand to the head of the office.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.documents import wording
from tracker.documents.escalation_words import Sheet, letter_of, nature_to, reprimand_of
from tracker.documents.printouts import ask_for_printout
from tracker.infra.text import N_
from tracker.models.digests import Digest, DigestLine
from tracker.models.errors import Untimely
from tracker.models.escalations import EscalatedTask, Escalation, EscalationState, Level
from tracker.models.letterheads import letterhead_for
from tracker.models.meetings import SecurityClass
from tracker.models.printouts import Printout, PrintoutKind
from tracker.models.users import Actor
from tracker.reports.escalations import Task, tasks_of
from tracker.reports.reminders import Day


def print_letter(
    session: Session, escalation: Escalation, *, by: Actor, day: Day, at: datetime
) -> Printout:
    """For `by` to have signed and sent; call inside `write`. day: the office's.

    Raises Untimely when nothing of it climbs any more.
    """
    tasks = standing_tasks(session, by, escalation)
    if not tasks:
        raise Untimely(
            "nothing_stands", N_("Tidak ada lagi tugas yang perlu disurati dalam eskalasi ini.")
        )
    sheets = [letter_of(session, escalation, tasks=len(tasks), on=day.on)]
    if escalation.level is Level.REGIONAL_SECRETARY:
        sheets.append(reprimand_of(session, escalation, tasks=len(tasks), on=day.on))
    highest = max((task.security_class for task in tasks), key=list(SecurityClass).index)
    content = {
        "sheets": [_sheet(sheet) for sheet in sheets],
        "number": escalation.number,
        "dated_on": escalation.dated_on,
        "nature": nature_to(highest),
        "tasks": [_row(task, day) for task in tasks],
        "efforts": efforts(session, escalation, tasks),
    }
    return ask_for_printout(
        session,
        PrintoutKind.ESCALATION,
        content,
        name=f"Eskalasi {escalation.organisation.short_name} {day.on.isoformat()}",
        security_class=highest,
        letterhead=letterhead_for(
            session, escalation.unit, signatory=sheets[0].sender.signatory.position
        ),
        by=by,
        at=at,
    )


def standing_tasks(session: Session, by: Actor, escalation: Escalation) -> list[Task]:
    """Those that climb still; of a letter that was sent, those it spoke of."""
    sent = escalation.state is EscalationState.SENT
    found = tasks_of(session, by, escalation)
    return [t for t in found if t.stop is None or (sent and _stood(t, escalation))]


def efforts(session: Session, escalation: Escalation, tasks: list[Task]) -> list[str]:
    """What was done so far about these tasks, with dates and numbers: facts, or nothing."""
    shares = [task.assignment_id for task in tasks]
    mails, newest = session.execute(
        select(func.count(Digest.id.distinct()), func.max(Digest.day))
        .join(DigestLine, DigestLine.digest_id == Digest.id)
        .where(
            Digest.organisation_id == escalation.organisation_id,
            DigestLine.assignment_id.in_(shares),
        )
    ).one()
    sent = session.execute(
        select(Escalation.level, Escalation.number, Escalation.dated_on)
        .join(EscalatedTask, EscalatedTask.escalation_id == Escalation.id)
        .where(
            Escalation.state == EscalationState.SENT,
            Escalation.id != escalation.id,
            EscalatedTask.assignment_id.in_(shares),
        )
        .order_by(Escalation.dated_on, Escalation.id)
        .distinct()
    )
    by_mail = (
        [f"Surel pengingat kepada instansi: {mails} kali, terakhir {wording.day(newest)}"]
        if newest
        else []
    )
    letters = [
        f"Surat kepada {level.label.lower()}, {wording.letter_number(number)}, "
        f"tanggal {wording.day(dated_on)}"
        for level, number, dated_on in sent
    ]
    return [*by_mail, *letters]


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "is_memo": sheet.is_memo,
        "to": sheet.to,
        "sender": sheet.sender.title,
        "signatory": asdict(sheet.sender.signatory),
        "on_behalf_of": sheet.on_behalf_of,
        "subject": sheet.subject,
        "opening": sheet.opening,
        "closing": sheet.closing,
        "copies": list(sheet.copies),
    }


def _row(task: Task, day: Day) -> dict[str, Any]:
    reported = task.reported_at.astimezone(day.zone).date() if task.reported_at else None
    return {
        "reference": task.reference,
        "sentence": task.sentence,
        "meeting": task.meeting or "",
        "meeting_on": task.meeting_on,
        "due_on": task.due_on,
        "late": max(day.late(task.due_on), 0) if task.due_on else 0,
        "reported_on": reported,
    }


def _stood(task: Task, escalation: Escalation) -> bool:
    """It had not moved yet when the letter went out."""
    sent_at = escalation.sent_at
    return sent_at is not None and task.stopped_at is not None and task.stopped_at >= sent_at
