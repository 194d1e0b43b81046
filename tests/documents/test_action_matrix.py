"""The frozen matrix on paper: A4 across, its columns, repeated heads, and what is marked."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper, Printer
from tests.documents.reading import elements, opened
from tests.factories import (
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    someone,
)
from tracker.documents.action_matrix import freeze_matrix
from tracker.models.assigning import assign
from tracker.models.assignment_states import AssignmentState, Part, Report
from tracker.models.documents import DocumentKind, newest_document
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.organisations import OrganisationKind
from tracker.models.series import Series
from tracker.models.update_windows import plan_window
from tracker.models.users import Role
from tracker.models.working_days import WorkCalendar

DAY = timedelta(days=1)
CLOSES = datetime.fromisoformat("2025-09-29T16:00+07:00")
HEADS = (
    "No. Kesepakatan/tindak lanjut Penanggung jawab Tenggat "
    "Perkembangan sejak rapat lalu Status Keterangan"
)
ENDLESS = "Dinas Pemberdayaan Masyarakat, Desa, Transmigrasi dan Pencatatan Sipil Daerah"


@pytest.fixture
def meeting(session: Session) -> Meeting:
    unit = make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)
    series = Series.add(
        session, by=None, at=CLOSES - 60 * DAY, name="Rakor UCJ", organising_unit_id=unit.id
    )
    make_meeting(session, unit, series=series, starts_on=date(2025, 9, 4))
    return make_meeting(
        session, unit, series=series, starts_on=date(2025, 9, 30), state=MeetingState.SCHEDULED
    )


def test_it_tells_what_changed_what_is_late_and_who_was_silent(
    session: Session, meeting: Meeting, printed: Printer
) -> None:
    late = owe(session, meeting, "Menyusun edaran", due_on=date(2025, 9, 19))
    told = owe(session, meeting, "Memutakhirkan data", office=ENDLESS)
    agency = make_actor(session, Role.AGENCY, told.organisation)
    told.post_update(Report.DONE, "<b>Selesai</b>", by=agency, at=CLOSES - DAY, link="https://a.id")
    other = make_organisation(session, "Bappeda")
    assign(late.action, other, Part.SUPPORTING, by=someone(session), at=CLOSES - DAY)
    nobody = previous(session, meeting)
    make_action(session, nobody, sentence="Mengusulkan anggaran")
    owe(session, meeting, "Melaporkan kepada Sekda", state=AssignmentState.DONE)
    paper = freeze(session, meeting, printed)
    for words in (
        "MATRIKS TINDAK LANJUT RAPAT LALU",
        "Keadaan pada : 29 September 2025 pukul 16.00 WIB",
        "Rapat sebelumnya : Kamis, 4 September 2025",
        "3 belum selesai, di antaranya 1 terlambat, 1 dilaporkan selesai dan menunggu verifikasi",
        "Terlambat 10 hari",
        "Belum ada kabar",
        "Bappeda (pendukung)",
        "28 September 2025: Selesai, mohon diverifikasi. <b>Selesai</b>",
        "Menunggu verifikasi Belum diverifikasi",
        "Belum ada penanggung jawab",
        ENDLESS,
    ):
        assert words in paper.text, words
    assert paper.text.index("Menyusun edaran") < paper.text.index("Memutakhirkan data")
    finished = paper.text[paper.text.index("Selesai sejak rapat lalu") :]
    assert "1. Melaporkan kepada Sekda" in finished


def test_it_lies_across_with_its_heads_on_every_page_and_no_row_torn(
    session: Session, meeting: Meeting, printed: Printer
) -> None:
    for number in range(40):
        owe(session, meeting, f"Kegiatan ke-{number + 1} berakhir di sini.")
    paper = freeze(session, meeting, printed)
    with opened(paper.pdf) as pdf:
        boxes = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}
        kinds = {str(e.S) for e in elements(pdf.Root.StructTreeRoot.K)}
    assert boxes == {(0, 0, 842, 595)}
    assert len(paper.pages) > 2
    assert all(HEADS in page for page in paper.pages if "Kegiatan ke-" in page)
    assert {"/Table", "/TH", "/TD"} <= kinds
    for number in range(40):
        assert f"Kegiatan ke-{number + 1} berakhir di sini." in paper.text


def test_it_is_as_confidential_as_what_it_tells(
    session: Session, meeting: Meeting, printed: Printer
) -> None:
    owe(session, meeting, "Menyusun edaran")
    held = previous(session, meeting)
    by = someone(session)
    restricted = SecurityClass.RESTRICTED
    held.revise(by=by, at=CLOSES - DAY, version=held.version, security_class=restricted)
    assert "TERBATAS" in freeze(session, meeting, printed).text


def test_where_all_report_more_than_a_paper_holds_it_goes_without_their_words(
    session: Session, meeting: Meeting
) -> None:
    for number in range(300):
        share = owe(session, meeting, f"Kegiatan ke-{number + 1}, " + "dan seterusnya " * 25)
        agency = make_actor(session, Role.AGENCY, share.organisation)
        note = "Sudah dilaksanakan di semua kabupaten. " * 20
        share.post_update(Report.PROGRESS, note, by=agency, at=CLOSES - DAY)
    window = plan_window(session, meeting, WorkCalendar.load(session, {2025}), at=CLOSES)
    assert window
    freeze_matrix(session, window, by=None, at=CLOSES, base_url="http://127.0.0.1:8000")
    told = json.loads(stored(session, meeting))["items"]
    assert len(told) == 300
    assert {change["note"] for item in told for change in item["shares"][0]["changes"]} == {""}


def test_a_snapshot_of_today_is_printed_for_ever(
    session: Session, meeting: Meeting, printed: Printer
) -> None:
    share = owe(session, meeting, "Menyusun edaran", office="Dinas Lama")
    before = freeze(session, meeting, printed)
    office = share.organisation
    office.revise(by=someone(session), at=CLOSES, version=office.version, name="Dinas Baru")
    again: dict[str, Any] = json.loads(stored(session, meeting))
    assert again == before.snapshot
    assert "Dinas Lama" in printed(again).text


def owe(
    session: Session,
    meeting: Meeting,
    sentence: str,
    *,
    office: str = "",
    due_on: date | None = None,
    state: AssignmentState = AssignmentState.NOT_STARTED,
) -> Any:
    action = make_action(session, previous(session, meeting), sentence=sentence)
    organisation = make_organisation(session, office)
    return make_assignment(session, organisation, action=action, due_on=due_on, state=state)


def previous(session: Session, meeting: Meeting) -> Meeting:
    found = session.query(Meeting).filter(Meeting.series_id == meeting.series_id)
    first = found.order_by(Meeting.starts_on).first()
    assert first
    return first


def freeze(session: Session, meeting: Meeting, printed: Printer) -> Paper:
    window = plan_window(session, meeting, WorkCalendar.load(session, {2025}), at=CLOSES)
    assert window
    freeze_matrix(session, window, by=None, at=CLOSES, base_url="http://127.0.0.1:8000")
    session.flush()
    return printed(json.loads(stored(session, meeting)))


def stored(session: Session, meeting: Meeting) -> bytes:
    paper = newest_document(session, DocumentKind.ACTION_MATRIX, meeting.id)
    assert paper
    return paper.snapshot
