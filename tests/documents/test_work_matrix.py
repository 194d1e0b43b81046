"""The matrix on paper: A4 across, twelve columns, repeated heads, and no row torn."""

import json
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Printer
from tests.documents.reading import opened
from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
)
from tests.outside import make_ordered
from tracker.documents.work_matrix import print_matrix
from tracker.models.assignment_states import Part, Report
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.printouts import Printout
from tracker.models.users import Actor, Role
from tracker.reports.assignments import Standing, Wanted
from tracker.reports.work_matrix import matrix_rows

ZONE = ZoneInfo("Asia/Jakarta")
HEADS = (
    "No. Uraian kesepakatan/arahan Rencana tindak lanjut Penanggung jawab Pendukung Target waktu "
    "Output Progres/realisasi Kendala Bukti dukung Status Keterangan"
)


@pytest.fixture
def meeting(session: Session) -> Meeting:
    return make_meeting(session)


@pytest.fixture
def clerk(session: Session, meeting: Meeting) -> Actor:
    return make_actor(session, Role.SECRETARIAT, meeting.organising_unit)


def asked_for(session: Session, clerk: Actor) -> Printout:
    wanted = Wanted(standing=Standing.ALL)
    rows = list(matrix_rows(session, clerk, wanted, today=TODAY, zone=ZONE))
    asked = [("Rangkaian rapat", "Rakor UCJ")]
    return print_matrix(session, rows, asked=asked, by=clerk, at=NOW, zone=ZONE)


def test_it_lies_across_with_its_heads_on_every_page_and_every_row_whole(
    session: Session, meeting: Meeting, clerk: Actor, printed: Printer
) -> None:
    for number in range(30):
        action = make_action(
            session, meeting, sentence=f"Kegiatan ke-{number + 1} berakhir di sini."
        )
        share = make_assignment(session, action=action, due_on=TODAY)
        agency = make_actor(session, Role.AGENCY, share.organisation)
        share.post_update(Report.PROGRESS, "<b>Sedang</b> disusun.", by=agency, at=NOW)
    paper = printed(json.loads(asked_for(session, clerk).snapshot))
    with opened(paper.pdf) as pdf:
        boxes = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}
    assert boxes == {(0, 0, 842, 595)}
    assert len(paper.pages) > 1
    for page in paper.pages:  # a head may be broken after its stroke
        assert "".join(HEADS.split()) in "".join(page.split())
    for number in range(30):
        assert f"Kegiatan ke-{number + 1} berakhir di sini." in paper.text
    assert "18 September 2025: <b>Sedang</b> disusun." in paper.text
    assert "Rangkaian rapat : Rakor UCJ" in paper.text


def test_an_action_for_many_is_told_once_and_counted_once(
    session: Session, meeting: Meeting, clerk: Actor, printed: Printer
) -> None:
    action = make_action(session, meeting, sentence="Melaporkan stok beras")
    for part, name in ((Part.LEAD, "Dinas Pangan"), (Part.SUPPORTING, "Bappeda")):
        make_assignment(session, make_organisation(session, name), action=action, part=part)
    paper = printed(json.loads(asked_for(session, clerk).snapshot))
    assert paper.text.count("Melaporkan stok beras") == 1
    assert f"{action.reference} (lanjutan)" in paper.text
    assert "1 tindak lanjut, 2 baris" in paper.text


def test_it_is_as_confidential_as_what_it_tells(
    session: Session, meeting: Meeting, clerk: Actor
) -> None:
    make_action(session, meeting)
    assert asked_for(session, clerk).security_class is SecurityClass.OPEN
    make_ordered(session, meeting.organising_unit, security_class=SecurityClass.RESTRICTED)
    assert asked_for(session, clerk).security_class is SecurityClass.RESTRICTED


def test_many_long_reports_are_shortened_rather_than_refused(
    session: Session, meeting: Meeting, clerk: Actor
) -> None:
    share = make_assignment(session, action=make_action(session, meeting))
    agency = make_actor(session, Role.AGENCY, share.organisation)
    share.post_update(Report.PROGRESS, "Sudah dilaksanakan. " * 100, by=agency, at=NOW)
    wanted = Wanted(standing=Standing.ALL)
    (row,) = matrix_rows(session, clerk, wanted, today=TODAY, zone=ZONE)
    printout = print_matrix(session, [row] * 400, asked=[], by=clerk, at=NOW, zone=ZONE)
    items = json.loads(printout.snapshot)["items"]
    assert len(items) == 400
    assert items[0]["progress"].endswith("…")
