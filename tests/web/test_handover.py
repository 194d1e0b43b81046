"""Serah terima: what an office owes is printed for who takes over, and opened by nobody else."""

import io

import pypdfium2
from sqlalchemy import select

from tests.factories import make_action, make_assignment, make_meeting
from tracker.documents.paper import stylesheets
from tracker.infra.db import write
from tracker.infra.render import Renderer
from tracker.infra.storage import open_store
from tracker.jobs.rendering import paper_renderers
from tracker.jobs.worker import work_one
from tracker.models.meetings import SecurityClass
from tracker.models.printouts import Printout

NAMES = {"giver_name": "Budi Santoso, S.E.", "giver_position": "Kepala Bidang"}


def owed(session, office, organisation, sentence, **values):
    with write(session):
        meeting = make_meeting(session, office.unit, **values)
        make_assignment(
            session, organisation, action=make_action(session, meeting, sentence=sentence)
        )


def printed(app, sessions, settings) -> str:
    with Renderer(stylesheets()) as renderer:
        store = open_store(settings.store_url)
        assert work_one(sessions, paper_renderers(sessions, store, renderer))
    with sessions() as session:
        key = session.scalars(select(Printout.pdf_key)).one()
    pdf = pypdfium2.PdfDocument(io.BytesIO(store.get(key)))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_the_sheet_lists_what_the_office_owes_and_who_signs(
    app, session, sessions, settings, office, client_for
):
    owed(session, office, office.agency, "Menyandingkan data pekerja rentan.")
    owed(session, office, office.other_agency, "Rahasia dapur dinas lain.")
    agency = client_for(office.agency_user)
    answer = agency.post("/serah-terima", data={"organisation_id": office.agency.id, **NAMES})
    assert answer.status_code == 303
    assert "Sedang dicetak" in agency.get(answer.location).text

    text = printed(app, sessions, settings)
    assert "DAFTAR SERAH TERIMA TUGAS" in text
    assert "Menyandingkan data pekerja rentan." in text
    assert "Budi Santoso, S.E." in text
    assert "dapur" not in text
    assert "DRAF" not in text  # it is nobody's draft

    page = agency.get(answer.location).text
    assert "Unduh PDF" in page
    file = agency.get(f"{answer.location}/berkas")
    assert file.data.startswith(b"%PDF")
    assert "Serah terima tugas Disnaker" in file.headers["Content-Disposition"]


def test_a_printout_is_there_for_nobody_else(session, office, client_for, secretariat):
    agency = client_for(office.agency_user)
    where = agency.post("/serah-terima", data={"organisation_id": office.agency.id}).location
    assert agency.get(where).status_code == 200
    assert agency.get(f"{where}/berkas").status_code == 404  # not printed yet
    for other in (secretariat, client_for(office.other_user)):
        assert other.get(where).status_code == 404
        assert other.get(f"{where}/berkas").status_code == 404


def test_an_agency_prints_its_own_tasks_only(session, office, client_for):
    agency = client_for(office.agency_user)
    answer = agency.post("/serah-terima", data={"organisation_id": office.other_agency.id, **NAMES})
    assert answer.status_code == 422
    assert "Budi Santoso" in answer.text  # what was typed is kept
    assert session.scalars(select(Printout)).all() == []


def test_the_sheet_is_as_confidential_as_what_it_tells(session, office, secretariat):
    owed(session, office, office.agency, "Terbatas.", security_class=SecurityClass.RESTRICTED)
    secretariat.post("/serah-terima", data={"organisation_id": office.agency.id})
    session.rollback()
    assert session.scalars(select(Printout.security_class)).one() is SecurityClass.RESTRICTED


def test_asked_for_again_on_the_same_day_it_is_the_same_sheet(session, office, secretariat):
    data = {"organisation_id": office.agency.id, **NAMES}
    first, second = (secretariat.post("/serah-terima", data=data).location for _ in range(2))
    assert first == second
