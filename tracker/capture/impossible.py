"""What a text says that cannot be so: days no calendar has, hours no clock shows."""

import re

from tracker.capture.dates import find_impossible_dates
from tracker.capture.draft import Draft, Warning
from tracker.capture.source import Source
from tracker.infra.text import N_

Span = tuple[int, int]

NO_DAY = N_("Tanggal “{written}” tidak ada dalam kalender; isi tanggal yang benar bila diketahui.")
NO_HOUR = N_("Pukul “{written}” tidak mungkin; isi waktu yang benar bila diketahui.")
ENDS_EARLIER = N_(
    "Waktu selesai {end} lebih awal daripada waktu mulai {start}; bila rapat melewati tengah malam,"
    " isi tanggal selesainya."
)
_CLOCK = re.compile(
    r"\b(?:(?:pukul|jam|pkl\.?)\s?:?\s?(?P<spoken>\d{1,2}[.:]\d\d)|(?P<zoned>\d{1,2}[.:]\d\d)\s?WI(?:B|TA?))"
    r"(?![.,\d])",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:paling\s+lambat|selambat|batas\s+waktu|tenggat|deadline|jatuh\s+tempo)", re.IGNORECASE
)


def find_impossible(
    source: Source, draft: Draft, points: list[Span]
) -> tuple[list[Warning], list[str]]:
    """Warnings about what cannot be so, and the paths that stay empty although the text speaks
    of them (points: the spans of the agreements)."""
    days, hours = find_impossible_dates(source), _hours(source)
    warnings = [_warning(source, "date_impossible", NO_DAY, span) for span in days]
    warnings += [_warning(source, "time_impossible", NO_HOUR, span) for span in hours]
    own = [day for day in days if not any(a <= day[0] < b for a, b in points)]
    unusable = ["date"] if own or any(w.code == "year_missing" for w in draft.warnings) else []
    unusable += ["start_time", "end_time"][: len(hours)] if not draft.start_time else []
    unusable += ["end_time"] if hours and draft.start_time else []
    unusable += [
        f"agreements[{i}].due"
        for i, point in enumerate(points)
        if _DEADLINE.search(source.plain, *point)
    ]
    return warnings + _ends_earlier(draft), [path for path in unusable if path in draft.unknown()]


def _hours(source: Source) -> list[Span]:
    found = []
    for clock in _CLOCK.finditer(source.plain):
        hour, minute = re.split("[.:]", clock["spoken"] or clock["zoned"])
        if int(hour) > 24 or int(minute) > 59:
            found.append(clock.span("spoken" if clock["spoken"] else "zoned"))
    return found


def _warning(source: Source, code: str, message: str, span: Span) -> Warning:
    return Warning(code, message.format(written=source.words(*span)), [source.evidence(*span)])


def _ends_earlier(draft: Draft) -> list[Warning]:
    """A meeting of one day whose end comes before its start went on past midnight, or is wrong."""
    start, end = draft.start_time, draft.end_time
    ranged = draft.date is not None and draft.date.precision == "range"
    if not start or not end or ranged or str(start.value) <= str(end.value):
        return []
    written = {"start": str(start.value).replace(":", "."), "end": str(end.value).replace(":", ".")}
    return [Warning("end_before_start", ENDS_EARLIER.format(**written), end.source)]
