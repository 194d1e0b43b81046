"""Asking the agencies before a meeting: one mail to each, with its open items and where to report.

The mail names the series and not the meeting, to which not every agency asked is invited.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.documents.mails import mail_text
from tracker.models.deliveries import DeliveryKind, queue_mail
from tracker.models.meetings import SecurityClass
from tracker.models.update_windows import UpdateWindow
from tracker.reports.recipients import Office, recipients_for
from tracker.reports.update_requests import Answer, answers


def ask_for_updates(
    session: Session, window: UpdateWindow, *, by: int | None, at: datetime, base_url: str
) -> None:
    """Open the window and mail every agency that owes something; call inside `write`.

    Raises DomainError as `UpdateWindow.ask` does. An agency without a mail address finds the
    request on its home page.
    """
    window.ask(by=by, at=at)
    _mail(session, window, by=by, at=at, base_url=base_url, again="")


def remind_the_silent(
    session: Session, window: UpdateWindow, *, by: int, at: datetime, base_url: str
) -> None:
    """Mail once more those who have not answered for every item, about what is left.

    Raises DomainError as `UpdateWindow.remind` does.
    """
    window.remind(by=by, at=at)
    _mail(session, window, by=by, at=at, base_url=base_url, again=":again")


def _mail(
    session: Session,
    window: UpdateWindow,
    *,
    by: int | None,
    at: datetime,
    base_url: str,
    again: str,
) -> None:
    meeting, today = window.meeting, at.astimezone(ZoneInfo(window.meeting.zone)).date()
    asked_at = window.asked_at or at
    silent = [
        answer
        for answer in answers(session, meeting, asked_at=asked_at, today=today)
        if not answer.is_complete
    ]
    offices = recipients_for(session, [Office(a.organisation_id) for a in silent], on=today)
    for answer, office in zip(silent, offices, strict=True):
        if not office.problem:
            queue_mail(
                session,
                DeliveryKind.UPDATE_REQUEST,
                meeting,
                office,
                subject=_subject(window, again),
                body=_body(window, answer, base_url, again),
                key=f"update:{window.id}:{window.round}{again}:{answer.organisation_id}",
                at=at,
                by=by,
            )


def _subject(window: UpdateWindow, again: str) -> str:
    what = "Pengingat pemutakhiran" if again else "Permintaan pemutakhiran"
    return f"{what} tindak lanjut: {_series(window)}"


def _body(window: UpdateWindow, answer: Answer, base_url: str, again: str) -> str:
    items = [
        {
            "reference": item.reference,
            "sentence": item.sentence if item.security_class is SecurityClass.OPEN else "",
            "due_on": item.due_on,
            "url": f"{base_url}/tugas/{item.assignment_id}",
        }
        for item in answer.items
        if not item.answered
    ]
    return mail_text(
        "update_request",
        organisation=answer.organisation,
        series=_series(window),
        closes_at=window.closes_at,
        zone=window.meeting.zone,
        items=items,
        unit=window.meeting.organising_unit.name,
        again=bool(again),
    )


def _series(window: UpdateWindow) -> str:
    series = window.meeting.series
    return series.name if series else ""
