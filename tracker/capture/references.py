"""Letters and regulations a text cites: number as typed, issuer, date, subject."""

import re
from itertools import chain

from tracker.capture.dates import FoundDate, between
from tracker.capture.draft import Leaf, Reference, leaf_at
from tracker.capture.layout import Block
from tracker.capture.organisations import Organisations
from tracker.capture.source import Source

_NUMBERED = r"(?:[Nn]omor|[Nn]o\.?|NOMOR|NO\.?)\s*:?\s*"
_LETTER_NUMBER = (
    r"(?:[A-Z][a-z]{1,3}\.\s?(?=\d))?[A-Za-z0-9][\w.-]*(?:\s?/\s?[\w.-]*\w){1,6}"
    r"(?:\s+[Tt]ahun\s+\d{4})?"
)
_RULE_NUMBER = r"\d{1,4}(?:\s+[Tt]ahun\s+\d{4}|\s?/\s?\d{4}\b|\s+[Tt]h\.?\s?\d{4})"
_OF = r"(?:\s+(?!Nomor|No\b|NOMOR)[A-Z]\w+)"  # a word of whose rule it is
_KIND = (
    rf"(?:[Pp]eraturan\s+(?:Presiden|Pemerintah|Daerah|Gubernur|Bupati|Wali\s?[Kk]ota|Menteri{_OF}{{1,6}}"
    rf"|(?:Badan|Kepala|Komisi|Otoritas|Bank){_OF}{{1,5}}|Desa|Kapolri)|[Ii]nstruksi\s+(?:Presiden|Menteri{_OF}{{1,5}}"
    rf"|Men[a-z]+|Gubernur|Bupati|Wali\s?[Kk]ota)|[Kk]eputusan\s+(?:Presiden|Gubernur|Bupati"
    rf"|Wali\s?[Kk]ota|Menteri{_OF}{{1,5}})|[Uu]ndang-[Uu]ndang|Perpres|Inpres|Keppres|Pergub|Perbup"
    r"|Perwal(?:i|ikota)?|Perwako|Perkada|Perda|Perdes|Perkap|Perka|Qanun|Permen(?:[A-Za-z-]+|\s[A-Z]{3,})"
    r"|PMK|PBI|POJK|PKPU|Kepgub|Ingub|Inmen\w*|Kepmen\w*|UU|PP)"
)
_RULE = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})(?P<of>{_OF}{{0,4}}?)\s*(?:{_NUMBERED})?"
    rf"(?P<number>{_RULE_NUMBER}|(?<=\w\s)(?:[A-Z]/)?\d[\w.]*(?:/[\w.]*\w)+)"
)
_LETTER = re.compile(
    r"(?<!\w)(?P<kind>[Ss]urat(?:\s+(?:[Ee]daran|[Uu]ndangan|[Kk]eputusan|[Tt]ugas|[Dd]inas))?|SE|SK"
    r"|[Nn]ota\s+[Dd]inas|[Rr]adiogram|[Kk]eputusan|[Ii]nstruksi|[Uu]ndangan|[Kk]awat"
    r"|[Nn]ota\s+[Kk]esepahaman|[Pp]erjanjian\s+[Kk]erja\s?[Ss]ama|[Bb]erita\s+[Aa]cara)\b"
    rf"(?P<of>[^.;:\n]{{0,90}}?)\s*:?\s*{_NUMBERED}(?P<number>{_LETTER_NUMBER})"
)
_UNNAMED = re.compile(
    r"(?<!\w)(?P<kind>[Ss]urat(?:\s+[Ee]daran)?|SE)\b(?P<of>[^.;:\n\d]{0,60}?)\s+"
    r"(?P<number>(?:[A-Z]{1,3}-)?\d{1,4}(?:\.\d+)*(?:/[\w.]*\w)+)"
)
_BARE = re.compile(  # behind a label such as `Surat Undangan :`
    rf"(?P<of>)(?:{_NUMBERED})?(?P<number>{_LETTER_NUMBER})"
)
_TO_DATE = re.compile(r"[\s,(]*(?:[A-Z]\w+\s+){0,2}(?:ter)?(?:tanggal|tgl\.?)?\s*", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[\s,)]*(?:(?:tentang|perihal|mengenai|hal)\s*:?\s+)(?P<subject>[^.,;\n\")]{4,200}?)"
    r"(?=[.,;\n\")]|$|\s+(?:serta|sesuai|sebagaimana|maka|yang|tanggal|menjadi|jadi|adalah|meng\w{4,}|telah|akan"
    r"|harus|bahwa|dan\s+(?:[Pp]eraturan|[Ss]urat"
    r"|Perpres|Inpres|Permen\w*|UU|PP|SE))\b)"
)
_OFFICIAL = re.compile(
    r"(?:Menteri|Gubernur|Bupati|Wali\s?[Kk]ota|Sekretaris\s+(?:Daerah|Jenderal|Kabinet)|Sekda|Kepala|Ketua|Dirjen"
    r"|Direktur\s+Jenderal|Presiden|Mendagri|Menkeu|Menkes|Menaker|Plh\.?|Plt\.?|Pj\.?)\b.*"
)


def find_references(
    source: Source, blocks: list[Block], dates: list[FoundDate], organisations: Organisations
) -> list[Reference]:
    """Every letter and regulation cited with a number; each number once, in order."""
    found: dict[str, Reference] = {}
    taken: list[tuple[int, int]] = []
    labelled = [
        _BARE.match(source.plain, b.start, b.end) for b in blocks if b.label == "invitation"
    ]
    everywhere = [p.finditer(source.plain) for p in (_RULE, _LETTER, _UNNAMED)]
    for match in chain(*everywhere, filter(None, labelled)):
        start, end = match.span("number")
        if any(start < t and s < end for s, t in taken):
            continue
        taken.append((start, end))
        number = leaf_at(source, start, end)
        issuer = _issuer(source, match, organisations)
        date = _date(source, end, dates)
        subject = _subject(source, date.end if date else end)
        found.setdefault(
            str(number.value),
            Reference(number, issuer, date.leaf(source) if date else None, subject),
        )
    return sorted(found.values(), key=lambda r: r.number.source[0].start if r.number else 0)


def _issuer(source: Source, match: re.Match[str], organisations: Organisations) -> Leaf | None:
    start, end = source.trimmed(*match.span("of"))
    if match.re is _RULE:
        return _issuer_of_rule(source, match)
    mention = next(iter(organisations.within(start, end)), None)
    official = _OFFICIAL.search(source.plain, start, end)
    if official and (not mention or official.start() <= mention.start):
        start, end = source.trimmed(official.start(), end)
        return leaf_at(source, start, end)
    if mention:
        return Leaf(mention.value, [source.evidence(mention.start, mention.end)])
    return None


def _issuer_of_rule(source: Source, match: re.Match[str]) -> Leaf | None:
    """`Peraturan Menteri Keuangan` names its issuer; an abbreviation does not."""
    words = match["kind"].split(None, 1)
    if len(words) < 2 or words[0] == "Permen" or words[1] in {"Daerah", "Pemerintah"}:
        return None
    start = match.start("kind") + match["kind"].index(words[1])
    start, end = source.trimmed(start, match.end("of") if match["of"] else match.end("kind"))
    return leaf_at(source, start, end)


def _date(source: Source, end: int, dates: list[FoundDate]) -> FoundDate | None:
    following = next(iter(between(dates, end, end + 41)), None)
    if not following or following.year is None:
        return None
    words = source.plain[end : following.start]
    return following if _TO_DATE.fullmatch(words) else None


def _subject(source: Source, end: int) -> Leaf | None:
    match = _SUBJECT.match(source.plain, end)
    if not match:
        return None
    start, stop = source.trimmed(*match.span("subject"))
    return leaf_at(source, start, stop)
