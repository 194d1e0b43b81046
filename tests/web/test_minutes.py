"""Notula: written, submitted, returned, approved and sealed, corrected; and who reads it when."""

import io
import json
from threading import Thread

import pytest
from sqlalchemy import func, select

from tests.factories import NOW, make_meeting
from tests.web.office import count_statements, open_office
from tracker.infra.db import write
from tracker.models.documents import Document
from tracker.models.files import FileKind, StoredFile
from tracker.models.jobs import Job
from tracker.models.meeting_parts import (
    AgendaItem,
    Agreement,
    Attendance,
    Invitee,
    MinutesSection,
    Presence,
    Statement,
)
from tracker.models.meetings import Meeting, Mode
from tracker.models.minutes import Approval, ApprovalMode, Minutes, MinutesState

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


@pytest.fixture
def office(session):
    return open_office(session)


@pytest.fixture
def secretariat(client_for, office):
    return client_for(office.secretariat)


@pytest.fixture
def chair(client_for, office):
    return client_for(office.chair)


@pytest.fixture
def complete(session, office):
    """A meeting with everything the form wants, chaired as `person_id` says."""

    def record(person_id=None, chair_name="Dra. Siti Aminah"):
        with write(session):
            meeting = make_meeting(
                session,
                session.merge(office.unit),
                venue="Hotel Golden Tulip",
                mode=Mode.ONSITE,
                start_time=NOW.time(),
                open_ended=True,
                chair_name=chair_name,
                chair_position="Kepala Biro Kesejahteraan Rakyat",
                chair_person_id=person_id,
                minute_taker_name="Nita Notulis",
                minute_taker_id=office.colleague.id,
                invitation_number="005/1/2025",
                invitation_date=NOW.date(),
            )
            by, at = office.secretariat.id, NOW
            AgendaItem.append(meeting, by=by, at=at, title="Pembukaan")
            Attendance.append(
                meeting, by=by, at=at, person_name="Budi", presence=Presence.PRESENT,
                organisation_id=office.agency.id,
            )  # fmt: skip
            Invitee.append(meeting, by=by, at=at, organisation_id=office.agency.id)
            Statement.append(meeting, by=by, at=at, kind="paraphrase", text="Data adalah kunci.")
            agreement = Agreement.append(meeting, by=by, at=at, text="Memutakhirkan data.")
            code = f"agreement-{agreement.id}"
            meeting.confirm_absent([f"{code}-lead", f"{code}-due"], by=by, at=at)
        return meeting

    return record


@pytest.fixture
def meeting(complete, office):
    return complete(office.appointment.person_id)


@pytest.fixture
def path(meeting):
    return f"/rapat/{meeting.id}/notula"


@pytest.fixture
def submitted(secretariat, path):
    secretariat.post(path)
    assert secretariat.post(f"{path}/pengajuan").status_code == 303
    return path


def seen(client, path):
    page = client.get(f"{path}/pengesahan").text
    return page.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]


def approve(client, path, **data):
    return client.post(f"{path}/pengesahan", data={"seen": seen(client, path), **data})


def scan():
    return (io.BytesIO(PNG), "naskah.png")


def newest(session):
    session.rollback()
    return session.scalar(select(Minutes).order_by(Minutes.edition.desc()).limit(1))


def one(session, what):
    session.rollback()
    return session.scalar(select(what))


def count(session, model):
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


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
    assert "Menunggu pengesahan: Dra. Siti Aminah" in page
    for act in ("Periksa dan sahkan", "Tulis isi", "Ajukan"):
        assert act not in page


# --- approval


def test_the_chair_approves_within_the_application_and_the_record_is_sealed(
    session, secretariat, chair, submitted
):
    page = chair.get(f"{submitted}/pengesahan").text
    assert "terkunci" in page
    assert 'name="proof"' not in page
    answer = approve(chair, submitted)
    document = one(session, Document)
    assert answer.location.endswith(f"/naskah/{document.id}")
    approval = one(session, Approval)
    assert (approval.mode, approval.signatory_name) == (ApprovalMode.IN_APP, "Dra. Siti Aminah")
    assert newest(session).state is MinutesState.APPROVED
    assert one(session, Meeting.locked)
    assert json.loads(document.snapshot)["seal"]["code"] == document.code
    assert one(session, Job.payload) == {"document_id": document.id}
    assert "Buka ralat" in secretariat.get(submitted).text


def test_who_signs_with_a_mandate_says_whose_and_through_whom(session, chair, submitted):
    data = {"signed_for": "a.n. Sekretaris Daerah"}
    refused = approve(chair, submitted, **data)
    assert refused.status_code == 422
    assert "tidak turun langsung kepada Kepala Biro Kesejahteraan Rakyat" in refused.text
    assert 'value="a.n. Sekretaris Daerah"' in refused.text
    assert count(session, Document) == 0
    approve(chair, submitted, **data, sub_delegated="Asisten Pemerintahan")
    snapshot = json.loads(one(session, Document).snapshot)
    assert snapshot["on_behalf_of"] == "Sekretaris Daerah; Asisten Pemerintahan"
    assert one(session, Approval).on_behalf_of == snapshot["on_behalf_of"]
    assert "a.n. Sekretaris Daerah, u.b. Asisten Pemerintahan" in chair.get(submitted).text


def test_a_record_that_changed_since_it_was_read_is_read_again(
    session, meeting, secretariat, chair, submitted
):
    old = seen(chair, submitted)
    secretariat.post(
        f"/rapat/{meeting.id}/kesepakatan/baru", data={"version": "0", "text": "Sisipan."}
    )
    secretariat.post(f"/rapat/{meeting.id}/kekosongan", data={"codes": [
        f"agreement-{n}-{what}" for n in (1, 2) for what in ("lead", "due")
    ]})  # fmt: skip
    answer = chair.post(f"{submitted}/pengesahan", data={"seen": old})
    assert answer.status_code == 422
    assert "berubah sejak halaman ini Anda buka" in answer.text
    assert "Sisipan." in answer.text
    assert newest(session).state is MinutesState.SUBMITTED
    assert approve(chair, submitted).status_code == 303


def test_the_minute_taker_and_the_agency_never_approve(session, office, client_for, submitted):
    for user, refusal in ((office.colleague, 403), (office.agency_user, 404)):
        client = client_for(user)
        assert client.get(f"{submitted}/pengesahan").status_code == refusal
        assert client.post(f"{submitted}/pengesahan", data={"seen": "1"}).status_code == refusal
    assert newest(session).state is MinutesState.SUBMITTED


def test_an_outside_chair_is_recorded_by_the_head_with_proof_only(
    session, complete, secretariat, chair
):
    path = f"/rapat/{complete().id}/notula"
    secretariat.post(path)
    secretariat.post(f"{path}/pengajuan")
    assert 'name="proof"' in chair.get(f"{path}/pengesahan").text
    without = approve(chair, path, mode="wet_signed")
    assert without.status_code == 422
    assert "Unggah bukti persetujuan" in without.text
    refused = approve(chair, path, mode="wet_signed", proof=(io.BytesIO(b"MZ\x90"), "a.exe"))
    assert refused.status_code == 422
    assert "a.exe: Jenis berkas ini tidak diterima." in refused.text
    assert "Pilih salah satu" in approve(chair, path, mode="in_app", proof=scan()).text
    assert newest(session).state is MinutesState.SUBMITTED
    assert approve(chair, path, mode="wet_signed", proof=scan()).status_code == 303
    approval = one(session, Approval)
    assert (approval.mode, approval.acted_by_name) == (ApprovalMode.WET_SIGNED, "Siti Aminah")
    proof = session.get(StoredFile, approval.proof_id)
    assert proof.kind is FileKind.APPROVAL_PROOF


def test_of_many_approvals_at_once_one_succeeds(session, client_for, office, submitted):
    token = seen(client_for(office.chair), submitted)
    clients = [client_for(office.chair) for _ in range(6)]
    answers = []

    def press(client):
        answers.append(client.post(f"{submitted}/pengesahan", data={"seen": token}).status_code)

    threads = [Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(303) == 1
    assert set(answers) <= {303, 403, 404, 409, 422}
    assert count(session, Document) == 1


def test_a_returned_notula_says_why_and_may_be_submitted_again(
    session, secretariat, chair, submitted
):
    answer = chair.post(f"{submitted}/pengembalian", data={"note": ""})
    assert answer.status_code == 422
    assert "Isian ini wajib diisi." in answer.text
    chair.post(f"{submitted}/pengembalian", data={"note": "Lengkapi <b>peserta</b>."})
    assert newest(session).state is MinutesState.RETURNED
    assert "Notula kini ada pada Nita Notulis untuk diperbaiki." in chair.get("/").text
    page = secretariat.get(submitted).text
    assert "Lengkapi &lt;b&gt;peserta&lt;/b&gt;." in page
    assert chair.get(submitted).status_code == 200
    assert "&lt;b&gt;peserta" not in chair.get(submitted).text
    assert secretariat.post(f"{submitted}/pengajuan").status_code == 303


def test_what_came_back_is_told_of_who_returned_it_not_of_an_outside_chair(
    secretariat, chair, complete
):
    path = f"/rapat/{complete(chair_name='Pimpinan dari Luar').id}/notula"
    secretariat.post(path)
    secretariat.post(f"{path}/pengajuan")
    chair.post(f"{path}/pengembalian", data={"note": "Lengkapi peserta."})
    history = secretariat.get(path).text.split("Riwayat")[1]
    assert "Siti Aminah" in history
    assert "Pimpinan dari Luar" not in history


# --- correction


def test_a_correction_needs_a_reason_and_makes_a_new_edition(
    session, meeting, secretariat, chair, submitted
):
    approve(chair, submitted)
    assert secretariat.post(f"{submitted}/ralat", data={"reason": " "}).status_code == 422
    secretariat.post(f"{submitted}/ralat", data={"reason": "Nama peserta keliru."})
    corrected = newest(session)
    assert (corrected.edition, corrected.state) == (2, MinutesState.DRAFT)
    for page in ("/rapat", "/", f"/rapat/{meeting.id}"):
        assert "Sah, ralat disusun" in secretariat.get(page).text
    assert "Notula disahkan" in chair.get("/rapat").text, "the one before is the valid one"
    assert secretariat.get(f"/rapat/{meeting.id}/ubah").status_code == 200
    secretariat.post(f"{submitted}/pengajuan")
    approve(chair, submitted)
    assert count(session, Document) == 2
    page = secretariat.get(submitted).text
    assert "Ralat ke-1" in page
    assert "Nama peserta keliru." in page


def test_only_the_units_secretariat_opens_a_correction(
    session, office, client_for, chair, submitted
):
    approve(chair, submitted)
    for user in (office.stranger, office.chair, office.sekda, office.agency_user):
        client = client_for(user)
        assert client.get(f"{submitted}/ralat").status_code == 403
        assert client.post(f"{submitted}/ralat", data={"reason": "x"}).status_code == 403
    assert count(session, Minutes) == 1


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


# --- papers


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
    assert count_statements(app, chair, f"{submitted}/pengesahan") <= 14


def test_a_sealed_notula_is_read_from_its_snapshot_alone(app, office, client_for, chair, submitted):
    approve(chair, submitted)
    assert count_statements(app, client_for(office.agency_user), submitted) <= 8
