"""The secretariat's way from a draft to an answered invitation, step by step."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.web.office import Office
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.deliveries import Delivery, DeliveryKind
from tracker.models.documents import Document
from tracker.models.invitations import Invitation, invitation_of
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting


@dataclass(frozen=True)
class Desk:
    """head: who leads the unit and approves."""

    secretariat: FlaskClient
    head: FlaskClient
    office: Office
    meeting: Meeting
    session: Session

    @property
    def url(self) -> str:
        return f"/rapat/{self.meeting.id}/undangan"

    @property
    def letter(self) -> Invitation:
        self.session.rollback()
        found = invitation_of(self.session, self.meeting.id)
        assert found is not None
        return found

    def invitees(self) -> list[Invitee]:
        self.session.rollback()
        rows = select(Invitee).where(Invitee.meeting_id == self.meeting.id)
        return list(self.session.scalars(rows.order_by(Invitee.position)))

    def mails(self, kind: DeliveryKind | None = None) -> list[Delivery]:
        self.session.rollback()
        rows = self.session.scalars(select(Delivery).order_by(Delivery.id))
        return [row for row in rows if kind in {None, row.kind}]

    def invite(self, **chosen: object) -> TestResponse:
        """The first agency when nobody is named."""
        return self.post("/baru", **(chosen or {"organisations": self.office.agency.id}))

    def write(self, **words: object) -> TestResponse:
        """The letter as the form offers it, with these words."""
        offered = {
            "opening": "Dengan hormat, kami mengundang Saudara.",
            "closing": "Terima kasih.",
            "signatory": self.office.appointment.id,
            "number": "000.1.5/12/2026",
            "dated_on": "2026-01-05",
        }
        return self.post("/surat", **{**offered, **words})

    def approve(self) -> None:
        assert self.post("/pengajuan").status_code == 303
        page = self.head.get(f"{self.url}/persetujuan")
        answer = self.head.post(f"{self.url}/persetujuan", data={"seen": seen(page)})
        assert answer.status_code == 303
        self.printed()

    def printed(self) -> None:
        """As if the worker had printed every paper."""
        self.session.rollback()
        with write(self.session):
            for paper in self.session.scalars(select(Document).where(Document.pdf_key.is_(None))):
                paper.attach_pdf("a" * 64, 1, at=clock.now())

    def send(self, step: str = "/pengiriman") -> TestResponse:
        """What the preview shows is what goes out."""
        answer = self._send(step)
        if "sedang dicetak" in answer.text:
            self.printed()
            answer = self._send(step)
        return answer

    def _send(self, step: str) -> TestResponse:
        page = self.secretariat.get(self.url + step)
        return self.post(step, seen=seen(page))

    def sent(self) -> None:
        """The whole way with the first agency invited."""
        self.invite()
        self.write()
        self.approve()
        assert self.send().status_code == 303

    def change(self, **columns: object) -> None:
        """The secretariat corrects the meeting's own form."""
        page = self.secretariat.get(f"/rapat/{self.meeting.id}/ubah").text
        version = re.search(r'name="version"[^>]*value="(\d+)"', page)
        assert version
        stored = self.meeting
        posted = {
            "version": version[1],
            "subject": stored.subject,
            "organising_unit_id": stored.organising_unit_id,
            "starts_on": stored.starts_on,
            "start_time": "09:00",
            "zone": stored.zone,
            "venue": stored.venue,
            "security_class": "open",
            "urgency": "normal",
            "chair": "",
            "minute_taker_id": "",
            "mode": "",
            **columns,
        }
        answer = self.secretariat.post(f"/rapat/{stored.id}/ubah", data=posted)
        assert answer.status_code == 303, re.findall(r"field-error.*", answer.text)

    def post(self, step: str, **data: object) -> TestResponse:
        return self.secretariat.post(self.url + step, data=data)


def seen(page: TestResponse) -> str:
    """The hidden number of what a page shows."""
    found = re.search(r'name="seen"[^>]*value="(\d+)"', page.text)
    assert found, page.text
    return found[1]


def link_in(mail: Delivery) -> str:
    """The path of the answer's link."""
    found = re.search(r"http://127.0.0.1:8000(/undangan/\S+)", mail.body)
    assert found, mail.body
    return found[1]
