"""Signing a PDF with a certificate: with the office's own, through BSrE's e-Sign, or not at all.

What signs is chosen by the settings. Passphrase and NIK come with each act; they go through a pipe
or a TLS connection, and stand in no file, no log, no argument list and no environment.
"""

from typing import Protocol

from tracker.config import Settings
from tracker.infra.signing.bsre import BsreSigner
from tracker.infra.signing.local import LocalSigner
from tracker.infra.signing.pieces import Block, Credentials, Signed, SigningFailed, Stamp

__all__ = ["Block", "Credentials", "Signed", "Signer", "SigningFailed", "Stamp", "open_signer"]


class Signer(Protocol):
    """asks_nik: the service wants to know whose certificate it is besides the passphrase."""

    method: str
    asks_nik: bool

    def sign(self, pdf: bytes, stamp: Stamp, credentials: Credentials) -> Signed:
        """The PDF with one more signature, visible where the stamp found room.

        Raises SigningFailed, with nothing kept anywhere.
        """


def open_signer(settings: Settings) -> Signer | None:
    """None where papers are not signed electronically."""
    if settings.signer == "local":
        return LocalSigner(settings.signer_p12)
    if settings.signer == "bsre":
        return BsreSigner(settings.bsre_url, settings.bsre_username, settings.bsre_password)
    return None
