"""Ringkasan: one page whatever the amount, and never more than its reader may see."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Printer
from tests.documents.decoded import LONG
from tests.documents.reading import elements, opened, told_in_order
from tests.documents.records import make_record
from tests.factories import make_actor, make_assignment, make_organisation
from tracker.documents.meeting_summaries import print_summary, summary_paper
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.meetings import Meeting
from tracker.models.users import Actor, Role
from tracker.reports.meeting_summaries import Late, MeetingSummary

AT = datetime(2025, 11, 20, 3, tzinfo=UTC)
# Everything an office may set that takes room.
WIDEST = {
    "typeface": "bookman",
    "half_points": 26,
    "spacing": 150,
    "letterhead_size": "large",
    **{f"margin_{side}": 50 for side in ("top", "bottom", "left", "right")},
}


@pytest.fixture
def meeting(session: Session) -> Meeting:
    return make_record(session).meeting


def summary(session: Session, meeting: Meeting, by: Actor) -> dict[str, Any]:
    zone = ZoneInfo("Asia/Jakarta")
    decoded: dict[str, Any] = json.loads(
        print_summary(session, meeting, by=by, at=AT, zone=zone).snapshot
    )
    return decoded


def secretariat(session: Session, meeting: Meeting) -> Actor:
    return make_actor(session, Role.SECRETARIAT, meeting.organising_unit)


def test_one_page_tells_what_was_agreed_how_far_it_is_and_what_waits(
    session: Session, printed: Printer, meeting: Meeting
) -> None:
    action = session.query(Assignment).order_by(Assignment.id).limit(1).one().action
    waiting = make_assignment(session, make_organisation(session), action=action)
    waiting.state = AssignmentState.AWAITING
    paper = printed(summary(session, meeting, secretariat(session, meeting)))
    told_in_order(
        paper.text,
        [
            "RINGKASAN RAPAT Rapat : Percepatan",
            "Hari/Tanggal : Kamis, 18 September 2025",
            "Pimpinan Rapat : Dr. Siti Aminah",
            "Keadaan pada : 20 November 2025 pukul 10.00 WIB",
            "Kesepakatan (3) 1. Melakukan verifikasi",
            "Kemajuan tindak lanjut 1 tindak lanjut, 2 tugas penanggung jawab.",
            "Terverifikasi",
            "Terlambat",
            "0 1 0 1 0",
            "Paling lama terlambat",
            "(TL-2025-0001) Dinas Tenaga Kerja 31 Oktober 2025",
            "Menunggu keputusan 1 tugas dilaporkan selesai dan menunggu verifikasi",
        ],
    )
    with opened(paper.pdf) as document:
        figures = [e for e in elements(document.Root.StructTreeRoot) if e.S == "/Figure"]
    words = "Terverifikasi 0, Menunggu verifikasi 1, Berjalan 0, Terlambat 1"
    assert any(words in str(figure.get("/Alt", "")) for figure in figures)
    assert "DRAF" not in paper.text


def test_a_leader_reads_the_agreements_once_the_notula_is_sealed(
    session: Session, meeting: Meeting
) -> None:
    head = make_actor(session, Role.LEADER, meeting.organising_unit)
    assert summary(session, meeting, head)["agreed"] is None
    meeting.locked = True
    assert summary(session, meeting, head)["agreed"] == 3


def test_nothing_of_work_the_reader_does_not_oversee_is_counted(
    session: Session, meeting: Meeting
) -> None:
    elsewhere = make_actor(session, Role.LEADER, make_organisation(session))
    paper = summary(session, meeting, elsewhere)
    assert (paper["actions"], paper["late"]) == (0, [])
    assert not any(part["number"] for part in paper["bar"])


def test_it_is_one_page_whatever_was_recorded_and_however_papers_are_laid_out(
    session: Session, printed: Printer, meeting: Meeting
) -> None:
    usual = summary(session, meeting, secretariat(session, meeting))
    late = [Late(f"TL-2025-{n:04d}", LONG * 3, LONG, AT.date()) for n in range(3)]
    most = MeetingSummary([LONG * 4] * 60, 60, 12, 12, 12, 300, 12, late, 9, 9, 9)
    facts = {**usual["meeting"], **dict.fromkeys(("subject", "venue", "chair_name"), LONG * 3)}
    content = json.loads(json.dumps(summary_paper(facts, most), default=str))
    kop = {"office": LONG.upper(), "unit": LONG.upper(), "address_lines": [LONG, LONG]}
    letterhead = {**usual["letterhead"], **kop}
    for layout in ({}, WIDEST):
        looks = {"letterhead": letterhead, "layout": {**usual["layout"], **layout}}
        paper = printed(usual, **content, **looks)
        assert len(paper.pages) == 1, layout
        assert "… dan 55 lainnya." in paper.text
        assert "… dan 297 lainnya." in paper.text
        assert "9 tindak lanjut belum ada penanggung jawabnya" in paper.text
