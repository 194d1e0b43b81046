"""The page that waits for a paper: a bar, how long it may take, and a way to let it be."""

from tests.factories import NOW, make_meeting
from tests.jobs.test_printings import asked_for
from tracker.documents.attendance_lists import print_blank_form
from tracker.documents.issuing import issue_paper
from tracker.infra.db import write
from tracker.models.documents import DocumentKind
from tracker.models.printings import its_printing
from tracker.models.printouts import Printout


def test_who_waits_is_told_how_far_it_is_and_how_long_it_takes(session, client_for, office):
    sheet, client = own_sheet(session, office), client_for(office.secretariat)
    page = client.get(f"/cetakan/{sheet.id}").text
    assert "Biasanya kurang dari 10 detik." in page
    assert "<progress aria-label" in page
    assert 'value="' not in page[page.index("<progress") :].split(">")[0]

    with write(session):
        its_printing(session, sheet).tell(began_at=NOW, pages=12, share=0.5)
    page = client.get(f"/cetakan/{sheet.id}", headers={"HX-Request": "true"}).text
    assert 'value="0.5" max="1"' in page
    assert "12 halaman tersusun; kira-kira" in page


def test_a_printing_is_called_off_and_asked_for_again(session, client_for, office):
    sheet, client = own_sheet(session, office), client_for(office.secretariat)
    place = f"/cetakan/{sheet.id}"
    assert "Batalkan pencetakan" in client.get(place).text
    page = client.get(client.post(f"{place}/pembatalan").location).text
    assert "Pencetakan dibatalkan." in page
    assert "http-equiv" not in page
    page = client.get(client.post(f"{place}/pengulangan").location).text
    assert "Sedang dicetak" in page
    with write(session):
        session.get_one(Printout, sheet.id).attach_pdf("a" * 64, 1, at=NOW)
    answer = client.post(f"{place}/pembatalan")
    assert answer.status_code == 409
    assert "sudah selesai dicetak" in answer.text


def test_a_draft_can_be_called_off_a_sealed_paper_cannot(session, client_for, office):
    client, by = client_for(office.secretariat), office.secretariat.id
    with write(session):
        meeting = make_meeting(session, office.unit)
        draft = print_blank_form(session, meeting, extra_rows=None, by=by, at=NOW).id
        kind, base_url = DocumentKind.ATTENDANCE_FORM, "https://rakor.contoh.go.id"
        sealed = issue_paper(session, kind, meeting, {}, by=by, at=NOW, base_url=base_url).id
    assert "Batalkan pencetakan" in client.get(f"/naskah/{draft}").text
    client.post(f"/naskah/{draft}/pembatalan")
    assert "Cetak lagi" in client.get(f"/naskah/{draft}").text
    assert "Batalkan pencetakan" not in client.get(f"/naskah/{sealed}").text
    assert client.post(f"/naskah/{sealed}/pembatalan").status_code == 403


def own_sheet(session, office) -> Printout:
    (sheet,) = asked_for(session)
    with write(session):
        session.get_one(Printout, sheet.id).user_id = office.secretariat.id
    return sheet
