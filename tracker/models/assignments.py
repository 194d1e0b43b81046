"""One organisation's share of an action: claimed by the agency, verified by someone else."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tracker.infra.orm import LATER, choice, session_of
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.assignment_states import (
    CLAIMS,
    FINAL_STATES,
    OPEN_STATES,
    PENDING_STATES,
    STILL_OPEN,
    AssignmentState,
    Part,
    Report,
    Verdict,
    place_of,
)
from tracker.models.editable import Editable
from tracker.models.errors import DomainError, own_share, require_reason
from tracker.models.events import record
from tracker.models.files import StoredFile
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.models.updates import Evidence, StatusUpdate, Verification, require_grounds
from tracker.models.users import Actor

NO_DUE = date(9999, 12, 31)
SOON_DAYS = 7


_OPEN = text("state IN ('not_started', 'in_progress')")
_PENDING = text("state IN ('not_started', 'in_progress', 'awaiting_verification')")
_LIVE = text("state NOT IN ('reassigned', 'cancelled')")
_ENDED = text("state IN ('reassigned', 'cancelled')")
_CLAIMED = text("claimed_at IS NOT NULL")
_REPLACED = text("successor_id IS NOT NULL")


class Assignment(Editable):
    """obstructed: the last report named an obstacle.

    due_sort (no due date comes last) and place order lists; they follow from the other columns.
    position_id: who in the organisation sees to it, whoever holds that position.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        Index(
            "ix_assignments_organisation_place",
            *("organisation_id", "place", "due_sort", "id"),
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index("ix_assignments_organisation", "organisation_id", "due_sort", "id"),
        Index("ix_assignments_state", "state", "due_sort", "id"),
        Index("ix_assignments_state_unit", "state", "unit_id", "due_sort", "id"),
        Index("ix_assignments_state_organisation", "state", "organisation_id", "due_sort", "id"),
        Index(
            "ix_assignments_open",  # all that counting the overdue reads
            *("organisation_id", "due_sort", "state", "unit_id", "security_class", "meeting_id"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_assignments_due", "due_sort", "id"),
        Index(
            "ix_assignments_pending",
            *("due_sort", "id"),
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index(
            "ix_assignments_ended",
            *("due_sort", "id"),
            sqlite_where=_ENDED,
            postgresql_where=_ENDED,
        ),
        Index(
            "ix_assignments_claimed",
            *("claimed_at", "id"),
            sqlite_where=_CLAIMED,
            postgresql_where=_CLAIMED,
        ),
        Index(
            "ix_assignments_successor",
            "successor_id",
            sqlite_where=_REPLACED,
            postgresql_where=_REPLACED,
        ),
        Index(
            "uq_assignments_live",
            *("action_id", "organisation_id"),
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )
    noun: ClassVar[str] = "assignment"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    security_class: Mapped[SecurityClass] = mapped_column(choice(SecurityClass, "security_class"))
    part: Mapped[Part] = mapped_column(choice(Part, "part"))
    state: Mapped[AssignmentState] = mapped_column(
        choice(AssignmentState, "state"), default=AssignmentState.NOT_STARTED
    )
    due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    due_sort: Mapped[date]
    place: Mapped[int] = mapped_column(default=STILL_OPEN)
    obstructed: Mapped[bool] = mapped_column(default=False)
    reported_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    ruled_at: Mapped[datetime | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    created_at: Mapped[datetime]
    position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"), info=LATER)

    action: Mapped[Action] = relationship(back_populates="assignments")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    position: Mapped[Position | None] = relationship()
    updates: Mapped[list["StatusUpdate"]] = relationship(
        back_populates="assignment", order_by="StatusUpdate.id"
    )

    @validates("due_on")
    def _sort_by_due(self, _key: str, due_on: date | None) -> date | None:
        self.due_sort = due_on or NO_DUE
        return due_on

    def post_update(
        self,
        report: Report,
        note: str,
        *,
        by: Actor,
        at: datetime,
        files: Sequence[StoredFile] = (),
        link: str = "",
    ) -> "StatusUpdate":
        """The agency reports; a claim ("selesai", "tidak dapat dilaksanakan") awaits verification.

        Raises DomainError when the state does not allow it, when a claim of completion brings no
        evidence, or when an obstacle or infeasibility is not explained.
        """
        self._require(OPEN_STATES)
        require_grounds(report, note, files, link)
        claims = report in CLAIMS
        before, self.state = (
            self.state,
            (AssignmentState.AWAITING if claims else AssignmentState.IN_PROGRESS),
        )
        self.obstructed = report is Report.OBSTACLE
        self.reported_at = at
        if claims:
            self.claimed_at = at
        update = StatusUpdate(
            assignment=self,  # set from this side, so that the history is not fetched for it
            report=report,
            from_state=before,
            to_state=self.state,
            note=note,
            by=by.user_id,
            by_name=by.name,
            at=at,
        )
        update.evidence = [Evidence(file=file, at=at) for file in files]
        if link:
            update.evidence.append(Evidence(link=link, at=at))
        session_of(self).add(update)
        record(self, "assignment:reported", by=by.user_id, at=at, data={"report": report})
        return update

    def withdraw_claim(self, *, by: Actor, at: datetime) -> None:
        """The agency takes its claim back before it is ruled on; it leaves a trace."""
        self._require((AssignmentState.AWAITING,))
        claim = self.pending_claim()
        claim.withdrawn_at = at
        self.state, self.claimed_at = AssignmentState.IN_PROGRESS, None
        record(self, "assignment:claim_withdrawn", by=by.user_id, at=at)

    def verify(self, verdict: Verdict, note: str, *, by: Actor, at: datetime) -> "Verification":
        """Rule on the pending claim. The verifier is neither the claimant nor of that organisation.

        Raises DomainError; a returned claim needs its reason, and so does accepted infeasibility.
        """
        self.action.hold()
        self._require((AssignmentState.AWAITING,))
        self._require_other(by)
        claim = self.pending_claim()
        if claim.by == by.user_id:
            raise DomainError(
                "own_claim", N_("Klaim diperiksa oleh orang lain, bukan oleh pelapornya sendiri.")
            )
        if not note and (verdict is Verdict.RETURNED or claim.report is Report.NOT_FEASIBLE):
            raise DomainError("note_missing", N_("Tuliskan alasan putusan ini."), field="note")
        ruling = Verification(
            update=claim,
            verdict=verdict,
            note=note,
            by=by.user_id,
            by_name=by.name,
            at=at,
            assignment_id=self.id,
        )
        session_of(self).add(ruling)
        if verdict is Verdict.RETURNED:
            self.state = AssignmentState.IN_PROGRESS
        elif claim.report is Report.DONE:
            self.state = AssignmentState.DONE
        else:
            self.state = AssignmentState.NOT_FEASIBLE
        self.claimed_at, self.ruled_at = None, at
        self.action.settle()
        record(
            self,
            "assignment:verified",
            by=by.user_id,
            at=at,
            data={"verdict": verdict},
            note=note or None,
        )
        return ruling

    def reopen(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Open a final assignment again, as when its evidence turned out false."""
        require_reason(reason)
        self.action.hold()
        self.action.require_live()
        self._require(FINAL_STATES)
        self._require_other(by)
        self.state = AssignmentState.IN_PROGRESS
        self.action.settle()
        record(self, "assignment:reopened", by=by.user_id, at=at, note=reason)

    def cancel(self, reason: str, *, by: Actor, at: datetime) -> None:
        """End the work with a reason; it neither counts as done nor blocks its action."""
        require_reason(reason)
        self.action.hold()
        self.end(AssignmentState.CANCELLED, by=by, at=at)
        self.action.settle()
        record(self, "assignment:cancelled", by=by.user_id, at=at, note=reason)

    def end(self, state: AssignmentState, *, by: Actor, at: datetime) -> None:
        """Stop being live, as part of an act that holds the action; a pending claim goes with it.

        Raises DomainError when it has ended already, or is owed by an organisation of `by`.
        """
        self._require(PENDING_STATES)
        self._require_other(by)
        if self.state is AssignmentState.AWAITING:
            self.pending_claim().withdrawn_at = at
            self.claimed_at = None
        self.state = state

    def require_claim(self, update_id: int) -> None:
        """Before a ruling on a claim read earlier. Raises DomainError when it no longer waits."""
        self._require((AssignmentState.AWAITING,))
        if self.pending_claim().id != update_id:
            raise DomainError(
                "claim_replaced",
                N_("Instansi telah mengganti laporannya. Baca laporan yang baru, lalu putuskan."),
            )

    def pending_claim(self) -> "StatusUpdate":
        """The claim awaiting a ruling. Raises DomainError when there is none."""
        for update in reversed(self.updates):
            if update.report in CLAIMS and update.withdrawn_at is None:
                return update
        raise DomainError("no_claim", N_("Tidak ada klaim yang menunggu verifikasi."))

    def _require(self, states: Sequence[AssignmentState]) -> None:
        self.hold()
        if self.state not in states:
            raise DomainError(
                "assignment_state",
                N_("Tindak lanjut ini berstatus “%(state)s”; langkah itu tidak berlaku lagi."),
                state=self.state.label,
            )

    def _require_other(self, by: Actor) -> None:
        """Whoever rules on a share or changes its course is not of those who owe it."""
        if self.organisation_id in by.organisations:
            raise own_share()


@event.listens_for(Assignment, "before_update")
def _put_in_place(_mapper: object, _connection: object, share: Assignment) -> None:
    ruled, reported = share.ruled_at, share.reported_at
    share.place = place_of(
        share.state, came_back=ruled is not None and reported is not None and ruled >= reported
    )
