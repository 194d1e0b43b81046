"""What becomes of an agenda item or a proposal for one: taken up, put off, taken up later."""

from datetime import datetime

from sqlalchemy import select

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.agenda import AgendaItem, AgendaKind
from tracker.models.agenda_proposals import AgendaProposal, ProposalState
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.files import StoredFile
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.parked_items import ParkedItem, ParkedState

_CLASSES = list(SecurityClass)  # the lowest first


def accept(proposal: AgendaProposal, answer: str = "", *, by: int, at: datetime) -> AgendaItem:
    """The proposal becomes the last item, presented by who proposed it, with its material.

    Raises DomainError once it is answered, and when the record is sealed.
    """
    proposal.settle(ProposalState.ACCEPTED, answer, by=by, at=at)
    item = AgendaItem.append(
        proposal.meeting,
        by=by,
        at=at,
        title=proposal.title,
        presenter=proposal.organisation.name,
        minutes=proposal.minutes,
        proposal=proposal,
    )
    given = select(StoredFile).where(StoredFile.agenda_proposal_id == proposal.id)
    for file in session_of(proposal).scalars(given):
        file.agenda_proposal_id = None
        file.meeting_id, file.agenda_item_id = proposal.meeting_id, item.id
    record(proposal, "agenda_proposal:accepted", by=by, at=at, data={"item_id": item.id})
    return item


def park_proposal(
    proposal: AgendaProposal, answer: str = "", *, by: int, at: datetime
) -> ParkedItem:
    """For another meeting of the series. Raises DomainError without a series, or once answered."""
    proposal.settle(ProposalState.PARKED, answer, by=by, at=at)
    parked = ParkedItem.begin(
        proposal.meeting,
        by=by,
        at=at,
        title=proposal.title,
        presenter=proposal.organisation.name,
        minutes=proposal.minutes,
        note=proposal.reason,
        proposal_id=proposal.id,
    )
    record(proposal, "agenda_proposal:parked", by=by, at=at, data={"parked_id": parked.id})
    return parked


def park_item(item: AgendaItem, note: str = "", *, by: int, at: datetime) -> ParkedItem:
    """The item leaves this agenda and waits for another meeting of the series; its material stays
    among the attachments.

    Raises DomainError without a series, for an item that stands for something the series carries
    on anyway, when it was dealt with already, and when the record is sealed or relies on it.
    """
    item.hold()
    if item.kind is not AgendaKind.ORDINARY:
        raise DomainError(
            "standing_item",
            N_("Acara ini kembali dengan sendirinya di rapat berikut, jadi tidak perlu ditunda."),
        )
    if item.opened_at is not None:
        raise DomainError("item_opened", N_("Acara ini sudah dibuka dalam rapat."))
    kept = {name: getattr(item, name) for name in ("title", "presenter", "minutes", "proposal_id")}
    parked = ParkedItem.begin(item.meeting, by=by, at=at, note=note, **kept)
    item.remove(by=by, at=at)
    return parked


def take_up(parked: ParkedItem, meeting: Meeting, *, by: int, at: datetime) -> AgendaItem:
    """The parked item becomes the last one of this meeting of its series.

    Raises DomainError for a meeting of another series, of a lower class than where it was put off,
    or a sealed one, and when it no longer waits.
    """
    meeting.hold()
    parked.require_waiting()
    if meeting.series_id != parked.series_id:
        raise DomainError("other_series", N_("Rapat ini bukan dari rangkaian yang sama."))
    if _CLASSES.index(meeting.security_class) < _CLASSES.index(parked.security_class):
        raise DomainError(
            "lower_class",
            N_(
                "Acara ini ditunda dari rapat berklasifikasi %(name)s, jadi tidak dapat masuk ke "
                "rapat yang klasifikasinya lebih rendah."
            ),
            name=parked.security_class.label,
        )
    kept = {name: getattr(parked, name) for name in ("title", "presenter", "minutes")}
    item = AgendaItem.append(meeting, by=by, at=at, proposal_id=parked.proposal_id, **kept)
    parked.state, parked.used_in_id = ParkedState.TAKEN_UP, meeting.id
    record(parked, "parked_item:taken_up", by=by, at=at, data={"meeting_id": meeting.id})
    return item
