"""Surat pengantar: a list of what is sent, with room for whoever receives it."""

from typing import Any

from tracker.documents.official.source import Source
from tracker.models.documents import DocumentKind, newest_document
from tracker.models.official_papers import OfficialPaper, signing_block
from tracker.reports.posts import head_of

_PURPOSE = "Disampaikan untuk diketahui dan ditindaklanjuti."


def fill(source: Source) -> dict[str, Any]:
    """The sealed papers of the meeting, to the head of the office, by the head of the unit."""
    sent = [{"text": text, "quantity": "1 (satu) berkas", "remark": ""} for text in _sealed(source)]
    if sent:
        sent[0]["remark"] = _PURPOSE
    office = source.organisation
    return {
        "place": source.place,
        "recipient": head_of(source.session, office, on=source.on).title if office else "",
        "items": sent,
        "signatories": [signing_block(source.head.signatory)],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """Nothing of the record: what is sent was written."""
    return {}


def _sealed(source: Source) -> list[str]:
    words = {
        DocumentKind.MINUTES: f"Notula {source.called}",
        DocumentKind.ATTENDANCE: "Daftar hadir rapat tersebut",
        DocumentKind.ACTION_MATRIX: "Matriks tindak lanjut rapat tersebut",
    }
    meeting = source.meeting.id
    return [text for kind, text in words.items() if newest_document(source.session, kind, meeting)]
