"""Papers written from the example meeting: one sealed, one that waits for the head, and drafts."""

from typing import Any

from tracker.demo.accounts import organisation
from tracker.demo.scene import Scene
from tracker.documents.official.excerpts import begin_excerpts
from tracker.documents.official.papers import begin_paper, issue_official
from tracker.documents.short_minutes import print_short_minutes
from tracker.models.documents import DocumentKind
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper
from tracker.models.organisations import Organisation

_PLACE = "Kota Contoh"


def write_papers(scene: Scene, meeting: Meeting) -> None:
    """Of a meeting whose notula is sealed."""
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    base_url = scene.settings.base_url
    print_short_minutes(session, meeting, by=by, at=at, base_url=base_url)
    memo = _write(scene, meeting, DocumentKind.INTERNAL_MEMO, dated_on=scene.today)
    memo.submit(by=scene.secretariat, at=at)
    memo.approve(by=scene.head, at=at)
    issue_official(session, memo, by=scene.head, at=at, base_url=base_url)
    report = _write(scene, meeting, DocumentKind.REPORT, place=_PLACE)
    report.submit(by=scene.secretariat, at=at)
    _write(scene, meeting, DocumentKind.OFFICIAL_RECORD, place=_PLACE)
    _write(scene, meeting, DocumentKind.DISPOSITION_SHEET)
    late = organisation(session, "bpkad")
    _write(scene, meeting, DocumentKind.REMINDER_LETTER, late, place=_PLACE)
    begin_excerpts(session, meeting, by=by, at=at, on=scene.today)


def _write(
    scene: Scene,
    meeting: Meeting,
    kind: DocumentKind,
    office: Organisation | None = None,
    **typed: Any,
) -> OfficialPaper:
    """Filled from the record; typed: what no record knows, besides a number that says CONTOH."""
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    paper = begin_paper(session, meeting, kind, office, by=by, at=at, on=scene.today)
    if typed:
        number = f"000.1.5/CONTOH-{paper.id}/V.01/{scene.today.year}"
        paper.revise(by=by, at=at, version=paper.version, number=number, **typed)
    return paper
