"""What is to pay for an agreed point."""

import re

from tracker.capture.draft import Leaf
from tracker.capture.source import Source

FUND = re.compile(
    r"(?P<APBD_P>APBD[\s-]?P\b|P-?APBD\b|APBD[\s-]Perubahan|APBD\s+Perubahan|Perubahan\s+APBD)"
    r"|(?P<APBD>\bAPBD\b|anggaran\s+pendapatan\s+dan\s+belanja\s+daerah)|(?P<APBN>\bAPBN\b)"
    r"|(?P<DBH>\b(?:DBH|Dana\s+Bagi\s+Hasil)\b(?:\s+sawit)?)|(?P<DAK>\b(?:DAK|Dana\s+Alokasi\s+Khusus)\b)"
    r"|(?P<CSR>\b(?:CSR|TJSLP?)\b)|(?P<village_fund>\bdana\s+desa\b)"
    r"|(?P<other>\b(?:dana|sumber|anggaran)\s+(?:dana\s+)?(?:lain(?:nya)?\b(?:\s+yang\s+sah)?)"
    r"|\bsumber\s+lain(?:nya)?\b|\bBTT\b|\bbelanja\s+tidak\s+terduga\b|\bhibah\b|\bBaznas\b|\bDAU\b"
    r"|\bDID\b|\binsentif\s+fiskal\b|\bpinjaman\s+daerah\b)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"(?P<by>\b(?:melalui|lewat|dari|bersumber\s+(?:dari|pada)|bersumber|menggunakan|memanfaatkan|dibiayai"
    r"(?:\s+(?:dari|oleh|melalui))?|didanai(?:\s+(?:dari|oleh|melalui))?|dibebankan\s+(?:pada|ke)"
    r"|sumber\s+(?:dana|anggaran|pembiayaan)|pembiayaan|pendanaan|dengan|dianggarkan\s+(?:dalam|di|pada"
    r"|melalui)|dalam|(?:meng)?alokasi\w*|memakai|menyisihkan|mengalokasikan|memasukkan\s+ke|menganggarkan|pada|di))\b"
    r"[\s:=]*(?:[\w%,.]+\s+){0,3}$|(?P<in>\()$",
    re.IGNORECASE,
)


def find_funding(source: Source, start: int, end: int) -> list[Leaf]:
    found: list[Leaf] = []
    last_end = -1
    funds = list(FUND.finditer(source.plain, start, end))
    for i, fund in enumerate(funds):
        before = source.plain[max(start, fund.start() - 60) : fund.start()]
        listed = last_end >= 0 and re.fullmatch(
            r"[^.;]{0,25}?(?:,|dan|atau|serta|maupun|dan/atau|/)\s*(?:sisanya\s+|kekurangannya\s+)?",
            source.plain[last_end : fund.start()],
        )
        paid = _PAID.search(before)
        if not listed and not paid:
            continue
        first, last = fund.span()
        if paid and i + 1 < len(funds) and _alternative(source, fund, funds[i + 1]):
            first, last = fund.start() - len(before) + paid.start(), funds[i + 1].end()
        value = str(fund.lastgroup).replace("APBD_P", "APBD-P")
        found.append(Leaf(value, [source.evidence(first, last)]))
        last_end = fund.end()
    return found


def _alternative(source: Source, one: re.Match[str], other: re.Match[str]) -> bool:
    """`melalui APBD atau dana lainnya`: only the whole phrase says what was agreed."""
    return source.plain[one.end() : other.start()].strip() == "atau"
