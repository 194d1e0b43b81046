"""To whom an agreed point is to be reported."""

import re

from tracker.capture.draft import Leaf
from tracker.capture.source import Source

_REPORTS = re.compile(
    r"\b(?:me|di)?lapor\w*|\bpelaporan|\bmenyampaikan|\bdisampaikan", re.IGNORECASE
)
_TO = re.compile(r"\b(?:kepada|ke|pada|kpd)\s+(?:Bapak\s+|Ibu\s+|Yth\.?\s+)*", re.IGNORECASE)
_PLACE = r"(?:\s+(?!untuk\b)[A-Z][a-z]+){0,3}"
_RECIPIENT = re.compile(
    rf"(?:(?:Plh|Plt|Pj|Pjs)\.?\s+)?(?:(?P<vice_governor>(?:Wakil\s+Gubernur|Wagub){_PLACE})|(?P<governor>Gubernur{_PLACE})"
    rf"|(?P<regional_secretary>(?:Sekretaris\s+Daerah|Sekda(?:prov|kab|ko)?"
    rf"|Sekprov){_PLACE})|(?P<other>(?:(?:Wakil\s+)?(?:Bupati|Wali\s?[Kk]ota)|Men(?:teri|dagri|ko|keu)"
    rf"|Presiden|Asisten|Ketua|Kepala|Inspektur|Direktur|Dirjen|DPRD|Pimpinan)\b"
    r"(?:\s+(?:(?:dan\s+)?(?!Gubernur|Sek|Wakil|Wali|Bupati)[A-Z][\w-]*|I{1,3}))*))",
)
_PURPOSE = re.compile(r"\s+untuk\s+\w+")
_JOIN = re.compile(r"\s*(?:,|dan|serta|maupun|/|,\s*dan)\s*")


def find_report_to(source: Source, start: int, end: int) -> list[Leaf]:
    reports = _REPORTS.search(source.plain, start, end)
    found: list[Leaf] = []
    for to in _TO.finditer(source.plain, reports.end() if reports else end, end):
        position = to.end()
        while recipient := _RECIPIENT.match(source.plain, position, end):
            found.append(_recipient(source, recipient, end))
            joined = _JOIN.match(source.plain, recipient.end(), end)
            position = joined.end() if joined else end
    return found


def _recipient(source: Source, match: re.Match[str], end: int) -> Leaf:
    purpose = _PURPOSE.match(source.plain, match.end(), end)
    stop = purpose.end() if purpose else match.end()  # the purpose tells a report from a title
    return Leaf(str(match.lastgroup), [source.evidence(match.start(), stop)])
