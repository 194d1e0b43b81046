"""Tempel naskah: a pasted text becomes a draft, each value beside the words it came from."""

import io
import re
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.factories import make_organisation
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.agreements import Agreement
from tracker.models.attendances import Attendance
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting, MeetingSource

SEED = (Path(__file__).parents[2] / "tracker/demo/ucj-lampung-2025-09-18.txt").read_text("utf-8")


@pytest.fixture
def paste(secretariat, office):
    def post(text="", file=None):
        data = {"text": text, "organising_unit_id": str(office.unit.id)}
        if file is not None:
            data["file"] = (io.BytesIO(file), "naskah.txt")
        return secretariat.post("/tempel-naskah", data=data)

    return post


def source(session):
    session.rollback()
    return session.scalar(select(MeetingSource))


def test_the_seed_text_becomes_a_draft_beside_its_words(session, secretariat, paste):
    answer = paste(SEED)
    assert answer.status_code == 303
    meeting = session.get(Meeting, source(session).meeting_id)
    assert (meeting.venue, meeting.starts_on.isoformat()) == ("Hotel Golden Tulip", "2025-09-18")
    assert len(session.scalars(select(Agreement)).all()) == 3
    page = secretariat.get(answer.location).text
    assert "Kamis, 18 September 2025" in page
    assert "23,86%" in page
    assert "479.724 pekerja" in page
    assert "“31 des tahun 2025”" in page, "the words stand beside what was read from them"
    assert "Belum diketahui" in page
    assert "Kesepakatan 2: tenggat" in page
    assert "Naskah sumber" in page
    assert "Lihat naskah sumber" in secretariat.get(f"/rapat/{meeting.id}").text


def test_what_the_text_speaks_of_is_not_called_unmentioned(session, secretariat, paste):
    answer = paste(
        "Rapat digelar 31 Februari 2025 pukul 13.00 WITA s.d. selesai.\n"
        "Kesepakatan:\n1. Menyusun RAB paling lambat minggu kedua Oktober 2025."
    )
    meeting = session.get(Meeting, source(session).meeting_id)
    assert (meeting.starts_on, meeting.end_time, meeting.open_ended) == (None, None, True)
    page = unescape(secretariat.get(answer.location).text)
    assert "Tanggal “31 Februari 2025” tidak ada dalam kalender" in page
    unmentioned = page[page.index("Belum diketahui") :]
    assert "Tempat" in unmentioned
    assert not any(
        f"<li>{label}</li>" in unmentioned
        for label in ("Tanggal", "Selesai pukul", "Kesepakatan 1: tenggat")
    )


def test_organisations_the_text_names_are_proposed_for_the_action(session, secretariat, paste):
    with write(session):
        make_organisation(session, name="Dinas Kesehatan")
    paste(
        "Rapat evaluasi PBI pada Selasa, 3 Februari 2026 di Balai Keratun.\n\nDisepakati:\n"
        "1. Dinas Kesehatan melakukan pemutakhiran data peserta PBI.\n"
        "2. Bappeda menyiapkan usulan anggaran.\n"
    )
    meeting_id = source(session).meeting_id
    agreement = session.scalars(select(Agreement).order_by(Agreement.position)).first()
    form = f"/rapat/{meeting_id}/tindak-lanjut/baru?kesepakatan={agreement.id}"
    leads = secretariat.get(form).text.split('id="leads"')[1].split("</fieldset>")[0]
    first = leads.split("</label>")[0]
    assert "checked" in first
    assert "Dinas Kesehatan (dari naskah)" in first
    assert leads.count("checked") == 1
    secretariat.post(
        f"/rapat/{meeting_id}/kesepakatan/{agreement.id}",
        data={"text": "Dinas Sosial memutakhirkan data.", "version": str(agreement.version)},
    )
    assert "dari naskah" not in secretariat.get(form).text


def test_organisations_the_text_names_but_nobody_knows_are_told(session, secretariat, paste):
    paste(
        "Rapat evaluasi PBI pada Selasa, 3 Februari 2026 di Balai Keratun.\n\nDisepakati:\n"
        "1. Dinas Antariksa melakukan pemutakhiran data peserta PBI.\n"
        "2. Bappeda menyiapkan usulan anggaran.\n"
    )
    meeting_id = source(session).meeting_id
    agreement = session.scalars(select(Agreement).order_by(Agreement.position)).first()
    form = f"/rapat/{meeting_id}/tindak-lanjut/baru?kesepakatan={agreement.id}"
    assert "Naskah juga menyebut Dinas Antariksa, yang belum ada" in secretariat.get(form).text


def test_without_a_subject_the_record_says_so_until_it_is_given(session, secretariat, paste):
    paste("Pada Selasa, 3 Februari 2026 hadir Dinas Kesehatan.")
    meeting = session.get(Meeting, source(session).meeting_id)
    assert meeting.subject == SUBJECT_UNKNOWN
    page = secretariat.get(f"/rapat/{meeting.id}").text
    assert f'href="/rapat/{meeting.id}/ubah#subject">Perihal rapat</a>' in page
    assert 'value="subject"' not in page


def test_every_link_leads_to_a_marked_stretch_of_the_text(session, secretariat, paste):
    page = secretariat.get(paste(SEED).location).text
    links = set(re.findall(r'href="#(asal-\d+)"', page))
    marks = dict(re.findall(r'<mark id="(asal-\d+)">(.*?)</mark>', page, re.S))
    assert links
    assert links <= marks.keys()
    shown = page.partition('class="source-text">')[2].partition("</p>")[0]
    assert unescape(re.sub(r"</?mark[^>]*>", "", shown)) == source(session).text


def test_pasted_line_ends_do_not_shift_the_words(session, paste):
    paste(SEED.replace("\n", "\r\n"))
    row = source(session)
    for span in row.draft["agreements"][2]["text"]["source"]:
        assert row.text[span["start"] : span["end"]] == span["text"]


def test_a_text_file_is_read_like_a_pasted_text(session, paste):
    assert paste(file=SEED.encode("utf-16")).status_code == 303
    assert source(session).draft["venue"]["value"] == "Hotel Golden Tulip"


@pytest.mark.parametrize(
    ("text", "file", "sentence"),
    [
        ("", None, "Naskah kosong"),
        ("...", None, "bukan teks yang dapat dibaca"),
        ("rapat " * 40_000, None, "melebihi 200 kB"),
        ("", b"%PDF-1.7\n\x00\x01", "bukan teks yang dapat dibaca"),
        ("", b"\x00\x01\x02", "bukan teks yang dapat dibaca"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence_and_what_was_typed_is_kept(
    session, paste, text, file, sentence
):
    answer = paste(text, file)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert text[:50].strip() in answer.text
    assert source(session) is None
    assert session.scalar(select(Meeting)) is None


def test_hostile_text_is_shown_as_text(secretariat, paste):
    hostile = "Rapat digelar di Hotel <script>alert(1)</script> pada Kamis, 18 September 2025."
    page = secretariat.get(paste(hostile).location).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_names_are_linked_to_the_organisations_that_are_known(session, office, paste):
    paste(SEED)
    session.rollback()
    people = session.scalars(select(Attendance).order_by(Attendance.position)).all()
    assert people[0].organisation_id == office.agency.id


def test_only_the_secretariat_pastes_and_reads_the_source(session, office, client_for, paste):
    place = paste(SEED).location
    for user in (office.agency_user, office.chair, office.sekda):
        client = client_for(user)
        assert client.get("/tempel-naskah").status_code == 403
        refused = client.post("/tempel-naskah", data={"text": SEED})
        assert refused.status_code == 403
        assert client.get(place).status_code in {403, 404}


def test_a_meeting_typed_by_hand_has_no_source(session, office, secretariat, paste):
    paste(SEED)
    assert secretariat.get("/rapat/99999/naskah-sumber").status_code == 404


def test_the_source_page_takes_few_statements(app, secretariat, paste):
    assert count_statements(app, secretariat, paste(SEED).location) <= 8
