"""The part of the story that is told of issued papers: signed, numbered elsewhere, withdrawn."""

from datetime import datetime

from sqlalchemy.orm import Session

from tests.factories import CHAIR, NOW, make_meeting
from tracker.infra.storage import StoredBytes
from tracker.models.documents import DocumentKind, issue_document, new_code
from tracker.models.signings import Certificate, SigningMethod, add_scan, add_signature
from tracker.models.srikandi_numbers import SrikandiNumber
from tracker.models.users import Actor
from tracker.models.withdrawals import withdraw


def tell_of_signings(session: Session, *, by: Actor, later: datetime) -> None:
    paper = issue_document(
        session,
        DocumentKind.INVITATION,
        make_meeting(session),
        b'{"schema":1}',
        edition=1,
        code=new_code(),
        by=by.user_id,
        at=NOW,
    )
    paper.attach_pdf("b" * 64, 1234, at=NOW)
    add_scan(paper, StoredBytes("c" * 64, 4321, "image/png"), by=by, at=NOW)
    add_signature(
        paper,
        StoredBytes("d" * 64, 2345, "application/pdf"),
        onto="b" * 64,
        method=SigningMethod.LOCAL,
        place=1,
        signatory=CHAIR,
        certificate=Certificate("CN=Siti Aminah", "CN=CA Uji", "1f"),
        by=by,
        at=later,
    )
    number = SrikandiNumber.add(
        session, by=by.user_id, at=NOW, document=paper, number="500.15/1/VI.02/2025"
    )
    number.revise(by=by.user_id, at=later, version=1, number="500.15/12/VI.02/2025")
    withdraw(paper, "Salah alamat.", by=by, at=later)
