"""A state as people see it: word, mark and colour, in one place for all pages."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, lazy_gettext, ngettext

from tracker.models.actions import ActionState
from tracker.models.agenda_proposals import ProposalState
from tracker.models.assignment_states import AssignmentState, Report, Verdict, days_left
from tracker.models.assignments import SOON_DAYS
from tracker.models.attendances import Presence
from tracker.models.deliveries import DeliveryState
from tracker.models.initials import Initials
from tracker.models.invitations import InvitationState
from tracker.models.invitees import Answer
from tracker.models.meetings import MeetingState
from tracker.models.minutes import MinutesState
from tracker.models.remarks import Outcome
from tracker.models.update_windows import WindowState
from tracker.models.working_days import OfficeDay
from tracker.reports.accounts import AccountStanding
from tracker.reports.changes import Change
from tracker.reports.missing_minutes import MissingMinutes
from tracker.reports.timelines import Moment


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
_ACTIONS = {
    ActionState.UNASSIGNED: ("!", "soon"),
    ActionState.OPEN: ("●", "active"),
    ActionState.DONE: ("✓", "verified"),
    ActionState.CANCELLED: ("×", "idle"),
}
_ASSIGNMENTS = {
    AssignmentState.NOT_STARTED: ("○", "idle"),
    AssignmentState.IN_PROGRESS: ("●", "active"),
    AssignmentState.AWAITING: ("◔", "claimed"),
    AssignmentState.DONE: ("✓", "verified"),
    AssignmentState.NOT_FEASIBLE: ("×", "idle"),
    AssignmentState.REASSIGNED: ("×", "idle"),
    AssignmentState.CANCELLED: ("×", "idle"),
}
_ACCOUNTS = {
    AccountStanding.OPENED: ("●", "active"),
    AccountStanding.UNOPENED: ("○", "soon"),
    AccountStanding.SHUT: ("×", "idle"),
}
_WINDOWS = {
    WindowState.PLANNED: ("○", "idle"),
    WindowState.OPEN: ("●", "active"),
    WindowState.CLOSED: ("✓", "verified"),
    WindowState.CANCELLED: ("×", "idle"),
}
_REPORTS = {
    Report.PROGRESS: ("●", "active"),
    Report.OBSTACLE: ("!", "soon"),
    Report.DONE: ("◔", "claimed"),
    Report.NOT_FEASIBLE: ("◔", "claimed"),
}
_DELIVERIES = {
    DeliveryState.WAITING: ("◔", "claimed"),
    DeliveryState.SENT: ("✓", "verified"),
    DeliveryState.FAILED: ("!", "late"),
}
_VERDICTS = {
    Verdict.ACCEPTED: (lazy_gettext("Diterima sekretariat"), "✓", "verified"),
    Verdict.RETURNED: (lazy_gettext("Dikembalikan: belum memadai"), "!", "soon"),
}
_OUTCOMES = {Outcome.ACCEPTED: ("✓", "verified"), Outcome.DECLINED: ("×", "idle")}
_ACTS = {
    "assignment:assigned": (lazy_gettext("Ditugaskan"), "○", "idle"),
    "assignment:claim_withdrawn": (lazy_gettext("Laporan selesai ditarik"), "×", "idle"),
    "assignment:reopened": (lazy_gettext("Dibuka kembali"), "!", "soon"),
    "assignment:reassigned": (lazy_gettext("Dialihkan"), "×", "idle"),
    "assignment:cancelled": (lazy_gettext("Dibatalkan"), "×", "idle"),
    "action:revised": (lazy_gettext("Tenggat diubah"), "●", "active"),
    "action:cancelled": (lazy_gettext("Seluruh tindak lanjut dibatalkan"), "×", "idle"),
}


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


def reply_tag(answer: Answer | None) -> Tag:
    """None: no answer yet."""
    if answer is None:
        return Tag(gettext("Belum menjawab"), "○", "idle")
    return Tag(gettext(answer.label), *_ANSWERS[answer])


def proposal_tag(state: ProposalState) -> Tag:
    return Tag(gettext(state.label), *_PROPOSALS[state])


def action_tag(state: ActionState) -> Tag:
    return Tag(gettext(state.label), *_ACTIONS[state])


def assignment_tags(state: AssignmentState, due_on: date | None, today: date) -> list[Tag]:
    """The state, and beside it how late or how near the due date is while work is open."""
    tags = [Tag(gettext(state.label), *_ASSIGNMENTS[state])]
    due = due_tag(state, due_on, today)
    return [*tags, due] if due else tags


def due_tag(state: AssignmentState, due_on: date | None, today: date) -> Tag | None:
    """Late or near its due date; None when neither, or when the agency has claimed."""
    days = days_left(state, due_on, today)
    if days is None:
        return None
    if days < 0:
        return late_tag(-days)
    if days == 0:
        return Tag(gettext("Tenggat hari ini"), "●", "soon")
    if days <= SOON_DAYS:
        return Tag(ngettext("%(num)d hari lagi", "%(num)d hari lagi", days), "●", "soon")
    return None


def row_tag(state: AssignmentState | None, due_on: date | None, today: date) -> Tag:
    """The one tag of a list's row: late or near before anything else; None: nobody's yet."""
    if state is None:
        return action_tag(ActionState.UNASSIGNED)
    return due_tag(state, due_on, today) or Tag(gettext(state.label), *_ASSIGNMENTS[state])


def account_tag(standing: AccountStanding) -> Tag:
    return Tag(gettext(standing.label), *_ACCOUNTS[standing])


def returned_tag() -> Tag:
    """Beside the state of work that came back to the agency."""
    return Tag(gettext("Dikembalikan"), "!", "soon")


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


def silent_tag(*, heard_before: bool) -> Tag:
    """Open work of which nothing was heard since the last meeting, or only before it was asked."""
    words = gettext("Belum memutakhirkan") if heard_before else gettext("Belum ada kabar")
    return Tag(words, "!", "soon")


def late_tag(days: int) -> Tag:
    return Tag(ngettext("Terlambat %(num)d hari", "Terlambat %(num)d hari", days), "!", "late")


def answer_tag(complete: bool) -> Tag:
    """Whether an organisation has brought all it was asked about up to date."""
    words = (gettext("Sudah"), "✓", "active") if complete else (gettext("Belum"), "!", "soon")
    return Tag(*words)


def window_tag(state: WindowState) -> Tag:
    return Tag(gettext(state.label), *_WINDOWS[state])


def moment_tag(moment: Moment | Change) -> Tag:
    """An act of the timeline: what it was, and its tone."""
    if moment.report is not None:
        return Tag(gettext(moment.report.label), *_REPORTS[moment.report])
    if moment.verdict is not None:
        label, mark, tone = _VERDICTS[moment.verdict]
    else:
        label, mark, tone = _ACTS[moment.verb]
    return Tag(str(label), mark, tone)
