"""What counts as a readable text, and what is refused with one sentence."""

import pytest

from tracker.capture.reader import Unreadable, decode, read, read_bytes
from tracker.capture.source import BINARY, EMPTY, TOO_LARGE, Source

SENTENCE = "Rapat dipimpin Sekda pada Kamis, 18 September 2025 – “baik”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_usual_encodings_are_understood(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", EMPTY),
        (b" \n\t ", EMPTY),
        (b"a" * 200_001, TOO_LARGE),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", BINARY),
        (b"%PDF-1.7 obj", BINARY),
        (b"PK\x03\x04\x14\x00", BINARY),
        (b"Rapat\x07 dimulai", BINARY),
        (b"\x81\x8d\x8f\x90", BINARY),
        (b"--- 123 ---", BINARY),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=r"^[A-Z].*\.$") as refusal:
        read_bytes(data)
    assert str(refusal.value) == message


def test_pasted_text_is_held_to_the_same_rules() -> None:
    with pytest.raises(Unreadable):
        read("  ")


def test_levelling_keeps_every_offset() -> None:
    source = Source("“Satu” – *dua* \u2018\u2018tiga’’ \u00a0✅ empat")
    assert len(source.plain) == len(source.text)
    assert source.plain == '"Satu" -  dua   "tiga "  • empat'


def test_a_long_text_is_read_whole() -> None:
    text = ("Rapat dipimpin Sekda. " * 9_000)[:199_000]
    assert read(text).chair is not None
