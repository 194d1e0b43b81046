"""Notula ringkas: printed of a sealed notula, and again by itself after a ralat."""

from sqlalchemy import select

from tests.web.notula.steps import approve
from tracker.models.documents import Document, DocumentKind

BUTTON = "Notula ringkas (PDF)"


def editions(session):
    session.rollback()
    of_kind = Document.kind == DocumentKind.SHORT_MINUTES
    return session.scalars(select(Document.edition).where(of_kind).order_by(Document.id)).all()


def test_a_short_notula_follows_the_sealed_one_and_its_ralat(
    session, secretariat, chair, submitted
) -> None:
    papers = submitted.replace("notula", "naskah")
    assert BUTTON not in secretariat.get(papers).text
    assert secretariat.post(f"{papers}/notula-ringkas").status_code == 409
    approve(chair, submitted)
    assert BUTTON in secretariat.get(papers).text
    assert secretariat.post(f"{papers}/notula-ringkas").status_code == 303
    assert secretariat.post(f"{papers}/notula-ringkas").status_code == 303
    assert editions(session) == [1]
    secretariat.post(f"{submitted}/ralat", data={"reason": "Nama peserta keliru."})
    secretariat.post(f"{submitted}/pengajuan")
    approve(chair, submitted)
    assert editions(session) == [1, 2]
