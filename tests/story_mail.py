"""The part of the story that is told by mail."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_organisation
from tracker.models.acknowledgements import acknowledge
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.deliveries import Delivery, DeliveryKind, Recipient, queue_mail
from tracker.models.documents import Document
from tracker.models.meetings import Meeting
from tracker.models.paper_links import issue_link


def tell_of_mail(session: Session, meeting: Meeting, *, by: int, later: datetime) -> None:
    """Mail that went out, failed and was tried again; a notula that was distributed and read."""
    _send(session, meeting, by, later)
    _distribute(session, meeting, by, later)


def _send(session: Session, meeting: Meeting, by: int, later: datetime) -> None:
    office = Recipient("Dinas “Contoh”", "dinas@contoh.example")
    for number in range(3):
        queue_mail(
            session,
            DeliveryKind.INVITATION,
            meeting,
            office,
            subject="Undangan",
            body="Dengan hormat …",
            key=f"cerita:{number}",
            at=NOW,
            attachments=[{"key": "a" * 64, "name": "notula.pdf", "media_type": "application/pdf"}],
        )
    sent, late, failed = session.scalars(select(Delivery).order_by(Delivery.id))
    sent.mark_sent(at=later)
    late.put_off("451 coba lagi", at=later)
    failed.fail("550 tidak dikenal", at=later)
    failed.retry(by=by, at=later)


def _distribute(session: Session, meeting: Meeting, by: int, later: datetime) -> None:
    office = make_organisation(session)
    document = session.scalars(select(Document).where(Document.code.is_not(None))).first()
    assert document is not None
    CarbonCopy.add(session, by=by, at=NOW, meeting=meeting, name="Gubernur")
    archive = CarbonCopy.add(session, by=by, at=NOW, meeting=meeting, name="Arsip")
    archive.remove(by=by, at=later)
    link = issue_link(
        session,
        document,
        key="cerita:0",
        recipient_name=office.name,
        organisation_id=office.id,
        by=by,
        at=NOW,
    )
    link.note_reading(at=later, day=TODAY)
    link.withdraw(by=by, at=later)
    acknowledge(
        session, document, office.id, name="Wayan", position_title="Kepala", by=None, at=later
    )
