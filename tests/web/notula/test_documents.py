"""Naskah: drafts and sealed papers, printed once and handed out as stored."""

from tests.factories import NOW
from tests.web.notula.steps import approve, count, one
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.agreements import Agreement
from tracker.models.documents import Document
from tracker.models.meetings import Meeting
from tracker.models.statements import Statement


def test_a_draft_is_printed_by_the_worker_and_waited_for(app, session, secretariat, path):
    secretariat.post(path)
    answer = secretariat.post(f"{path}/pratinjau")
    document = one(session, Document)
    waiting = secretariat.get(answer.location)
    assert "sedang dicetak" in waiting.text
    assert "http-equiv" in waiting.text
    poll = secretariat.get(answer.location, headers={"HX-Request": "true"})
    assert poll.text.lstrip().startswith("<section")
    assert secretariat.get(f"{answer.location}/berkas").status_code == 404
    print_it(app, session, document, b"%PDF-1.7 draf")
    assert "Unduh PDF" in secretariat.get(answer.location).text
    download = secretariat.get(f"{answer.location}/berkas")
    assert download.data == b"%PDF-1.7 draf"
    assert "draf" in download.headers["Content-Disposition"]


def test_a_subject_with_letters_no_file_name_may_have_gives_one_that_windows_saves(
    app, session, secretariat, path
):
    meeting = one(session, Meeting)
    with write(session):
        subject = 'Rapat <i>"APBD/P"</i>: apa?'
        meeting.revise(by=None, at=NOW, version=meeting.version, subject=subject)
    secretariat.post(path)
    place = secretariat.post(f"{path}/pratinjau").location
    print_it(app, session, one(session, Document), b"%PDF-1.7 draf")
    download = secretariat.get(f"{place}/berkas")
    assert (
        "Notula Rapat i APBD P i apa 2025-09-18 draf.pdf" in download.headers["Content-Disposition"]
    )


def test_an_unchanged_record_has_one_draft(session, secretariat, path):
    secretariat.post(path)
    first, second = (secretariat.post(f"{path}/pratinjau").location for _ in range(2))
    assert first == second
    assert count(session, Document) == 1


def test_why_printing_failed_is_said(session, secretariat, path):
    secretariat.post(path)
    place = secretariat.post(f"{path}/pratinjau").location
    with write(session):
        one(session, Document).note_failure("Gambar terlalu besar.", at=NOW)
    assert "Gambar terlalu besar." in secretariat.get(place).text


def test_the_sealed_paper_is_handed_out_as_stored(
    app, session, office, client_for, secretariat, chair, submitted
):
    place = approve(chair, submitted).location
    document = one(session, Document)
    print_it(app, session, document, b"%PDF-1.7 asli")
    agency = client_for(office.agency_user)
    page = agency.get(place)
    assert document.code in page.text
    answer = agency.get(f"{place}/berkas")
    assert answer.data == b"%PDF-1.7 asli"
    assert answer.headers["ETag"] == f'"{document.pdf_key}"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Notula Rapat koordinasi UCJ 2025-09-18.pdf" in answer.headers["Content-Disposition"]
    again = agency.get(f"{place}/berkas", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert count_statements(app, agency, f"{place}/berkas") == 2


def test_drafts_of_an_approved_notula_stay_with_the_secretariat(
    session, office, client_for, secretariat, chair, submitted
):
    draft = chair.post(f"{submitted}/pratinjau").location
    assert chair.get(draft).status_code == 200
    sealed = approve(chair, submitted).location
    for user, status in (
        (office.agency_user, 404),
        (office.chair, 404),
        (office.secretariat, 200),
    ):
        client = client_for(user)
        assert client.get(draft).status_code == status
        assert client.get(sealed).status_code == 200
    assert client_for(office.other_user).get(sealed).status_code == 404


def test_agencies_cannot_ask_for_a_draft(office, client_for, submitted):
    assert client_for(office.agency_user).post(f"{submitted}/pratinjau").status_code == 404


def print_it(app, session, document, data):
    """What the worker does once the renderer has answered."""
    stored = app.extensions["rakor_store"].put_bytes(data, "application/pdf")
    with write(session):
        session.get(Document, document.id).attach_pdf(stored.key, stored.size, at=NOW)


def test_the_page_takes_no_more_statements_for_a_long_record(
    app, session, meeting, secretariat, submitted
):
    few = count_statements(app, secretariat, submitted)
    with write(session):
        record = session.get(Meeting, meeting.id)
        for n in range(50):
            Statement.append(record, by=1, at=NOW, kind="paraphrase", text=f"Pendapat {n}")
            Agreement.append(record, by=1, at=NOW, text=f"Kesepakatan {n}")
    assert count_statements(app, secretariat, submitted) == few <= 13  # one for each kind of part


def test_the_page_to_approve_reads_the_record_once(app, chair, submitted):
    assert count_statements(app, chair, f"{submitted}/pengesahan") <= 15


def test_a_sealed_notula_is_read_from_its_snapshot_alone(app, office, client_for, chair, submitted):
    approve(chair, submitted)
    assert count_statements(app, client_for(office.agency_user), submitted) <= 8
