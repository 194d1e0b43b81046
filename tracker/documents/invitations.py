"""What is said to whom a meeting calls: composed, shown before it goes out, and queued."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.documents.calendars import CANCEL, CLOSED_MEETING, REQUEST, Party, meeting_calendar
from tracker.documents.invitation_letters import issue_letter
from tracker.documents.mails import mail_text
from tracker.documents.wording import day, days, hours
from tracker.infra.media_types import ENDINGS
from tracker.infra.signed_links import read, sign
from tracker.infra.text import N_
from tracker.models.deliveries import Attached, DeliveryKind, queue_mail
from tracker.models.documents import Document, DocumentKind, newest_document
from tracker.models.errors import DomainError
from tracker.models.invitation_words import facts_of
from tracker.models.invitations import Invitation, InvitationState
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState, Mode, SecurityClass
from tracker.models.signings import file_to_send
from tracker.reports.invitations import Called

LINK = "invitation"
_SAID_OF_CLOSED = ("Hari/tanggal", "Waktu")


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as its reader gets it."""

    subject: str
    body: str
    calendar: str
    method: str


def compose(
    kind: DeliveryKind,
    call: Called,
    invitation: Invitation,
    settings: Settings,
    *,
    at: datetime,
    told: Mapping[str, Any] | None = None,
) -> Mail:
    """The message of this kind to one who is called.

    told: what was said before, for a change. A meeting classed Rahasia is closed.
    """
    meeting = invitation.meeting
    closed = meeting.security_class in NAMED_ACCESS
    # The line above a mail is shown on every screen: of Terbatas only the letter itself tells more.
    openly = meeting.security_class is SecurityClass.OPEN
    title = meeting.subject if openly else CLOSED_MEETING if closed else "Rapat (terbatas)"
    now = facts_in_words(facts_of(meeting), closed=closed)
    said = facts_in_words(told or {}, closed=closed)
    link = reply_link(settings, call.invitee.id)
    word = _word(kind, meeting)
    body = mail_text(
        kind.value,
        name=call.recipient.name,
        named="yang bersifat tertutup" if closed else f"“{meeting.subject}”",
        closed=closed,
        word=word,
        facts=now,
        changes=[(k, said.get(k, ""), v) for k, v in now.items() if said.get(k) != v],
        letter=_letter_line(meeting),
        attire="" if closed else invitation.attire,
        signatory="" if closed else invitation.signatory_position,
        office=meeting.organising_unit.name,
        link=link,
    )
    method = CANCEL if kind is DeliveryKind.MEETING_CANCELLED else REQUEST
    if meeting.starts_on is None:  # called off, and its date taken back already
        return Mail(f"{word}: {title}", body, "", "")
    calendar = meeting_calendar(
        meeting,
        method=method,
        sequence=invitation.sequence,
        at=at,
        base_url=settings.base_url,
        organiser=Party(meeting.organising_unit.name, _sender(settings)),
        attendee=Party(call.recipient.name, call.recipient.address or _sender(settings)),
        link=link,
    )
    return Mail(f"{word}: {title}, {day(meeting.starts_on)}", body, calendar, method)


def tell_changes(
    session: Session,
    invitation: Invitation,
    calls: Iterable[Called],
    settings: Settings,
    *,
    by: int,
    at: datetime,
    on: date,
) -> int:
    """Tell everybody who was told how it stands now; returns to how many a mail goes.

    Postponed or cancelled, the entry leaves their calendars. Raises DomainError as
    `Invitation.tell_changes`.
    """
    told, known = invitation.facts, [call for call in calls if call.is_told]
    invitation.tell_changes([call.invitee for call in known], by=by, at=at, on=on)
    kind = change_kind(invitation)
    return mail_all(session, kind, invitation, known, settings, by=by, at=at, told=told)


def change_kind(invitation: Invitation) -> DeliveryKind:
    """What `tell_changes` would send now."""
    called_off = facts_of(invitation.meeting)["called_off"]
    return DeliveryKind.MEETING_CANCELLED if called_off else DeliveryKind.MEETING_CHANGED


def mail_all(
    session: Session,
    kind: DeliveryKind,
    invitation: Invitation,
    calls: Iterable[Called],
    settings: Settings,
    *,
    by: int,
    at: datetime,
    told: Mapping[str, Any] | None = None,
    again: str = "",
) -> int:
    """Queue one mail for each who has an address; returns how many. Call after the verb, in the
    same transaction: the calendar's number is in the key, so the same act mails nobody twice.

    again: what sets a message apart that leaves the calendar as it is, as a reminder's day.
    """
    letter = attached_letter(session, invitation) if kind is DeliveryKind.INVITATION else None
    reached = [call for call in calls if call.has_mail]
    for call in reached:
        mail = compose(kind, call, invitation, settings, at=at, told=told)
        queue_mail(
            session,
            kind,
            invitation.meeting,
            call.recipient,
            subject=mail.subject,
            body=mail.body,
            key=f"{kind}:{invitation.id}:{invitation.sequence}:{call.invitee.id}{again}",
            at=at,
            by=by,
            calendar=mail.calendar,
            calendar_method=mail.method,
            attachments=[letter] if letter else [],
        )
    return len(reached)


def print_letter(
    session: Session, invitation: Invitation, *, by: int, at: datetime, settings: Settings
) -> None:
    """Issue the approved letter as it stands, unless a signed scan goes out in its place."""
    approved = invitation.state in {InvitationState.APPROVED, InvitationState.SENT}
    if approved and invitation.proof_id is None:
        issue_letter(session, invitation, by=by, at=at, base_url=settings.base_url)


def attached_letter(session: Session, invitation: Invitation) -> Attached | None:
    """The scan that came with its approval, else the paper once it is printed, as it was signed;
    of Rahasia nothing goes by mail.
    """
    if invitation.security_class in NAMED_ACCESS:
        return None
    if invitation.proof:
        blob = invitation.proof.blob
        return Attached(key=blob.key, name=invitation.proof.name, media_type=blob.media_type)
    paper = letter_paper(session, invitation)
    file = file_to_send(session, paper) if paper else None
    if file is None:
        return None
    key, media_type = file
    return Attached(key=key, name=f"surat-undangan{ENDINGS[media_type][0]}", media_type=media_type)


def require_letter(session: Session, invitation: Invitation) -> None:
    """Raise DomainError while the paper that goes with the mails is still being printed."""
    paper = letter_paper(session, invitation)
    printing = paper is not None and paper.pdf_key is None and not paper.failure
    if printing and invitation.proof is None and invitation.security_class not in NAMED_ACCESS:
        raise DomainError(
            "letter_printing",
            N_("Surat undangan sedang dicetak. Tunggu sebentar, lalu kirim lagi."),
        )


def letter_paper(session: Session, invitation: Invitation) -> Document | None:
    """The newest issued paper of the letter."""
    return newest_document(session, DocumentKind.INVITATION, invitation.meeting_id)


def reply_link(settings: Settings, invitee_id: int) -> str:
    """Where the invitee answers without an account; the same for as long as he is on the list."""
    return f"{settings.base_url}/undangan/{sign(settings.secret_key, LINK, invitee_id)}"


def invitee_of(settings: Settings, token: str) -> int | None:
    """Whose link this is; None for one we did not make."""
    found = read(settings.secret_key, LINK, token)
    return found if isinstance(found, int) else None


def facts_in_words(facts: Mapping[str, Any], *, closed: bool = False) -> dict[str, str]:
    """What, when and where by the labels of a letter; what is unknown is left out.

    closed: for eyes outside, it says when, but neither what nor where.
    """
    if not facts.get("starts_on"):
        return {}
    first, last = date.fromisoformat(facts["starts_on"]), facts["ends_on"]
    words = {
        "Acara": facts["subject"],
        "Hari/tanggal": days(first, date.fromisoformat(last) if last else None),
        "Waktu": _clock(facts),
        "Tempat": facts["venue"],
        "Cara rapat": Mode(facts["mode"]).label if facts["mode"] else "",
    }
    said = _SAID_OF_CLOSED if closed else words
    return {label: words[label] for label in said if words[label]}


def _clock(facts: Mapping[str, Any]) -> str:
    if not facts["start_time"]:
        return ""
    start, end = time.fromisoformat(facts["start_time"]), facts["end_time"]
    ends = time.fromisoformat(end) if end else None
    return hours(start, ends, facts["zone"], open_ended=facts["open_ended"])


def _word(kind: DeliveryKind, meeting: Meeting) -> str:
    """What the message is, in the two words its subject begins with."""
    if kind is DeliveryKind.MEETING_CANCELLED:
        stopped = {
            MeetingState.CANCELLED: "Rapat dibatalkan",
            MeetingState.POSTPONED: "Rapat ditunda",
        }
        return stopped.get(meeting.state, "Undangan ditarik")
    return {
        DeliveryKind.INVITATION: "Undangan rapat",
        DeliveryKind.INVITATION_REMINDER: "Mohon jawaban undangan",
        DeliveryKind.MEETING_CHANGED: "Perubahan jadwal rapat",
    }[kind]


def _letter_line(meeting: Meeting) -> str:
    number, dated = meeting.invitation_number, meeting.invitation_date
    told = [f"Nomor {number}" if number else "", f"tanggal {day(dated)}" if dated else ""]
    return " ".join(filter(None, told))


def _sender(settings: Settings) -> str:
    return settings.mail_from or "rakor@localhost.localdomain"
