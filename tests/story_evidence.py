"""The part of the story that is told of evidence: what proves an action, and what was ticked."""

from datetime import datetime

from sqlalchemy.orm import Session

from tests.factories import NOW, make_action, make_organisation
from tracker.models.evidence_types import EvidenceType


def tell_of_evidence(session: Session, *, by: int, later: datetime) -> None:
    points = ["Nomor terbaca", "Ditandatangani"]
    kind = EvidenceType.add(session, by=by, at=NOW, name="SK", points=points)
    kind.revise(by=by, at=later, version=kind.version, name="Surat keputusan")
    make_action(session, unit_id=make_organisation(session).id, evidence_type_id=kind.id)
    kind.end(by=by, at=later, version=kind.version)
    kind.resume(by=by, at=later, version=kind.version)
