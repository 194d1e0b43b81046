"""Ralat: a sealed record opened again, with a reason."""

from tests.web.notula.steps import approve, count, newest
from tracker.models.documents import Document
from tracker.models.minutes import Minutes, MinutesState


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
    old, new = session.query(Document).order_by(Document.edition)
    assert "Naskah ini sudah digantikan ralat 1." in chair.get(f"/naskah/{old.id}").text
    assert "sudah digantikan" not in chair.get(f"/naskah/{new.id}").text


def test_only_the_units_secretariat_opens_a_correction(
    session, office, client_for, chair, submitted
):
    approve(chair, submitted)
    for user in (office.stranger, office.chair, office.sekda, office.agency_user):
        client = client_for(user)
        assert client.get(f"{submitted}/ralat").status_code == 403
        assert client.post(f"{submitted}/ralat", data={"reason": "x"}).status_code == 403
    assert count(session, Minutes) == 1
