"""What an uploaded file is, decided by its content; everything not on the short list is refused."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

from PIL import Image

from tracker.config import PROJECT
from tracker.infra.pdf_process import Finding
from tracker.infra.text import N_

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_PIXELS = 25_000_000
MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
HEAD_BYTES = 16

# The endings a name may keep; the first is the one given to a name with another ending.
ENDINGS = {
    PDF: (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    DOCX: (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
}
_PDF_REFUSALS: dict[int, str] = {
    Finding.LOCKED: N_("PDF ini terkunci kata sandi. Unggah yang tidak terkunci."),
    Finding.EMPTY: N_("PDF ini tidak memiliki halaman."),
}
_PDF_BROKEN = N_("PDF ini rusak dan tidak dapat dibuka.")
_IMAGE_TYPES = {  # MPO: a JPEG with further pictures behind it, as phones make them
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_OFFICE_MAIN_PARTS = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
    "ppt/presentation.xml": ".pptx",
}


class Unwanted(Exception):
    """The upload is not taken; the message is one Indonesian sentence marked with N_."""


def media_type_of(file: IO[bytes]) -> str:
    """The media type of a seekable file, one of ENDINGS; leaves the position undefined.

    Raises Unwanted for any other type, for a damaged or locked file, and for one that would need
    far more memory than its size shows.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        raise Unwanted(N_("Berkas ini kosong."))
    file.seek(0)
    for marks, check in _CHECKS:
        if marks(head):
            return check(file)
    raise Unwanted(
        N_("Jenis berkas ini tidak diterima. Unggah PDF, JPEG, PNG, WebP, DOCX, XLSX, atau PPTX.")
    )


def fitting_name(name: str, media_type: str) -> str:
    """The name with an ending of its type, so that no program opens it as something else."""
    endings = ENDINGS[media_type]
    ending = PurePosixPath(name).suffix.lower()
    return name if ending in endings else name + endings[0]


def _check_pdf(file: IO[bytes]) -> str:
    """Opened in a process of its own: it may unfold to gigabytes, or crash the library."""
    file.seek(0)
    ended = subprocess.run(
        [sys.executable, "-m", "tracker.infra.pdf_process"],
        input=file.read(),
        cwd=PROJECT,
        env={},
        capture_output=True,
    ).returncode
    if ended != Finding.GOOD:
        raise Unwanted(_PDF_REFUSALS.get(ended, _PDF_BROKEN))
    return PDF


def _check_image(file: IO[bytes]) -> str:
    try:
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as image:
            width, height = image.size
            if width * height <= MAX_PIXELS:
                image.verify()
                return _IMAGE_TYPES[image.format or ""]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pass
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unwanted(N_("Gambar ini rusak dan tidak dapat dibuka.")) from error
    raise Unwanted(N_("Gambar ini terlalu besar. Perkecil hingga paling banyak 25 megapiksel."))


def _refuse_heic(_file: IO[bytes]) -> str:
    raise Unwanted(N_("Foto HEIC tidak diterima. Simpan sebagai JPEG, lalu unggah lagi."))


def _check_office(file: IO[bytes]) -> str:
    """Looks at the list of members only; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unwanted(N_("Berkas Office ini rusak dan tidak dapat dibuka.")) from error
    names = {member.filename for member in members}
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
        raise Unwanted(N_("Berkas ini terlalu besar setelah dibuka."))
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unwanted(N_("Berkas Office dengan makro tidak diterima. Simpan tanpa makro."))
    kinds = {ending for part, ending in _OFFICE_MAIN_PARTS.items() if part in names}
    if "[Content_Types].xml" not in names or len(kinds) != 1:
        raise Unwanted(N_("Berkas ZIP tidak diterima. Unggah isinya satu per satu."))
    ending = kinds.pop()
    return next(media_type for media_type, endings in ENDINGS.items() if ending in endings)


_CHECKS: tuple[tuple[Callable[[bytes], bool], Callable[[IO[bytes]], str]], ...] = (
    (lambda head: head.startswith(b"%PDF-"), _check_pdf),
    (lambda head: head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")), _check_image),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", _check_image),
    (lambda head: head.startswith(b"PK\x03\x04"), _check_office),
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS, _refuse_heic),
)
