"""What a file must be before it is opened as a template: a plain DOCX, tied to nothing outside.

Reads the archive and its XML alone; nothing is opened that it names.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree

from tracker.documents.word.findings import Refused
from tracker.documents.word.xml import Element, qualified
from tracker.infra.text import N_

WRITTEN = (".xml", ".rels")  # the endings of parts that are looked into
MAX_MEMBERS = 500
MAX_UNPACKED = 30 * 2**20
MAX_PART = 10 * 2**20
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "SEQ", "REF", "PAGEREF"),
    *("STYLEREF", "TOC", "HYPERLINK", "TITLE", "AUTHOR", "SUBJECT"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORBIDDEN_TIES = re.compile(r"/(aFChunk|subDocument|oleObject|package|control|frame|activeX\w*)$")

_NO_DOCX = N_("Berkas ini bukan dokumen Word (DOCX) yang dapat dibaca.")
_LOCKED = N_(
    "Berkas ini terkunci kata sandi atau berformat lama (.doc). Simpan sebagai .docx biasa."
)
_TOO_LARGE = N_("Berkas ini terlalu besar setelah dibuka. Perkecil gambar di dalamnya.")
_MACROS = N_("Berkas ini berisi makro. Simpan sebagai .docx tanpa makro.")
_NOT_PLAIN = N_("Simpan berkas ini sebagai Dokumen Word (.docx), bukan jenis lain.")
_ENTITIES = N_("Berkas ini memuat definisi XML yang tidak dipakai Word (%(part)s), jadi ditolak.")
_REMOTE = N_(
    "Berkas ini bertaut ke templat di luar (%(target)s). Di Word, buka Pengembang > Templat "
    "Dokumen, kosongkan templatnya, lalu simpan."
)
_OUTSIDE = N_("Berkas ini mengambil isi dari luar (%(target)s). Sisipkan isinya ke dalam berkas.")
_OBJECTS = N_("Berkas ini memuat objek sisipan (OLE). Ganti dengan gambar atau teks biasa.")
_ADDRESS = N_("Tautan %(target)s tidak diterima; hanya http, https, dan mailto.")
_FIELD = N_("Kode bidang Word “%(field)s” tidak diterima dalam templat.")


def require_plain(data: bytes) -> None:
    """Raises Refused, with the one thing that is to be changed first."""
    if data.startswith(_OLE):
        raise Refused(_LOCKED)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _require_members(archive)
            for name in archive.namelist():
                if name.lower().endswith(WRITTEN):
                    _require_part(name, _parsed(name, archive.read(name)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused(_NO_DOCX) from error


def _require_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    sizes = [member.file_size for member in members]
    if len(members) > MAX_MEMBERS or sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_PART:
        raise Refused(_TOO_LARGE)
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise Refused(_NO_DOCX)
    lowered = [name.lower() for name in names]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lowered):
        raise Refused(_MACROS)
    if any("/embeddings/" in name or "/activex/" in name for name in lowered):
        raise Refused(_OBJECTS)


def _parsed(name: str, data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(_NO_DOCX) from error
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise Refused(_ENTITIES, part=name)
    return root


def _require_part(name: str, root: Element) -> None:
    if name == "[Content_Types].xml":
        _require_kind(root)
    elif name.lower().endswith(".rels"):
        for tie in root:
            _require_tie(tie.get("Type", ""), tie.get("Target", ""), tie.get("TargetMode", ""))
    else:
        for field in _fields(root):
            if field.upper() not in FIELDS:
                raise Refused(_FIELD, field=field[:40])


def _require_kind(types: Element) -> None:
    kinds = {o.get("PartName", ""): o.get("ContentType", "") for o in types.iter("{*}Override")}
    kind = kinds.get("/word/document.xml", "")
    if "macroEnabled" in kind:
        raise Refused(_MACROS)
    if kind != MAIN:
        raise Refused(_NOT_PLAIN)
    endings = {
        f".{o.get('Extension', '')}": o.get("ContentType", "") for o in types.iter("{*}Default")
    }
    for name, told in (kinds | endings).items():
        written = told.lower().endswith("xml") and not told.startswith("image/")
        if written and not name.lower().endswith(WRITTEN):
            raise Refused(_NOT_PLAIN)


def _require_tie(kind: str, target: str, mode: str) -> None:
    if _FORBIDDEN_TIES.search(kind):
        raise Refused(_OBJECTS)
    if mode != "External":
        return
    if kind.endswith("/attachedTemplate"):
        raise Refused(_REMOTE, target=target[:80])
    if not kind.endswith("/hyperlink"):
        raise Refused(_OUTSIDE, target=target[:80])
    if urlsplit(target).scheme.lower() not in {"http", "https", "mailto"}:
        raise Refused(_ADDRESS, target=target[:80])


def _fields(root: Element) -> Iterator[str]:
    """The first word of every field code, however it is spread over runs."""
    for simple in root.iter(qualified("fldSimple")):
        yield _first_word(simple.get(qualified("instr"), ""))
    open_codes: list[str] = []
    for node in root.iter(qualified("fldChar"), qualified("instrText")):
        kind = node.get(qualified("fldCharType"))
        if kind == "begin":
            open_codes.append("")
        elif kind is None:
            open_codes.append((open_codes.pop() if open_codes else "") + (node.text or ""))
        elif kind == "end" and open_codes:
            yield _first_word(open_codes.pop())
    yield from map(_first_word, open_codes)


def _first_word(code: str) -> str:
    return next(iter(code.split()), "PAGE")
