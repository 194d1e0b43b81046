"""Berkas rapat from the page of a meeting's papers: whoever sees it gets what he may read."""

import json

from sqlalchemy import select

from tests.factories import NOW, make_file, make_meeting
from tracker.infra.db import write
from tracker.models.documents import Document, DocumentKind, issue_document
from tracker.models.files import FileKind
from tracker.models.invitees import Invitee
from tracker.models.meeting_access import grant_access, revoke_access
from tracker.models.meetings import SecurityClass
from tracker.models.printouts import Printout


def test_each_reader_gets_his_own_file(session, client_for, office):
    with write(session):
        meeting = make_meeting(session, office.unit)
        Invitee.append(meeting, by=office.secretariat.id, at=NOW, organisation_id=office.agency.id)
        sheet = issue_document(
            session, DocumentKind.ATTENDANCE, meeting, b"{}", edition=1, code="A", by=None, at=NOW
        )
        session.flush()
        sheet.attach_pdf("a" * 64, 9, at=NOW)
        make_file(session, FileKind.PRESENTATION, meeting=meeting)
    page = f"/rapat/{meeting.id}/naskah"
    assert "Gabungkan menjadi satu PDF" in client_for(office.secretariat).get(page).text
    assert held(session, client_for(office.secretariat).post(f"{page}/berkas-rapat")) == (
        ["Daftar hadir"],
        ["berkas.pdf"],
        ["Surat undangan", "Notula"],
    )
    assert held(session, client_for(office.agency_user).post(f"{page}/berkas-rapat")) == (
        [],  # who came, with signatures, is not for agencies
        ["berkas.pdf"],
        ["Surat undangan", "Daftar hadir", "Notula"],
    )
    assert client_for(office.other_user).post(f"{page}/berkas-rapat").status_code == 404


def test_a_meeting_without_papers_says_so(session, client_for, office):
    with write(session):
        meeting = make_meeting(session, office.unit)
    answer = client_for(office.secretariat).post(f"/rapat/{meeting.id}/naskah/berkas-rapat")
    assert answer.status_code == 409
    assert "Belum ada naskah atau lampiran" in answer.text
    assert session.scalars(select(Document)).all() == []


def test_who_may_no_longer_see_the_meeting_loses_its_printouts_too(session, client_for, office):
    with write(session):
        meeting = make_meeting(session, office.unit, security_class=SecurityClass.SECRET)
        make_file(session, FileKind.PRESENTATION, meeting=meeting)
        guest, giver = office.colleague.id, office.secretariat.id
        grant_access(session, meeting, guest, by=giver, at=NOW)
    client, page = client_for(office.colleague), f"/rapat/{meeting.id}/naskah"
    whole = client.post(f"{page}/berkas-rapat").location
    short = client.post(f"{page}/ringkasan").location
    in_word = client.post(f"{short}/word").location
    assert [client.get(place).status_code for place in (whole, short, in_word)] == [200] * 3
    with write(session):
        revoke_access(session, meeting, guest, by=giver, at=NOW)
    assert [client.get(place).status_code for place in (whole, short, in_word)] == [404] * 3


def held(session, answer):
    """The titles of the papers, of the attachments, and of what is missing."""
    assert answer.status_code == 303
    session.rollback()
    newest = session.scalars(select(Printout).order_by(Printout.id.desc())).first()
    told = json.loads(newest.snapshot)
    return tuple(
        [thing["title"] for thing in told[name]] for name in ("papers", "files", "missing")
    )
