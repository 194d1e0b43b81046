"""Words a secretariat may hand on by a messenger of its own choice: formal, and never above Biasa.

Of Terbatas only the number stands in them; of Rahasia there are none.
"""

from tracker.documents.invitations import facts_in_words
from tracker.documents.mails import mail_text
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.invitation_words import facts_of
from tracker.models.meetings import NAMED_ACCESS, Meeting, SecurityClass


def words_of_task(share: Assignment, *, base_url: str) -> str:
    """To the office that owes it; empty for what is not handed on."""
    url = f"{base_url}/tugas/{share.id}"
    return _of_work(share.action, share.organisation.name, share.due_on, url)


def words_of_action(action: Action, *, base_url: str) -> str:
    """To all who owe a share of it; empty for what is not handed on."""
    url = f"{base_url}/tindak-lanjut/{action.id}"
    return _of_work(action, "Bapak/Ibu pimpinan instansi", action.due_on, url)


def words_of_invitation(meeting: Meeting) -> str:
    """When and where; empty for a meeting above Biasa. The letter itself goes by mail."""
    if meeting.security_class is not SecurityClass.OPEN:
        return ""
    facts, unit = facts_in_words(facts_of(meeting)), meeting.organising_unit.name
    return mail_text("shared_invitation", facts=facts, unit=unit)


def _of_work(action: Action, to: str, due_on: object, url: str) -> str:
    if action.security_class in NAMED_ACCESS:
        return ""
    return mail_text(
        "shared_work",
        to=to,
        reference=action.reference,
        sentence=action.sentence if action.security_class is SecurityClass.OPEN else "",
        due_on=due_on,
        url=url,
        unit=action.unit.name,
    )
