"""What is ordered outside meetings, to test with, by the verbs of the office."""

import hashlib
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, someone
from tracker.infra.storage import StoredBytes
from tracker.models.actions import Action, open_action
from tracker.models.directives import Directive, DirectiveKind, give_directive
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation


def make_directive(session: Session, unit: Organisation, **values: Any) -> Directive:
    """Given by the Governor on a visit, before a witness."""
    values = {
        "kind": DirectiveKind.VISIT,
        "giver_position": "Gubernur",
        "given_on": TODAY,
        "place": "Kalianda",
        "witness_name": "Rahma Sekretariat",
        "witness_position": "Kasubbag Tata Usaha",
        "security_class": SecurityClass.OPEN,
        **values,
    }
    by = someone(session)
    return give_directive(session, by=by, at=NOW, today=TODAY, unit_id=unit.id, **values)


def make_ordered(
    session: Session, unit: Organisation, *, scan: bytes = b"", **values: Any
) -> Action:
    """An action that a directive opened. scan: the letter, of which no store holds the bytes."""
    by = someone(session)
    directive = make_directive(session, unit, **values)
    if scan:
        key = hashlib.sha256(scan).hexdigest()
        stored = StoredBytes(key, len(scan), "application/pdf", "surat-gubernur.pdf")
        directive.attach(stored, by=by, at=NOW)
    sentence = "Menertibkan tambang tanpa izin"
    return open_action(session, by=by, at=NOW, year=2025, directive=directive, sentence=sentence)
