"""The closed lists of the work on an assignment, shared by its rules and its history."""

from datetime import date

from tracker.infra.orm import Labelled
from tracker.infra.text import N_


class Part(Labelled):
    LEAD = "lead", N_("Penanggung jawab")
    SUPPORTING = "supporting", N_("Unit pendukung")


class AssignmentState(Labelled):
    NOT_STARTED = "not_started", N_("Belum dimulai")
    IN_PROGRESS = "in_progress", N_("Dalam proses")
    AWAITING = "awaiting_verification", N_("Menunggu verifikasi")
    DONE = "done", N_("Selesai, terverifikasi")
    NOT_FEASIBLE = "not_feasible", N_("Tidak dapat dilaksanakan")
    REASSIGNED = "reassigned", N_("Dialihkan")
    CANCELLED = "cancelled", N_("Dibatalkan")


class Report(Labelled):
    """What an agency may report, as it reads on the form."""

    PROGRESS = "progress", N_("Dalam proses")
    OBSTACLE = "obstacle", N_("Dalam proses, terkendala")
    DONE = "done", N_("Selesai, mohon diverifikasi")
    NOT_FEASIBLE = "not_feasible", N_("Tidak dapat dilaksanakan, mohon diperiksa")


class Verdict(Labelled):
    ACCEPTED = "accepted", N_("Diterima")
    RETURNED = "returned", N_("Belum memadai")
    INFEASIBLE = "infeasible", N_("Tidak dapat dilaksanakan, alasan sah")


class Light(Labelled):
    """How a share stands today. Computed by `light_of`; nobody types a colour."""

    VERIFIED = "verified", N_("Selesai terverifikasi")
    ON_TRACK = "on_track", N_("Sesuai jadwal")
    LATE = "late", N_("Terlambat")
    NOT_STARTED = "not_started", N_("Belum mulai")


OPEN_STATES = (AssignmentState.NOT_STARTED, AssignmentState.IN_PROGRESS)
PENDING_STATES = (*OPEN_STATES, AssignmentState.AWAITING)
FINAL_STATES = (AssignmentState.DONE, AssignmentState.NOT_FEASIBLE)
CLAIMS = (Report.DONE, Report.NOT_FEASIBLE)


CAME_BACK, STILL_OPEN, CLAIMED, OVER = range(4)


def verdicts_on(report: Report) -> tuple[Verdict, ...]:
    """What a verifier may say of a claim, in the order he is offered it."""
    if report is Report.NOT_FEASIBLE:
        return (Verdict.INFEASIBLE, Verdict.RETURNED)
    return (Verdict.ACCEPTED, Verdict.RETURNED, Verdict.INFEASIBLE)


def place_of(state: AssignmentState, *, came_back: bool, asked: bool = False) -> int:
    """Where a share stands among an agency's own: what came back comes first.

    came_back: it was ruled on, and nothing reported since. asked: its claim waits for an answer to
    the verifier's question.
    """
    if state in OPEN_STATES:
        return CAME_BACK if came_back else STILL_OPEN
    if state is AssignmentState.AWAITING:
        return CAME_BACK if asked else CLAIMED
    return OVER


def days_left(state: AssignmentState, due_on: date | None, today: date) -> int | None:
    """Days until the due date, below zero once overdue; None without one, or once it is claimed.

    Computed, never stored: it changes by itself at midnight.
    """
    return (due_on - today).days if due_on is not None and state in OPEN_STATES else None


def light_of(
    state: AssignmentState, due_on: date | None, today: date, *, claimed_on: date | None = None
) -> Light | None:
    """The light of a share today; None once it ended, or was found infeasible for a valid reason.

    today, claimed_on: days of the office's zone. A claim made in time is on track while it waits;
    one made after the due date is late until somebody rules on it. Not begun and past due is late.
    """
    if state is AssignmentState.DONE:
        return Light.VERIFIED
    if state not in PENDING_STATES:
        return None
    told_on = (claimed_on or today) if state is AssignmentState.AWAITING else today
    if due_on is not None and told_on > due_on:
        return Light.LATE
    return Light.NOT_STARTED if state is AssignmentState.NOT_STARTED else Light.ON_TRACK
