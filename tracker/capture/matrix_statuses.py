"""How far a matrix says it is, in its own words and percentages."""

import re

from tracker.capture.matrix_columns import levelled
from tracker.infra.orm import Labelled
from tracker.infra.text import N_


class Standing(Labelled):
    """What the matrix says; nothing of it was verified here."""

    NOT_STARTED = "not_started", N_("belum dimulai")
    RUNNING = "running", N_("dalam proses")
    OBSTRUCTED = "obstructed", N_("terkendala")
    DONE = "done", N_("selesai")
    INFEASIBLE = "infeasible", N_("tidak dapat dilaksanakan")
    DROPPED = "dropped", N_("dibatalkan")


# The first that fits decides: "belum selesai" is not "selesai".
_WORDS = (
    (Standing.DROPPED, r"\b(batal|dibatalkan|dihapus|dicabut|drop|cancel\w*)\b"),
    (
        Standing.INFEASIBLE,
        r"\b(tidak|tdk|tak) (dapat|bisa|mungkin) (di\w+|ter\w+)|\btdtl\b|tidak relevan",
    ),
    (Standing.OBSTRUCTED, r"\b(terkendala|terhambat|tertunda|ditunda|pending|macet|hold)\b"),
    (
        Standing.NOT_STARTED,
        r"\b(belum|blm|tidak) (ada|di\w+|mulai|ter\w+|proses|progres\w*|jalan)\b"
        r"|^(belum|blm|bd|nihil|menunggu|not started|open|to do)$|\b(belum|blm) (bt|tl)\b",
    ),
    (
        Standing.RUNNING,
        r"\b(belum|blm|hampir|sebagian|akan) (selesai|tuntas|rampung|lengkap|sesuai)\b|\bsebagian\b"
        r"|\b(proses|dalam proses|progre?ss?|jalan|berjalan|berlangsung|sedang|on going|ongoing"
        r"|berproses|dikerjakan|tahap|lanjutan|berlanjut|in progress|terlambat)\b",
    ),
    (
        Standing.DONE,
        r"\b(selesai|tuntas|rampung|done|closed|complete\w*|terlaksana|terealisasi|finish\w*|sudah"
        r"|telah|ditindaklanjuti|terpenuhi|sesuai|ok)\b|^(s|v|ya)$",
    ),
)
_KNOWN = tuple((standing, re.compile(words)) for standing, words in _WORDS)
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:%|persen)")
_SHARE = re.compile(r"0(?:,\d+)?|1")  # a percentage as the spreadsheet holds it
_TICK = re.compile(r"[✓✔☑√]")


def read_standing(status: str) -> Standing | None:
    """What a status cell says; None for an empty one and for words that are no status."""
    text = status.strip()
    if percent := _percent(text):
        return percent
    if _TICK.search(text):
        return Standing.DONE
    words = levelled(text)
    return next((standing for standing, known in _KNOWN if known.search(words)), None)


def _percent(text: str) -> Standing | None:
    if match := _PERCENT.search(text):
        share = int(match[1])
    elif _SHARE.fullmatch(text):
        share = round(float(text.replace(",", ".")) * 100)
    else:
        return None
    if share >= 100:
        return Standing.DONE
    return Standing.RUNNING if share else Standing.NOT_STARTED
