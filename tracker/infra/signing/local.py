"""The office's own certificate, in a PKCS#12 file beside the application; its passphrase is typed.

Which certificate that is the office decides; whether others trust it does not depend on us.
"""

from pathlib import Path

from tracker.infra.signing.desk import sign_with
from tracker.infra.signing.pieces import Credentials, Signed, SigningFailed, Stamp
from tracker.infra.text import N_

NO_CERTIFICATE = N_("Berkas sertifikat kantor tidak dapat dibaca. Hubungi pengelola aplikasi.")


class LocalSigner:
    method = "local"
    asks_nik = False

    def __init__(self, p12: Path) -> None:
        self._p12 = p12

    def sign(self, pdf: bytes, stamp: Stamp, credentials: Credentials) -> Signed:
        try:
            p12 = self._p12.read_bytes()
        except OSError as error:
            raise SigningFailed(NO_CERTIFICATE) from error
        return sign_with(pdf, stamp, p12=p12, passphrase=credentials.passphrase)
