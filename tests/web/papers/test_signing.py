"""Tanda tangan elektronik: who signs which paper, and what was typed for it stays nowhere."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.factories import NOW
from tests.infra.signing.certificates import PASSPHRASE, issue
from tests.infra.signing.esign_service import KEY, NIK, USER, esign_service
from tests.web.notula.steps import count, one
from tests.web.papers.signable import signable_pdf
from tracker.infra.db import write
from tracker.infra.orm import Base
from tracker.models.documents import Document
from tracker.models.events import Event
from tracker.models.signings import Signing
from tracker.models.users import actor_of
from tracker.models.withdrawals import withdraw

HEAD = {"name": "Dra. Siti Aminah", "position": "Kepala Biro Kesejahteraan Rakyat"}
GUEST = {"name": "M. Nuh", "position": "Kepala Cabang BPJS Ketenagakerjaan"}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    path = tmp_path_factory.mktemp("kunci") / "kantor.p12"
    path.touch(mode=0o600)
    path.write_bytes(issue().p12)
    return path


@pytest.fixture(scope="module")
def service():
    with esign_service() as service:
        yield service


@pytest.fixture
def settings(settings, certificate):
    return replace(settings, signer="local", signer_p12=certificate)


@pytest.fixture
def at_bsre(app, settings, service):
    """The same office, signing through BSrE."""
    elsewhere = {"bsre_url": service.url, "bsre_username": USER, "bsre_password": KEY}
    app.extensions["rakor_settings"] = replace(settings, signer="bsre", **elsewhere)
    service.meanwhile = None
    yield service
    app.extensions["rakor_settings"] = settings


@pytest.fixture
def unsigned(app):
    """The same office, where nothing is signed electronically."""
    settings = app.extensions["rakor_settings"]
    app.extensions["rakor_settings"] = replace(settings, signer="none")
    yield
    app.extensions["rakor_settings"] = settings


@pytest.fixture
def paper(sealed):
    return sealed(pdf=signable_pdf, content={"signatory": HEAD})


@pytest.fixture
def head(office, client_for):
    return client_for(office.chair)


def sign(client, paper, passphrase=PASSPHRASE, **typed):
    data = {"passphrase": passphrase, **typed}
    return client.post(f"{paper.path}/tanda-tangan", data=data)


def everything(app, session):
    """All that is stored, in the database and in files."""
    session.rollback()
    tables = Base.metadata.sorted_tables
    rows = [str(row) for table in tables for row in session.execute(table.select())]
    store = app.extensions["rakor_store"]
    return "\n".join(rows) + "\n".join(str(store.get(key)) for key in store.all_keys())


def test_the_head_signs_and_what_was_typed_is_stored_nowhere(
    app, session, client, head, paper, caplog
):
    assert "Tanda tangani" in head.get(paper.path).text
    form = head.get(f"{paper.path}/tanda-tangan").text
    assert "Dra. Siti Aminah, Kepala Biro Kesejahteraan Rakyat" in form
    assert "NIK" not in form
    with caplog.at_level("DEBUG"):
        answer = sign(head, paper)
    assert (answer.status_code, answer.location) == (303, paper.path)
    page = head.get(paper.path).text
    assert page.index("Unduh PDF bertanda tangan") < page.index("Unduh PDF asli")
    assert "Sertifikat: Siti Aminah, diterbitkan oleh CA Uji" in page
    assert "/tanda-tangan" not in page.replace("berkas-bertanda-tangan", "")
    signed = head.get(f"{paper.path}/berkas-bertanda-tangan")
    assert signed.data.startswith(paper.pdf)
    assert len(signed.data) > len(paper.pdf)
    event = session.scalars(select(Event).where(Event.verb == "signing:signed")).one()
    assert event.data["place"] == 1
    public = client.get(f"/periksa/{paper.code}").text
    assert "sertifikat kantor: Dra. Siti Aminah" in public
    assert "BSrE" not in public
    for told in (everything(app, session), caplog.text, page, public):
        assert PASSPHRASE not in told


def test_a_wrong_passphrase_leaves_nothing_and_is_not_given_back(app, session, head, paper, caplog):
    before = set(app.extensions["rakor_store"].all_keys())
    with caplog.at_level("DEBUG"):
        answer = sign(head, paper, "kata-keliru-9")
    assert answer.status_code == 422
    assert "Passphrase keliru." in answer.text
    assert set(app.extensions["rakor_store"].all_keys()) == before
    assert count(session, Signing) == 0
    for told in (everything(app, session), caplog.text, answer.text):
        assert "kata-keliru-9" not in told


def test_nobody_else_is_asked(session, office, client_for, sealed):
    """Nobody signs in the place of another, however high he stands."""
    paper = sealed(pdf=signable_pdf, content={"signatory": GUEST})
    for user in (office.secretariat, office.stranger, office.agency_user, office.other_user):
        client = client_for(user)
        assert sign(client, paper).status_code in {403, 404}
        assert "Tanda tangani" not in client.get(paper.path).text
    for user in (office.chair, office.sekda):
        assert sign(client_for(user), paper).status_code == 403


def test_of_several_signatories_each_is_asked_for_himself(head, sealed):
    content = {"signatories": [HEAD, {"name": "", "position": "Kosong"}, HEAD, GUEST]}
    paper = sealed(pdf=signable_pdf, content=content)
    form = head.get(f"{paper.path}/tanda-tangan").text
    assert form.count('type="radio"') == 2
    assert "Kosong" not in form
    for place in ("", "4", "x"):
        answer = sign(head, paper, place=place)
        assert answer.status_code == 422
        assert "Pilih salah satu yang tersedia." in answer.text


def test_a_paper_without_signatory_or_in_an_office_without_signer_is_not_signed(
    head, paper, sealed, unsigned
):
    assert head.get(f"{paper.path}/tanda-tangan").status_code == 404
    assert "Tanda tangani" not in head.get(paper.path).text


def test_a_paper_nobody_signs_is_refused(head, sealed):
    assert sign(head, sealed(pdf=signable_pdf)).status_code == 403


def test_bsre_signs_with_nik_and_passphrase(app, session, client, head, paper, at_bsre, caplog):
    form = head.get(f"{paper.path}/tanda-tangan").text
    assert "NIK" in form
    for nik in ("", "123", "x" * 16):
        answer = sign(head, paper, nik=nik)
        assert answer.status_code == 422
        assert f'value="{nik}"' not in answer.text or not nik
    assert at_bsre.seen == []
    with caplog.at_level("DEBUG"):
        assert sign(head, paper, nik=f" {NIK} ").status_code == 303
    made = one(session, Signing)
    assert (made.method, made.certificate_issuer) == ("bsre", "CA Uji")
    assert "Tanda tangan elektronik BSrE" in client.get(f"/periksa/{paper.code}").text
    for told in (everything(app, session), caplog.text, answer.text):
        assert NIK not in told
        assert PASSPHRASE not in told
    again = sign(head, paper, nik=NIK)
    assert again.status_code == 409
    assert "sudah menandatangani" in again.text


def test_what_changed_while_it_was_signed_is_refused_and_nothing_is_stored(
    session, sessions, office, head, paper, at_bsre
):
    def withdraw_it():
        with sessions() as other, write(other):
            by = actor_of(other, other.merge(office.secretariat), today=NOW.date())
            withdraw(other.get(Document, paper.document_id), "Keliru.", by=by, at=NOW)

    at_bsre.meanwhile = withdraw_it
    answer = sign(head, paper, nik=NIK)
    assert answer.status_code == 409
    assert "sudah ditarik" in answer.text
    assert NIK not in answer.text
    assert count(session, Signing) == 0
