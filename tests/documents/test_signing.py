"""A sealed paper with signatures: still the paper it was, to archive, screen reader and eye."""

import json
from dataclasses import asdict
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.documents.conformance import faults
from tests.documents.conftest import Paper, Printer, Samples
from tests.documents.reading import elements, opened, pages
from tests.infra.signing.certificates import PASSPHRASE, issue
from tests.infra.signing.esign_service import KEY, NIK, USER, esign_service
from tracker.documents.signatories import signatories_of
from tracker.infra.signing import Block, Credentials, SigningFailed, Stamp
from tracker.infra.signing.bsre import SENTENCE, BsreSigner
from tracker.infra.signing.desk import read_signature
from tracker.infra.signing.local import NO_CERTIFICATE, LocalSigner
from tracker.infra.signing.pieces import UNREADABLE
from tracker.infra.signing.places import find_places
from tracker.infra.signing.signatures import (
    BadPassphrase,
    Expired,
    add_signature,
    newest_signature,
)
from tracker.models.documents import DocumentKind

CHAIR = Block("TandaTangan1", "Dr. Siti Aminah, S.E., M.M.", "Asisten Perekonomian")
GUEST = Block("TandaTangan2", "Budi", "Kepala Dinas Tenaga Kerja")
AT = "18 September 2025 pukul 14.30 WIB"
# What a signature adds that a paper of ours alone never has.
OF_A_SIGNATURE = {
    *("holds /AcroForm", "has a tag /Form", "has a note that is no link"),
    *("has a link that is not printed", "has a link without words"),
}


def link_of(paper: Paper) -> str:
    link: str = paper.snapshot["seal"]["verification_url"]
    return link


def signed_by(pdf: bytes, link: str, block: Block, *others: Block, name: str = "Siti") -> bytes:
    stamp = asdict(Stamp(block, link, AT, others))
    return add_signature(pdf, issue(name).p12, PASSPHRASE, stamp)[1]


def signature_boxes(pdf: bytes) -> list[tuple[int, list[float]]]:
    """Page and box of each signature's field."""
    with opened(pdf) as document:
        return [
            (number, [float(edge) for edge in note.Rect])
            for number, page in enumerate(document.pages)
            for note in page.get("/Annots", [])
            if note.get("/FT") == "/Sig"
        ]


def words_in(pdf: bytes, number: int, box: list[float]) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        left, bottom, right, top = box
        words: str = document[number].get_textpage().get_text_bounded(left, bottom, right, top)
        return words.strip()
    finally:
        document.close()


@pytest.fixture(scope="module")
def signed(usual: Paper) -> list[bytes]:
    """Sealed, signed by the chair, signed by the guest as well."""
    first = signed_by(usual.pdf, link_of(usual), CHAIR, GUEST)
    return [usual.pdf, first, signed_by(first, link_of(usual), GUEST, name="Budi")]


def test_each_signature_is_added_to_the_file_before_it(signed: list[bytes]):
    sealed, first, second = signed
    assert first.startswith(sealed)
    assert second.startswith(first)
    assert pages(second) == pages(sealed)


def test_every_signature_holds_and_is_trusted_by_who_trusts_its_authority(signed: list[bytes]):
    roots = [x509.Certificate.load(issue(name).root) for name in ("Siti", "Budi")]
    found = PdfFileReader(BytesIO(signed[-1])).embedded_signatures
    assert [one.field_name for one in found] == ["TandaTangan1", "TandaTangan2"]
    for one in found:
        status = validate_pdf_signature(one, ValidationContext(trust_roots=roots))
        assert (status.intact, status.valid, status.trusted) == (True, True, True)
        assert status.bottom_line
        assert one.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    altered = bytearray(signed[-1])
    altered[len(signed[0]) // 2] ^= 1
    broken = PdfFileReader(BytesIO(bytes(altered))).embedded_signatures[-1]
    broken.compute_integrity_info()
    assert broken.compute_digest() != found[-1].compute_digest()


def test_a_signed_paper_is_as_archival_and_accessible_as_before(signed: list[bytes]):
    for pdf in signed[1:]:
        assert set(faults(pdf)) <= OF_A_SIGNATURE
    with opened(signed[-1]) as document:
        notes: list[Any] = [
            note for page in document.pages for note in page.get("/Annots", []) if "/FT" in note
        ]
        tags = [e for e in elements(document.Root.StructTreeRoot) if e.S == "/Form"]
        assert [str(note.TU) for note in notes] == [str(tag.Alt) for tag in tags]
        assert str(notes[0].TU) == f"Tanda tangan {CHAIR.name}, {CHAIR.position}"
        assert all(note.F & 4 and "/N" in note.AP for note in notes)
        keys = [int(note.StructParent) for note in notes]
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        held = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        assert [held[key].objgen for key in keys] == [tag.objgen for tag in tags]


def test_the_block_stands_beside_the_code_and_over_no_words(signed: list[bytes], usual: Paper):
    (page, first), (_, second) = signature_boxes(signed[-1])
    link = next(i for i, words in enumerate(usual.pages) if "periksa di" in words)
    assert page == link
    assert first[2] - first[0] == 160
    assert min(first[2], second[2]) <= max(first[0], second[0]) or (
        min(first[3], second[3]) <= max(first[1], second[1])
    )
    for box in (first, second):
        assert words_in(usual.pdf, page, box) == ""


def test_every_paper_has_room_for_its_signatures(samples: Samples):
    """Where somebody signs, above his name or beside the code."""
    for kind, paper in samples.items():
        named = signatories_of(json.dumps(paper.snapshot).encode())
        if not paper.snapshot["seal"] or not named:
            continue
        names = [one.name for one in named]
        for place in find_places(paper.pdf, link=link_of(paper), names=names):
            box = [place.left, place.bottom, place.left + place.width, place.bottom + place.height]
            assert words_in(paper.pdf, place.page - 1, box) == "", kind


def test_no_paper_speaks_of_bsre_that_was_not_signed_there(samples: Samples, usual: Paper):
    for kind, paper in samples.items():
        words = f"{paper.text} {json.dumps(paper.snapshot)}".casefold()
        for claim in (
            "bsre",
            "balai besar",
            "ditandatangani secara elektronik",
            "sertifikat elekt",
        ):
            assert claim not in words, kind
    assert "BSrE" in SENTENCE


def test_a_blank_left_above_the_name_is_where_he_signs(samples: Samples, printed: Printer):
    """What was not approved in the application leaves the place of its signature empty."""
    paper = printed(samples[DocumentKind.INVITATION].snapshot, approved_at=None)
    (signatory,) = signatories_of(json.dumps(paper.snapshot).encode())
    (place,) = find_places(paper.pdf, link=link_of(paper), names=[signatory.name])
    document = pypdfium2.PdfDocument(paper.pdf)
    text = document[place.page - 1].get_textpage()
    left, _, _, top = text.get_charbox(text.search(signatory.name).get_next()[0])
    document.close()
    assert abs(place.left - left) < 2
    assert 0 < place.bottom - top < 30


def test_what_does_not_sign_says_why(usual: Paper):
    stamp = asdict(Stamp(CHAIR, link_of(usual), AT))
    with pytest.raises(BadPassphrase):
        add_signature(usual.pdf, issue().p12, "keliru", stamp)
    with pytest.raises(BadPassphrase):
        add_signature(usual.pdf, b"bukan sertifikat", PASSPHRASE, stamp)
    with pytest.raises(Expired):
        add_signature(usual.pdf, issue("Lama", days=-2).p12, PASSPHRASE, stamp)


def test_the_offices_certificate_signs_in_a_process_of_its_own(usual: Paper, tmp_path):
    p12 = tmp_path / "kantor.p12"
    signer, stamp = LocalSigner(p12), Stamp(CHAIR, link_of(usual), AT)
    with pytest.raises(SigningFailed) as failure:
        signer.sign(usual.pdf, stamp, Credentials(PASSPHRASE))
    assert failure.value.reason == NO_CERTIFICATE
    p12.write_bytes(issue().p12)
    signed = signer.sign(usual.pdf, stamp, Credentials(PASSPHRASE))
    assert signed.subject == "Siti Aminah"
    assert signed.pdf.startswith(usual.pdf)
    with pytest.raises(SigningFailed) as failure:
        signer.sign(b"%PDF-1.7 rusak", stamp, Credentials(PASSPHRASE))
    assert failure.value.reason == UNREADABLE


def test_what_comes_back_from_bsre_is_looked_into(usual: Paper, signed: list[bytes]):
    stamp = Stamp(CHAIR, link_of(usual), AT)
    with esign_service() as service:
        signer = BsreSigner(service.url, USER, KEY)
        made = signer.sign(usual.pdf, stamp, Credentials(PASSPHRASE, NIK))
        assert made.issuer == "CA Uji"
        assert read_signature(made.pdf, beyond=usual.pdf).serial == made.serial
    for returned in (usual.pdf, signed[2], signed[1] + b"tambahan"):
        with pytest.raises(ValueError, match=r"not one more|not over"):
            newest_signature(returned, beyond=usual.pdf)


def test_pages_changed_in_what_a_service_adds_are_found(usual: Paper):
    """The sealed file is still its beginning, and the signature covers all of it."""
    out = BytesIO(usual.pdf)
    writer = IncrementalPdfFileWriter(out)
    page = writer.find_page_for_modification(0)[0]
    page.get_object()["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.mark_update(page)
    writer.write_in_place()
    forged = signed_by(out.getvalue(), link_of(usual), CHAIR)
    assert forged.startswith(usual.pdf)
    with pytest.raises(ValueError, match="not the same paper"):
        newest_signature(forged, beyond=usual.pdf)
