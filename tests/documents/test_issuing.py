"""Papers besides the notula: issued under a code, or prepared without one."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.documents.records import BASE_URL
from tests.factories import NOW, make_meeting, make_organisation, someone
from tracker.documents.issuing import issue_paper, prepare_paper
from tracker.models.documents import Document, DocumentKind
from tracker.models.errors import DomainError
from tracker.models.jobs import Job
from tracker.models.meetings import Meeting
from tracker.models.paper_layouts import PaperLayout, save_paper_layout

KIND = DocumentKind.ATTENDANCE


def issue(session: Session, meeting: Meeting, **content: object) -> Document:
    by = someone(session)
    return issue_paper(session, KIND, meeting, content, by=by, at=NOW, base_url=BASE_URL)


def test_a_paper_is_issued_with_code_and_edition_and_its_printing_asked_for(session: Session):
    meeting = make_meeting(session)
    paper = issue(session, meeting, rows=[])
    snapshot = json.loads(paper.snapshot)
    assert (paper.edition, snapshot["edition"]) == (1, 1)
    assert (snapshot["schema"], snapshot["kind"]) == (1, "attendance")
    assert snapshot["seal"]["code"] == paper.code
    assert snapshot["seal"]["verification_url"] == f"{BASE_URL}/periksa/{paper.code}"
    assert snapshot["meeting"]["subject"] == meeting.subject
    (job,) = session.scalars(select(Job))
    assert (job.kind, job.payload) == ("render_document", {"document_id": paper.id})


def test_what_says_the_same_is_not_issued_again_and_what_changed_is_the_next_edition(
    session: Session,
):
    meeting = make_meeting(session)
    first = issue(session, meeting, rows=[])
    assert issue(session, meeting, rows=[]) is first
    meeting.revise(by=someone(session), at=NOW, version=meeting.version, venue="Hotel")
    second = issue(session, meeting, rows=[])
    assert (second.edition, second.code != first.code) == (2, True)
    assert issue(session, make_meeting(session), rows=[]).edition == 1


def test_other_margins_alone_make_no_new_edition(session: Session):
    meeting = make_meeting(session)
    first = issue(session, meeting, rows=[])
    layout = PaperLayout(margin_left=35)
    save_paper_layout(session, layout, by=someone(session), at=NOW, version=0)
    assert issue(session, meeting, rows=[]) is first


def test_a_prepared_paper_has_no_code_and_the_same_content_has_one(session: Session):
    meeting, by = make_meeting(session), someone(session)

    def prepare(content: dict[str, object]) -> Document:
        return prepare_paper(session, KIND, meeting, content, by=by, at=NOW)

    paper = prepare({"rows": []})
    assert prepare({"rows": []}) is paper
    assert prepare({"rows": [], "note": "lain"}) is not paper
    assert (paper.code, paper.edition) == (None, None)
    assert json.loads(paper.snapshot)["seal"] is None


@pytest.mark.parametrize("rows", [1_201, 1])
def test_more_than_a_paper_can_carry_is_refused_and_nothing_is_stored(session: Session, rows: int):
    drawn = "M" + "L".join(["1.5,2.5"] * (1 if rows > 1 else 300_000))
    content = {"rows": [{"person_name": "Ani", "signature": drawn}] * rows}
    with pytest.raises(DomainError) as refused:
        issue(session, make_meeting(session), **content)
    assert refused.value.code == "too_long"
    assert session.scalar(select(Document)) is None


def test_drawn_signatures_are_no_words(session: Session):
    """Three hundred of the usual length: as text they would be too much by far."""
    drawn = "M" + "L".join(["123.4,56.7"] * 200)
    rows = [{"person_name": f"Orang {n}", "signature": drawn} for n in range(300)]
    assert issue(session, make_meeting(session), rows=rows).edition == 1


def test_a_letter_carries_the_kop_of_who_signs_it_and_a_list_that_of_the_unit(session: Session):
    office = make_organisation(session, "Dinas Sosial")
    meeting, by = make_meeting(session, office), someone(session)
    governor, sekda, head = (
        {"position": title}
        for title in ("Gubernur Lampung", "Plh. Sekretaris Daerah", "Kepala Dinas Sosial")
    )
    kinds = DocumentKind
    told: tuple[tuple[DocumentKind, dict[str, Any], str], ...] = (
        (kinds.INVITATION, {"signatory": governor}, "GUBERNUR LAMPUNG"),
        (kinds.INVITATION, {"signatory": head}, "DINAS SOSIAL"),
        (kinds.REPORT, {"signatories": [sekda]}, "SEKRETARIAT DAERAH"),
        (kinds.OFFICIAL_RECORD, {"signatories": [sekda, head]}, "SEKRETARIAT DAERAH"),
        (kinds.REPORT, {"signatories": []}, "DINAS SOSIAL"),
        (kinds.ATTENDANCE, {"signatory": governor}, "DINAS SOSIAL"),
    )
    for kind, content, kop in told:
        paper = prepare_paper(session, kind, meeting, content, by=by, at=NOW)
        letterhead = json.loads(paper.snapshot)["letterhead"]
        assert letterhead["office"] == kop, (kind, content)
        assert (letterhead["kind"] == "governor") is (kop == "GUBERNUR LAMPUNG")
