"""What signing takes and gives, and why it may not succeed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.infra.text import N_

NOT_STARTED = N_("Penanda tangan tidak dapat dijalankan. Hubungi pengelola aplikasi.")
UNREADABLE = N_("Berkas naskah ini tidak dapat dibaca untuk ditandatangani.")
NO_ROOM = N_("Tidak ada tempat kosong untuk tanda tangan pada naskah ini.")
WRONG_PASSPHRASE = N_("Passphrase keliru.")
EXPIRED = N_("Sertifikat penanda tangan sudah kedaluwarsa atau belum berlaku.")


class SigningFailed(Exception):
    """Nothing was signed. reason: one Indonesian sentence; field: of the form it belongs to."""

    def __init__(self, reason: str, *, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


@dataclass(frozen=True, slots=True)
class Credentials:
    """Typed for this one act. nik: only where the service asks for it."""

    passphrase: str = field(repr=False)
    nik: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """Who signs, as printed. field: of the signature in the PDF, unlike any other there."""

    field: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """The visible block: what it says, and where it looks for room.

    link: an address that stands on the page beside the code. others: who has still to sign; their
    fields are made with the first, since a signature allows nothing new but what it left blank.
    """

    block: Block
    link: str
    signed_at: str
    others: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """pdf: with the new signature. subject, issuer, serial: of the certificate it was made with."""

    pdf: bytes
    subject: str
    issuer: str
    serial: str
