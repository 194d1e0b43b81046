"""Paket SRIKANDI: what an office uploads there of a sealed paper, and copies into its form.

The same paper with the same signatures gives the same bytes.
"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.signatories import signatories_of
from tracker.documents.spreadsheets import DELIMITER, plain_cell
from tracker.documents.word.making import docx_of
from tracker.documents.word.running import WordFailed
from tracker.infra.media_types import ENDINGS
from tracker.infra.storage import Store
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.documents import Document, DocumentKind
from tracker.models.letter_numbers import parts_of
from tracker.models.meetings import SecurityClass
from tracker.models.signings import Signing, signed_file, signings_of
from tracker.models.srikandi_numbers import SrikandiNumber, srikandi_number_of
from tracker.models.withdrawals import require_standing
from tracker.models.word_templates import template_for
from tracker.reports.checks import printed_number

BEGINNING = (1980, 1, 1, 0, 0, 0)  # of time, for ZIP: no file here tells when it was packed
MODE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Package:
    """What goes into it, read from the database. snapshot: what the Word file is made from.

    template_key: of the office's own template in Word, if it has one for this kind.
    """

    document: Document
    snapshot: bytes
    signings: Sequence[Signing]
    template_key: str | None
    told: Mapping[str, Any]


def package_of(session: Session, document: Document) -> Package:
    """Raises Untimely unless the paper is sealed, printed, and still stands."""
    require_standing(document)
    made, number = signings_of(session, document.id), srikandi_number_of(session, document.id)
    copies = select(CarbonCopy.name).where(CarbonCopy.meeting_id == document.meeting_id)
    notula = document.kind is DocumentKind.MINUTES
    listed = session.scalars(copies.order_by(CarbonCopy.id)).all() if notula else []
    template = template_for(session, document.kind.value)
    told = _told(document, number, listed, made)
    key = template.blob.key if template else None
    return Package(document, document.snapshot, made, key, told)


def pack(package: Package, store: Store) -> bytes:
    """The ZIP. Raises Damaged when what is stored is."""
    document, files = package.document, dict[str, bytes]()
    signed = signed_file(package.signings)
    if signed is None or not signed.is_digital:
        files["naskah.pdf"] = store.get(document.pdf_key or "")
    if signed is not None:
        ending = ENDINGS[signed.media_type][0]
        name = "naskah" if signed.is_digital else "naskah-bertanda-tangan"
        files[f"{name}{ending}"] = store.get(signed.file_key)
    files |= _in_word(package, store)
    files["metadata.json"] = json.dumps(package.told, ensure_ascii=False, indent=2).encode()
    files["metadata.csv"] = _csv(package.told)
    return _zip(files)


def _in_word(package: Package, store: Store) -> dict[str, bytes]:
    """Left out where no Word file can be made of it: the PDF is what counts."""
    try:
        return {"naskah.docx": docx_of(package.snapshot, store, package.template_key)}
    except WordFailed:
        return {}


def _told(
    document: Document,
    number: SrikandiNumber | None,
    listed: Sequence[str],
    made: Sequence[Signing],
) -> dict[str, Any]:
    """In the words of the form there; what nobody knows is left empty."""
    paper = json.loads(document.snapshot)
    typed = number.number if number else printed_number(paper)
    signed = signed_file(made)
    return {
        "jenis_naskah": document.kind.label,
        "hal": _subject(document, paper),
        "nomor": typed,
        "kode_klasifikasi": parts_of(typed).get("classification", ""),
        "tanggal": _dated(document, paper, number),
        "sifat": paper.get("nature") or SecurityClass(_security(paper)).label,
        "klasifikasi_keamanan": SecurityClass(_security(paper)).label,
        "penanda_tangan": [
            ", ".join(filter(None, (one.name, one.position)))
            for one in signatories_of(document.snapshot)
        ],
        "tembusan": paper.get("copies") or list(listed),
        "unit_pengolah": paper["unit"],
        "kode_naskah": document.code,
        "alamat_pemeriksaan": paper["seal"]["verification_url"],
        "sha256_naskah": document.pdf_key,
        "sha256_bertanda_tangan": signed.file_key if signed else "",
    }


def _security(paper: dict[str, Any]) -> str:
    return str(paper.get("security_class") or paper["meeting"]["security_class"])


def _dated(document: Document, paper: dict[str, Any], number: SrikandiNumber | None) -> str:
    """As SRIKANDI gave it, else as printed, else the day it was sealed."""
    printed = paper["meeting"].get("invitation_date")
    given = number.dated_on if number else None
    letter = document.kind is DocumentKind.INVITATION
    on: date | str | None = given or (printed if letter else paper.get("dated_on"))
    return str(on or _day(document.created_at, paper["meeting"]["zone"]))


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _subject(document: Document, paper: dict[str, Any]) -> str:
    own = "Undangan" if document.kind is DocumentKind.INVITATION else paper.get("subject")
    return str(own or f"{document.kind.label} {paper['meeting']['subject']}".strip())


def _csv(told: Mapping[str, Any]) -> bytes:
    """One row under its heads; several names stand in one cell, parted by semicolons."""
    words = io.StringIO(newline="")
    rows = csv.writer(words, delimiter=DELIMITER, quoting=csv.QUOTE_ALL)
    rows.writerow(told)
    values = ("; ".join(v) if isinstance(v, list) else str(v or "") for v in told.values())
    rows.writerow(plain_cell(value) for value in values)
    return words.getvalue().encode("utf-8-sig")


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, MODE
            entry.create_system = 3
            archive.writestr(entry, data)
    return out.getvalue()
