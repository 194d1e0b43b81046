"""Daftar hadir: blank to be signed, filled with who was there, and how both lie on their pages."""

import json
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper, Printer
from tests.documents.decoded import LONG
from tests.documents.reading import elements, left_edge, opened
from tests.documents.records import BASE_URL, USUAL, add
from tests.factories import NOW, make_meeting, make_organisation, make_user, someone
from tracker.documents.attendance_lists import print_attendance_list, print_blank_form
from tracker.models.attendances import Attendance, Presence
from tracker.models.invitations import start_invitation
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes import MinutesState, start_minutes
from tracker.models.organisations import OrganisationKind
from tracker.models.people import Position, PositionLevel, Signatory

HEAD = "No. Nama Jabatan Instansi Tanda Tangan"
CENTIMETRE = 72 / 2.54
OFFICIAL = Signatory("Ani, S.E.", "Kepala Biro Perekonomian", "Pembina (IV/a)", "1" * 18)


@pytest.fixture
def meeting(session: Session) -> Meeting:
    return make_meeting(session, **{**USUAL, "state": MeetingState.HELD})


@pytest.fixture
def blank(session: Session, printed: Printer) -> Callable[..., Paper]:
    def blank(meeting: Meeting, extra_rows: int | None = None) -> Paper:
        by = someone(session)
        form = print_blank_form(session, meeting, extra_rows=extra_rows, by=by, at=NOW)
        return printed(json.loads(form.snapshot))

    return blank


@pytest.fixture
def filled(session: Session, printed: Printer) -> Callable[..., Paper]:
    def filled(meeting: Meeting) -> Paper:
        return printed(json.loads(_listed(session, meeting).snapshot))

    return filled


def _listed(session: Session, meeting: Meeting) -> Any:
    by = someone(session)
    return print_attendance_list(session, meeting, by=by, at=NOW, base_url=BASE_URL)


def invite(session: Session, meeting: Meeting, *names: str, **values: Any) -> None:
    for name in names:
        office = make_organisation(session, name, **values)
        add(session, meeting, Invitee, organisation_id=office.id)


def attend(session: Session, meeting: Meeting, name: str, **values: Any) -> None:
    values = {"presence": Presence.PRESENT, "organisation_name": "Dinas Contoh", **values}
    add(session, meeting, Attendance, person_name=name, **values)


def sign(session: Session, meeting: Meeting) -> None:
    by = make_user(session).id
    start_invitation(session, meeting, by=by, at=NOW, signatory=OFFICIAL)


def test_the_blank_list_names_the_meeting_and_whom_it_calls_by_precedence(
    session: Session, meeting: Meeting, blank: Callable[..., Paper]
):
    invite(session, meeting, "Dinas Sosial", "Dinas Kesehatan")
    invite(session, meeting, "Biro Umum", kind=OrganisationKind.BUREAU)
    invite(session, meeting, "Asisten Pemerintahan", kind=OrganisationKind.ASSISTANT_SECRETARY)
    office = make_organisation(session, "Inspektorat", kind=OrganisationKind.INSPECTORATE)
    post = Position.add(
        session, by=None, at=NOW, title="Inspektur Pembantu", level=PositionLevel.OFFICER,
        organisation_id=office.id,
    )  # fmt: skip
    add(session, meeting, Invitee, organisation_id=office.id, position_id=post.id)
    paper = blank(meeting)
    expected = (
        "DAFTAR HADIR Hari/Tanggal : Kamis, 18 September 2025 "
        "Waktu : pukul 09.00 WIB s.d. selesai Tempat : Ruang Rapat Sakai Sambayan "
        "Acara : Percepatan Universal Coverage Jaminan Sosial Ketenagakerjaan "
        f"{HEAD} 1 Asisten Pemerintahan 1. 2 Biro Umum 2. 3 Dinas Kesehatan 3. "
        "4 Dinas Sosial 4. 5 Inspektur Pembantu Inspektorat 5. 6 6. 7 7."
    )
    assert expected in paper.text


def test_the_blank_list_is_a_working_sheet(meeting: Meeting, blank: Callable[..., Paper]):
    text = blank(meeting).text
    for word in ("DRAF", "Kode naskah", "NIP"):
        assert word not in text


@pytest.mark.parametrize("invited", [0, 1, 5, 9, 12, 13, 14, 20, 33, 60])
@pytest.mark.parametrize("signed", [False, True])
def test_empty_rows_bring_the_blank_list_to_the_foot_of_its_page(
    session: Session, meeting: Meeting, blank: Callable[..., Paper], invited: int, signed: bool
):
    invite(session, meeting, *(f"Dinas Nomor {n:02d}" for n in range(invited)))
    if signed:
        sign(session, meeting)
    paper = blank(meeting)
    pages = [_rows(page) for page in paper.pages]
    rows = [number for page in pages for number in page]
    assert rows == list(range(1, len(rows) + 1))
    assert len(rows) >= invited + 3
    assert len(pages[-1]) >= 3  # no page for a row or two
    room = 297 - 25 - _foot(paper.pdf)
    assert 0 <= room < 30, room


def test_as_many_empty_rows_as_were_asked_for(
    session: Session, meeting: Meeting, blank: Callable[..., Paper]
):
    invite(session, meeting, "Dinas Sosial")
    assert "1 Dinas Sosial 1. 2 2. 3 3. 4 4." in blank(meeting, 3).text
    assert "5." not in blank(meeting, 3).text.partition(HEAD)[2]
    assert blank(make_meeting(session), 0).text.endswith("Acara : Rapat koordinasi UCJ")


def test_signatures_are_staggered_one_left_two_right(
    session: Session, meeting: Meeting, blank: Callable[..., Paper]
):
    pdf = blank(meeting, 120).pdf
    first = left_edge(pdf, "101.")
    assert left_edge(pdf, "103.") == first
    assert left_edge(pdf, "102.") == left_edge(pdf, "104.")
    assert left_edge(pdf, "102.") - first > 1.5 * CENTIMETRE


def test_every_page_repeats_the_heads_and_every_row_has_room_for_a_hand(
    session: Session, meeting: Meeting, blank: Callable[..., Paper]
):
    invite(session, meeting, *(f"{LONG} {n}" for n in range(40)))
    paper = blank(meeting, 100)
    assert len(paper.pages) > 5
    for page in paper.pages:
        assert HEAD in page
        on_page = page.partition(HEAD)[2]
        assert on_page.count(LONG[:12]) == on_page.count("Berencana Raya")  # no row is torn
    rows = re.findall(r"(\d+)\.", paper.pages[-2].partition(HEAD)[2])
    assert len(rows) <= (297 - 45) / 9


def test_the_filled_list_says_who_was_there_and_how(
    session: Session, meeting: Meeting, filled: Callable[..., Paper]
):
    health = make_organisation(session, "Dinas Kesehatan")
    attend(session, meeting, "Budi", position_title="Kepala Bidang", presence=Presence.REPRESENTED,
           represents="Kepala Dinas Sosial", organisation_name="Dinas Sosial")  # fmt: skip
    attend(session, meeting, "drg. Ratna Dewi, M.Kes.", position_title="Kepala Dinas Tenaga Kerja",
           organisation_name="Disnaker", presence=Presence.ONLINE)  # fmt: skip
    attend(session, meeting, "", organisation_id=health.id, presence=Presence.REPRESENTED)
    attend(session, meeting, "Siti", presence=Presence.EXCUSED, reason="dinas luar daerah")
    attend(session, meeting, "Joko", presence=Presence.ABSENT)
    text = filled(meeting).text
    assert (
        f"{HEAD} 1 Perwakilan – Dinas Kesehatan 1. – "
        "2 drg. Ratna Dewi, M.Kes. (daring) Kepala Dinas Tenaga Kerja Disnaker 2. – "
        "3 Budi mewakili Kepala Dinas Sosial Kepala Bidang Dinas Sosial 3. –"
    ) in text
    assert "Tidak hadir: Joko, Dinas Contoh; Siti, Dinas Contoh (dinas luar daerah)." in text
    assert "kehadiran dicatat tanpa tanda tangan dalam aplikasi" in text


def test_a_drawn_signature_is_printed_and_told_to_who_cannot_see_it(
    session: Session, meeting: Meeting, filled: Callable[..., Paper]
):
    attend(session, meeting, "Budi", signature="M10 20L30.5 40L50 10")
    paper = filled(meeting)
    assert "1. –" not in paper.text
    assert "tanpa tanda tangan" not in paper.text
    with opened(paper.pdf) as document:
        figures = [e for e in elements(document.Root.StructTreeRoot.K) if e.S == "/Figure"]
        assert "Tanda tangan Budi" in [str(figure.Alt) for figure in figures]


@pytest.mark.parametrize("drawn", ['M0 0"/><script>', "M0 0 A1 1 0 0 0 9e99 1", "url(#x)"])
def test_what_is_no_line_is_not_drawn(
    session: Session, meeting: Meeting, filled: Callable[..., Paper], drawn: str
):
    attend(session, meeting, "Budi", signature=drawn)
    assert "1. –" in filled(meeting).text


def test_before_the_meeting_was_held_the_list_is_a_draft_and_afterwards_it_has_a_code(
    session: Session, filled: Callable[..., Paper]
):
    planned = make_meeting(session, state=MeetingState.SCHEDULED)
    assert "DRAF" in filled(planned).text
    held = make_meeting(session)
    paper = filled(held)
    assert "DRAF" not in paper.text
    assert "Belum ada kehadiran yang dicatat." in paper.text
    assert re.search(r"Kode naskah ([0-9A-F]{8}-){3}[0-9A-F]{8}", paper.text)


def test_it_is_printed_after_the_notula_was_sealed_too(session: Session, meeting: Meeting):
    attend(session, meeting, "Budi")
    minutes = start_minutes(session, meeting, by=someone(session), at=NOW)
    assert minutes.state is MinutesState.DRAFT
    meeting.locked = True
    first = _listed(session, meeting)
    assert first.edition == 1
    assert _listed(session, meeting) is first


def test_who_called_the_meeting_signs_below(
    session: Session, meeting: Meeting, blank: Callable[..., Paper], filled: Callable[..., Paper]
):
    assert "Ani" not in blank(meeting).text
    sign(session, meeting)
    for paper in (blank(meeting), filled(meeting)):
        assert "KEPALA BIRO PEREKONOMIAN, Ani, S.E. Pembina (IV/a) NIP" in paper.text


@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 9, 14])
def test_the_official_is_never_alone_on_a_page(
    session: Session, meeting: Meeting, filled: Callable[..., Paper], count: int
):
    for n in range(count):
        attend(session, meeting, f"Peserta {n}")
    sign(session, meeting)
    (page,) = (page for page in filled(meeting).pages if "Ani, S.E." in page)
    assert "Peserta" in page if count else "Belum ada" in page


def test_three_hundred_with_long_names_stay_within_their_cells(
    session: Session, meeting: Meeting, filled: Callable[..., Paper], printed: Printer
):
    attend(session, meeting, LONG, position_title=LONG, signature="M1 2L3 4")
    snapshot = json.loads(_listed(session, meeting).snapshot)
    (row,) = snapshot["rows"]
    paper = printed(snapshot, rows=[{**row, "person_name": f"{n}{LONG}"} for n in range(300)])
    for n in range(300):
        assert paper.text.count(f" {n}{LONG[:8]}") == 1
    assert all(HEAD in page for page in paper.pages[:-1])
    with opened(paper.pdf) as document:
        assert isinstance(document.pages[0], pikepdf.Page)


def _rows(page: str) -> list[int]:
    """The numbers at which there is room to sign."""
    return [int(number) for number in re.findall(r" (\d+)\.(?= \d| [A-Z]{2}| -|$)", page)]


def _foot(pdf: bytes) -> float:
    """How far down the last page the lowest words stand, in millimetres from its top."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[len(document) - 1].get_textpage()
        lowest = min(page.get_charbox(n)[1] for n in range(page.count_chars()))
    return float((842 - lowest) / 72 * 25.4)
