"""The page from which a notula goes out: who gets it, what became of it, who has read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from tracker.infra.db import db
from tracker.models.acknowledgements import Acknowledgement
from tracker.models.deliveries import DeliveryKind
from tracker.models.documents import Document
from tracker.models.meetings import NAMED_ACCESS, Meeting, SecurityClass
from tracker.reports.distribution import (
    Addressee,
    Source,
    addressees,
    reading,
    sealed_minutes,
)
from tracker.web.context import today
from tracker.web.delivery_page import DeliveryPage, delivery_page


@dataclass(frozen=True, slots=True)
class DistributionPage:
    """document: None while no notula is sealed. chosen: keys that are ticked. seen: mails so far.

    reading: each organisation the paper goes to, with who said that it was read.
    """

    meeting: Meeting
    document: Document | None
    addressees: Sequence[Addressee]
    chosen: frozenset[str]
    seen: int
    log: DeliveryPage
    reading: Sequence[tuple[str, Acknowledgement | None]]

    @property
    def is_secret(self) -> bool:
        return self.meeting.security_class in NAMED_ACCESS

    @property
    def attaches(self) -> bool:
        return self.meeting.security_class is SecurityClass.OPEN


def distribution_page(meeting: Meeting, chosen: Sequence[str] | None) -> DistributionPage:
    """chosen: what was ticked and refused; else those who can be reached and were not told yet.

    Whoever only said himself that he was there is ticked by hand: anybody may name any office.
    """
    session = db.session()
    document = sealed_minutes(session, meeting)
    people = addressees(session, meeting, document, on=today()) if document else []
    fresh = [
        one.key
        for one in people
        if not one.recipient.problem and one.state is None and one.source is not Source.UNASKED
    ]
    offices = {one.recipient.organisation_id for one in people if one.recipient.organisation_id}
    show = url_for("distribution.show", meeting_id=meeting.id)
    log = delivery_page(meeting, [DeliveryKind.MINUTES], back_url=show)
    return DistributionPage(
        meeting=meeting,
        document=document,
        addressees=people,
        chosen=frozenset(fresh if chosen is None else chosen),
        seen=log.counts.all,
        log=log,
        reading=reading(session, document, offices) if document else [],
    )
