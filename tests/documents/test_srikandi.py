"""Paket SRIKANDI: the paper, its Word file and what is copied into the form there."""

import csv
import io
import json
import zipfile

from tests.documents.records import approved, make_record
from tests.factories import NOW, TODAY, make_actor
from tests.models.test_signings import SCAN
from tracker.documents.srikandi import pack, package_of
from tracker.infra.storage import StoredBytes
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.people import Signatory
from tracker.models.signings import Certificate, SigningMethod, add_scan, add_signature
from tracker.models.srikandi_numbers import SrikandiNumber


def printed(session, store):
    document = approved(session, make_record(session))
    stored = store.put_bytes(b"%PDF-1.7 notula", "application/pdf")
    document.attach_pdf(stored.key, stored.size, at=NOW)
    return document


def unpacked(session, store, document):
    packed = pack(package_of(session, document), store)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return packed, {name: archive.read(name) for name in archive.namelist()}


def test_the_package_holds_pdf_word_and_what_the_form_asks(session, store):
    document = printed(session, store)
    by = make_actor(session)
    for name in ("Gubernur (sebagai laporan)", "Inspektur"):
        CarbonCopy.add(session, by=by.user_id, at=NOW, meeting=document.meeting, name=name)
    packed, files = unpacked(session, store, document)
    assert list(files) == ["naskah.pdf", "naskah.docx", "metadata.json", "metadata.csv"]
    assert files["naskah.pdf"] == b"%PDF-1.7 notula"
    assert files["naskah.docx"].startswith(b"PK")
    told = json.loads(files["metadata.json"])
    assert told["jenis_naskah"] == "Notula"
    assert told["hal"].startswith("Notula Percepatan Universal Coverage")
    assert (told["nomor"], told["kode_klasifikasi"]) == ("", "")
    assert told["tanggal"] == "2025-09-18"
    assert told["klasifikasi_keamanan"] == "Biasa"
    assert told["penanda_tangan"] == [
        "Dr. Siti Aminah, S.E., M.M., Asisten Perekonomian dan Pembangunan"
    ]
    assert told["tembusan"] == ["Gubernur (sebagai laporan)", "Inspektur"]
    assert told["unit_pengolah"] == "Biro Perekonomian"
    assert told["kode_naskah"] == document.code
    assert told["alamat_pemeriksaan"].endswith(document.code or "")
    assert told["sha256_naskah"] == document.pdf_key
    rows = list(csv.reader(io.StringIO(files["metadata.csv"].decode("utf-8-sig")), delimiter=";"))
    assert dict(zip(*rows, strict=True))["tembusan"] == "Gubernur (sebagai laporan); Inspektur"
    assert pack(package_of(session, document), store) == packed


def test_the_signed_file_goes_instead_and_the_number_given_back_with_it(session, store):
    document, by = printed(session, store), make_actor(session)
    scan = store.put_bytes(b"pindaian", SCAN.media_type)
    add_scan(document, StoredBytes(scan.key, scan.size, SCAN.media_type), by=by, at=NOW)
    _, files = unpacked(session, store, document)
    assert files["naskah.pdf"] == b"%PDF-1.7 notula"
    assert files["naskah-bertanda-tangan.png"] == b"pindaian"
    signed = store.put_bytes(b"%PDF-1.7 notula dan tanda tangan", "application/pdf")
    add_signature(
        document,
        signed,
        onto=document.pdf_key or "",
        method=SigningMethod.LOCAL,
        place=1,
        signatory=Signatory("Siti", "Asisten"),
        certificate=Certificate("CN=Siti", "CN=CA", "1f"),
        by=by,
        at=NOW,
    )
    number = "=500.15/12/VI.02/2025"
    SrikandiNumber.add(
        session, by=by.user_id, at=NOW, document=document, number=number, dated_on=TODAY
    )
    _, files = unpacked(session, store, document)
    assert files["naskah.pdf"] == b"%PDF-1.7 notula dan tanda tangan"
    assert "naskah-bertanda-tangan.png" not in files
    told = json.loads(files["metadata.json"])
    assert (told["nomor"], told["tanggal"]) == (number, TODAY.isoformat())
    assert told["sha256_bertanda_tangan"] == signed.key
    assert f"'{number}".encode() in files["metadata.csv"]
