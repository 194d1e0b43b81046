"""Organisations named in a text: those of the list by any of their names, others as written."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tracker.capture.known_names import PARENTHESIS, WORD, by_name, names_by_word, similar
from tracker.capture.places import CITIES, LAMPUNG_PLACES, PROVINCES
from tracker.capture.regions import belongs_home, is_home_province, region_after
from tracker.capture.source import Source
from tracker.capture.words import OFFICE_WORDS
from tracker.models.directory import KnownOrganisation

_GAP = re.compile(r"(?:[\s,/&-]|\(persero\)|(?<=\b[DHhd])\.|(?<=[DdPp][rRTt])\.|(?<=Kab)\.){1,5}")
_LOCAL = {
    *("regional_secretariat", "assistant_secretary", "bureau", "department", "board"),
    *("inspectorate", "agency", "work_unit", "leaders_forum", "governor_adviser"),
    "regional_enterprise",
}
_HEADS = {
    "department": r"Dinas|Din(?:kes|sos|dik)[a-z]*|DP[A-Z]{2,}\w*"
    r"|Dis(?:dik|nak|hub|sos|kes|dag|perin|kop|kom(?!un)|bud|bun|por|par(?!itas)|duk|tan(?!si)|tph|kan|lut|hut"
    r"|tam|trans|perkim|kim|permas|pmd|bun|pus|arpus|ketan|pang|pertan|perpus)[a-z]*",
    "board": r"Badan|Bap[a-z]{3,}|Bakesbangpol|BP[BK][A-Z]{1,3}|BK[A-Z]?P?SDM\w*",
    "bureau": r"Biro|Bagian|Bag\.",
    "inspectorate": r"Ins?pektorat",
    "regional_secretariat": r"Sekretariat Daerah|Setda\w*",
    "agency": r"Satpol[ -]PP|RSUD|Rumah Sakit(?: Umum)?(?: Daerah)?(?: \(RSUD\))?"
    r"|Sekretariat DPRD|Satuan Polisi Pamong Praja",
    "work_unit": r"UPTD?|Puskesmas|Kecamatan|Kec\.",
    "ministry": r"Kementerian|Kemen(?!ang)[a-z]{2,}\w*|Ditjen|Direktorat Jenderal",
    "regency_city": r"(?:Pemerintah |Pemerintahan )?(?:Kabupaten|Kota|Kab\.)|Pemkab|Pemkot",
    "central_field_office": r"Kanwil|Kantor (?:Wilayah|Kementerian|Kemenag|Pertanahan|Imigrasi|SAR"
    r"|Perwakilan|Bea|Pelayanan"
    r"|Regional)|Kemenag|Balai(?: Besar| Wilayah)?|BPTD|BPS|BPN|BWS|KPPN|KSOP"
    r"|KPU|Bawaslu|BPOM|Loka|Stasiun"
    r"|Perwakilan(?! (?:Dinas|Badan|Biro|OPD|Pem|PT|Kemen|Polres|Kodim))|Badan Narkotika|BNN\w*",
    "leaders_forum": r"Forkopim(?:da|cam)|Forkompinda|DPRD|Polda|Kodim|Korem|Kodam|Lanal|Lanud"
    r"|Lantamal|(?:Satlantas )?Polres(?:ta(?:bes)?)?|Kejaksaan(?: Negeri| Tinggi)?|Kejari|Kejati"
    r"|Pengadilan",
    "public_body": r"BPJS|LPP (?:RRI|TVRI)",
    "state_enterprise": r"Perum|PT (?:PLN|Pertamina|Pos|KAI|ASDP|Angkasa|Pelindo|Pupuk|Jasa Raharja"
    r"|Hutama|Telkom)|PLN|Bulog",
    "regional_enterprise": r"Perumda|PDAM|Perseroda|Bank [A-Z]\w+",
    "community": r"Majelis|Himpunan|Asosiasi|Perkumpulan|Paguyuban|Gabungan|Serikat|Ikatan"
    r"|Yayasan|Kamar Dagang|TP[ -]?PKK|Tim Penggerak|Dewan|Lembaga|Aliansi|Perhimpunan|Persatuan"
    r"|Universitas|Institut(?!e)|Komisi(?= Penanggulangan| Informasi| Irigasi| Penyuluhan)"
    r"|Politeknik|Forum|Komunitas|Apindo|Kadin|Organda|HKTI|KTNA|PMI|Baznas|PHRI|Hiswana"
    r"|Apkasindo|Gapki|Hipmi|Aptrindo|Apersi|Gapensi|Perpadi|Muhammadiyah|Unila|Itera|Polinela",
    "other": r"Pemerintah Provinsi|Pemprov|Pemerintah Daerah|TPID|TPPS|TKPK\w*|Satgas"
    r"|(?:PT|CV|UD)\.?|BP(?= [A-Z][a-z])|Satuan Tugas|Tim(?= [A-Z])|Pusat"
    r"|(?<!Muda )(?<!Madya )(?<!Pertama )(?<!Jenderal )TNI(?:/Polri|-Polri| A[DLU])?|Polri",
}
_HEAD = re.compile(r"\b(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _HEADS.items()) + r")(?!\w)")
_TAIL = re.compile(
    r"(?:[ ]\([A-Z][\w &/-]{1,25}\)|(?<=Koperasi),[ ]UM?KM(?:,?[ ]Per[a-z]+)*"
    r"|[ ](?:[A-Z]\.){1,3}(?=[ ][A-Z])|[ ](?:[A-Z0-9][\w'/.-]*\w|[A-Z]))(?!\w)",
    re.UNICODE,
)
_AND = re.compile(r",?[ ](?:dan|&)(?=[ ][A-Z])")
_STOP = re.compile(
    r"[ ](?:Kepala|Kadis|Kaban|Camat|Bupati|Wali|Gubernur|Wakil|Ketua|Sekda|Staf|Asisten|Para|Bapak"
    r"|Ibu|Seluruh|Direktur|Sekretaris|Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu|Drs?\.?|Dra\.?"
    r"|Ir\.?|Hj?\.|WIB|Tahun|Nomor|No\.?|Kapolda|Kapolres|Dandim|Danrem|Kabid|Kabag)(?!\w)"
)
_NAMES_WITH_AND = {"department", "board", "bureau", "ministry", "central_field_office", "work_unit"}
_TEAM = re.compile(r"(?:Tim|Satgas|Satuan Tugas|Komisi)\b")
_GENERIC = {"Dinas", "Badan", "Biro", "Bagian", "Bag."}  # what only the next word names
_HEADED = {"department", "board", "bureau"}
_HEAD_OF = re.compile(r"\b(?:Kepala|Sekretaris) $")
_PLACES = {word for place in (*CITIES, *LAMPUNG_PLACES, *PROVINCES) for word in place.split()}
_NATION = re.compile(r"\s+(?:Republik\s+Indonesia|RI)\b(?:\s*\([A-Z][\w ]{1,25}\))?")
_NOTHING = re.compile(r"(?!)")
_ANOTHER = {  # what makes another body of a known name: PTPN 7 is not PTPN I
    "state_enterprise": re.compile(r"\s(?:\d{1,2}|[IVX]+)(?:\sRegional\s\d+)?(?![\w.])"),
    "department": re.compile(r"(?<=UKM|rja),?\s(?:dan\s)?Perindustrian,?\s(?:dan|&)\sPerdagangan"),
    "governor_adviser": re.compile(r"\s(?:Bupati|Wali\s?Kota)(?:\s(?!Bidang)[A-Z][a-z]+)?"),
}
_AT_HOME = re.compile(r"\s+(?:Provinsi |Prov\.? )?Lampung$")
_OFFICE_BELOW = re.compile(r"(?:Stasiun|Balai|Kanwil|Kantor|Perwakilan|Loka)\b")


@dataclass(frozen=True)
class Mention:
    """An organisation in the text; `value` is the canonical name where `known`."""

    start: int
    end: int
    value: str
    kind: str
    known: KnownOrganisation | None = None
    similar: bool = False


@dataclass(frozen=True)
class Organisations:
    """The organisations of one text, in order and without overlap."""

    mentions: list[Mention]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def at(self, start: int) -> Mention | None:
        index = bisect_left(self._starts, start)
        if index < len(self.mentions) and self.mentions[index].start == start:
            return self.mentions[index]
        return None


def find_organisations(source: Source, prose: str) -> Organisations:
    """Every organisation of `prose`; regional offices get their list name only at home."""
    home = belongs_home(source.plain)
    known = {m.start: m for m in _known(source, prose, home)}
    found: list[Mention] = []
    taken = 0
    for start in sorted({*known, *(m.start() for m in _HEAD.finditer(prose))}):
        if start < taken:
            continue
        mention = _longer(known.get(start), _written(source, prose, start, home))
        if mention and found and _below(prose, found[-1], mention):
            whole = found.pop()
            mention = Mention(
                whole.start, mention.end, source.words(whole.start, mention.end), whole.kind
            )
        elif mention and found and _above(prose, found[-1], mention):
            mention = replace(found.pop(), end=mention.end)
        if mention:
            found.append(mention)
            taken = mention.end
    return Organisations(found)


def _below(prose: str, upper: Mention, lower: Mention) -> bool:
    """`BMKG Stasiun Klimatologi` is one office, not two."""
    return lower.start - upper.end == 1 and bool(_OFFICE_BELOW.match(prose, lower.start))


def _above(prose: str, lower: Mention, upper: Mention) -> bool:
    """`Biro Hukum Setda Provinsi Lampung`: the bureau's name, with whom it belongs to."""
    return (
        lower.kind == "bureau"
        and upper.kind == "regional_secretariat"
        and prose[lower.end : upper.start].isspace()
    )


def _longer(known: Mention | None, written: Mention | None) -> Mention | None:
    """The list's own names win unless the text goes on with the name of another body."""
    if known and written and written.end > known.end and not known.known:
        return written
    return known or written


def _known(source: Source, prose: str, home: bool) -> Iterator[Mention]:
    words = list(WORD.finditer(prose))
    for i, word in enumerate(words):
        for names, name, organisation in names_by_word().get(word[0].lower(), ()):
            end = _matched(prose, words, i, names)
            if end and _cased(word[0], names, name):
                start = word.start()
                local = organisation.kind == "ministry" and prose.endswith("Kepala ", 0, start)
                if local:  # `Kepala Kemenag`: a ministry has a minister, its branch a head
                    yield Mention(start, end, source.words(start, end), "central_field_office")
                else:
                    yield _named(source, prose, start, end, organisation, home)
                break


def _matched(prose: str, words: list[re.Match[str]], i: int, names: tuple[str, ...]) -> int:
    """Where the name ends when it stands at word `i`, else 0; "dan" and "&" are not looked at."""
    end = words[i].end()
    for name in names[1:]:
        i += 1
        if i < len(words) and words[i][0].lower() == "dan":
            i += 1
        if i >= len(words) or words[i][0].lower() != name:
            return 0
        if not re.fullmatch(r"(?:\W|dan){1,7}", prose[end : words[i].start()]):
            return 0
        if not _GAP.match(prose, end):
            return 0
        end = words[i].end()
    return end


def _cased(first: str, names: tuple[str, ...], name: str) -> bool:
    """A short acronym must be typed as in the list; a long one may stand in small letters."""
    if len(names) == 1 and len(first) <= 5:
        return first in (name, name.upper())
    return first[0].isupper() or len(names) == 1


def _named(
    source: Source, prose: str, start: int, end: int, organisation: KnownOrganisation, home: bool
) -> Mention:
    same = re.compile(r"\s*\((?P<name>[^()\n]{2,30})\)").match(prose, end)
    if same and same["name"] in organisation.names:
        end = same.end()
    if organisation.kind == "ministry":
        nation = _NATION.match(prose, end)
        end = nation.end() if nation else end
    another = _ANOTHER.get(organisation.kind, _NOTHING).match(prose, end)
    if another:
        end = another.end()
        return Mention(start, end, source.words(start, end), organisation.kind)
    region = region_after(prose, end)
    local = organisation.kind in _LOCAL
    if prose.startswith(" Provinsi Lampung", end) and prose[start:end].endswith("Lampung"):
        region = None
    if region is None or organisation.kind == "regency_city":
        canonical = home or not local or organisation.code == "pemprov-lampung"
        canonical = canonical and (home or not organisation.name.startswith("Kanwil"))
    elif is_home_province(region[0]):
        end, canonical = region.end(), True
    else:
        end, canonical = region.end(), organisation.kind == "ministry"
    if canonical:
        return Mention(start, end, organisation.name, organisation.kind, organisation)
    return Mention(start, end, source.words(start, end), organisation.kind)


def _written(source: Source, prose: str, start: int, home: bool) -> Mention | None:
    """An office the list does not have, from its head word on: as written."""
    head = _HEAD.match(prose, start)
    if not head:
        return None
    kind = str(head.lastgroup)
    end = _end_of_name(prose, start, head.end(), kind)
    value = source.words(start, end)
    if end == head.end() and " " not in value and not _stands_alone(value):
        return None
    near = similar(_AT_HOME.sub("", value)) if home or kind not in _LOCAL else None
    if near:
        return Mention(start, end, near.name, near.kind, near, similar=True)
    short = re.search(r"\(([^()]+)\)", value)
    plain = by_name().get(PARENTHESIS.sub("", value).lower())
    plain = plain or (by_name().get(short[1].lower()) if short else None)
    if plain and (home or plain.kind not in _LOCAL):
        return Mention(start, end, plain.name, plain.kind, plain)
    return Mention(start, end, value, kind)


def _end_of_name(prose: str, start: int, end: int, kind: str) -> int:
    """Where an office's name ends; behind `Kepala …` the name of its head may follow."""
    if prose.startswith(("TNI", "Polri", "DPRD"), start):
        region = region_after(prose, end)
        return region.end() if region else end
    first = end
    headed = kind in _HEADED and _HEAD_OF.search(prose, max(0, start - 12), start) is not None
    joins = kind in _NAMES_WITH_AND or _TEAM.match(prose, start) is not None
    while True:
        region = region_after(prose, end)
        if region:
            return region.end()
        step = _TAIL.match(prose, end)
        named = end > first or prose[start:end] not in _GENERIC
        if step and headed and named and not _names_office(step[0]):
            return end
        if step and not _STOP.match(prose, end):
            end = step.end()
            continue
        joined = _AND.match(prose, end) if joins else None
        if not joined or _STOP.match(prose, joined.end()) or _HEAD.match(prose, joined.end() + 1):
            return end
        if joined[0].startswith(",") or names_by_word().get(
            prose[joined.end() + 1 :].split()[0].lower()
        ):
            return end
        end = joined.end()


def _names_office(step: str) -> bool:
    word = step.strip(" ()")
    return word.lower() in OFFICE_WORDS or word.isupper() or word.title() in _PLACES


def _stands_alone(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{3,}\w*|[A-Z][a-z]{4,}|TNI/Polri", value)) and value not in {
        *("Badan", "Dinas", "Biro", "Kantor", "Balai", "Kabupaten", "Bagian", "Majelis", "Dewan"),
        *("Lembaga", "Forum", "Perwakilan", "Pusat", "Perum", "Gabungan", "Himpunan", "Asosiasi"),
        *("Kementerian", "Pengadilan", "Kejaksaan", "Ikatan", "Yayasan", "Serikat", "Stasiun"),
        *("Kecamatan", "Universitas", "Institut", "Komunitas", "Aliansi", "Persatuan", "Loka"),
        *("Perkumpulan", "Paguyuban"),
    }
