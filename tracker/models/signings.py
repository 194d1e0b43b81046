"""Penandatanganan: a sealed paper signed with a certificate, or by hand on what was printed.

The sealed bytes stay as they are; each signature adds to the file before it, so that the sealed
file is the beginning of every signed one. A scan of the sheet signed by hand stands beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.media_types import PDF
from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.documents import Document
from tracker.models.errors import Untimely
from tracker.models.events import Audited, record
from tracker.models.meetings import SecurityClass
from tracker.models.people import Signatory
from tracker.models.users import Actor
from tracker.models.withdrawals import require_standing, withdrawal_of


class SigningMethod(Labelled):
    LOCAL = "local", N_("Tanda tangan elektronik dengan sertifikat kantor")
    BSRE = "bsre", N_("Tanda tangan elektronik BSrE")
    WET_SCAN = "wet_scan", N_("Pindaian naskah bertanda tangan basah")


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose signature it is, as the file itself says; the serial in hex."""

    subject: str
    issuer: str
    serial: str


class Signing(Audited, Base):
    """One act of signing; append-only. place: which of the paper's signatories, from 1; none for a
    scan, which shows them all. signed_by: whose account did it.
    """

    __tablename__ = "signings"
    __table_args__ = (
        UniqueConstraint("document_id", "place"),
        CheckConstraint("(method = 'wet_scan') = (place IS NULL)", name="place"),
        CheckConstraint("(method = 'wet_scan') = (certificate_subject = '')", name="certificate"),
        CheckConstraint("file_size > 0 AND length(file_key) = 64", name="file"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    method: Mapped[SigningMethod] = mapped_column(choice(SigningMethod, "method"))
    place: Mapped[int | None]
    signatory_name: Mapped[str]
    signatory_position: Mapped[str]
    certificate_subject: Mapped[str]
    certificate_issuer: Mapped[str]
    certificate_serial: Mapped[str]
    file_key: Mapped[str] = mapped_column(index=True)
    file_size: Mapped[int]
    media_type: Mapped[str]
    signed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    signed_by_name: Mapped[str]
    signed_at: Mapped[datetime]

    document: Mapped[Document] = relationship()

    @property
    def meeting_id(self) -> int:
        return self.document.meeting_id

    @property
    def security_class(self) -> SecurityClass:
        return self.document.security_class

    @property
    def is_digital(self) -> bool:
        return self.method is not SigningMethod.WET_SCAN


def signings_of(session: Session, document_id: int) -> list[Signing]:
    """In the order they were made."""
    rows = select(Signing).where(Signing.document_id == document_id).order_by(Signing.id)
    return list(session.scalars(rows))


def signed_file(signings: Iterable[Signing]) -> Signing | None:
    """The one whose file is handed out: the newest with a certificate, else the newest scan."""
    return max(signings, key=lambda made: (made.is_digital, made.id), default=None)


def file_to_send(session: Session, document: Document) -> tuple[str, str] | None:
    """Key and media type of what goes out: the signed file, else the sealed paper; none while it
    is being printed, and of a withdrawn paper.
    """
    if document.pdf_key is None or withdrawal_of(session, document.id) is not None:
        return None
    made = signed_file(signings_of(session, document.id))
    return (made.file_key, made.media_type) if made else (document.pdf_key, PDF)


def key_to_sign(document: Document, signings: Iterable[Signing]) -> str | None:
    """The file the next signature is added to; none while the paper is being printed."""
    digital = [made for made in signings if made.is_digital]
    return digital[-1].file_key if digital else document.pdf_key


def require_unsigned(document: Document, place: int) -> None:
    """Raises Untimely unless the paper stands and this signatory has not signed it yet."""
    require_standing(document)
    made = signings_of(session_of(document), document.id)
    if any(signing.place == place for signing in made):
        raise signed_already()


def signed_already() -> Untimely:
    words = N_("Penanda tangan ini sudah menandatangani naskah ini.")
    return Untimely("signed_already", words)


def add_signature(
    document: Document,
    signed: StoredBytes,
    *,
    onto: str,
    method: SigningMethod,
    place: int,
    signatory: Signatory,
    certificate: Certificate,
    by: Actor,
    at: datetime,
) -> Signing:
    """Record a signature made with a certificate; writes `signing:signed`.

    onto: the key of the file that was signed. Raises Untimely when it is no longer the newest, and
    for whatever `require_unsigned` refuses.
    """
    document.meeting.hold()
    require_unsigned(document, place)
    if key_to_sign(document, signings_of(session_of(document), document.id)) != onto:
        raise Untimely(
            "signed_meanwhile",
            N_("Naskah ini baru saja ditandatangani orang lain. Tanda tangani sekali lagi."),
        )
    made = _signing(document, signed, method, by=by, at=at)
    made.place = place
    made.signatory_name, made.signatory_position = signatory.name, signatory.position
    made.certificate_subject = certificate.subject
    made.certificate_issuer = certificate.issuer
    made.certificate_serial = certificate.serial
    session_of(document).add(made)
    told = {"method": method, "place": place, "file_key": signed.key}
    record(made, "signing:signed", by=by.user_id, at=at, data=told)
    return made


def add_scan(document: Document, scan: StoredBytes, *, by: Actor, at: datetime) -> Signing:
    """Record the scan of the sheet that was signed by hand; a better scan may follow.

    Writes `signing:scanned`. Raises Untimely once the paper carries an electronic signature, which
    is its original then, and for what no longer stands.
    """
    document.meeting.hold()
    require_standing(document)
    if any(made.is_digital for made in signings_of(session_of(document), document.id)):
        raise Untimely(
            "signed_electronically",
            N_("Naskah ini sudah ditandatangani secara elektronik; berkas itulah aslinya."),
        )
    made = _signing(document, scan, SigningMethod.WET_SCAN, by=by, at=at)
    session_of(document).add(made)
    record(made, "signing:scanned", by=by.user_id, at=at, data={"file_key": scan.key})
    return made


def _signing(
    document: Document, file: StoredBytes, method: SigningMethod, *, by: Actor, at: datetime
) -> Signing:
    return Signing(
        document=document,
        method=method,
        signatory_name="",
        signatory_position="",
        certificate_subject="",
        certificate_issuer="",
        certificate_serial="",
        file_key=file.key,
        file_size=file.size,
        media_type=file.media_type,
        signed_by=by.user_id,
        signed_by_name=by.name,
        signed_at=at,
    )
