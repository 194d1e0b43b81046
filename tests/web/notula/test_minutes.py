"""Notula: written and submitted; and who reads it when."""

from sqlalchemy import select

from tests.factories import make_meeting
from tests.web.notula.steps import approve, count, newest, one
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.minutes_sections import MinutesSection
from tracker.models.statements import Statement

# --- writing and submitting


def test_the_notula_begins_with_the_usual_headings(session, secretariat, path):
    assert "belum disusun" in secretariat.get(path).text
    for _ in range(2):
        secretariat.post(path)
    assert count(session, Minutes) == 1
    headings = session.scalars(select(MinutesSection.heading)).all()
    assert headings == ["Pembukaan", "Pemaparan", "Pembahasan", "Penutup"]


def test_the_page_shows_the_words_as_they_will_print(secretariat, path):
    secretariat.post(path)
    page = secretariat.get(path).text
    for words in ("Kamis, 18 September 2025", "Data adalah kunci.", "Memutakhirkan data.", "Budi"):
        assert words in page


def test_open_blanks_keep_the_notula_from_being_submitted(session, office, secretariat):
    with write(session):
        bare = make_meeting(session, session.merge(office.unit))
    path = f"/rapat/{bare.id}/notula"
    secretariat.post(path)
    answer = secretariat.post(f"{path}/pengajuan")
    assert answer.status_code == 422
    assert "Masih ada isian yang kosong." in answer.text
    assert "#kekosongan" in answer.text
    assert newest(session).state is MinutesState.DRAFT


def test_submitted_minutes_wait_for_the_chair(session, secretariat, chair, submitted):
    assert newest(session).state is MinutesState.SUBMITTED
    assert "Periksa dan sahkan" in chair.get(submitted).text
    page = secretariat.get(submitted).text
    assert "Menunggu pengesahan: Dra. Siti Aminah (kepala unit" in page
    for act in ("Periksa dan sahkan", "Tulis isi", "Ajukan"):
        assert act not in page


def test_a_secret_notula_is_not_submitted_while_nobody_on_its_list_may_approve(
    session, office, client_for, secretariat, chair, meeting, path
):
    secretariat.post(path)
    classify(session, office, meeting, SecurityClass.SECRET)
    assert "Belum ada yang dapat mengesahkan notula ini" in secretariat.get(path).text
    answer = secretariat.post(f"{path}/pengajuan")
    assert answer.status_code == 422
    assert "Pimpinan rapat belum ada dalam daftar akses rapat ini." in answer.text
    assert f'href="/rapat/{meeting.id}/akses"' in answer.text
    assert newest(session).state is MinutesState.DRAFT
    secretariat.post(f"/rapat/{meeting.id}/akses", data={"user_id": str(office.chair.id)})
    assert "Belum ada yang dapat mengesahkan" not in secretariat.get(path).text
    assert secretariat.post(f"{path}/pengajuan").status_code == 303
    assert "Periksa dan sahkan" in chair.get(path).text


def test_a_class_raised_while_the_chair_is_asked_is_said_to_shut_her_out(
    session, office, secretariat, chair, meeting, submitted
):
    assert "daftar akses" not in secretariat.get(submitted).text
    classify(session, office, meeting, SecurityClass.TOP_SECRET)
    assert chair.get(submitted).status_code == 404
    page = secretariat.get(submitted).text
    assert "Belum ada yang dapat mengesahkan notula ini dalam daftar akses rapat." in page
    assert f'href="/rapat/{meeting.id}/akses"' in page


def classify(session, office, meeting, security_class):
    """Raise the class; the list begins with who did it."""
    with write(session):
        record, by = session.get_one(Meeting, meeting.id), office.secretariat.id
        values = {"security_class": security_class}
        record.revise(by=by, at=clock.now(), version=record.version, **values)
        grant_access(session, record, by, by=by, at=clock.now())


# --- who reads it when


def test_agencies_read_the_notula_once_it_is_approved_and_as_it_was_sealed(
    session, office, client_for, meeting, secretariat, chair, submitted
):
    agency = client_for(office.agency_user)
    assert "belum disahkan" in agency.get(submitted).text
    assert "Data adalah kunci." not in agency.get(submitted).text
    approve(chair, submitted)
    assert "Data adalah kunci." in agency.get(submitted).text
    secretariat.post(f"{submitted}/ralat", data={"reason": "Keliru."})
    statement = one(session, Statement)
    secretariat.post(
        f"/rapat/{meeting.id}/pernyataan/{statement.id}",
        data={"version": str(statement.version), "kind": "paraphrase", "text": "Sudah dikoreksi."},
    )
    page = agency.get(submitted).text
    assert "Data adalah kunci." in page
    assert "Sudah dikoreksi." not in page
    assert "Ralat" not in page
    assert client_for(office.other_user).get(submitted).status_code == 404


def test_leaders_read_drafts_only_when_asked_to_approve(session, chair, secretariat, path):
    secretariat.post(path)
    assert "Data adalah kunci." not in chair.get(path).text
    secretariat.post(f"{path}/pengajuan")
    assert "Data adalah kunci." in chair.get(path).text
