"""Where on a paper several sign: two in a row, those who only take note below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_BELOW = re.compile(r"\s*(mengetahui|mengesahkan|menyetujui|menyaksikan|saksi)\b", re.I)
_PARTY = re.compile(r"\s*pihak\b", re.I)


@dataclass(frozen=True, slots=True)
class SigningRow:
    """From left to right. below: under the parties, in the middle of the page."""

    signatories: list[dict[str, Any]]
    below: bool


def signing_rows(signatories: Sequence[dict[str, Any]]) -> list[SigningRow]:
    """PIHAK KEDUA stands left of PIHAK KESATU, and so on in pairs; then Mengetahui."""
    parties = [s for s in signatories if not _BELOW.match(s["label"])]
    others = [s for s in signatories if _BELOW.match(s["label"])]
    return [
        *(SigningRow(parties[n : n + 2][::-1], below=False) for n in range(0, len(parties), 2)),
        *(SigningRow(others[n : n + 2], below=True) for n in range(0, len(others), 2)),
    ]


def is_party(label: str) -> bool:
    """Whether a signatory is named in the text as one of the parties."""
    return _PARTY.match(label) is not None
