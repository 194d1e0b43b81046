"""A sealed notula, printed, and what its pages of distribution are asked again and again."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import NOW
from tests.web.notula.steps import approve
from tracker.infra.db import write
from tracker.infra.storage import Store
from tracker.models.deliveries import Delivery
from tracker.models.documents import Document

PDF = b"%PDF-1.7 notula"


@dataclass(frozen=True)
class Sealed:
    """meeting: its address. secretariat: of the unit that keeps the record."""

    app: Flask
    session: Session
    secretariat: FlaskClient
    meeting: str

    @property
    def path(self) -> str:
        return f"{self.meeting}/distribusi"

    def page(self) -> str:
        return self.secretariat.get(self.path).text

    def send(self, *who: str, seen: int | None = None) -> TestResponse:
        known = self.seen() if seen is None else seen
        return self.secretariat.post(self.path, data={"seen": str(known), "penerima": list(who)})

    def seen(self) -> int:
        found = re.search(r'name="seen"[^>]*value="(\d+)"', self.page())
        assert found
        return int(found[1])

    def mails(self) -> list[Delivery]:
        self.session.rollback()
        return list(self.session.scalars(select(Delivery).order_by(Delivery.id)))

    def link(self, number: int = -1) -> str:
        """The path of the link in a mail."""
        found = re.search(r"http://127\.0\.0\.1:8000(/naskah/\S+)", self.mails()[number].body)
        assert found
        return found[1]


def seal(chair: FlaskClient, session: Session, store: Store, notula: str) -> Document:
    """Approve the submitted notula and print it."""
    assert approve(chair, notula).status_code == 303
    session.rollback()
    kept = store.put_bytes(PDF)
    with write(session):
        newest = select(Document).where(Document.code.is_not(None)).order_by(Document.id.desc())
        document = session.scalars(newest.limit(1)).one()
        document.attach_pdf(kept.key, kept.size, at=NOW)
    return document
