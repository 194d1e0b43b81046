"""Naskah lewat tautan: whoever holds the link gets this one paper, for a while, and no more."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from tests.factories import NOW, make_user
from tests.web.notula.sent import PDF, Sealed, seal
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.acknowledgements import Acknowledgement
from tracker.models.documents import Document
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.paper_links import LASTS, PaperLink
from tracker.models.sign_ins import THROTTLE_GUESSES
from tracker.models.signings import add_scan
from tracker.models.users import Role, actor_of

SAID = {"name": "Drs. Wayan", "position_title": "Kepala Dinas Tenaga Kerja"}


@pytest.fixture
def sealed(app: Flask, session, secretariat, chair, submitted, meeting, office) -> Sealed:
    seal(chair, session, app.extensions["rakor_store"], submitted)
    with write(session):
        agency = session.get_one(Organisation, office.agency.id)
        values = {"email": "disnaker@contoh.example"}
        agency.revise(by=office.secretariat.id, at=NOW, version=agency.version, **values)
    sent = Sealed(app, session, secretariat, f"/rapat/{meeting.id}")
    sent.send(f"instansi-{office.agency.id}")
    return sent


def stored_link(sealed: Sealed) -> PaperLink:
    sealed.session.rollback()
    return sealed.session.scalars(select(PaperLink)).one()


def reclass(sealed: Sealed, security_class: SecurityClass) -> None:
    """Only an opened ralat lets the class be changed."""
    sealed.secretariat.post(f"{sealed.meeting}/notula/ralat", data={"reason": "Kelasnya keliru."})
    sealed.session.rollback()
    with write(sealed.session):
        meeting = sealed.session.scalars(select(Meeting)).one()
        meeting.revise(by=1, at=NOW, version=meeting.version, security_class=security_class)


def test_without_an_account_the_link_shows_and_gives_the_paper(sealed, client):
    page = client.get(sealed.link()).text
    for words in ("Rapat koordinasi UCJ", "Dinas Tenaga Kerja", "Tautan berlaku sampai"):
        assert words in page
    file = client.get(f"{sealed.link()}/berkas")
    assert file.data == PDF
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_once_signed_the_link_gives_the_signed_file(sealed, client, app, session, office):
    signed = app.extensions["rakor_store"].put_bytes(PDF + b"tanda tangan", "application/pdf")
    with write(session):
        by = actor_of(session, session.merge(office.secretariat), today=NOW.date())
        document = session.scalars(select(Document).where(Document.code.is_not(None))).one()
        add_scan(document, signed, by=by, at=NOW)
    file = client.get(f"{sealed.link()}/berkas")
    assert file.data == PDF + b"tanda tangan"
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_nothing_else_opens_with_it(sealed, client):
    for path in (sealed.meeting, sealed.path, "/naskah/1", "/naskah/1/berkas"):
        assert client.get(path).status_code == 303


def test_a_month_later_it_is_dead(sealed, client):
    with time_machine.travel(clock.now() + LASTS + timedelta(minutes=1)):
        page = client.get(sealed.link())
        assert page.status_code == 410
        assert "UCJ" not in page.text
        assert client.get(f"{sealed.link()}/berkas").status_code == 303
        assert client.post(f"{sealed.link()}/dibaca", data=SAID).status_code == 404


def test_withdrawn_it_is_dead_and_the_log_says_so(sealed, client):
    path = f"{sealed.meeting}/pengiriman/{sealed.mails()[0].id}/pencabutan"
    assert "tidak dapat lagi membuka" in sealed.secretariat.get(path).text
    assert client.get(sealed.link()).status_code == 200, "asking changes nothing"
    assert sealed.secretariat.post(path).status_code == 303
    assert client.get(sealed.link()).status_code == 410
    assert "Tautan dicabut" in sealed.page()


def test_once_the_meeting_is_rahasia_the_links_are_dead(sealed, client):
    reclass(sealed, SecurityClass.SECRET)
    assert client.get(sealed.link()).status_code == 410


@pytest.mark.parametrize("token", ["x.y", "WzFd.AAAA", "%00", "a" * 3000])
def test_a_made_up_token_is_no_address(sealed, client, token):
    assert client.get(f"/naskah/{token}").status_code == 404


def test_whoever_guesses_has_to_wait(sealed, client):
    for _ in range(THROTTLE_GUESSES):
        client.get("/naskah/x.y")
    assert client.get("/naskah/x.y").status_code == 429
    assert client.post("/naskah/x.y/dibaca", data=SAID).status_code == 429
    assert client.get(sealed.link()).status_code == 200, "an office has one address"
    assert client.get(f"{sealed.link()}/berkas").data == PDF
    assert client.post(f"{sealed.link()}/dibaca", data=SAID).status_code == 303


def test_a_ralat_closes_the_old_link_and_says_so(sealed, client, chair, session, app):
    path = f"{sealed.meeting}/notula"
    old = sealed.link()
    sealed.secretariat.post(f"{path}/ralat", data={"reason": "Nama keliru."})
    assert client.get(old).status_code == 200, "until the ralat is sealed the paper stands"
    sealed.secretariat.post(f"{path}/pengajuan")
    seal(chair, session, app.extensions["rakor_store"], path)
    page = client.get(old)
    assert "digantikan ralat" in page.text
    assert "UCJ" not in page.text
    assert client.get(f"{old}/berkas").status_code == 303
    log = sealed.page()
    assert "Naskahnya sudah digantikan ralat" in log, "the log keeps what went out before"
    assert "Tautan berlaku sampai" not in log
    assert "Distribusikan notula" in sealed.secretariat.get(sealed.meeting).text


def test_biasa_is_read_without_a_note_terbatas_with_one(sealed, client):
    client.get(sealed.link())
    assert stored_link(sealed).read_on is None
    reclass(sealed, SecurityClass.RESTRICTED)
    for _ in range(2):
        assert client.get(sealed.link()).status_code == 200
    assert stored_link(sealed).read_on is not None
    assert "Dibuka terakhir" in sealed.page()


def test_an_organisation_says_once_by_its_link_that_it_has_read(sealed, client):
    path = f"{sealed.link()}/dibaca"
    empty = client.post(path, data={"name": "", "position_title": "<b>"})
    assert empty.status_code == 422
    assert "wajib diisi" in empty.text
    assert client.post(path, data=SAID).status_code == 303
    assert "Sudah dibaca: Drs. Wayan" in client.get(sealed.link()).text
    again = client.post(path, data=SAID)
    assert again.status_code == 422
    sealed.session.rollback()
    (said,) = sealed.session.scalars(select(Acknowledgement))
    assert (said.name, said.user_id) == ("Drs. Wayan", None)
    page = sealed.page()
    assert "Drs. Wayan" in page
    assert "Sudah dibaca" in page


def test_the_agency_says_it_on_the_page_where_no_leader_has_an_account(sealed, client_for, office):
    agency = client_for(office.agency_user)
    notula = f"{sealed.meeting}/notula"
    assert f"{notula}/dibaca" in agency.get(notula).text
    assert agency.post(f"{notula}/dibaca").status_code == 303
    assert f"{notula}/dibaca" not in agency.get(notula).text
    agency.post(f"{notula}/dibaca")
    assert "sudah menyatakan membaca" in agency.get(notula).text
    assert "Petugas Disnaker" in sealed.page()


def test_where_a_leader_has_an_account_it_is_his_to_say(sealed, client_for, office, session):
    with write(session):
        agency = session.get_one(Organisation, office.agency.id)
        head = make_user(session, Role.LEADER, agency, name="Kepala Disnaker")
    notula = f"{sealed.meeting}/notula"
    staff, leader = client_for(office.agency_user), client_for(head)
    assert f"{notula}/dibaca" not in staff.get(notula).text
    assert staff.post(f"{notula}/dibaca").status_code == 403
    assert leader.post(f"{notula}/dibaca").status_code == 303
    assert "Kepala Disnaker" in sealed.page()
