"""The letters of an escalation: drafted by themselves, printed, numbered and sent by a person."""

import io
from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_appointment,
    make_assignment,
    make_meeting,
    make_organisation,
    make_person,
    someone,
)
from tracker.documents.paper import stylesheets
from tracker.infra.db import write
from tracker.infra.render import Renderer
from tracker.infra.storage import open_store
from tracker.jobs.rendering import paper_renderers
from tracker.jobs.worker import work_one
from tracker.models.escalations import Escalation, Level, Stop, climb, stop_tasks
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import OrganisationKind
from tracker.models.people import PositionLevel
from tracker.models.printouts import Printout

SENTENCE = "Menyusun peta jalan perlindungan pekerja rentan"


@pytest.fixture
def late(session, office):
    """Makes a letter of the unit at a level, about an organisation that owes one task."""

    def make(level, organisation=None, **values):
        with write(session):
            organisation = organisation or office.agency
            meeting = make_meeting(session, office.unit, **values)
            due = TODAY - timedelta(days=20)
            action = make_action(session, meeting, sentence=SENTENCE, due_on=due)
            share = make_assignment(session, organisation, action=action)
            tasks = [(share.id, due)]
            return climb(session, office.unit.id, organisation.id, level, tasks, on=TODAY, at=NOW)

    return make


@pytest.fixture
def sekda(session):
    with write(session):
        setda = make_organisation(session, "Setda", kind=OrganisationKind.REGIONAL_SECRETARIAT)
        return make_appointment(
            session,
            make_person(session, "Marindo"),
            title="Sekretaris Daerah Provinsi Lampung",
            level=PositionLevel.REGIONAL_SECRETARY,
            organisation=setda,
        )


@pytest.fixture
def printed(sessions, settings):
    """The text of the newest printout."""

    def text() -> str:
        with Renderer(stylesheets()) as renderer:
            store = open_store(settings.store_url)
            assert work_one(sessions, paper_renderers(sessions, store, renderer))
        with sessions() as session:
            key = session.scalars(
                select(Printout.pdf_key).order_by(Printout.id.desc()).limit(1)
            ).one()
        pdf = pypdfium2.PdfDocument(io.BytesIO(store.get(key)))
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)

    return text


def test_a_letter_waits_is_printed_and_its_number_typed_back(
    session, office, late, secretariat, printed
):
    letter = late(Level.HEAD)
    page = secretariat.get("/eskalasi").text
    assert "Dinas Tenaga Kerja: ke kepala perangkat daerah" in page
    path = f"/eskalasi/{letter.id}"
    assert "Kepala Dinas Tenaga Kerja" in secretariat.get(path).text

    words = {"opening": "Sesuai arahan Sekda & Asisten,", "version": letter.version}
    assert secretariat.post(path, data=words).status_code == 303
    answer = secretariat.post(f"{path}/cetakan")
    assert answer.status_code == 303
    text = printed()
    for said in (
        "NOTA DINAS",
        "Kepala Dinas Tenaga Kerja",
        "Kepala Biro Kesejahteraan Rakyat",
        "Dra. Siti Aminah",
        "Sesuai arahan Sekda & Asisten,",
        SENTENCE,
        "belum pernah",
    ):
        assert said in text

    session.rollback()
    session.expire_all()
    missing = secretariat.post(f"{path}/pengiriman", data={"version": letter.version})
    assert missing.status_code == 422
    early = {"number": "800/12/2025", "dated_on": "2027-05-01", "version": letter.version}
    refused = secretariat.post(f"{path}/pengiriman", data=early)
    assert refused.status_code == 422
    assert "tanggal ini belum tiba" in refused.text
    assert "2027-05-01" in refused.text
    sent = {"number": "800/12/2025", "dated_on": "2025-09-18", "version": letter.version}
    assert secretariat.post(f"{path}/pengiriman", data=sent).status_code == 303
    assert "800/12/2025" in secretariat.get(path).text
    assert secretariat.post(f"{path}/pengiriman", data=sent).status_code == 409


def test_what_goes_to_the_sekda_brings_the_draft_of_his_reprimand(
    late, sekda, secretariat, printed
):
    letter = late(Level.REGIONAL_SECRETARY)
    secretariat.post(f"/eskalasi/{letter.id}/cetakan")
    text = printed()
    assert "NOTA DINAS" in text
    assert "Sekretaris Daerah Provinsi Lampung" in text
    assert "Konsep surat teguran" in text
    assert "Teguran atas tindak lanjut" in text
    assert "SEKRETARIS DAERAH PROVINSI LAMPUNG" in text


def test_a_bupati_gets_a_letter_in_the_governors_name(session, late, sekda, secretariat, printed):
    with write(session):
        region = make_organisation(session, "Kabupaten Mesuji", kind=OrganisationKind.REGENCY_CITY)
    letter = late(Level.HEAD, region)
    secretariat.post(f"/eskalasi/{letter.id}/cetakan")
    text = printed()
    assert "Bupati Mesuji" in text
    assert "NOTA DINAS" not in text
    assert "a.n. GUBERNUR" in text


def test_a_letter_may_be_dropped_with_a_reason(session, late, secretariat):
    letter = late(Level.RESPONSIBLE)
    path = f"/eskalasi/{letter.id}/pembatalan"
    assert secretariat.get(path).status_code == 200
    form = {"version": letter.version, "reason": ""}
    assert secretariat.post(path, data=form).status_code == 422
    form["reason"] = "Sudah dibicarakan."
    assert secretariat.post(path, data=form).status_code == 303
    assert "Sudah dibicarakan." in secretariat.get(f"/eskalasi/{letter.id}").text
    assert secretariat.post(path, data=form).status_code == 409


def test_what_was_answered_says_so_and_is_not_printed(session, late, secretariat):
    letter = late(Level.HEAD)
    with write(session):
        letter = session.get_one(Escalation, letter.id)
        stop_tasks(letter, [(letter.tasks[0], Stop.REPORTED)], at=NOW)
    page = secretariat.get(f"/eskalasi/{letter.id}").text
    assert "Instansi sudah melapor" in page
    assert "Cetak surat" not in page
    assert secretariat.post(f"/eskalasi/{letter.id}/cetakan").status_code == 409


def test_two_who_write_the_letter_at_once_both_see_it(late, secretariat):
    letter = late(Level.HEAD)
    path, words = f"/eskalasi/{letter.id}", {"opening": "Pertama.", "version": letter.version}
    secretariat.post(path, data=words)
    answer = secretariat.post(path, data={**words, "opening": "Kedua."})
    assert answer.status_code == 409
    assert "Pertama." in answer.text
    assert "Kedua." in answer.text


def test_work_classed_meanwhile_is_on_no_page_and_no_paper(session, late, secretariat):
    letter = late(Level.HEAD)
    with write(session):
        letter = session.get_one(Escalation, letter.id)
        meeting = letter.tasks[0].assignment.action.meeting
        meeting.revise(
            by=someone(session),
            at=NOW,
            version=meeting.version,
            security_class=SecurityClass.SECRET,
        )
    assert SENTENCE not in secretariat.get(f"/eskalasi/{letter.id}").text
    assert secretariat.post(f"/eskalasi/{letter.id}/cetakan").status_code == 409


def test_another_unit_reads_but_does_not_send(late, office, client_for):
    letter = late(Level.HEAD)
    stranger = client_for(office.stranger)
    page = stranger.get(f"/eskalasi/{letter.id}").text
    assert "dikirim oleh Biro Kesejahteraan Rakyat" in page
    assert stranger.post(f"/eskalasi/{letter.id}/cetakan").status_code == 403


def test_states_unknown_to_the_list_show_what_waits(late, secretariat):
    late(Level.HEAD)
    assert "Dinas Tenaga Kerja" in secretariat.get("/eskalasi?keadaan=rahasia").text
    assert "Dinas Tenaga Kerja" not in secretariat.get("/eskalasi?keadaan=sent").text
