"""A state as people see it: word, mark and colour, in one place for all pages.

Those of the work that follows a meeting are in work_status.py.
"""

from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext

from tracker.models.agenda_proposals import ProposalState
from tracker.models.attendances import Presence
from tracker.models.deliveries import DeliveryState
from tracker.models.initials import Initials
from tracker.models.invitations import InvitationState
from tracker.models.invitees import Answer
from tracker.models.meetings import MeetingState
from tracker.models.minutes import MinutesState
from tracker.models.official_papers import PaperState
from tracker.models.remarks import Outcome
from tracker.models.successions import Succession
from tracker.models.working_days import OfficeDay
from tracker.reports.accounts import AccountStanding
from tracker.reports.missing_minutes import MissingMinutes


@dataclass(frozen=True, slots=True)
class Tag:
    """mark and tone as in components/status.html."""

    label: str
    mark: str
    tone: str


_MEETINGS = {
    MeetingState.DRAFT: ("○", "idle"),
    MeetingState.SCHEDULED: ("○", "active"),
    MeetingState.IN_PROGRESS: ("◔", "active"),
    MeetingState.HELD: ("●", "active"),
    MeetingState.POSTPONED: ("!", "soon"),
    MeetingState.CANCELLED: ("×", "idle"),
}
_PRESENCES = {
    Presence.PRESENT: ("✓", "verified"),
    Presence.REPRESENTED: ("◔", "active"),
    Presence.ONLINE: ("●", "verified"),
    Presence.EXCUSED: ("×", "soon"),
    Presence.ABSENT: ("!", "late"),
}
_MINUTES = {
    MinutesState.DRAFT: ("○", "idle"),
    MinutesState.SUBMITTED: ("◔", "claimed"),
    MinutesState.RETURNED: ("!", "soon"),
    MinutesState.APPROVED: ("✓", "verified"),
}
_INVITATIONS = {
    InvitationState.DRAFT: ("○", "idle"),
    InvitationState.SUBMITTED: ("◔", "claimed"),
    InvitationState.RETURNED: ("!", "soon"),
    InvitationState.APPROVED: ("●", "active"),
    InvitationState.SENT: ("✓", "verified"),
}
_OFFICIAL_PAPERS = {
    PaperState.DRAFT: ("○", "idle"),
    PaperState.SUBMITTED: ("◔", "claimed"),
    PaperState.RETURNED: ("!", "soon"),
    PaperState.APPROVED: ("✓", "verified"),
    PaperState.DISCARDED: ("–", "idle"),
}
_ANSWERS = {
    Answer.ATTENDING: ("✓", "verified"),
    Answer.REPRESENTED: ("●", "active"),
    Answer.UNABLE: ("×", "soon"),
}
_CORRECTIONS = {
    MinutesState.DRAFT: lazy_gettext("Sah, ralat disusun"),
    MinutesState.SUBMITTED: lazy_gettext("Sah, ralat diajukan"),
    MinutesState.RETURNED: lazy_gettext("Sah, ralat dikembalikan"),
}
_PROPOSALS = {
    ProposalState.PROPOSED: ("◔", "soon"),
    ProposalState.ACCEPTED: ("✓", "active"),
    ProposalState.DECLINED: ("×", "idle"),
    ProposalState.PARKED: ("○", "idle"),
    ProposalState.WITHDRAWN: ("×", "idle"),
}
_ACCOUNTS = {
    AccountStanding.OPENED: ("●", "active"),
    AccountStanding.UNOPENED: ("○", "soon"),
    AccountStanding.SHUT: ("×", "idle"),
}
_DELIVERIES = {
    DeliveryState.WAITING: ("◔", "claimed"),
    DeliveryState.SENT: ("✓", "verified"),
    DeliveryState.FAILED: ("!", "late"),
}
_OUTCOMES = {Outcome.ACCEPTED: ("✓", "verified"), Outcome.DECLINED: ("×", "idle")}


def presence_tag(presence: Presence | None) -> Tag:
    """None: expected, and not recorded yet."""
    if presence is None:
        return Tag(gettext("Belum tercatat"), "○", "idle")
    return Tag(gettext(presence.label), *_PRESENCES[presence])


def ticks() -> list[tuple[Presence, str, str]]:
    """The taps of a roll call: what each means, its key, and its short word."""
    words = {
        Presence.PRESENT: ("h", gettext("Hadir")),
        Presence.REPRESENTED: ("d", gettext("Diwakili")),
        Presence.ONLINE: ("o", gettext("Daring")),
        Presence.EXCUSED: ("i", gettext("Berhalangan")),
        Presence.ABSENT: ("a", gettext("Tidak hadir")),
    }
    return [(presence, *said) for presence, said in words.items()]


def delivery_tag(state: DeliveryState) -> Tag:
    return Tag(gettext(state.label), *_DELIVERIES[state])


def reading_tag(said: bool) -> Tag:
    """Whether an organisation said that it has read a paper."""
    if said:
        return Tag(gettext("Sudah dibaca"), "✓", "verified")
    return Tag(gettext("Belum dibaca"), "○", "idle")


def new_notice_tag() -> Tag:
    return Tag(gettext("Baru"), "●", "claimed")


def distributed_tag() -> Tag:
    """Beside the state of a notula that was sent out."""
    return Tag(gettext("Didistribusikan"), "✓", "verified")


def meeting_tag(state: MeetingState) -> Tag:
    return Tag(gettext(state.label), *_MEETINGS[state])


def minutes_tag(state: MinutesState | None, edition: int = 1) -> Tag:
    """Of the newest edition; None: the meeting has no notula yet.

    While a ralat is at work the notula before it is still the valid one.
    """
    if state is None:
        return Tag(gettext("Belum ada notula"), "!", "soon")
    if edition > 1 and state is not MinutesState.APPROVED:
        return Tag(str(_CORRECTIONS[state]), *_MINUTES[state])
    return Tag(gettext("Notula %(state)s", state=gettext(state.label).lower()), *_MINUTES[state])


def missing_tag(missing: MissingMinutes) -> Tag:
    """The stage in which a meeting that is over waits."""
    if missing.state is not MeetingState.HELD:
        return Tag(gettext("Belum dinyatakan selesai"), "!", "soon")
    return minutes_tag(missing.minutes)


def invitation_tag(state: InvitationState) -> Tag:
    return Tag(
        gettext("Undangan %(state)s", state=gettext(state.label).lower()), *_INVITATIONS[state]
    )


def official_paper_tag(state: PaperState) -> Tag:
    return Tag(gettext(state.label), *_OFFICIAL_PAPERS[state])


def reply_tag(answer: Answer | None) -> Tag:
    """None: no answer yet."""
    if answer is None:
        return Tag(gettext("Belum menjawab"), "○", "idle")
    return Tag(gettext(answer.label), *_ANSWERS[answer])


def proposal_tag(state: ProposalState) -> Tag:
    return Tag(gettext(state.label), *_PROPOSALS[state])


def account_tag(standing: AccountStanding) -> Tag:
    return Tag(gettext(standing.label), *_ACCOUNTS[standing])


def initials_tag(step: Initials, turn: Initials | None) -> Tag:
    """turn: the step of the chain that is awaited now."""
    if step.given_at is not None:
        return Tag(gettext("Sudah paraf"), "✓", "verified")
    if step is turn:
        return Tag(gettext("Menunggu paraf"), "◔", "claimed")
    return Tag(gettext("Belum giliran"), "○", "idle")


def remark_tag(outcome: Outcome | None) -> Tag:
    if outcome is None:
        return Tag(gettext("Belum dijawab"), "○", "soon")
    return Tag(gettext(outcome.label), *_OUTCOMES[outcome])


def office_day_tag(edit: OfficeDay) -> Tag:
    """What the office made of a day."""
    if edit.working:
        return Tag(gettext("Tetap bekerja"), "●", "active")
    return Tag(gettext("Libur kantor"), "×", "idle")


def estimated_tag() -> Tag:
    """A date that nobody has decreed yet."""
    return Tag(gettext("Perkiraan"), "!", "soon")


def ended_type_tag() -> Tag:
    """A kind of evidence that is not asked for any more."""
    return Tag(gettext("Tidak ditawarkan lagi"), "×", "idle")


def succession_tag(succession: Succession) -> Tag:
    if succession.carried_out_at:
        return Tag(gettext("Sudah dijalankan"), "✓", "verified")
    if succession.cancelled_at:
        return Tag(gettext("Dibatalkan"), "×", "idle")
    return Tag(gettext("Direncanakan"), "○", "active")
