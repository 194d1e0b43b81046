"""What a reader of the draft should look at twice."""

from tracker.capture.draft import Indicator, Warning
from tracker.capture.numbers import odd_numbers
from tracker.capture.organisations import Mention
from tracker.capture.source import Source
from tracker.infra.text import N_

REMAINING = N_(
    "Teks tidak menyatakan apakah {amount} {unit} adalah kekurangan terhadap target"
    " atau seluruh {unit} yang {state}."
)
NEAR_MISS = N_("“{written}” dibaca sebagai {name}; periksa ejaannya.")
ODD = N_("Angka “{written}” tidak lazim ditulis demikian; periksa nilainya.")


def unclear_remainders(
    source: Source, indicators: list[Indicator], places: list[tuple[int, int]]
) -> list[Warning]:
    """A remainder the text relates neither to the target nor to the whole."""
    found = []
    for start, end in places:
        words = source.words(start, end).split()
        unit = next(
            (
                i.remaining_unit
                for i in indicators
                if i.remaining and i.remaining.source[0].start == start
            ),
            None,
        )
        amount = words[0]
        state = " ".join(words[words.index("belum") :]) if "belum" in words else "tersisa"
        message = REMAINING.format(amount=amount, unit=unit or "", state=state)
        found.append(Warning("remaining_meaning_unknown", message, [source.evidence(start, end)]))
    return found


def near_misses(source: Source, mentions: list[Mention]) -> list[Warning]:
    """Organisations read by similarity."""
    return [
        Warning(
            "near_miss",
            NEAR_MISS.format(written=source.words(m.start, m.end), name=m.value),
            [source.evidence(m.start, m.end)],
        )
        for m in mentions
    ]


def odd_figures(source: Source) -> list[Warning]:
    return [
        Warning(
            "number_odd", ODD.format(written=source.text[start:end]), [source.evidence(start, end)]
        )
        for start, end in odd_numbers(source)
    ]
