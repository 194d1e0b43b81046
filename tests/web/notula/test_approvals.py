"""Pengesahan: by the chair, on record of the head with proof, or back with a reason."""

import io
import json
from html import unescape
from threading import Thread

from tests.web.notula.steps import approve, count, newest, one, scan, seen
from tracker.models.approvals import Approval, ApprovalMode
from tracker.models.documents import Document
from tracker.models.files import FileKind, StoredFile
from tracker.models.jobs import Job
from tracker.models.meetings import Meeting
from tracker.models.minutes import MinutesState


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


def test_the_chair_reads_which_blanks_were_confirmed_as_without_data(chair, submitted):
    page = unescape(chair.get(f"{submitted}/pengesahan").text)
    waived = page[page.index("Dinyatakan tidak ada datanya:") :]
    assert "Penanggung jawab tindak lanjut nomor 1;" in waived
    assert "Tenggat tindak lanjut nomor 1." in waived


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
    neither = approve(chair, path).text
    assert "Pilih salah satu" in neither
    assert "Unggah bukti persetujuan" in neither
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


def test_who_approves_again_hears_by_whom_and_when_it_was_approved(chair, submitted):
    token = seen(chair, submitted)
    assert chair.post(f"{submitted}/pengesahan", data={"seen": token}).status_code == 303
    again = chair.post(f"{submitted}/pengesahan", data={"seen": token})
    assert again.status_code == 409
    assert "Notula ini sudah disahkan oleh Siti Aminah pada " in again.text
    assert "berubah sejak" not in again.text


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
    assert "Tuliskan apa yang perlu diperbaiki." in answer.text
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
