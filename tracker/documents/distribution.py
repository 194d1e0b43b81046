"""Sending a sealed notula: a short mail with a link that lasts a while, the PDF where it may."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.documents.mails import mail_text
from tracker.infra.media_types import ENDINGS
from tracker.infra.signed_links import read, sign
from tracker.infra.text import N_
from tracker.models.deliveries import Attached, Delivery, DeliveryKind, Recipient, queue_mail
from tracker.models.documents import Document
from tracker.models.errors import DomainError
from tracker.models.meetings import NAMED_ACCESS, SecurityClass
from tracker.models.paper_links import issue_link
from tracker.models.signings import file_to_send

PURPOSE = "naskah"


def distribute(
    session: Session,
    document: Document,
    chosen: Sequence[tuple[str, Recipient]],
    *,
    occasion: int,
    settings: Settings,
    by: int,
    at: datetime,
) -> int:
    """Queue a mail for each of the chosen, given by key and recipient; returns how many are new.

    occasion: the same act again has the same one, and mails nobody twice. The PDF goes along only
    for class Biasa. Of Rahasia and above only a notice goes out, which names nothing. Raises
    DomainError while the paper is not sealed and printed.
    """
    if not document.is_sealed or document.pdf_key is None:
        raise DomainError("not_printed", N_("Naskah ini belum selesai dicetak."))
    mailing = _Mailing(session, document, settings, by, at)
    keyed = {f"notula:{document.id}:{occasion}:{key}": who for key, who in chosen}
    known = set(session.scalars(select(Delivery.key).where(Delivery.key.in_(keyed))))
    fresh = {key: who for key, who in keyed.items() if key not in known}
    for key, recipient in fresh.items():
        mailing.send(key, recipient)
    return len(fresh)


class _Mailing:
    def __init__(
        self, session: Session, document: Document, settings: Settings, by: int, at: datetime
    ) -> None:
        self._session, self._document, self._settings = session, document, settings
        self._by, self._at = by, at
        self._paper: dict[str, Any] = json.loads(document.snapshot)
        self._classes = {
            document.meeting.security_class,
            SecurityClass(self._paper["meeting"]["security_class"]),
        }

    def send(self, key: str, recipient: Recipient) -> None:
        if self._classes & set(NAMED_ACCESS):
            body = mail_text("minutes_notice", name=recipient.name, url=self._settings.base_url)
            self._queue(key, recipient, N_("Ada naskah baru untuk Anda"), body, ())
        else:
            self._queue(key, recipient, self._subject(), self._body(key, recipient), self._files)

    def _queue(
        self, key: str, recipient: Recipient, subject: str, body: str, files: Iterable[Attached]
    ) -> None:
        queue_mail(
            self._session,
            DeliveryKind.MINUTES,
            self._document.meeting,
            recipient,
            subject=subject,
            body=body,
            key=key,
            at=self._at,
            by=self._by,
            attachments=files,
            document=self._document,
        )

    @property
    def _is_open(self) -> bool:
        return self._classes == {SecurityClass.OPEN}

    def _subject(self) -> str:
        title = self._paper["meeting"]["subject"]
        return f"Notula: {title}" if self._is_open else "Notula rapat"

    def _body(self, key: str, recipient: Recipient) -> str:
        link = issue_link(
            self._session,
            self._document,
            key=key,
            recipient_name=recipient.name,
            organisation_id=recipient.organisation_id,
            by=self._by,
            at=self._at,
        )
        token = link_token(link.id, self._settings.secret_key)
        meeting = self._paper["meeting"]
        held_on = date.fromisoformat(meeting["starts_on"]) if meeting["starts_on"] else None
        return mail_text(
            "minutes",
            name=recipient.name,
            subject=meeting["subject"] if self._is_open else "",
            held_on=held_on,
            unit=self._paper["unit"],
            edition=self._document.edition,
            url=f"{self._settings.base_url}/naskah/{token}",
            until=link.expires_at,
            zone=meeting["zone"],
            attached=self._is_open,
            acknowledges=recipient.organisation_id is not None,
        )

    @cached_property
    def _files(self) -> list[Attached]:
        file = file_to_send(self._session, self._document) if self._is_open else None
        if file is None:
            return []
        key, media_type = file
        return [Attached(key=key, name=f"Notula{ENDINGS[media_type][0]}", media_type=media_type)]


def link_token(link_id: int, secret_key: str) -> str:
    """What stands for a link in an address."""
    return sign(secret_key, PURPOSE, link_id)


def read_link_token(token: str, secret_key: str) -> int | None:
    """The link of a token; None for anything that we did not make."""
    link_id = read(secret_key, PURPOSE, token)
    return link_id if isinstance(link_id, int) else None
