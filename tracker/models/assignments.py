"""One organisation's share of an action: claimed by the agency, verified by someone else."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import ForeignKey, event
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tracker.infra.orm import LATER, choice, session_of
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.assignment_indexes import INDEXES
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
from tracker.models.errors import DomainError, Untimely, own_share, require_reason
from tracker.models.events import record
from tracker.models.evidence_types import sort_points
from tracker.models.files import StoredFile
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.models.updates import (
    Reporter,
    StatusUpdate,
    Verification,
    evidence_of,
    require_grounds,
    require_past,
    require_verdict,
)
from tracker.models.users import Actor

if TYPE_CHECKING:
    from tracker.models.extensions import ExtensionRequest
    from tracker.models.objections import Objection

NO_DUE = date(9999, 12, 31)
SOON_DAYS = 7
_LEADS_TO = {
    Verdict.ACCEPTED: AssignmentState.DONE,
    Verdict.RETURNED: AssignmentState.IN_PROGRESS,
    Verdict.INFEASIBLE: AssignmentState.NOT_FEASIBLE,
}


class Assignment(Editable):
    """obstructed: the last report named an obstacle, or an objection still stands.

    reported_at: the last word of the agency, which reminders and escalation stop on: a report, an
    answer to a question, an objection, a request for another date. asked_at: since when the
    verifier's question about the claim waits for an answer. due_sort (no due date comes last) and
    place order lists; they follow from the other columns.
    position_id: who in the organisation sees to it, whoever holds that position.
    """

    __tablename__ = "assignments"
    __table_args__ = INDEXES
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
    asked_at: Mapped[datetime | None] = mapped_column(info=LATER)

    action: Mapped[Action] = relationship(back_populates="assignments")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    position: Mapped[Position | None] = relationship()
    updates: Mapped[list["StatusUpdate"]] = relationship(
        back_populates="assignment", order_by="StatusUpdate.id"
    )
    objections: Mapped[list["Objection"]] = relationship(
        back_populates="assignment", order_by="Objection.id"
    )
    extensions: Mapped[list["ExtensionRequest"]] = relationship(
        back_populates="assignment", order_by="ExtensionRequest.id"
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
        by: Reporter,
        at: datetime,
        files: Sequence[StoredFile] = (),
        link: str = "",
        dated_on: date | None = None,
        today: date | None = None,
        sending: str | None = None,
    ) -> "StatusUpdate":
        """The agency reports; a claim ("selesai", "tidak dapat dilaksanakan") awaits verification.

        dated_on: of the evidence, not after today. sending: see `sent_before`. Raises DomainError
        when the state does not allow it, when evidence is missing or dated ahead, or when the words
        are missing.
        """
        self.require_state(OPEN_STATES)
        require_grounds(report, note, files, link)
        require_past(dated_on, today)
        claims = report in CLAIMS
        before, self.state = (
            self.state,
            (AssignmentState.AWAITING if claims else AssignmentState.IN_PROGRESS),
        )
        self.obstructed = report is Report.OBSTACLE or self.is_objected_to
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
            by_title=by.title_at(self.organisation_id),
            sending=sending,
            link_id=by.link_id,
            at=at,
        )
        update.evidence = evidence_of(files, link, at=at, dated_on=dated_on)
        session_of(self).add(update)
        record(self, "assignment:reported", by=by.user_id, at=at, data={"report": report})
        return update

    def withdraw_claim(self, *, by: Actor, at: datetime) -> None:
        """The agency takes its claim back before it is ruled on; it leaves a trace."""
        self.require_state((AssignmentState.AWAITING,))
        claim = self.pending_claim()
        claim.withdrawn_at = at
        self.state, self.claimed_at, self.asked_at = AssignmentState.IN_PROGRESS, None, None
        record(self, "assignment:claim_withdrawn", by=by.user_id, at=at)

    def verify(
        self, verdict: Verdict, note: str, *, by: Actor, at: datetime, met: Sequence[str] = ()
    ) -> "Verification":
        """Rule on the pending claim. The verifier is neither the claimant nor of that organisation.

        Raises DomainError; a claim that is returned or found infeasible needs the reason, and what
        was claimed to be infeasible is not accepted as done. met: the ticked points of the action's
        checklist; who accepts without all of them says why.
        """
        self.action.hold()
        claim = self.claim_to_judge(by)
        asked = self.action.evidence_type if claim.report is Report.DONE else None
        seen, unseen = sort_points(asked, met)
        require_verdict(claim.report, verdict, note, unseen)
        ruling = Verification(
            update=claim,
            verdict=verdict,
            note=note,
            met=seen,
            unmet=unseen,
            by=by.user_id,
            by_name=by.name,
            at=at,
            assignment_id=self.id,
        )
        session_of(self).add(ruling)
        self.state = _LEADS_TO[verdict]
        self.claimed_at, self.asked_at, self.ruled_at = None, None, at
        if self.state in FINAL_STATES:
            self._close_answers(by=by, at=at)
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
        self.require_state(FINAL_STATES)
        self.require_other(by)
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
        self.require_state(PENDING_STATES)
        self.require_other(by)
        self.give_up(state, by=by, at=at)

    def give_up(self, state: AssignmentState, *, by: Actor | None, at: datetime) -> None:
        """Leave a pending state with all that waits on the share; whoever calls holds it.

        by: None when by itself.
        """
        if self.state is AssignmentState.AWAITING:
            self.pending_claim().withdrawn_at = at
            self.claimed_at, self.asked_at = None, None
        self._close_answers(by=by, at=at)
        self.state = state

    def require_claim(self, update_id: int) -> None:
        """Before a ruling on a claim read earlier. Raises DomainError when it no longer waits."""
        self.require_state((AssignmentState.AWAITING,))
        if self.pending_claim().id != update_id:
            raise Untimely(
                "claim_replaced",
                N_("Instansi telah mengganti laporannya. Baca laporan yang baru, lalu putuskan."),
            )

    def claim_to_judge(self, by: Actor) -> "StatusUpdate":
        """The pending claim, for who may judge it; raises DomainError for those who may not."""
        self.require_state((AssignmentState.AWAITING,))
        self.require_other(by)
        claim = self.pending_claim()
        if claim.by == by.user_id:
            raise DomainError(
                "own_claim", N_("Klaim diperiksa oleh orang lain, bukan oleh pelapornya sendiri.")
            )
        return claim

    def pending_claim(self) -> "StatusUpdate":
        """The claim awaiting a ruling. Raises DomainError when there is none."""
        for update in reversed(self.updates):
            if update.report in CLAIMS and update.withdrawn_at is None:
                return update
        raise Untimely("no_claim", N_("Tidak ada klaim yang menunggu verifikasi."))

    @property
    def is_objected_to(self) -> bool:
        return any(objection.stands for objection in self.objections)

    def require_state(self, states: Sequence[AssignmentState]) -> None:
        self.hold()
        if self.state not in states:
            raise Untimely(
                "assignment_state",
                N_("Tindak lanjut ini berstatus “%(state)s”; langkah itu tidak berlaku lagi."),
                state=self.state.label,
            )

    def require_other(self, by: Actor) -> None:
        """Whoever rules on a share or changes its course is not of those who owe it."""
        if self.organisation_id in by.organisations:
            raise own_share()

    def _close_answers(self, *, by: Actor | None, at: datetime) -> None:
        """What the agency objected to and asked for ends with its share."""
        self.obstructed = False
        for objection in self.objections:
            objection.end_with_share(by=by, at=at)
        for request in self.extensions:
            request.end_with_share(by=by, at=at)


@event.listens_for(Assignment, "before_update")
def _put_in_place(_mapper: object, _connection: object, share: Assignment) -> None:
    ruled, reported = share.ruled_at, share.reported_at
    returned = ruled is not None and reported is not None and ruled >= reported
    share.place = place_of(share.state, came_back=returned, asked=share.asked_at is not None)
