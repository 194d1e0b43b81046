"""What people upload: only known kinds are taken, kept under their hash, and given back whole."""

import hashlib
import io
import os
import struct
import zipfile
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tracker.infra.media_types import ENDINGS
from tracker.infra.storage import Damaged, Store, Unwanted, clean_name, open_store

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"file://{tmp_path}/ruang berkas", max_bytes=2_000_000)


@cache  # a library's dates in it change from second to second
def pdf() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(buffer := io.BytesIO(), deterministic_id=True)
    return buffer.getvalue()


def image(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    Image.new("1", size).convert("L" if kind == "JPEG" else "1").save(buffer := io.BytesIO(), kind)
    return buffer.getvalue()


def pictures(kind: str) -> bytes:
    """Several in one file: phones make MPO of photographs with depth, programs animated PNG."""
    first, second = Image.new("RGB", (8, 8)), Image.new("RGB", (8, 8), "red")
    first.save(buffer := io.BytesIO(), kind, save_all=True, append_images=[second])
    return buffer.getvalue()


def office(*parts: str) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return buffer.getvalue()


def locked_pdf() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(
            buffer := io.BytesIO(), encryption=pikepdf.Encryption(owner="a", user="rahasia")
        )
    return buffer.getvalue()


def unfolding_pdf(megabytes: int) -> bytes:
    """A sound PDF whose very catalogue lies in a stream of this size, compressed twice."""
    inside = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    head = f"1 0 2 {len(inside[0])} 3 {len(''.join(inside))} "
    squeeze = zlib.compressobj(9)
    once = squeeze.compress((head + "".join(inside) + page).encode())
    once += b"".join(squeeze.compress(b" " * 2**20) for _ in range(megabytes)) + squeeze.flush()
    twice = zlib.compress(once, 9)
    first = f"/First {len(head)}/Filter[/FlateDecode/FlateDecode]/Length {len(twice)}"
    stream = (
        f"4 0 obj<</Type/ObjStm/N 3{first}>>stream\n".encode() + twice + b"\nendstream endobj\n"
    )
    start = len(b"%PDF-1.5\n" + stream)
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, 9, 0), (1, start, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    index = f"5 0 obj<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length {len(table)}>>stream\n".encode()
    tail = f"\nendstream endobj\nstartxref\n{start}\n%%EOF".encode()
    return b"%PDF-1.5\n" + stream + index + table + tail


def stored_path(store: Store, key: str) -> Path:
    return Path(store.url.removeprefix("file://")) / key[:2] / key


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (pdf(), "Undangan.PDF", "application/pdf"),
        (image("JPEG"), "foto.jpeg", "image/jpeg"),
        (image("PNG"), "foto.png", "image/png"),
        (pictures("MPO"), "foto.jpg", "image/jpeg"),
        (pictures("PNG"), "gerak.png", "image/png"),
        (image("WEBP"), "foto.webp", "image/webp"),
        (office("[Content_Types].xml", "word/document.xml"), "laporan.docx", DOCX),
    ],
)
def test_office_files_are_kept_under_their_hash(store, data, name, media_type):
    stored = store.put(io.BytesIO(data), name=name)

    assert stored.key == hashlib.sha256(data).hexdigest()
    assert (stored.size, stored.media_type, stored.name) == (len(data), media_type, name)
    assert store.get(stored.key) == data
    assert list(store.all_keys()) == [stored.key]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "kosong"),
        (b"notulen rapat", "Jenis berkas"),
        (b"<!doctype html><script>alert(1)</script>", "Jenis berkas"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Jenis berkas"),
        (b"GIF89a" + bytes(20), "Jenis berkas"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC tidak diterima. Simpan sebagai JPEG"),
        (b"\0\0\0\x18ftypmp42" + bytes(40), "Jenis berkas"),
        (b"MZ" + bytes(200), "Jenis berkas"),
        (b"%PDF-1.7 bukan pdf", "rusak"),
        (pdf()[:60], "rusak"),
        (locked_pdf(), "kata sandi"),
        (image("PNG")[:40], "rusak"),
        (b"\xff\xd8\xff" + bytes(40), "rusak"),
        (image("PNG", (6000, 5000)), "megapiksel"),
        (image("PNG", (20_000, 20_000)), "megapiksel"),
        (office("a.txt"), "ZIP"),
        (office("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "ZIP"),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "makro"),
        (office("[Content_Types].xml", "word/document.xml")[:-10], "rusak"),
        (office("[Content_Types].xml", "word/document.xml", *map(str, range(5000))), "besar"),
        (pdf() + bytes(2_000_000), "besar"),
    ],
)
def test_everything_else_is_refused_in_one_sentence_and_not_kept(store, data, why):
    with pytest.raises(Unwanted, match=why):
        store.put(io.BytesIO(data), name="bukti.pdf")
    assert list(store.all_keys()) == []


def test_an_office_file_that_would_unpack_to_gigabytes_is_refused_unopened(store):
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", bytes(201 * 1024 * 1024))
    buffer.seek(0)
    with pytest.raises(Unwanted, match="terlalu besar setelah dibuka"):
        store.put(buffer, name="bom.docx")


def test_a_pdf_that_would_unfold_to_gigabytes_is_refused_before_it_does(store):
    data = unfolding_pdf(1_000)
    assert len(data) < 4_000
    with pytest.raises(Unwanted, match="rusak"):
        store.put(io.BytesIO(data), name="bom.pdf")
    assert store.put(io.BytesIO(unfolding_pdf(1)), name="wajar.pdf").media_type == "application/pdf"


def test_a_name_is_given_the_ending_of_its_content(store):
    assert store.put(io.BytesIO(pdf()), name="surat.html").name == "surat.html.pdf"
    assert store.put(io.BytesIO(image("JPEG")), name="WhatsApp Image").name == "WhatsApp Image.jpg"


def test_the_same_bytes_are_kept_once(store):
    first = store.put(io.BytesIO(pdf()), name="a.pdf")
    assert store.put(io.BytesIO(pdf()), name="b.pdf").key == first.key
    assert len(list(store.all_keys())) == 1


def test_changed_or_lost_bytes_are_never_given_back(store):
    key = store.put_bytes(b"naskah", "application/pdf").key
    path = stored_path(store, key)

    path.write_bytes(b"naskaH")
    with pytest.raises(Damaged, match="changed"):
        store.get(key)
    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        store.get(key)
    assert not store.exists(key)


def test_storing_again_mends_what_a_crash_left_half_written(store):
    data = pdf()
    key = store.put(io.BytesIO(data), name="a.pdf").key
    stored_path(store, key).write_bytes(data[:10])

    store.put(io.BytesIO(data), name="a.pdf")
    assert store.get(key) == data


def test_a_store_that_is_no_directory_keeps_and_gives_back_the_same():
    elsewhere = open_store("memory:///")
    assert elsewhere.is_empty()
    key = elsewhere.put(io.BytesIO(pdf()), name="a.pdf").key
    assert elsewhere.put(io.BytesIO(pdf()), name="b.pdf").key == key
    assert elsewhere.get(key) == pdf()
    assert list(elsewhere.all_keys()) == [key]
    elsewhere.delete(key)
    with pytest.raises(Damaged, match="missing"):
        elsewhere.get(key)


@pytest.mark.parametrize("key", ["", "..", "../" * 10 + "etc/passwd", "A" * 64, "a" * 63 + "\n"])
def test_only_a_hash_is_a_key(store, key):
    for act in (store.get, store.exists, store.delete):
        with pytest.raises(ValueError, match="not a key"):
            act(key)


def test_the_sweep_sees_only_old_bytes_and_storing_again_makes_them_young(store):
    key = store.put_bytes(b"lama", "application/pdf").key
    day_ago = datetime.now(UTC) - timedelta(days=1)
    os.utime(stored_path(store, key), (0, 0))
    assert list(store.all_keys(older_than=day_ago)) == [key]

    store.put_bytes(b"lama", "application/pdf")
    assert list(store.all_keys(older_than=day_ago)) == []
    store.delete(key)
    assert list(store.all_keys()) == []


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("C:\\dokumen\\surat.pdf", "C dokumen surat.pdf"),
        ("foto\u202egnp.exe", "fotognp.exe"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie x.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("...", "berkas"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_harmless(typed, cleaned):
    assert clean_name(typed) == cleaned


def test_a_cleaned_name_stays_within_its_length_even_with_an_ending_added(store):
    name = store.put(io.BytesIO(pdf()), name="y" * 400).name
    assert len(name) <= 150 + max(len(ending) for endings in ENDINGS.values() for ending in endings)
