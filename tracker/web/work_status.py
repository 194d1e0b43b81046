"""A state of the work as people see it: actions, shares of them, the asking before a meeting."""

from datetime import date

from flask_babel import gettext, lazy_gettext, ngettext

from tracker.models.actions import ActionState
from tracker.models.assignment_states import AssignmentState, Light, Report, Verdict, days_left
from tracker.models.assignments import SOON_DAYS
from tracker.models.extensions import ExtensionState
from tracker.models.objections import ObjectionState
from tracker.models.take_overs import RowKind, TakeOverState
from tracker.models.update_windows import WindowState
from tracker.reports.changes import Change
from tracker.reports.timelines import Moment
from tracker.web.status import Tag

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
_LIGHTS = {
    Light.VERIFIED: ("✓", "verified"),
    Light.ON_TRACK: ("●", "active"),
    Light.LATE: ("!", "late"),
    Light.NOT_STARTED: ("○", "idle"),
}
# Of objections and of requests for a new date, which share most words.
_ANSWERS = {
    "open": ("◔", "soon"),
    "accepted": ("✓", "active"),
    "granted": ("✓", "active"),
    "declined": ("×", "idle"),
    "withdrawn": ("×", "idle"),
    "fulfilled": ("✓", "verified"),
    "ended": ("○", "idle"),
}
_WINDOWS = {
    WindowState.PLANNED: ("○", "idle"),
    WindowState.OPEN: ("●", "active"),
    WindowState.CLOSED: ("✓", "verified"),
    WindowState.CANCELLED: ("×", "idle"),
}
_TAKE_OVERS = {
    TakeOverState.DRAFT: ("○", "idle"),
    TakeOverState.RUNNING: ("●", "active"),
    TakeOverState.DONE: ("✓", "active"),
    TakeOverState.UNDOING: ("●", "soon"),
    TakeOverState.UNDONE: ("×", "idle"),
    TakeOverState.DISCARDED: ("×", "idle"),
}
_ROW_KINDS = {
    RowKind.CREATE: ("✓", "active"),
    RowKind.QUESTION: ("!", "soon"),
    RowKind.LEFT_OUT: ("×", "idle"),
}
_REPORTS = {
    Report.PROGRESS: ("●", "active"),
    Report.OBSTACLE: ("!", "soon"),
    Report.DONE: ("◔", "claimed"),
    Report.NOT_FEASIBLE: ("◔", "claimed"),
}
_VERDICTS = {
    Verdict.ACCEPTED: (lazy_gettext("Diterima sekretariat"), "✓", "verified"),
    Verdict.RETURNED: (lazy_gettext("Dikembalikan: belum memadai"), "!", "soon"),
    Verdict.INFEASIBLE: (lazy_gettext("Tidak dapat dilaksanakan, alasan sah"), "×", "idle"),
}
_ACTS = {
    "assignment:assigned": (lazy_gettext("Ditugaskan"), "○", "idle"),
    "assignment:entrusted": (lazy_gettext("Jabatan yang menangani ditetapkan"), "○", "idle"),
    "assignment:taken_over": (lazy_gettext("Diambil alih dari matriks lama"), "○", "idle"),
    "assignment:claim_withdrawn": (lazy_gettext("Laporan selesai ditarik"), "×", "idle"),
    "assignment:reopened": (lazy_gettext("Dibuka kembali"), "!", "soon"),
    "assignment:reassigned": (lazy_gettext("Dialihkan"), "×", "idle"),
    "assignment:cancelled": (lazy_gettext("Dibatalkan"), "×", "idle"),
    "assignment:question_asked": (lazy_gettext("Pertanyaan verifikator"), "!", "soon"),
    "assignment:question_answered": (lazy_gettext("Pertanyaan dijawab"), "●", "active"),
    "assignment:objected": (lazy_gettext("Keberatan disampaikan"), "!", "soon"),
    "assignment:objection_accepted": (lazy_gettext("Keberatan diterima"), "✓", "active"),
    "assignment:objection_declined": (lazy_gettext("Keberatan tidak diterima"), "×", "idle"),
    "assignment:objection_withdrawn": (lazy_gettext("Keberatan ditarik"), "×", "idle"),
    "assignment:objection_fulfilled": (lazy_gettext("Yang ditunggu sudah ada"), "✓", "active"),
    "assignment:extension_asked": (lazy_gettext("Tenggat baru dimohonkan"), "◔", "soon"),
    "assignment:extension_granted": (lazy_gettext("Tenggat baru disetujui"), "✓", "active"),
    "assignment:extension_declined": (lazy_gettext("Tenggat baru tidak disetujui"), "×", "idle"),
    "assignment:extension_withdrawn": (lazy_gettext("Permohonan tenggat ditarik"), "×", "idle"),
    "action:revised": (lazy_gettext("Tenggat diubah"), "●", "active"),
    "action:cancelled": (lazy_gettext("Seluruh tindak lanjut dibatalkan"), "×", "idle"),
}


def action_tag(state: ActionState) -> Tag:
    return Tag(gettext(state.label), *_ACTIONS[state])


def assignment_tags(state: AssignmentState, due_on: date | None, today: date) -> list[Tag]:
    """The state, and beside it how late or how near the due date is while work is open."""
    tags = [Tag(gettext(state.label), *_ASSIGNMENTS[state])]
    due = due_tag(state, due_on, today)
    return [*tags, due] if due else tags


def light_tag(light: Light | None, state: AssignmentState) -> Tag:
    """How it stands today; once it ended without being done there is no light, only the word."""
    if light is None:
        return Tag(gettext(state.label), *_ASSIGNMENTS[state])
    return Tag(gettext(light.label), *_LIGHTS[light])


def verdict_tag(verdict: Verdict | None) -> Tag:
    """The verifier's last word on a share; None: nobody has ruled on anything."""
    if verdict is None:
        return Tag(gettext("Belum ada putusan"), "○", "idle")
    return Tag(gettext(verdict.label), *_VERDICTS[verdict][1:])


def agency_answer_tag(state: ObjectionState | ExtensionState) -> Tag:
    """Of an objection, or of a request for a new date."""
    return Tag(gettext(state.label), *_ANSWERS[state.value])


def share_tags(
    state: AssignmentState, due_on: date | None, today: date, light: Light | None
) -> list[Tag]:
    """The same, and where the due date says nothing, the light that says so."""
    tags = assignment_tags(state, due_on, today)
    said = len(tags) > 1 or light not in {Light.ON_TRACK, Light.LATE}
    return tags if said else [*tags, light_tag(light, state)]


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


def returned_tag() -> Tag:
    """Beside the state of work that came back to the agency."""
    return Tag(gettext("Dikembalikan"), "!", "soon")


def question_tag() -> Tag:
    """Beside a claim whose verifier waits for an answer."""
    return Tag(gettext("Pertanyaan verifikator"), "!", "soon")


def asked_tag() -> Tag:
    """Beside work of which an update is asked for before a meeting."""
    return Tag(gettext("Diminta dimutakhirkan"), "!", "soon")


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


def take_over_tag(state: TakeOverState) -> Tag:
    return Tag(gettext(state.label), *_TAKE_OVERS[state])


def row_kind_tag(kind: RowKind, *, opened: bool = False) -> Tag:
    """opened: the row has become an action of the register."""
    return Tag(gettext("Dibuat") if opened else gettext(kind.label), *_ROW_KINDS[kind])


def moment_tag(moment: Moment | Change) -> Tag:
    """An act of the timeline: what it was, and its tone."""
    if moment.report is not None:
        return Tag(gettext(moment.report.label), *_REPORTS[moment.report])
    if moment.verdict is not None:
        label, mark, tone = _VERDICTS[moment.verdict]
    else:
        label, mark, tone = _ACTS[moment.verb]
    return Tag(str(label), mark, tone)
