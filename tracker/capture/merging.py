"""Each organisation once, by whatever name the text calls it."""

from dataclasses import replace

from tracker.capture.draft import Participant
from tracker.capture.known_names import body

_OF_A_PLACE = ("kabupaten", "kota", "pemerintah")  # `Kota` is not short for `Kota Metro`


def merged(found: list[Participant]) -> list[Participant]:
    """Each organisation once; a later mention may add who represented it."""
    kept: dict[str, Participant] = {}
    named: dict[str, str] = {}
    begun: dict[str, str] = {}
    for each in found:
        names = _names(each)
        key = next((named[n] for n in names if n in named), None)
        key = key or next((begun[n] for n in names if n in begun), None)
        key = key or next((named[b] for n in names for b in _beginnings(n) if b in named), None)
        if key is None:
            key = names[0]
            kept[key] = each
            named |= dict.fromkeys(names, key)
            begun |= {b: key for name in names for b in _beginnings(name) if b not in begun}
        elif each.represented_by and not kept[key].represented_by:
            kept[key] = replace(kept[key], represented_by=each.represented_by)
    return list(kept.values())


def _names(each: Participant) -> list[str]:
    value = str(each.value).lower()
    return [body(value), value, each.as_written.lower()]


def _beginnings(name: str) -> list[str]:
    """`BPBPK` and `BPBPK Provinsi Kalimantan Tengah` are one participant."""
    if name.startswith(_OF_A_PLACE):
        return []
    return [name[:i] for i, c in enumerate(name) if c == " "]
