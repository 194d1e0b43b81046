"""Surat undangan: the form of Permendagri 1/2023, its blanks, its list and its signature."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper, Printer
from tests.documents.decoded import LONG
from tests.documents.reading import left_edge, opened
from tests.documents.records import BASE_URL, USUAL, add
from tests.factories import (
    NOW,
    make_actor,
    make_appointment,
    make_meeting,
    make_organisation,
    make_person,
    make_user,
    someone,
)
from tracker.documents.invitation_letters import addressees, draft_letter, issue_letter
from tracker.models.agenda import AgendaItem
from tracker.models.documents import Document
from tracker.models.invitations import Invitation, start_invitation
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState, SecurityClass, Urgency
from tracker.models.organisations import OrganisationKind
from tracker.models.people import Capacity, Position, PositionLevel, Signatory

SIGNATORY = Signatory(
    "Dr. Siti Aminah, S.E., M.M.",
    "Asisten Perekonomian dan Pembangunan",
    "Pembina Utama Madya (IV/d)",
    "197001011995032001",
)
Letter = Callable[..., Paper]


def make_letter(session: Session, *offices: str, **values: Any) -> Invitation:
    """A letter to whole offices; values: of the meeting, and `words` of the letter."""
    words = values.pop("words", {})
    signatory = values.pop("signatory", SIGNATORY)
    meeting = make_meeting(session, **{**USUAL, "state": MeetingState.DRAFT, **values})
    for office in offices:
        add(session, meeting, Invitee, organisation_id=make_organisation(session, office).id)
    by = make_user(session).id
    letter = start_invitation(session, meeting, by=by, at=NOW, signatory=signatory)
    words = {"place": "Bandar Lampung", **words}
    letter.revise(by=by, at=NOW, version=letter.version, **words)
    return letter


@pytest.fixture
def letter(session: Session, printed: Printer) -> Letter:
    """Prints a draft of the letter `make_letter` describes."""

    def letter(*offices: str, **values: Any) -> Paper:
        invitation = make_letter(session, *offices, **values)
        draft = draft_letter(session, invitation, by=someone(session), at=NOW)
        return printed(json.loads(draft.snapshot))

    return letter


def in_order(text: str, *words: str) -> bool:
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def test_the_parts_stand_in_the_order_of_the_form(letter: Letter):
    paper = letter(
        "Dinas Tenaga Kerja",
        urgency=Urgency.URGENT,
        words={"carbon_copies": ["Gubernur Lampung (sebagai laporan)", "Inspektur"]},
    )
    assert len(paper.pages) == 1
    assert in_order(
        paper.text,
        *("PEMERINTAH PROVINSI LAMPUNG", "SEKRETARIAT DAERAH"),
        "Bandar Lampung, 15 September 2025",
        *("Nomor : 005/1234/VI.02/2025", "Sifat : Segera", "Lampiran : -", "Hal : Undangan"),
        *("Yth. Dinas Tenaga Kerja", "di Tempat", "Dengan hormat"),
        "hari/tanggal : Kamis, 18 September 2025",
        "waktu : pukul 09.00 WIB s.d. selesai",
        "tempat : Ruang Rapat Sakai Sambayan",
        "acara : Percepatan Universal Coverage",
        "kami ucapkan terima kasih.",
        *("ASISTEN PEREKONOMIAN DAN PEMBANGUNAN,", "Dr. Siti Aminah, S.E., M.M."),
        *("Pembina Utama Madya (IV/d)", "NIP 19700101 199503 2 001"),
        *("Tembusan:", "1. Gubernur Lampung (sebagai laporan)", "2. Inspektur"),
    )
    assert paper.text.count("Yth.") == 1
    for wrong in ("Perihal", "Kepada", "Bapak", "…"):
        assert wrong not in paper.text


def test_place_and_date_stand_at_the_right_and_the_facts_are_indented(letter: Letter):
    pdf = letter("Dinas Tenaga Kerja").pdf
    margin = left_edge(pdf, "Nomor")
    assert left_edge(pdf, "Hal") == pytest.approx(margin, abs=1)
    assert left_edge(pdf, "hari/tanggal") > margin + 30
    assert left_edge(pdf, "Bandar Lampung, 15") > 297  # the middle of an A4 page
    assert left_edge(pdf, "ASISTEN") > 297 - 15


def test_the_subject_fills_its_line_above_the_agenda(session: Session, printed: Printer):
    invitation = make_letter(
        session,
        "Dinas Tenaga Kerja",
        subject="Rakor Pengendalian Inflasi Desember 2026",
        venue="Ruang Rapat Sungkai, Balai Keratun",
    )
    add(session, invitation.meeting, AgendaItem, title="Pembukaan")
    draft = draft_letter(session, invitation, by=someone(session), at=NOW)
    pdf = printed(json.loads(draft.snapshot)).pdf
    assert left_edge(pdf, "Pengendalian") > left_edge(pdf, "Rakor") + 20


def test_the_page_is_a4_tagged_and_its_fonts_travel_with_it(letter: Letter):
    with opened(letter("Dinas Tenaga Kerja").pdf) as document:
        (page,) = document.pages
        assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
        assert document.Root.MarkInfo.Marked
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(str(key).startswith("/FontFile") for key in descriptor)


def test_what_is_missing_stays_a_blank_to_be_seen(letter: Letter):
    nothing = dict.fromkeys(("venue", "invitation_number"), "")
    paper = letter(
        signatory=None, invitation_date=None, start_time=None, **nothing,
        words={"place": "", "opening": "", "closing": ""},
    )  # fmt: skip
    for label in ("Nomor :", "Yth.", "waktu :", "tempat :"):
        assert f"{label} …" in paper.text
    assert "NIP" not in paper.text
    assert "Tembusan" not in paper.text


def test_several_are_addressed_in_a_list_by_precedence(session: Session, letter: Letter):
    paper = letter("Dinas Kesehatan", "Badan Pendapatan Daerah", "Dinas Arsip")
    first, annex = paper.pages
    assert "Lampiran : 1 (satu) berkas" in first
    assert "Yth. (daftar terlampir) di Tempat" in first
    assert "Dinas Kesehatan" not in first
    assert in_order(
        annex,
        *("LAMPIRAN SURAT UNDANGAN", "Nomor: 005/1234/VI.02/2025", "Tanggal: 15 September 2025"),
        "DAFTAR UNDANGAN",
        *("1. Badan Pendapatan Daerah", "2. Dinas Arsip", "3. Dinas Kesehatan"),
    )


def test_posts_are_addressed_by_their_title_and_offices_by_who_heads_them(session: Session):
    meeting = make_meeting(session, state=MeetingState.DRAFT)
    labour = make_organisation(session, "Dinas Tenaga Kerja")
    budget = make_organisation(session, "BPKAD", kind=OrganisationKind.BOARD)
    silent = make_organisation(session, "Biro Umum", kind=OrganisationKind.BUREAU)
    for title, level, office in (
        ("Kepala Dinas Tenaga Kerja", PositionLevel.HEAD, labour),
        ("Sekretaris Dinas", PositionLevel.OFFICER, labour),
    ):
        values = {"title": title, "level": level, "organisation_id": office.id}
        Position.add(session, by=None, at=NOW, **values)
    field = make_appointment(
        session,
        make_person(session),
        title="Kepala Bidang Anggaran",
        level=PositionLevel.OFFICER,
        organisation=budget,
    )
    add(session, meeting, Invitee, organisation_id=budget.id, position_id=field.position_id)
    add(session, meeting, Invitee, guest_name="M. Nuh", guest_organisation="BPJS")
    add(session, meeting, Invitee, organisation_id=labour.id)
    add(session, meeting, Invitee, organisation_id=silent.id)
    assert addressees(session, meeting) == [
        "Biro Umum",
        "Kepala Dinas Tenaga Kerja",
        "Kepala Bidang Anggaran, BPKAD",
        "M. Nuh, BPJS",
    ]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Gubernur Lampung", PositionLevel.GOVERNOR),
        ("Sekretaris Daerah", PositionLevel.REGIONAL_SECRETARY),
    ],
)
def test_governor_and_sekda_sign_without_nip_and_rank(
    session: Session, letter: Letter, title: str, level: PositionLevel
):
    """Pasal 44 ayat (3) Permendagri 1/2023."""
    person = make_person(session, "Rahmat", title_back="S.E.", employee_number="1" * 18)
    held = make_appointment(
        session, person, title=title, level=level, rank_grade="Pembina Utama (IV/e)"
    )
    paper = letter("Dinas Tenaga Kerja", signatory=held.signature())
    assert f"{title.upper()}, Rahmat, S.E." in paper.text
    assert "NIP" not in paper.text
    assert "Pembina" not in paper.text


def test_who_signs_with_a_mandate_names_who_gave_it(letter: Letter):
    words = {"on_behalf_of": "Gubernur Lampung; Sekretaris Daerah"}
    text = letter("Dinas Tenaga Kerja", words=words).text
    assert "a.n. GUBERNUR LAMPUNG SEKRETARIS DAERAH u.b. ASISTEN PEREKONOMIAN" in text


def test_an_acting_head_signs_under_his_capacity(session: Session, letter: Letter):
    held = make_appointment(
        session, make_person(session), title="Kepala Biro", capacity=Capacity.ACTING
    )
    assert "Plt. KEPALA BIRO," in letter("Dinas", signatory=held.signature()).text


def test_a_secret_letter_says_so_above_its_urgency(letter: Letter):
    paper = letter("Dinas", security_class=SecurityClass.SECRET, urgency=Urgency.FLASH)
    assert "Sifat : Rahasia" in paper.text
    assert "RAHASIA" in paper.pages[0]


def test_the_agenda_stands_under_the_subject(session: Session, printed: Printer):
    invitation = make_letter(session, "Dinas", subject="Rapat UCJ")
    for title in ("Capaian", "Rencana"):
        add(session, invitation.meeting, AgendaItem, title=title)
    draft = draft_letter(session, invitation, by=someone(session), at=NOW)
    text = printed(json.loads(draft.snapshot)).text
    assert "acara : Rapat UCJ 1. Capaian 2. Rencana" in text


def test_only_the_draft_carries_the_watermark_and_only_the_issued_letter_a_code(
    session: Session, printed: Printer
):
    invitation = make_letter(session, "Dinas Tenaga Kerja")
    by = make_actor(session)
    draft = draft_letter(session, invitation, by=by.user_id, at=NOW)
    assert "DRAF" in printed(json.loads(draft.snapshot)).text
    invitation.submit(by=make_actor(session), at=NOW, on=NOW.date())
    invitation.approve(by=by, at=NOW)
    issued = _issue(session, invitation)
    paper = printed(json.loads(issued.snapshot))
    assert "DRAF" not in paper.text
    assert f"Kode naskah {issued.code}" in paper.text
    assert "Persetujuan dalam aplikasi 18 September 2025 pukul 14.30 WIB" in paper.text
    for claim in ("BSrE", "sertifikat", "secara elektronik"):
        assert claim not in paper.text


def test_the_letter_told_again_unchanged_is_the_same_paper(session: Session):
    invitation = make_letter(session, "Dinas Tenaga Kerja")
    first = _issue(session, invitation)
    assert _issue(session, invitation) is first
    add(session, invitation.meeting, Invitee, organisation_id=make_organisation(session).id)
    assert _issue(session, invitation).edition == 2


def test_three_hundred_long_names_are_all_called_once(session: Session, printed: Printer):
    snapshot = _decoded(session)
    paper = printed(snapshot, recipients=[f"{LONG} ke-{n}." for n in range(1, 301)])
    for n in range(1, 301):
        assert paper.text.count(f"{n}. {LONG} ke-{n}.") == 1


@pytest.mark.parametrize("length", range(0, 40, 4))
def test_the_signature_is_never_alone_on_its_page(session: Session, printed: Printer, length: int):
    closing = "\n".join(f"Baris {n}" for n in range(length + 1))
    paper = printed(_decoded(session), closing=closing, copies=["Gubernur"] * (length // 3))
    (page,) = (page for page in paper.pages if "Siti Aminah" in page)
    assert f"Baris {length}" in page
    assert "NIP 19700101 199503 2 001" in page


def test_hostile_words_are_printed_as_words(letter: Letter):
    hostile = "<script>alert(1)</script> {{ 7 * 7 }} & “kutip” <!--"
    words = {"place": hostile, "opening": hostile, "attire": hostile, "carbon_copies": [hostile]}
    assert letter(hostile, venue=hostile, words=words).text.count(hostile) == 6


def _issue(session: Session, invitation: Invitation) -> Document:
    return issue_letter(session, invitation, by=someone(session), at=NOW, base_url=BASE_URL)


def _decoded(session: Session) -> dict[str, Any]:
    invitation = make_letter(session, "Dinas Tenaga Kerja")
    draft = draft_letter(session, invitation, by=someone(session), at=NOW)
    decoded: dict[str, Any] = json.loads(draft.snapshot)
    return decoded
