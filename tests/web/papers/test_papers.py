"""Naskah rapat: what was printed of a meeting, and printing its lists of attendance."""

import json

import pytest
from sqlalchemy import select

from tests.factories import NOW, TODAY, make_meeting
from tests.web.notula.steps import count, one
from tests.web.office import count_statements
from tracker.documents.invitation_letters import draft_letter, issue_letter
from tracker.infra.db import write
from tracker.models.attendances import Attendance, Presence
from tracker.models.documents import Document, DocumentKind
from tracker.models.invitations import start_invitation
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.users import actor_of

BASE_URL = "http://127.0.0.1:8000"


@pytest.fixture
def meeting(session, office):
    """Scheduled, with one agency invited and one person recorded."""
    with write(session):
        meeting = make_meeting(session, session.merge(office.unit), state=MeetingState.SCHEDULED)
        by = office.secretariat.id
        Invitee.append(meeting, by=by, at=NOW, organisation_id=office.agency.id)
        Attendance.append(meeting, by=by, at=NOW, person_name="Budi", presence=Presence.PRESENT)
    return meeting


@pytest.fixture
def path(meeting):
    return f"/rapat/{meeting.id}/naskah"


@pytest.fixture
def letter(session, office, meeting):
    """Makes the letter's draft, or with `issued` the letter under its code, sent out."""

    def letter(*, issued=False):
        with write(session):
            record, by = session.merge(meeting), office.secretariat.id
            signs = session.merge(office.appointment).signature()
            invitation = start_invitation(session, record, by=by, at=NOW, signatory=signs)
            if not issued:
                return draft_letter(session, invitation, by=by, at=NOW).id
            if invitation.is_written:
                send(session, office, invitation)
            return issue_letter(session, invitation, by=by, at=NOW, base_url=BASE_URL).id

    return letter


def send(session, office, invitation):
    clerk, head = (
        actor_of(session, session.merge(user), today=TODAY)
        for user in (office.secretariat, office.chair)
    )
    invitation.submit(by=clerk, at=NOW, on=TODAY)
    invitation.approve(by=head, at=NOW)
    invitees = session.scalars(select(Invitee).filter_by(meeting_id=invitation.meeting_id)).all()
    invitation.send(invitees, by=clerk.user_id, at=NOW, on=TODAY)


def hold(session, office, meeting):
    with write(session):
        record = session.get(Meeting, meeting.id)
        record.move_to(MeetingState.HELD, by=office.secretariat.id, at=NOW)


def test_a_meeting_without_papers_says_so(secretariat, path):
    assert "Belum ada naskah." in secretariat.get(path).text


def test_the_blank_list_is_asked_for_by_its_own_page(session, secretariat, path):
    page = secretariat.get(f"{path}/daftar-hadir-kosong").text
    assert "Jumlah baris kosong" in page
    answer = secretariat.post(f"{path}/daftar-hadir-kosong", data={"extra_rows": "7"})
    assert answer.status_code == 303
    paper = one(session, Document)
    assert answer.location.endswith(f"/naskah/{paper.id}")
    assert json.loads(paper.snapshot)["extra_rows"] == 7
    assert "Lembar kerja" not in secretariat.get(answer.location).text  # still being printed
    assert "Daftar hadir kosong" in secretariat.get(answer.location).text


def test_without_a_number_the_page_is_filled(session, secretariat, path):
    secretariat.post(f"{path}/daftar-hadir-kosong", data={"extra_rows": ""})
    assert json.loads(one(session, Document).snapshot)["extra_rows"] > 10


@pytest.mark.parametrize("typed", ["-1", "201", "banyak", "1e3", "9" * 400])
def test_an_impossible_number_of_rows_is_said_beside_the_field(session, secretariat, path, typed):
    answer = secretariat.post(f"{path}/daftar-hadir-kosong", data={"extra_rows": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert "bilangan bulat" in answer.text or "antara 0 dan 200" in answer.text
    assert count(session, Document) == 0


def test_before_the_meeting_was_held_attendance_is_printed_as_a_draft(session, secretariat, path):
    assert secretariat.post(f"{path}/daftar-hadir").status_code == 303
    assert one(session, Document).code is None
    assert "draf" in secretariat.get(path).text


def test_afterwards_with_a_code_and_again_only_when_it_changed(
    session, office, secretariat, meeting, path
):
    hold(session, office, meeting)
    first, second = (secretariat.post(f"{path}/daftar-hadir").location for _ in range(2))
    assert first == second
    with write(session):
        record, by = session.get(Meeting, meeting.id), office.secretariat.id
        Attendance.append(record, by=by, at=NOW, person_name="Ani", presence=Presence.PRESENT)
    assert secretariat.post(f"{path}/daftar-hadir").location != first
    page = secretariat.get(path).text
    assert "edisi 2" in page
    assert one(session, Document).code in page


def test_the_list_says_what_when_and_by_whom(office, secretariat, path, letter):
    paper_id = letter(issued=True)
    page = secretariat.get(path).text
    for words in ("Surat undangan", "18 September 2025", office.secretariat.name, "sedang dicetak"):
        assert words in page
    assert f'/naskah/{paper_id}"' in page


def test_an_agency_finds_the_letter_once_issued_and_never_the_signatures(
    session, office, client_for, secretariat, path, letter
):
    agency = client_for(office.agency_user)
    draft = letter()
    secretariat.post(f"{path}/daftar-hadir")
    assert "Belum ada naskah." in agency.get(path).text
    assert agency.get(f"/naskah/{draft}").status_code == 404
    issued = letter(issued=True)
    page = agency.get(path).text
    assert "Surat undangan" in page
    assert "Cetak" not in page
    assert "Daftar hadir" not in page
    assert agency.get(f"/naskah/{issued}").status_code == 200


def test_whoever_is_asked_to_approve_reads_the_letter_before_its_meeting_is_opened(
    session, office, client_for
):
    with write(session):
        clerk = actor_of(session, session.merge(office.secretariat), today=TODAY)
        signs = session.merge(office.appointment).signature()
        unit, state = session.merge(office.unit), MeetingState.DRAFT
        planned = make_meeting(session, unit, state=state)
        by = clerk.user_id
        invitation = start_invitation(session, planned, by=by, at=NOW, signatory=signs)
        draft = draft_letter(session, invitation, by=by, at=NOW).id
    head = client_for(office.chair)
    assert head.get(f"/naskah/{draft}").status_code == 404
    with write(session):
        session.merge(invitation).submit(by=clerk, at=NOW, on=TODAY)
    assert head.get(f"/naskah/{draft}").status_code == 200


def test_a_file_is_named_after_its_kind(app, session, secretariat, path, letter):
    paper_id = letter(issued=True)
    stored = app.extensions["rakor_store"].put_bytes(b"%PDF-1.7 surat", "application/pdf")
    with write(session):
        session.get(Document, paper_id).attach_pdf(stored.key, stored.size, at=NOW)
    answer = secretariat.get(f"/naskah/{paper_id}/berkas")
    name = "Surat undangan Rapat koordinasi UCJ 2025-09-18.pdf"
    assert name in answer.headers["Content-Disposition"]


def test_whoever_checks_a_letter_reads_of_a_letter(session, client, letter):
    paper_id = letter(issued=True)
    paper = session.get(Document, paper_id)
    page = client.get(f"/periksa/{paper.code}").text
    assert "Naskah ini tercatat" in page
    assert "Surat undangan" in page
    assert "Rapat koordinasi UCJ" in page
    assert "Diterbitkan" in page
    for word in ("Notula", "Disahkan", "ralat", "Budi"):
        assert word not in page


def test_an_older_edition_says_that_there_is_a_newer_one(
    session, office, client, secretariat, meeting, path, letter
):
    letter(issued=True)
    code = one(session, Document).code
    hold(session, office, meeting)
    secretariat.post(f"{path}/daftar-hadir")  # another kind replaces nothing
    assert "Naskah ini tercatat" in client.get(f"/periksa/{code}").text
    with write(session):
        record, by = session.get(Meeting, meeting.id), office.secretariat.id
        record.revise(by=by, at=NOW, version=record.version, venue="Hotel")
    letter(issued=True)
    page = client.get(f"/periksa/{code}").text
    assert "sudah digantikan edisi baru" in page
    assert "ralat" not in page


def test_many_papers_are_paged_in_a_steady_number_of_statements(
    app, session, secretariat, meeting, path
):
    secretariat.post(f"{path}/daftar-hadir-kosong", data={"extra_rows": "1"})
    few = count_statements(app, secretariat, path)
    for rows in range(2, 53):
        secretariat.post(f"{path}/daftar-hadir-kosong", data={"extra_rows": str(rows)})
    assert count_statements(app, secretariat, path) == few <= 8
    page = secretariat.get(path).text
    assert page.count("Daftar hadir kosong</a>") == 50
    assert "Berikutnya" in page
    assert secretariat.get(f"{path}?setelah=WyJ4Il0=").status_code == 200


def test_kinds_are_called_as_the_office_calls_them():
    assert [kind.label for kind in DocumentKind] == [
        *("Notula", "Surat undangan", "Daftar hadir kosong", "Daftar hadir"),
        *("Matriks tindak lanjut", "Notula ringkas", "Berita acara kesepakatan", "Nota dinas"),
        *("Laporan", "Telaahan staf", "Surat pengantar", "Lembar disposisi"),
        *("Petikan kesepakatan", "Surat pengingat", "Surat teguran"),
    ]
