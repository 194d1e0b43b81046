"""PAdES signatures, made and read: added to the file as it is, so that it stays its beginning."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle

from tracker.infra.signing.places import Place, find_places
from tracker.infra.signing.stamps import draw_stamp


class BadPassphrase(Exception):
    """The certificate's file does not open with it."""


class _Writer(IncrementalPdfFileWriter):
    """Leaves what the paper says of itself as it was sealed: rewritten, PDF/A would not hold."""

    def _update_meta(self) -> None:
        pass


class Expired(Exception):
    """The certificate is valid no longer, or not yet."""


def add_signature(
    pdf: bytes, p12: bytes, passphrase: str, stamp: dict[str, Any]
) -> tuple[dict[str, Any], bytes]:
    """The certificate's names, and the PDF with one signature more. stamp: of `pieces.Stamp`."""
    signer = _signer(p12, passphrase)
    writer, block = _Writer(BytesIO(pdf)), stamp["block"]
    _add_fields(writer, pdf, [block, *stamp["others"]], stamp["link"])
    description = PdfSignatureMetadata(
        field_name=block["field"],
        name=block["name"],
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    style = _style([block["position"], block["name"], stamp["signed_at"]], writer, block["field"])
    signed = PdfSigner(description, signer, stamp_style=style).sign_pdf(
        writer, existing_fields_only=True
    )
    return _names(signer.signing_cert), signed.getvalue()


def newest_signature(pdf: bytes, *, beyond: bytes) -> dict[str, Any]:
    """Raises ValueError unless it is one more than `beyond` has, unbroken, over the whole file, and
    the pages say the same: a service may write the file anew, or pages in what it adds.
    """
    if _words(pdf) != _words(beyond):
        raise ValueError("not the same paper")
    before = len(PdfFileReader(BytesIO(beyond)).embedded_signatures)
    found: list[Any] = list(PdfFileReader(BytesIO(pdf)).embedded_signatures)
    if len(found) != before + 1:
        raise ValueError("not one more signature")
    newest = found[-1]
    newest.compute_integrity_info()
    certificate, digest = newest.signer_cert, newest.compute_digest()
    if not all(validate_sig_integrity(newest.signer_info, certificate, "data", digest)):
        raise ValueError("broken")
    if newest.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise ValueError("not over the whole file")
    return _names(certificate)


def _signer(p12: bytes, passphrase: str) -> SimpleSigner:
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(p12, [], passphrase.encode())
    except ValueError:
        raise BadPassphrase from None
    certificate = signer.signing_cert
    if certificate is None:
        raise BadPassphrase
    if not certificate.not_valid_before <= datetime.now(UTC) <= certificate.not_valid_after:
        raise Expired
    return signer


def _add_fields(writer: "_Writer", pdf: bytes, blocks: Sequence[dict[str, str]], link: str) -> None:
    """Those that are not there yet: with the first signature all of them."""
    there = {name for name, *_ in enumerate_sig_fields(writer)}
    new = [block for block in blocks if block["field"] not in there]
    places = find_places(pdf, link=link, names=[block["name"] for block in new]) if new else []
    for block, place in zip(new, places, strict=True):
        words = f"Tanda tangan {block['name']}, {block['position']}"
        _add_field(writer, block["field"], words, place)


def _add_field(writer: _Writer, name: str, words: str, place: Place) -> None:
    """A field for the signature, in the tags of the paper: PDF/UA wants every note there."""
    left, bottom = round(place.left), round(place.bottom)
    box = (left, bottom, left + round(place.width), bottom + round(place.height))
    number = place.page - 1
    field = SigFieldSpec(name, on_page=number, box=box, readable_field_name=words)
    append_signature_field(writer, field)
    _tag(writer, writer.find_page_for_modification(number)[0], words)


def _tag(writer: _Writer, page: Any, words: str) -> None:
    """The newest field as an element of the paper."""
    field = writer.root["/AcroForm"]["/Fields"].raw_get(-1)
    tree = writer.root["/StructTreeRoot"]
    whole, numbers = tree["/K"][0], tree["/ParentTree"]["/Nums"]
    taken = [int(numbers[at]) for at in range(0, len(numbers), 2)]
    key = generic.NumberObject(max(taken, default=-1) + 1)
    note = {"/Type": _name("/OBJR"), "/Obj": field, "/Pg": page}
    element = {
        "/Type": _name("/StructElem"),
        "/S": _name("/Form"),
        "/P": tree["/K"].raw_get(0),
        "/Pg": page,
        "/Alt": generic.TextStringObject(words),
        "/K": _dictionary(note),
    }
    added = writer.add_object(_dictionary(element))
    field.get_object()["/StructParent"] = key
    whole["/K"].append(added)
    numbers.extend([key, added])
    for changed in (whole["/K"], numbers):
        writer.update_container(changed)


def _dictionary(values: dict[str, Any]) -> generic.DictionaryObject:
    return generic.DictionaryObject({_name(key): value for key, value in values.items()})


def _name(text: str) -> generic.NameObject:
    return generic.pdf_name(text)


def _words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def _names(certificate: Any) -> dict[str, Any]:
    return {
        "subject": _called(certificate.subject),
        "issuer": _called(certificate.issuer),
        "serial": f"{certificate.serial_number:x}",
    }


def _called(name: Any) -> str:
    """Siti Aminah, Pemerintah Provinsi: what people know it by; the serial tells which it is."""
    told = name.native
    known = [told.get("common_name"), told.get("organization_name")]
    return ", ".join(str(one) for one in known if one) or str(name.human_friendly)


def _style(said: Sequence[str], writer: "_Writer", field: str) -> StaticStampStyle:
    """The picture of the block, as large as its field."""
    there = next(ref for name, _, ref in enumerate_sig_fields(writer) if name == field)
    left, bottom, right, top = (float(edge) for edge in there.get_object()["/Rect"])
    size = right - left, top - bottom
    picture = draw_stamp(said, "", *size)
    image = PdfImage(Image.open(BytesIO(picture)), box=BoxConstraints(*size))
    return StaticStampStyle(border_width=0, background=image, background_opacity=1)
