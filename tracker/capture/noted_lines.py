"""One line of the notes: who said it or is to do it, and until when."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.capture.dates import find_dates
from tracker.capture.duties import Duties
from tracker.capture.organisations import find_organisations
from tracker.capture.people import People
from tracker.capture.source import Source
from tracker.infra.text import clean_line

_MARK = re.compile(r"^\s*(?:[-–—*•]|\d{1,3}[.)]|[a-z]\))\s+")
# A name or a post, at most six words that begin like one: `Kepala Dinas Sosial: …`, `M. Nuh: …`.
_SPEAKER = re.compile(r"(?P<name>[A-Z][^:;!?\n]{1,79}?)\s*:\s+(?P<words>\S.*)", re.DOTALL)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class NotedLine:
    """words: the whole line without its list mark. said: what follows the speaker's name.

    organisations: names of those it makes responsible. due_on: only a whole day that it gives.
    """

    words: str
    speaker: str
    said: str
    due_on: date | None
    report_to: list[str]
    funding: list[str]
    organisations: list[str]


def read_line(line: str) -> NotedLine:
    """What a line says by itself; nothing is completed by guessing."""
    words = _MARK.sub("", clean_line(line), count=1)
    speaker, said = _speaker(words)
    source = Source(words)
    organisations = find_organisations(source, source.plain)
    people = People(source, source.plain, organisations)
    duties = Duties(source, source.plain, find_dates(source), organisations, people)
    told = duties.read(1, 0, len(words))
    whole_day = told.due if told.due and told.due.precision == "day" else None
    return NotedLine(
        words=words,
        speaker=speaker,
        said=said,
        due_on=date.fromisoformat(str(whole_day.value)) if whole_day else None,
        report_to=[str(leaf.value) for leaf in told.report_to],
        funding=[str(leaf.value) for leaf in told.funding],
        organisations=[str(leaf.value) for leaf in told.organisations],
    )


def _speaker(words: str) -> tuple[str, str]:
    found = _SPEAKER.fullmatch(words)
    if found is None or len(found["name"].split()) > _MOST_WORDS:
        return "", words
    return found["name"], found["words"]
