"""Whose meeting the text is about: the names of the home list hold only at home."""

import re

from tracker.capture.places import CITIES, LAMPUNG_PLACES, PROVINCES

_PLACE = "|".join(sorted({*PROVINCES, *CITIES, *LAMPUNG_PLACES}, key=len, reverse=True))
_ELSEWHERE = re.compile(
    rf"\b(?:{'|'.join(sorted({*PROVINCES, *CITIES}, key=len, reverse=True))})\b"
)
_HOME = re.compile(r"\b[Ll]ampung\b|\bLAMPUNG\b|\bBandarlampung\b|\bSetdaprov\b|\bSekdaprov\b")
_REGENCY = re.compile(
    r"\b(?:Pem(?:kab|kot)|Setda(?:kab|ko)|Bupati|Wali ?[Kk]ota|Wabup|Kapolres|Dandim"
    r"|di (?:Kabupaten|Kota) (?=[A-Z]))"
)
_PROVINCE = re.compile(r"\b(?:Provinsi|Prov\.|Pemprov|Gubernur|Wagub|Sekdaprov|Setdaprov|Biro)\b")
_REGION = re.compile(
    r"(?:(?=\s+kab(?:upaten)?\.?/kota\b)|\s+(?:di\s+)?(?:(?:[Pp]rovinsi|Prov\.?|[Kk]abupaten|Kab\.?|[Kk]ota|Cabang|Kelas|Kanwil|Wilayah|KC)"
    rf"\s+)+(?:[IVX]+\s+)?(?:(?i:{_PLACE})|[A-Z][a-z]+)(?:\s+(?:Utara|Selatan|Barat|Timur|Tengah"
    rf"|Tenggara|Daya|Kota))*\b|(?:\s+|(?<=POM)\sdi\s)(?:{_PLACE})\b(?:\s+(?:Utara|Selatan|Barat|Timur|Tengah|Tenggara|Daya))*)",
)


def belongs_home(prose: str) -> bool:
    """Whether bare office names mean those of the province the list was made for."""
    home, elsewhere = len(_HOME.findall(prose)), len(_ELSEWHERE.findall(prose))
    if elsewhere > home:
        return False
    return len(_REGENCY.findall(prose)) == 0 or _PROVINCE.search(prose) is not None


def region_after(prose: str, position: int) -> re.Match[str] | None:
    """The place that belongs to the name ending at `position`: ` Provinsi Lampung`, ` Sulsel`."""
    return _REGION.match(prose, position)


def is_home_province(region: str) -> bool:
    return " ".join(region.split()) in {"Lampung", "Provinsi Lampung", "Prov. Lampung"}


def without_region(name: str) -> str:
    """`Dinas Perkebunan` of `Dinas Perkebunan Provinsi Kalimantan Timur`."""
    return _REGION.sub("", name) or name
