"""The page of a review: each paragraph with what is said about it, as far as one may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.documents.paragraphs import Paragraph, paragraphs
from tracker.infra.db import db
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.remarks import Remark
from tracker.models.users import Actor
from tracker.policy.minutes import can_approve_minutes, can_check_minutes, can_submit_minutes
from tracker.reports.reviews import offices_in_the_room


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """text: each paragraph with its remarks; none once approved. whole: remarks about all of it,
    or about words that are gone. offices: for which the reader objects.
    """

    minutes: Minutes
    text: Sequence[tuple[Paragraph, Sequence[Remark]]]
    whole: Sequence[Remark]
    offices: Sequence[tuple[int, str]]
    is_open: bool
    may_say: bool
    may_answer: bool
    may_return: bool
    may_close: bool

    @property
    def remarks(self) -> list[Remark]:
        return [*self.whole, *(remark for _, said in self.text for remark in said)]


def review_page(minutes: Minutes, actor: Actor, *, at: datetime) -> ReviewPage:
    """Attendees see the text and their own remarks; who keeps or checks the record, all of them.

    Once approved the sealed paper is the text: the record may be the draft of a ralat by then.
    """
    keeps, checks = can_submit_minutes(actor, minutes), can_check_minutes(actor, minutes)
    submitted = minutes.state is MinutesState.SUBMITTED
    approved = minutes.state is MinutesState.APPROVED
    offices = offices_of(minutes, actor)
    told = [
        remark
        for remark in minutes.remarks
        if keeps or checks or remark.organisation_id in actor.organisations
    ]
    text = [] if approved else paragraphs(db.session(), minutes.meeting_id)
    anchors = {paragraph.anchor for paragraph in text}
    is_open = submitted and minutes.is_open_to_remarks(at=at)
    return ReviewPage(
        minutes=minutes,
        text=[(p, [remark for remark in told if remark.anchor == p.anchor]) for p in text],
        whole=[remark for remark in told if remark.anchor not in anchors],
        offices=offices,
        is_open=is_open,
        may_say=submitted and (checks or (is_open and bool(offices))),
        may_answer=keeps and not approved,
        may_return=submitted and checks,
        may_close=is_open and can_approve_minutes(actor, minutes),
    )


def offices_of(minutes: Minutes, actor: Actor) -> Sequence[tuple[int, str]]:
    return offices_in_the_room(db.session(), actor, minutes.meeting_id)
