"""Whose names stand under a paper, as its snapshot says: in the order they are printed."""

import json

from tracker.models.people import Signatory


def signatories_of(snapshot: bytes) -> list[Signatory]:
    """A berita acara has several (`signatories`), other papers one or none (`signatory`).

    A name left blank is nobody who could sign.
    """
    paper = json.loads(snapshot)
    printed = paper.get("signatories") or [paper.get("signatory")]
    named = (one for one in printed if one and one.get("name"))
    fields = ("name", "position", "rank_grade", "employee_number")
    return [Signatory(*(one.get(name) or "" for name in fields)) for one in named]
