"""Lampiran and berkas: uploaded several at once, handed out so that no browser runs them."""

import io

import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    make_action,
    make_assignment,
    make_file,
    make_meeting,
    make_minutes,
)
from tests.web.notula.steps import PNG
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.files import FileKind, StoredFile
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.minutes import MinutesState


@pytest.fixture
def meeting(session, office):
    with write(session):
        meeting = make_meeting(session, office.unit)
        Invitee.append(meeting, by=1, at=NOW, organisation_id=office.agency.id)
        return meeting


@pytest.fixture
def upload(secretariat, meeting):
    def post(*files, kind="photo"):
        data = {"kind": kind, "files": [(io.BytesIO(body), name) for body, name in files]}
        return secretariat.post(f"/rapat/{meeting.id}/lampiran", data=data)

    return post


def stored(session):
    session.rollback()
    return session.scalars(select(StoredFile).order_by(StoredFile.id)).all()


def test_several_files_are_attached_at_once(session, secretariat, meeting, upload):
    assert upload((PNG, "satu.png"), (PNG, "dua foto.png")).status_code == 303
    assert [f.name for f in stored(session)] == ["satu.png", "dua foto.png"]
    assert len({f.blob.key for f in stored(session)}) == 1
    page = secretariat.get(f"/rapat/{meeting.id}/lampiran").text
    assert "dua foto.png" in page
    assert "Foto" in page


def test_one_unwanted_file_is_named_and_none_is_attached(session, upload):
    answer = upload((PNG, "baik.png"), (b"#!/bin/sh", "jahat<b>.sh"))
    assert answer.status_code == 422
    assert "jahat&lt;b&gt;.sh: Jenis berkas ini tidak diterima." in answer.text
    assert stored(session) == []


@pytest.mark.parametrize(
    ("files", "kind", "sentence"),
    [
        ((), "photo", "Pilih sedikitnya satu berkas."),
        (((PNG, "a.png"),), "approval_proof", "Pilih salah satu yang tersedia."),
        (((PNG, "a.png"),), "evidence", "Pilih salah satu yang tersedia."),
    ],
)
def test_only_attachments_of_a_known_kind_are_taken(session, upload, files, kind, sentence):
    answer = upload(*files, kind=kind)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert stored(session) == []


def test_removing_asks_first(session, secretariat, meeting, upload):
    upload((PNG, "a.png"))
    path = f"/rapat/{meeting.id}/lampiran/{stored(session)[0].id}/hapus"
    assert "a.png" in secretariat.get(path).text
    assert secretariat.post(path).status_code == 303
    assert stored(session) == []


def test_an_old_page_removes_no_other_file_than_it_showed(session, secretariat, meeting, upload):
    upload((PNG, "satu.png"))
    path = f"/rapat/{meeting.id}/lampiran/{stored(session)[0].id}/hapus"
    secretariat.post(path)
    upload((PNG, "dua.png"))
    assert secretariat.post(path).status_code == 404
    assert [file.name for file in stored(session)] == ["dua.png"]


def test_a_sealed_record_takes_and_loses_no_file(session, secretariat, meeting, upload):
    upload((PNG, "a.png"))
    file = stored(session)[0]
    with write(session):
        make_minutes(session, session.get(Meeting, meeting.id), state=MinutesState.APPROVED)
    assert "Unggah" not in secretariat.get(f"/rapat/{meeting.id}/lampiran").text
    assert upload((PNG, "b.png")).status_code == 409
    assert secretariat.post(f"/rapat/{meeting.id}/lampiran/{file.id}/hapus").status_code == 409
    assert len(stored(session)) == 1


def test_files_come_as_attachments_in_a_sandbox(session, secretariat, upload):
    upload((PNG, "foto.png"))
    answer = secretariat.get(f"/berkas/{stored(session)[0].id}")
    assert answer.data == PNG
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"] == "attachment; filename=foto.png"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_who_sees_the_meeting_reads_its_attachments_but_no_proof_of_approval(
    session, office, client_for, meeting, upload
):
    upload((PNG, "undangan.png"))
    attached = stored(session)[0]
    with write(session):
        proof = make_file(
            session, FileKind.APPROVAL_PROOF, meeting=session.get(Meeting, meeting.id)
        )
    agency, other = client_for(office.agency_user), client_for(office.other_user)
    assert agency.get(f"/berkas/{attached.id}").status_code == 200
    assert agency.get(f"/berkas/{proof.id}").status_code == 404
    assert "berkas.pdf" not in agency.get(f"/rapat/{meeting.id}/lampiran").text
    assert other.get(f"/berkas/{attached.id}").status_code == 404
    assert other.get(f"/rapat/{meeting.id}/lampiran").status_code == 404
    refused = agency.post(f"/rapat/{meeting.id}/lampiran", data={"kind": "photo"})
    assert refused.status_code == 403


def test_evidence_is_read_by_its_own_agency_only(session, office, client_for, meeting):
    with write(session):
        action = make_action(session, session.get(Meeting, meeting.id))
        assignment = make_assignment(
            session,
            session.merge(office.agency),
            action=action,
            state=AssignmentState.IN_PROGRESS,
        )
        evidence = make_file(session, FileKind.EVIDENCE, assignment=assignment)
        record = session.get_one(Meeting, meeting.id)
        Invitee.append(record, by=1, at=NOW, organisation_id=office.other_agency.id)
    assert client_for(office.other_user).get(f"/berkas/{evidence.id}").status_code == 404


def test_a_file_whose_bytes_are_gone_is_an_error_of_ours_that_is_logged(
    session, secretariat, meeting, caplog
):
    with write(session):
        lost = make_file(session, FileKind.PHOTO, meeting=session.get(Meeting, meeting.id))
    assert secretariat.get(f"/berkas/{lost.id}").status_code == 500
    assert "missing" in caplog.text
