"""What the meeting was about."""

import re

from tracker.capture.draft import Leaf
from tracker.capture.layout import Block, Sentence
from tracker.capture.occasion import told_of_meeting
from tracker.capture.source import Source
from tracker.capture.words import GATHERING, MONTH_NAMES

_MEETING = (
    r"(?:[Rr]apat\s+(?:[Kk]oo?rdinasi|[Ee]valuasi|[Pp]embahasan|[Kk]erja|[Tt]eknis|[Tt]erbatas)"
    r"(?:\s*\([Rr]akor[a-z]*\))?|(?<![Rr]uang\s)Rapat(?=\s(?:Persiapan|Pleno|Tim|Penyusunan|Sinkronisasi|Monitoring|Perdana|Pemantapan))|RAPAT\s+KOORDINASI|[Rr]embu[kg](?=\s[A-Z])|[Rr]ako(?:r|rnas|rda|rtek)(?:\s*\([^)]{3,40}\))?"
    r"|(?:FGD|Focus\s+Group\s+Discussion|HLM|[Hh]igh\s+[Ll]evel\s+[Mm]eeting|[Pp]ertemuan\s+[Tt]ingkat\s+[Tt]inggi)"
    r"(?:\s*\([^)]{2,40}\))?)"
)
_WHO = (
    r"(?:Wa(?:li|kil|gub)|Bupati|Gubernur|Sekda|Pem|Pj|Pl[th]|Kepala|Kadis|Ketua|Men(?:teri|dagri))"
)
_TITLE = re.compile(
    rf"\b{_MEETING}\s+(?P<all>(?:dan\s+)?(?!di\s|Bersama|Dengan)(?:(?:tentang|terkait|mengenai)\s+)?"
    rf"(?P<name>[A-Z][\w/-]*(?:(?:,(?!\s+{_WHO}))?"
    r"\s+(?:(?!(?:Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu)\b)[A-Z(&][\w/()&-]*|\d{4}\b|dan\b|di\b(?!\s+(?:Ruang|Aula|Gedung|Hotel|Kantor"
    r"|Balai|Pendopo))|untuk\b|dalam\b|dengan\b(?=\s+[A-Z])|serta\b|se-\w+|[IVX]+\b)){0,30}))"
)
_LOWER = re.compile(
    rf"\b(?:{_MEETING}|[Rr]apat|[Ff]orum\s+koordinasi)\s+(?:lintas\s+\w+\s+)?(?:(?:terkait|tentang|mengenai|membahas|dalam\s+rangka|guna\s+membahas)\s+)?"
    r"(?P<name>(?!yang|daring|virtual|luring|pimpinan\b|mingguan|perdana|dengan|tersebut|itu\b|ini\b|dan\b|pada\b|untuk|dalam|juga|se-|secara|lintas|oleh\b|dari\b|ke\b"
    r"|di(?:\b|(?!gital|stribu|sabil|nas\b|nam|versi|fteri|siplin|aspora)[a-z]{4,})|antar|lanjutan\b|koordinasi\b"
    r"|rutin\b|ter(?:sebut|akhir|batas|buka|tutup)|me[nml]|ber(?:sama|langsung|tempat|akhir|jalan)|akan|kali|harian|mingguan|bulanan|selesai|sebelumnya|terakhir)"
    r"[a-z][\w/-]*(?:\s+[\w/&.()-]+){0,16}?)"
    r"(?=[,;:]|\.\s|\.?$|\s+(?:bersama|di(?:gelar|laksanakan|selenggarakan|adakan|pimpin|buka|hadiri|ikuti)|berlangsung|bertempat|yang|pada|hari\s+ini|td\b|tadi\b|kemarin|tersebut|itu|ini|dengan|bertempat|secara|dalam|usai"
    r"|melalui|oleh|tahun\s+ini|Senin|Selasa|Rabu|Kamis|Jum|Sabtu|Minggu|di\s+[A-Z]|\()|\n)",
)
_AIM = re.compile(  # `rapat persiapan …` names its subject before anything that was discussed
    r"\brapat\s+(?P<name>(?:persiapan|percepatan|evaluasi|finalisasi|sinkronisasi|pembahasan)"
    r"(?:\s+(?!di\b|pada\b|yang\b|bersama\b|secara\b|dengan\b|ini\b|itu\b|tersebut\b)[\w/&()-]+){2,20})"
)
_TOPIC = re.compile(
    r"\b(?:ber)?(?:fokus(?:kan|\s+utama)?|difokuskan|memfokuskan)\s+(?:pada|untuk|membahas)\s+(?P<a>.+)"
    r"|\b(?:untuk|guna)\s+mengevaluasi\s+(?P<e>.+)|\b(?:membahas|bahas|dibahas(?!\s+(?:dalam|pada|di)\b))\s+(?:tentang\s+|mengenai\s+|soal\s+|terkait\s+)?(?P<b>.+)"
    r"|\b[Rr](?:apat|akor)\b[^.]{0,60}?(?<!pihak\s)(?<!instansi\s)(?<!dinas\s)(?<!OPD\s)(?<!daerah\s)\b(?:terkait|mengenai|tentang|dalam\s+rangka)\s+(?P<c>.+)"
    r"|\bbertujuan\s+(?:untuk\s+)?(?P<d>.+)",
)
_WHEN = (  # a date or an hour, possible or not, belongs to no subject
    r"[\s,]+(?:pada\s+)?(?:hari\s+)?(?:tanggal\s+)?\(?(?:\d{1,2}(?:\s?-\s?\d{1,2})?\s+"
    rf"(?:{'|'.join(MONTH_NAMES)})\b|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|(?:pukul|jam|pkl\.?)\s+\d)"
)
_TOPIC_END = re.compile(
    rf"[.;\"]|{_WHEN}|,\s+(?=(?:Senin|Selasa|Rabu|Kamis|Jum|Sabtu|Minggu|yang|di\s|bertempat|dan\s+(?:di|dihadiri)))"
    r"|\s(?:yang\s+(?:digelar|berlangsung|dilaksanakan|dipimpin|diselenggarakan|dihadiri)"
    r"|(?:digelar|berlangsung|dilaksanakan|diselenggarakan|dihadiri|diikuti|dibuka|dipimpin)\s(?:di|pada|oleh|secara)"
    r"|di\s+(?:Ruang|Aula|Gedung|Hotel|Kantor|Balai|Pendopo|Ballroom|Mapol\w+|Makodim|Swiss\S+|Novotel)|pada\s+(?:hari\s+)?(?:Senin|Selasa|Rabu|Kamis|Jum|Sabtu|Minggu)|bertempat|bersama)\b"
)
_PREFIX = re.compile(
    r"(?:(?:pelaksanaan\s+)?(?:Rapat\s+Koordinasi|Rakor)(?:\s*\(Rakor\))?\s+|(?:pembahasan|upaya)\s+(?:dan\s+|mengenai\s+"
    r"|tentang\s+|terkait\s+|soal\s+)?|(?:terkait|tentang|mengenai|dalam\s+rangka|membahas|dan\s+me[a-z]{4,})\s+)+",
    re.IGNORECASE,
)
_THEME = re.compile(
    r"\b(?:bertema|tema|bertajuk|tajuk)\s*:?\s*[\"'](?P<name>[^\"'\n]{8,200})[\"']", re.IGNORECASE
)
_LONGEST = 260  # characters; what is longer is a story, not a subject
_HEADED = re.compile(
    r"(?:(?:LAPORAN|NOTULA|NOTULEN|NOTULENSI|HASIL|BERITA\s+ACARA|RISALAH|Laporan|Notula|Notulen|Hasil)\s+)*"
    r"(?:RAPAT\s+KO?ORDINASI|RAKOR|RAPAT|Rapat\s+Koo?rdinasi|Rakor)\s+(?:(?i:tentang|terkait|mengenai|dalam\s+rangka)\s+)?"
    r"(?P<name>(?!(?i:bersama|dengan|dan)\b)[A-Z]\S+\s+\S[^.;]{4,})$"
)
_NO_TOPIC = re.compile(
    r"\b(?:adalah|merupakan|menjadi|juga|akan|sudah|telah|dapat|harus|bisa|ini|itu)\b"
    r"|^(?:\S+\s+){1,2}(?:pertemuan|kegiatan|acara|rapat|rakor|pelaksanaan|penyelenggaraan)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s+(?:membahas|terkait|tentang|mengenai|dalam\s+rangka)\s")
_LATER = re.compile(r"\b(?:akan|direncanakan|rencananya)\s", re.IGNORECASE)
_TOO_VAGUE = re.compile(
    r"(?:untuk\s.*|isu(?:-isu)?\s+strategis|hal\s+tersebut|itu|tersebut|ini|berbagai|sejumlah|beberapa)\b.{0,30}",
    re.IGNORECASE,
)


def find_subject(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence]
) -> Leaf | None:
    """The subject: a labelled line, the title in the meeting's name, or what it dealt with."""
    first = [s for s in sentences if blocks[s.block].kind in {"paragraph", "item"}][:12]
    return (
        _labelled(source, blocks)
        or _matched(source, prose, first, _TITLE)
        or _matched(source, prose, first[:2], _AIM)
        or _topic(source, prose, first)
        or _matched(source, prose, first, _LOWER)
        or _matched(source, source.plain, first, _THEME)
        or _headed(source, blocks)
    )


def _labelled(source: Source, blocks: list[Block]) -> Leaf | None:
    for label in ("meeting", "subject"):
        for block in blocks:
            text = source.plain[block.start : block.end]
            listed = re.match(r"(?:\d|[a-z])[.)]|(?:Rapat|Sidang|Pembukaan)$|[Uu]ndangan\b", text)
            if block.label == label and len(text) > 7 and not listed:
                return _leaf(source, block.start, block.end)
    return None


def _matched(
    source: Source, prose: str, sentences: list[Sentence], pattern: re.Pattern[str]
) -> Leaf | None:
    for sentence in sentences:
        for match in pattern.finditer(prose, sentence.start, sentence.end):
            leaf = _leaf(source, *match.span("name"))
            whose = len(match["name"].split()) < 3 and _ABOUT.match(prose, match.end("name"))
            short = pattern is _TITLE and " " not in str(leaf.value if leaf else "")
            told = pattern not in {_LOWER, _AIM} or not _NO_TOPIC.search(match["name"])
            if leaf and told and not whose and not short and _this_one(prose, sentence, match):
                return leaf
    return None


def _headed(source: Source, blocks: list[Block]) -> Leaf | None:
    """A heading that names the meeting: `NOTULA RAPAT KOORDINASI PENANGANAN SAMPAH`."""
    for block in blocks[:8]:
        match = _HEADED.match(source.plain, block.start, block.end)
        if match and block.kind in {"heading", "paragraph"} and len(match[0]) < _LONGEST:
            return _leaf(source, *match.span("name"))
    return None


def _this_one(prose: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the meeting named is the one the text tells of, not an earlier or a coming one."""
    before = prose[sentence.start : match.start()]
    return not _LATER.search(before) and told_of_meeting(
        prose, sentence.start, match.start("name"), topic_ends=False
    )


def _topic(source: Source, prose: str, sentences: list[Sentence]) -> Leaf | None:
    for sentence in sentences:
        match = _TOPIC.search(prose, sentence.start, sentence.end)
        if match and re.search(
            GATHERING,
            prose[sentence.start : match.end()],
        ):
            leaf = _leaf(source, *match.span(str(match.lastgroup)))
            if leaf:
                return leaf
    return None


def _leaf(source: Source, start: int, end: int) -> Leaf | None:
    prefix = _PREFIX.match(source.plain, start, end)
    start = prefix.end() if prefix else start
    stop = _TOPIC_END.search(source.plain, start, end)
    start, end = source.trimmed(start, stop.start() if stop else end)
    dangling = re.compile(r"(?:\s+(?:di|dan|untuk|dalam|dengan|serta|se|secara))+$").search(
        source.plain, start, end
    )
    end = dangling.start() if dangling else end
    text = source.words(start, end)
    if not 6 <= len(text) <= _LONGEST or _TOO_VAGUE.fullmatch(text) or "·" in text:
        return None
    return Leaf(text[0].upper() + text[1:], [source.evidence(start, end)])
