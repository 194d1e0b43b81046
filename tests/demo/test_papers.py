"""The papers of the example meeting: sealed, waiting and begun, each for who is to walk them."""

import json
from collections import Counter

import pytest
from sqlalchemy import select

from tests.demo.house import about, actor
from tracker.models.documents import Document, DocumentKind, newest_document
from tracker.models.official_papers import OfficialPaper, PaperState
from tracker.policy.documents import visible_documents
from tracker.policy.official_papers import approvable_official_papers

SEALED = (DocumentKind.SHORT_MINUTES, DocumentKind.INTERNAL_MEMO)


@pytest.fixture
def example(session):
    return about(session, "Pemadanan")


def test_one_is_sealed_one_waits_for_the_head_and_the_others_are_drafts(session, example):
    papers = session.scalars(select(OfficialPaper).filter_by(meeting_id=example.id)).all()
    states = {paper.kind: paper.state for paper in papers}
    assert states[DocumentKind.INTERNAL_MEMO] is PaperState.APPROVED
    assert states[DocumentKind.REPORT] is PaperState.SUBMITTED
    assert Counter(paper.state for paper in papers)[PaperState.DRAFT] == len(papers) - 2
    excerpts = [p for p in papers if p.kind is DocumentKind.AGREEMENT_EXCERPT]
    assert {p.organisation.code for p in excerpts} == {"disnaker", "bpkad"}
    record = next(p for p in papers if p.kind is DocumentKind.OFFICIAL_RECORD)
    assert len(record.signatories) >= 2
    assert any(p.kind is DocumentKind.DISPOSITION_SHEET for p in papers)


def test_the_head_finds_the_report_and_the_agency_not_what_is_not_hers(session, example):
    waiting = session.scalars(approvable_official_papers(actor(session, "karo"))).all()
    assert [paper.kind for paper in waiting] == [DocumentKind.REPORT]
    for login in ("disnaker", "bpkad"):
        seen = session.scalars(visible_documents(actor(session, login))).all()
        kinds = {document.kind for document in seen if document.meeting_id == example.id}
        assert DocumentKind.SHORT_MINUTES in kinds
        assert DocumentKind.INTERNAL_MEMO not in kinds


def test_what_is_sealed_is_marked_as_an_example(session, example):
    for kind in SEALED:
        of_kind = select(Document).filter_by(meeting_id=example.id, kind=kind)
        document = session.scalars(of_kind).one()
        assert document.code
        assert b"CONTOH" in document.snapshot
    notula = newest_document(session, DocumentKind.MINUTES, example.id)
    assert notula is not None
    assert len(json.loads(notula.snapshot)["photos"]) == 3
