"""Who signs a sealed paper, keeps its scan and its number, and withdraws it."""

from tracker.models.documents import Document, DocumentKind
from tracker.models.people import Signatory
from tracker.models.users import Actor
from tracker.policy.meetings import can_edit_meeting


def can_sign(actor: Actor, document: Document, signatory: Signatory) -> bool:
    """Whose position stands under it today; for a notula who chaired. Nobody signs in the place of
    another, however high he stands: who acts for somebody holds that position by the register.
    """
    meeting = document.meeting
    chaired = document.kind is DocumentKind.MINUTES and meeting.is_chaired_by(actor)
    titles = {post.title.casefold() for post in actor.posts}
    named = signatory.position.casefold() in titles
    return chaired or named


def can_keep_paper(actor: Actor, document: Document) -> bool:
    """Its wet-signed scan, and the number SRIKANDI gave it: the unit's secretariat."""
    return can_edit_meeting(actor, document.meeting)


def can_withdraw(actor: Actor, document: Document) -> bool:
    """The unit's secretariat, and who may approve such papers; never a notula: it has its ralat."""
    meeting = document.meeting
    keeps = can_edit_meeting(actor, meeting) or actor.heads(meeting.organising_unit_id)
    return keeps and document.kind is not DocumentKind.MINUTES
