"""Notula ringkas: what the sealed notula agreed and who does what, without the discussion.

It says nothing of its own: everything is taken from the snapshot of the edition that stands.
"""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.documents.issuing import issue_paper
from tracker.infra.text import N_, plain_text
from tracker.models.documents import Document, DocumentKind, newest_document
from tracker.models.errors import Untimely
from tracker.models.letterheads import read_letterhead
from tracker.models.meetings import Meeting

_TAKEN = ("meeting", "unit", "correction", "agreements", "signatory", "on_behalf_of")
# Sections whose words are results, however an office heads them.
_RESULTS = ("kesimpulan", "simpulan", "kesepakatan")


def print_short_minutes(
    session: Session, meeting: Meeting, *, by: int, at: datetime, base_url: str
) -> Document:
    """Of the notula that stands, under a code of its own; a ralat gives the next edition.

    Call inside `write`. Raises Untimely before a notula is sealed.
    """
    notula = newest_document(session, DocumentKind.MINUTES, meeting.id)
    if notula is None:
        raise Untimely(
            "not_sealed", N_("Notula ringkas dicetak dari notula yang sudah disahkan. Sahkan dulu.")
        )
    content = shortened(json.loads(notula.snapshot))
    kind = DocumentKind.SHORT_MINUTES
    return issue_paper(session, kind, meeting, content, by=by, at=at, base_url=base_url)


def renew_short_minutes(
    session: Session, meeting: Meeting, *, by: int, at: datetime, base_url: str
) -> None:
    """After a ralat: where a short one went out, its next edition follows; call inside `write`."""
    if newest_document(session, DocumentKind.SHORT_MINUTES, meeting.id) is not None:
        print_short_minutes(session, meeting, by=by, at=at, base_url=base_url)


def shortened(sealed: dict[str, Any]) -> dict[str, Any]:
    """The content of the short one, from the decoded snapshot of a sealed notula."""
    people = sealed["participants"]
    offices = {p["organisation_name"].casefold() for p in people if p["organisation_name"]}
    return {
        **{name: sealed[name] for name in _TAKEN},
        "letterhead": asdict(read_letterhead(sealed["letterhead"])),
        # An agreement from which no action was made stands among the agreements already.
        "actions": [action for action in sealed["actions"] if action["reference"]],
        "present": len(people),
        "offices": len(offices),
        "sections": [s for s in sealed["sections"] if _is_result(s)],
        "approval": sealed["seal"],
    }


def _is_result(section: dict[str, Any]) -> bool:
    heading = str(section["heading"]).casefold()
    return heading.startswith(_RESULTS) and bool(plain_text(section["body"]))
