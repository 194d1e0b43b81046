"""Surat undangan: what the letter says beside the facts of its meeting, drafted and issued."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.documents.issuing import issue_paper, prepare_paper
from tracker.models.agenda import AgendaItem
from tracker.models.documents import Document, DocumentKind
from tracker.models.invitation_words import letter_nature
from tracker.models.invitations import Invitation
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.organisations import OrganisationKind
from tracker.models.people import Position, PositionLevel, Signatory
from tracker.models.precedence import Rank, level_of, rank


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """nature: Sifat. recipients: as addressed, in order of precedence. place: where it is dated.

    on_behalf_of: as in `documents.sealing.approve_minutes`. copies: tembusan. approved_at: when
    it was approved within the application; None leaves room for a signature by hand. What is
    empty stays a visible blank on the paper, but for attire and copies, which then do not stand
    there.
    """

    nature: str
    recipients: list[str]
    opening: str
    closing: str
    signatory: Signatory
    on_behalf_of: str = ""
    place: str = ""
    attire: str = ""
    copies: list[str] = field(default_factory=list)
    approved_at: datetime | None = None


def draft_letter(
    session: Session, invitation: Invitation, *, by: int | None, at: datetime
) -> Document:
    """The watermarked letter as it is written now; call inside `write`.

    Raises DomainError when it is more than a paper can carry.
    """
    meeting, letter = invitation.meeting, letter_of(session, invitation)
    content = letter_content(session, meeting, letter)
    return prepare_paper(session, DocumentKind.INVITATION, meeting, content, by=by, at=at)


def issue_letter(
    session: Session, invitation: Invitation, *, by: int | None, at: datetime, base_url: str
) -> Document:
    """The letter under a code, once it was approved; call inside `write`. Raises as the draft."""
    meeting, letter = invitation.meeting, letter_of(session, invitation)
    content = letter_content(session, meeting, letter)
    return issue_paper(
        session, DocumentKind.INVITATION, meeting, content, by=by, at=at, base_url=base_url
    )


def letter_of(session: Session, invitation: Invitation) -> InvitationLetter:
    """The letter as it is written now, to whoever is on the list now."""
    return InvitationLetter(
        nature=letter_nature(invitation.meeting),
        recipients=addressees(session, invitation.meeting),
        opening=invitation.opening,
        closing=invitation.closing,
        signatory=invitation.signatory,
        on_behalf_of=invitation.on_behalf_of,
        place=invitation.place,
        attire=invitation.attire,
        copies=list(invitation.carbon_copies),
        approved_at=None if invitation.proof_id else invitation.approved_at,
    )


def letter_content(session: Session, meeting: Meeting, letter: InvitationLetter) -> dict[str, Any]:
    """What `issue_paper` and `prepare_paper` take for the kind `invitation`."""
    of_meeting = select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id)
    agenda = session.scalars(of_meeting.order_by(AgendaItem.position, AgendaItem.id)).all()
    return {**asdict(letter), "agenda": agenda}


def addressees(session: Session, meeting: Meeting) -> list[str]:
    """Those invited by their titles, in order of precedence: of an office the post that heads it,
    of which the register knows; else the office itself.
    """
    invitees = session.scalars(
        select(Invitee)
        .where(Invitee.meeting_id == meeting.id)
        .options(joinedload(Invitee.organisation), joinedload(Invitee.position_held))
    ).all()
    heads = _heads(session, {i.organisation_id for i in invitees if i.position_id is None})
    ranked = sorted(_addressed(i, heads.get(i.organisation_id)) for i in invitees)
    return [name for _, name in ranked]


def _addressed(invitee: Invitee, head: Position | None) -> tuple[Rank, str]:
    position, office = invitee.position_held or head, invitee.organisation
    kind = office.kind if office else None
    if position and office:
        inside = office.name.casefold() in position.title.casefold()
        name = position.title if inside else f"{position.title}, {office.name}"
        return rank(position.level, kind, name), name
    if office:
        return rank(level_of_office(office.kind), kind, office.name), office.name
    guest = (invitee.guest_name, invitee.guest_position, invitee.guest_organisation)
    name = ", ".join(part for part in guest if part)
    return rank(level_of(invitee.guest_position), None, name), name


def level_of_office(kind: OrganisationKind) -> PositionLevel:
    """The level of who heads an office of this kind."""
    return {
        OrganisationKind.REGIONAL_SECRETARIAT: PositionLevel.REGIONAL_SECRETARY,
        OrganisationKind.ASSISTANT_SECRETARY: PositionLevel.ASSISTANT,
        OrganisationKind.GOVERNOR_ADVISER: PositionLevel.GOVERNOR_ADVISER,
    }.get(kind, PositionLevel.HEAD)


def _heads(session: Session, offices: set[int | None]) -> dict[int | None, Position]:
    """The highest post of each office, where it is above the ordinary ones."""
    found = session.scalars(
        select(Position)
        .where(Position.organisation_id.in_(o for o in offices if o is not None))
        .where(Position.level != PositionLevel.OFFICER)
        .order_by(Position.id)
    )
    levels = list(PositionLevel)
    heads: dict[int | None, Position] = {}
    for post in sorted(found, key=lambda p: levels.index(p.level)):
        heads.setdefault(post.organisation_id, post)
    return heads
