"""BSrE's e-Sign Client Service, asked for one signature at a time.

Untested against the real service: what is followed is its published shape, version 2 ("Petunjuk
Teknis Penggunaan API eSign Client Service", BSrE, January 2024, and public clients of it).
`POST /api/v2/sign/pdf` with basic authentication and JSON: `nik`, `passphrase`, `file` (a list of
PDFs in base64) and `signatureProperties` (one each: `tampilan` VISIBLE, `imageBase64`, `page`,
`originX`, `originY` from the upper left corner, `width`, `height` in points, `reason`). It answers
200 with `file`, the signed PDFs in base64; else `error` in words and `status_code`: 2011 for a NIK
it does not know, 2031 for a wrong passphrase.
"""

import base64
import binascii
import json
import time
from typing import Any

from urllib3 import BaseHTTPResponse, PoolManager, Timeout, make_headers
from urllib3.exceptions import HTTPError, ReadTimeoutError

from tracker.infra.signing import pieces
from tracker.infra.signing.desk import Placed, place_stamp, read_signature
from tracker.infra.signing.pieces import Credentials, Signed, SigningFailed, Stamp
from tracker.infra.text import N_

SENTENCE = (
    "Dokumen ini ditandatangani secara elektronik menggunakan sertifikat elektronik yang"
    " diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), BSSN."
)
CONNECT_SECONDS, READ_SECONDS, MAX_SECONDS = 10.0, 45.0, 75.0
MAX_PDF = 20 * 1024 * 1024
MAX_ANSWER = 2 * MAX_PDF

AWAY = N_("Layanan BSrE tidak dapat dihubungi. Naskah belum ditandatangani; coba lagi nanti.")
TOO_LONG = N_("Layanan BSrE terlalu lama menjawab. Naskah belum ditandatangani; coba lagi nanti.")
ILL = N_("Layanan BSrE sedang terganggu. Naskah belum ditandatangani; coba lagi nanti.")
NOT_LET_IN = N_("Layanan BSrE tidak menerima Rakor. Hubungi pengelola aplikasi.")
REFUSED = N_("Layanan BSrE menolak menandatangani naskah ini. Naskah belum ditandatangani.")
UNKNOWN_NIK = N_("NIK ini tidak terdaftar di BSrE.")
STRANGE = N_("Jawaban layanan BSrE bukan naskah ini yang ditandatangani; tidak ada yang disimpan.")
TOO_LARGE = N_("Naskah ini terlalu besar untuk layanan BSrE.")

_BY_CODE = {2011: (UNKNOWN_NIK, "nik"), 2031: (pieces.WRONG_PASSPHRASE, "passphrase")}
# What the service says where its number is not known to us.
_BY_WORD = {
    "passphrase": (pieces.WRONG_PASSPHRASE, "passphrase"),
    "tidak terdaftar": (UNKNOWN_NIK, "nik"),
    "expired": (pieces.EXPIRED, ""),
    "kedaluwarsa": (pieces.EXPIRED, ""),
    "kadaluarsa": (pieces.EXPIRED, ""),
}


class BsreSigner:
    method = "bsre"
    asks_nik = True

    def __init__(self, url: str, username: str, password: str) -> None:
        self._service = EsignService(url, username, password)

    def sign(self, pdf: bytes, stamp: Stamp, credentials: Credentials) -> Signed:
        if len(pdf) > MAX_PDF:
            raise SigningFailed(TOO_LARGE)
        placed = place_stamp(pdf, stamp, words=SENTENCE)
        signed = self._service.sign(pdf, placed, stamp.block.name, credentials)
        try:
            return read_signature(signed, beyond=pdf)
        except SigningFailed:
            raise SigningFailed(STRANGE) from None


class EsignService:
    """What is sent there, and what its answers mean."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self._url = f"{url}/api/v2/sign/pdf"
        self._headers = {
            **make_headers(basic_auth=f"{username}:{password}"),
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "Rakor",
        }

    def sign(self, pdf: bytes, placed: Placed, name: str, credentials: Credentials) -> bytes:
        """What the service says is the signed file: a PDF, not yet looked into.

        Raises SigningFailed; none of its words is what was sent.
        """
        status, told = self._post(_request(pdf, placed, name, credentials))
        if status != 200:
            raise _refusal(status, told)
        return _signed_file(told)

    def _post(self, body: bytes) -> tuple[int, dict[str, Any]]:
        timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        try:
            with PoolManager(1, timeout=timeout, retries=False) as http:
                answer = http.request(
                    "POST",
                    self._url,
                    body=body,
                    headers=self._headers,
                    redirect=False,
                    preload_content=False,
                )
                return answer.status, _told(answer)
        except ReadTimeoutError:
            raise SigningFailed(TOO_LONG) from None
        except (HTTPError, OSError):
            raise SigningFailed(AWAY) from None


def _request(pdf: bytes, placed: Placed, name: str, credentials: Credentials) -> bytes:
    appearance = {
        "tampilan": "VISIBLE",
        "imageBase64": base64.b64encode(placed.picture).decode(),
        "page": placed.page,
        "originX": round(placed.left, 1),
        "originY": round(placed.top, 1),
        "width": placed.width,
        "height": placed.height,
        "location": "",
        "reason": f"Ditandatangani oleh {name}",
    }
    return json.dumps(
        {
            "nik": credentials.nik,
            "passphrase": credentials.passphrase,
            "signatureProperties": [appearance],
            "file": [base64.b64encode(pdf).decode()],
        }
    ).encode()


def _told(answer: BaseHTTPResponse) -> dict[str, Any]:
    """Read to its end, within a size and a time; empty for what is no object of JSON."""
    until, body = time.monotonic() + MAX_SECONDS, bytearray()
    while piece := answer.read(64 * 1024):
        body += piece
        if len(body) > MAX_ANSWER:
            raise SigningFailed(STRANGE)
        if time.monotonic() > until:
            raise SigningFailed(TOO_LONG)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _signed_file(told: dict[str, Any]) -> bytes:
    files = told.get("file")
    try:
        signed = base64.b64decode(files[0] if isinstance(files, list) else "", validate=True)
    except (binascii.Error, TypeError, ValueError, IndexError):
        signed = b""
    if not signed.startswith(b"%PDF-"):
        raise SigningFailed(STRANGE)
    return signed


def _refusal(status: int, told: dict[str, Any]) -> SigningFailed:
    """In our words: those of the service may repeat what was sent."""
    words = str(told.get("error") or told.get("message") or "").casefold()
    code = told.get("status_code")
    known = _BY_CODE.get(code) if isinstance(code, int) else None
    known = known or next((why for word, why in _BY_WORD.items() if word in words), None)
    if known:
        return SigningFailed(known[0], field=known[1])
    if status in {401, 403}:
        return SigningFailed(NOT_LET_IN)
    return SigningFailed(ILL if status >= 500 else REFUSED)
