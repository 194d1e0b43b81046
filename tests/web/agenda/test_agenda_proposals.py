"""An agency proposes, the secretariat answers, and only these two read it."""

import io

import pytest

from tests.world import one_page_pdf
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.agenda_proposals import AgendaProposal, ProposalState
from tracker.models.files import StoredFile
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.parked_items import ParkedItem

TYPED = {"title": "Data <b>rentan</b>", "reason": "Perlu disepakati.", "minutes": "15"}


@pytest.fixture
def path(meeting):
    return f"/rapat/{meeting.id}/usulan"


@pytest.fixture
def send(agency, office, path):
    def post(**values):
        data = {"organisation_id": str(office.agency.id), **TYPED, **values}
        return agency.post(f"{path}/baru", data=data)

    return post


@pytest.fixture
def answer(one, secretariat, path):
    def post(verdict, words=""):
        proposal = one(AgendaProposal)
        values = {"version": str(proposal.version), "verdict": verdict, "answer": words}
        return secretariat.post(f"{path}/{proposal.id}/jawaban", data=values)

    return post


def test_a_proposal_is_sent_read_and_accepted(
    one, secretariat, agency, meeting, path, send, answer, items
):
    file = (io.BytesIO(one_page_pdf()), "data.pdf")
    assert send(files=file).status_code == 303
    assert "Menunggu jawaban" in agency.get(path).text
    assert "1 usulan acara menunggu jawaban" in secretariat.get(f"/rapat/{meeting.id}/agenda").text
    assert "1 usulan acara menunggu jawaban" in secretariat.get(f"/rapat/{meeting.id}").text
    assert "menunggu jawaban" not in agency.get(f"/rapat/{meeting.id}").text
    page = secretariat.get(path).text
    assert "Data &lt;b&gt;rentan&lt;/b&gt;" in page
    assert "data.pdf" in page
    assert answer("accept", "Setelah paparan.").status_code == 303
    assert [item.title for item in items()][-1] == TYPED["title"]
    assert items()[-1].minutes == 15
    page = agency.get(path).text
    assert "Masuk acara" in page
    assert "Setelah paparan." in page
    page = agency.get(f"/rapat/{meeting.id}/agenda").text
    assert "usulan Dinas Tenaga Kerja" in page
    assert f"/berkas/{one(StoredFile).id}" in page


def test_declining_wants_a_reason_that_the_agency_reads(agency, path, send, answer):
    send()
    refused = answer("decline")
    assert refused.status_code == 422
    assert "Tulis alasannya" in refused.text
    assert answer("decline", "Cukup melalui surat.").status_code == 303
    page = agency.get(path).text
    assert "Tidak diterima" in page
    assert "Cukup melalui surat." in page


def test_a_proposal_is_kept_for_another_meeting(one, agency, path, send, answer):
    send()
    assert answer("park").status_code == 303
    assert one(ParkedItem).title == TYPED["title"]
    assert "Disimpan untuk rapat lain" in agency.get(path).text


def test_a_second_answer_is_refused(one, office, client_for, secretariat, path, send, answer):
    send()
    proposal = one(AgendaProposal)
    stale = {"version": str(proposal.version), "verdict": "decline", "answer": "Tidak."}
    answer("accept")
    other = client_for(office.colleague)
    again = other.post(f"{path}/{proposal.id}/jawaban", data=stale)
    assert again.status_code == 409
    assert "sudah dijawab atau ditarik" in other.get(f"{path}/{proposal.id}/jawaban").text


def test_the_agency_takes_back_what_waits(session, one, agency, path, send):
    send()
    proposal = one(AgendaProposal)
    own = f"{path}/{proposal.id}/penarikan"
    assert own in agency.get(path).text
    assert "Tarik usulan" in agency.get(own).text
    assert agency.post(own).status_code == 303
    session.rollback()
    assert proposal.state is ProposalState.WITHDRAWN
    assert own not in agency.get(path).text
    assert agency.post(own).status_code == 422


def test_an_agency_reads_its_own_proposals_alone(
    session, one, office, client_for, meeting, path, send
):
    with write(session):
        held = session.get_one(Meeting, meeting.id)
        by = office.secretariat.id
        Invitee.append(held, by=by, at=clock.now(), organisation_id=office.other_agency.id)
    send(files=(io.BytesIO(one_page_pdf()), "data.pdf"))
    other = client_for(office.other_user)
    assert "rentan" not in other.get(path).text
    file = one(StoredFile)
    assert other.get(f"/berkas/{file.id}").status_code == 404
    assert "data.pdf" not in other.get(f"/rapat/{meeting.id}/lampiran").text


def test_one_proposes_for_an_own_invited_agency_alone(session, one, office, send):
    assert send(organisation_id=str(office.other_agency.id)).status_code == 422
    assert session.query(AgendaProposal).count() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "wajib diisi"),
        ({"reason": ""}, "wajib diisi"),
        ({"minutes": "0"}, "antara 1 dan 480"),
        ({"minutes": "sebentar"}, "bilangan bulat"),
        ({"title": "x" * 301}, "Terlalu panjang"),
        ({"files": (io.BytesIO(b"<html>"), "x.html")}, "x.html"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(session, send, wrong, said):
    refused = send(**wrong)
    assert refused.status_code == 422
    assert said in refused.text
    assert "Perlu disepakati." in refused.text or "reason" in wrong
    assert session.query(AgendaProposal).count() == 0


def test_once_the_meeting_is_held_nothing_is_proposed(
    session, one, office, agency, meeting, path, send
):
    with write(session):
        held = session.get_one(Meeting, meeting.id)
        held.move_to(MeetingState.HELD, by=office.secretariat.id, at=clock.now())
    assert send().status_code == 422
    page = agency.get(path).text
    assert "tidak lagi menerima usulan" in page
    assert "Usulkan acara</a>" not in page
