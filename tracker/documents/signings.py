"""Signing a sealed paper: what is handed to the signer, and keeping what it gives back.

The signer works outside any transaction, since it may take a minute and what was typed for it must
be stored nowhere; what it made is then recorded, if the paper still is as it was.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.documents.signatories import signatories_of
from tracker.documents.wording import instant
from tracker.infra.media_types import PDF
from tracker.infra.signing import Block, Credentials, Signer, SigningFailed, Stamp
from tracker.infra.storage import Store, StoredBytes
from tracker.models.documents import Document
from tracker.models.errors import DomainError
from tracker.models.people import Signatory
from tracker.models.signings import (
    Certificate,
    Signing,
    SigningMethod,
    add_signature,
    key_to_sign,
    require_unsigned,
    signings_of,
)
from tracker.models.users import Actor


@dataclass(frozen=True, slots=True)
class SigningTask:
    """onto: the key of the file to sign. place: the number of the block."""

    onto: str
    place: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """What a signer made of a task, in the store already."""

    task: SigningTask
    file: StoredBytes
    certificate: Certificate


def signing_task(session: Session, document: Document, place: int, *, at: datetime) -> SigningTask:
    """Raises Untimely for a paper that does not stand or that this signatory has signed."""
    require_unsigned(document, place)
    onto = key_to_sign(document, signings_of(session, document.id)) or ""
    paper = json.loads(document.snapshot)
    blocks = {
        number: Block(f"TandaTangan{number}", one.name, one.position)
        for number, one in enumerate(signatories_of(document.snapshot), start=1)
    }
    stamp = Stamp(
        block=blocks.pop(place),
        link=paper["seal"]["verification_url"],
        signed_at=instant(at, paper["meeting"]["zone"]),
        others=list(blocks.values()),
    )
    return SigningTask(onto, place, stamp)


def sign_paper(
    task: SigningTask, signer: Signer, credentials: Credentials, store: Store
) -> SignedPaper:
    """Raises DomainError, beside its field, with what the signer refused."""
    try:
        signed = signer.sign(store.get(task.onto), task.stamp, credentials)
    except SigningFailed as refusal:
        code, field = "signing_failed", refusal.field or None
        raise DomainError(code, refusal.reason, field=field) from refusal
    file = store.put_bytes(signed.pdf, PDF)
    return SignedPaper(task, file, Certificate(signed.subject, signed.issuer, signed.serial))


def record_signature(
    document: Document, signed: SignedPaper, method: SigningMethod, *, by: Actor, at: datetime
) -> Signing:
    """Call inside `write`. Raises Untimely when the paper changed while it was being signed."""
    block = signed.task.stamp.block
    return add_signature(
        document,
        signed.file,
        onto=signed.task.onto,
        method=method,
        place=signed.task.place,
        signatory=Signatory(block.name, block.position),
        certificate=signed.certificate,
        by=by,
        at=at,
    )
