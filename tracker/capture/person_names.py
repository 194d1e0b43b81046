"""Names of people with their gelar: where one begins and ends among the words of a text."""

import re

from tracker.capture.words import (
    ACTING,
    ADDRESS,
    FRONT_TITLES,
    NAMES_AS_WELL,
    OFFICE_WORDS,
    ORDINARY,
    POSITION_HEADS,
)

_TOKEN = re.compile(
    r"[^\W\d_](?:[\w'/-]|\.(?=\w))*\.?|\d[\w/.-]*\w|\d|&|\((?=[A-Z])[^()\n]{1,40}\)"
)
GELAR = re.compile(
    r"(?:,\s*|\s+)(?:(?:[A-Z][a-z]{0,4}\.\s?){1,4}[A-Z][A-Za-z]{0,4}\.?(?!\w)"
    r"|(?:S[EHTPI]|S(?:IP|TP|Pd|Sos|Ag|KM|Kom|Si|Hut|Pt|STP|ST|IK|Psi|Pi|AP|IKom|HI|Ak|TrIP|STP|SOS|KOM|PD|PT|AG|HUT|TP)|M(?:M|H|T|Si|AP|IP|Pd|Kes"
    r"|Kom|Ag|BA|PA|Sc|PH|KM|ARS|Hum|Eng|P|A|E|TP|HI|Pi|Ak|Sos|IKom|Psi|SI|MSI|KES|PD|KOM|AG|HUM|TrIP)|PhD|LLM|Lc|C(?:A|PA|GCAE|RMO|FrA)|QIA|Akt?"
    r"|IP[UM]|DEA|AMd|Apt|CHRM|QCRO|SKed)\b(?:\.(?=,))?)"
)
_NEVER_NAMES = ORDINARY | POSITION_HEADS | ACTING
_RETIRED = re.compile(r"\((?:Purn|Pur|HC|P)\.?\)", re.IGNORECASE)
_PARTICLES = {"bin", "binti", "al", "el", "van", "von"}


def tokens_of(prose: str, start: int, end: int) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(prose, start, min(end, start + 240)))


def bare(token: re.Match[str]) -> str:
    return token[0].rstrip(".").lower()


def name_at(tokens: list[re.Match[str]]) -> tuple[int, int] | None:
    """The span of a person's name at the head of these tokens."""
    start: int | None = None
    end = words = 0
    for i, token in enumerate(tokens):
        word = bare(token)
        if start is not None and not words and _RETIRED.fullmatch(token[0]):
            end = token.end()
            continue
        if i and tokens[i - 1].string[tokens[i - 1].end() : token.start()].strip(" \n"):
            break
        if not words and is_title(token):
            start = token.start() if start is None and word not in ADDRESS else start
            end = token.end()
            continue
        titled = start is not None and not words  # after a gelar any capitalised word is a name
        if not part_of_name(token, words) and not (titled and token[0][0].isupper()):
            break
        start = token.start() if start is None else start
        end, words = token.end(), words + 1
    if start is None or not words:
        return None
    return start, end - 1 if tokens[0].string[end - 1] == "." and not _initial(tokens, end) else end


def is_title(token: re.Match[str]) -> bool:
    """`Dr.`, also written together: `Jend.Pol.`"""
    return all(part in FRONT_TITLES for part in bare(token).split("."))


def with_gelar(prose: str, position: int, end: int) -> int:
    while gelar := GELAR.match(prose, position, end):
        position = gelar.end()
    return position


def part_of_name(token: re.Match[str], words: int) -> bool:
    written, word = token[0], bare(token)
    if word in _PARTICLES and words:
        return True
    if not written[0].isupper() or "(" in written or "/" in written:
        return False
    office = word in OFFICE_WORDS and word not in {"i", "anak"}
    if word in _NEVER_NAMES or (office and not (words and word in NAMES_AS_WELL)):
        return False
    return words < 6 and not (
        words and GELAR.fullmatch(" " + written.rstrip(".")) and len(written) > 2
    )


def _initial(tokens: list[re.Match[str]], end: int) -> bool:
    last = next(t for t in tokens if t.end() == end)
    return len(last[0]) <= 3
