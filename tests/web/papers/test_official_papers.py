"""Naskah dinas: begun from the record, written, approved by the head and sealed."""

import pytest
from sqlalchemy import select

from tests.factories import NOW, TODAY, make_meeting
from tests.official import make_official
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.agreements import Agreement
from tracker.models.documents import Document, DocumentKind
from tracker.models.meetings import MeetingState
from tracker.models.official_papers import OfficialPaper, PaperState
from tracker.models.users import actor_of


@pytest.fixture
def meeting(session, office):
    """Held, with one agreement."""
    with write(session):
        meeting = make_meeting(session, session.merge(office.unit), state=MeetingState.HELD)
        by = office.secretariat.id
        Agreement.append(meeting, by=by, at=NOW, text="Memutakhirkan data pekerja rentan")
    return meeting


@pytest.fixture
def memo(session, office, meeting, client_for):
    """The id of a nota dinas begun from the record."""
    answer = client_for(office.secretariat).post(
        f"/rapat/{meeting.id}/naskah/baru", data={"kind": "internal_memo"}
    )
    assert answer.status_code == 303
    session.rollback()  # what was just stored is seen
    return session.scalars(select(OfficialPaper.id)).one()


def read(session, paper_id):
    session.rollback()
    return session.get_one(OfficialPaper, paper_id)


def test_a_memo_begins_with_what_was_recorded(session, memo) -> None:
    paper = read(session, memo)
    assert "Memutakhirkan data pekerja rentan" in paper.parts["content"]
    assert paper.signatories[0]["position"] == paper.sender
    assert paper.number == ""


def test_from_draft_to_a_sealed_paper(session, office, memo, client_for) -> None:
    clerk, head = client_for(office.secretariat), client_for(office.chair)
    here = f"/naskah-dinas/{memo}"
    assert clerk.post(f"{here}/pengajuan").status_code == 303
    assert "Naskah menunggu persetujuan Anda" in head.get("/").text
    seen = read(session, memo).version
    answer = head.post(f"{here}/persetujuan", data={"seen": seen})
    assert answer.status_code == 303
    session.rollback()
    document = session.scalars(select(Document).where(Document.code.is_not(None))).one()
    assert (document.kind, document.official_paper_id) == (DocumentKind.INTERNAL_MEMO, memo)
    assert document.code in clerk.get(here).text


def test_what_changed_since_it_was_read_is_not_approved(session, office, memo, client_for) -> None:
    clerk, head = client_for(office.secretariat), client_for(office.chair)
    seen = read(session, memo).version
    clerk.post(f"/naskah-dinas/{memo}/pengajuan")
    answer = head.post(f"/naskah-dinas/{memo}/persetujuan", data={"seen": seen})
    assert answer.status_code == 409
    assert read(session, memo).state is PaperState.SUBMITTED


def test_what_is_typed_is_kept_and_a_mandate_skips_no_level(
    session, office, memo, client_for
) -> None:
    clerk, paper = client_for(office.secretariat), read(session, memo)
    typed = {
        "version": paper.version,
        "number": "000.1.5/12/B.04/2025",
        "subject": "Laporan rapat",
        "part_opening": "Disampaikan dengan hormat.",
        "signatories-0-official": "",
        "signatories-0-name": "Siti",
        "signatories-0-position": "Kepala Biro Perekonomian",
    }
    wrong = clerk.post(
        f"/naskah-dinas/{memo}/ubah", data={**typed, "signatories-0-on_behalf_of": "Gubernur"}
    )
    assert wrong.status_code == 422
    assert "Disampaikan dengan hormat." in wrong.text
    right = clerk.post(f"/naskah-dinas/{memo}/ubah", data=typed)
    assert right.status_code == 303
    paper = read(session, memo)
    assert (paper.number, paper.parts["opening"]) == (typed["number"], typed["part_opening"])


def test_a_draft_may_be_thrown_away(session, office, meeting, memo, client_for) -> None:
    clerk = client_for(office.secretariat)
    assert clerk.post(f"/naskah-dinas/{memo}/pembuangan").status_code == 303
    assert clerk.get(f"/naskah-dinas/{memo}").status_code == 404
    assert read(session, memo).state is PaperState.DISCARDED


def test_a_paper_for_one_office_asks_which(office, meeting, client_for) -> None:
    answer = client_for(office.secretariat).post(
        f"/rapat/{meeting.id}/naskah/baru", data={"kind": "minutes"}
    )
    assert answer.status_code == 422


def test_the_page_takes_few_statements(app, office, memo, client_for) -> None:
    clerk = client_for(office.secretariat)
    assert count_statements(app, clerk, f"/naskah-dinas/{memo}") <= 8


def test_the_form_marks_what_stands_in_the_record(session, office, memo, client_for) -> None:
    clerk, here = client_for(office.secretariat), f"/naskah-dinas/{memo}/ubah"
    assert clerk.get(here).text.count("Dari catatan rapat.") == 6
    typed = {"version": read(session, memo).version, "subject": "Lain", "part_opening": "Lain"}
    clerk.post(here, data=typed)
    assert clerk.get(here).text.count("Dari catatan rapat.") == 0


def test_only_what_is_empty_is_filled_again(session, office, memo, client_for) -> None:
    clerk, here = client_for(office.secretariat), f"/naskah-dinas/{memo}"
    typed = {"version": read(session, memo).version, "subject": "Hal lain", "part_opening": "Lain"}
    clerk.post(f"{here}/ubah", data=typed)
    assert "terisi dari catatan" in clerk.post(f"{here}/pengisian", follow_redirects=True).text
    paper = read(session, memo)
    assert (paper.subject, paper.parts["opening"]) == ("Hal lain", "Lain")
    assert "Memutakhirkan data pekerja rentan" in paper.parts["content"]
    assert paper.signatories[0]["position"] == paper.sender != ""
    assert "Tidak ada isian kosong" in clerk.post(f"{here}/pengisian", follow_redirects=True).text
    assert read(session, memo).version == paper.version


def test_a_record_of_agreement_takes_twelve_who_sign_and_no_more(
    session, office, meeting, client_for
) -> None:
    clerk = client_for(office.secretariat)
    clerk.post(f"/rapat/{meeting.id}/naskah/baru", data={"kind": "official_record"})
    session.rollback()
    paper = session.scalars(select(OfficialPaper)).one()
    signing = {f"signatories-{n}-name": f"Orang {n}" for n in range(13)}
    signing |= {f"signatories-{n}-official": "" for n in range(13)}
    data = {"version": paper.version, **signing}
    answer = clerk.post(f"/naskah-dinas/{paper.id}/ubah", data=data)
    assert answer.status_code == 422
    assert "paling banyak ditandatangani 12 orang" in answer.text
    assert "Orang 12" in answer.text
    del data["signatories-12-name"], data["signatories-12-official"]
    assert clerk.post(f"/naskah-dinas/{paper.id}/ubah", data=data).status_code == 303
    assert len(read(session, paper.id).signatories) == 12


def test_who_is_asked_reads_the_text_and_prints_the_draft(
    session, office, memo, client_for
) -> None:
    clerk, head = client_for(office.secretariat), client_for(office.chair)
    clerk.post(f"/naskah-dinas/{memo}/pengajuan")
    text = head.get(f"/naskah-dinas/{memo}").text
    assert "Memutakhirkan data pekerja rentan" in text
    assert text.index("Memutakhirkan") < text.index("Setelah disetujui")
    assert head.post(f"/naskah-dinas/{memo}/pratinjau").status_code == 303


def test_what_was_approved_is_read_as_it_was_issued(session, office, memo, client_for) -> None:
    clerk, head = client_for(office.secretariat), client_for(office.chair)
    clerk.post(f"/naskah-dinas/{memo}/pengajuan")
    head.post(f"/naskah-dinas/{memo}/persetujuan", data={"seen": read(session, memo).version})
    with write(session):
        meeting = read(session, memo).meeting
        Agreement.append(meeting, by=office.secretariat.id, at=NOW, text="Sesudahnya")
    assert "Sesudahnya" not in clerk.get(f"/naskah-dinas/{memo}").text


def test_many_written_papers_are_paged(session, office, meeting, client_for) -> None:
    clerk = client_for(office.secretariat)
    with write(session):
        for number in range(52):
            make_official(
                session,
                DocumentKind.INTERNAL_MEMO,
                meeting=session.merge(meeting),
                subject=f"Nota ke-{number}.",
            )
    first = clerk.get(f"/rapat/{meeting.id}/naskah").text
    assert ("Nota ke-51." in first, "Nota ke-41." in first) == (True, False)
    assert f"/rapat/{meeting.id}/naskah/disusun" in first
    listed = clerk.get(f"/rapat/{meeting.id}/naskah/disusun").text
    assert ("Nota ke-2." in listed, "Nota ke-1." in listed) == (True, False)
    assert "Berikutnya" in listed


def test_the_page_names_what_is_still_empty(office, memo, client_for) -> None:
    clerk = client_for(office.secretariat)
    text = clerk.get(f"/naskah-dinas/{memo}").text
    assert "Tanggal naskah, Nomor surat tercetak sebagai titik-titik." in text


def reprimand_of(session, meeting):
    here = session.merge(meeting)
    kind, to = DocumentKind.REPRIMAND, here.organising_unit
    return make_official(session, kind, meeting=here, organisation=to)


def test_a_letter_about_nothing_owed_is_not_sent(session, office, meeting, client_for) -> None:
    with write(session):
        letter = reprimand_of(session, meeting)
    clerk = client_for(office.secretariat)
    answer = clerk.post(f"/naskah-dinas/{letter.id}/pengajuan")
    assert answer.status_code == 409
    assert "tidak ada tindak lanjut instansi yang dituju" in answer.text
    assert read(session, letter.id).state is PaperState.DRAFT


def test_nothing_owed_any_more_is_not_approved(session, office, meeting, client_for) -> None:
    with write(session):
        letter = reprimand_of(session, meeting)
        letter.submit(by=actor_of(session, session.merge(office.secretariat), today=TODAY), at=NOW)
    answer = client_for(office.chair).post(
        f"/naskah-dinas/{letter.id}/persetujuan", data={"seen": letter.version}
    )
    assert answer.status_code == 409
    assert read(session, letter.id).state is PaperState.SUBMITTED


def test_a_draft_that_was_printed_leads_back_to_the_writing(office, memo, client_for) -> None:
    clerk = client_for(office.secretariat)
    printed = clerk.post(f"/naskah-dinas/{memo}/pratinjau").location
    assert f'href="/naskah-dinas/{memo}"' in clerk.get(printed).text


def test_of_a_withdrawn_paper_nothing_is_said_to_hold(app, session, office, memo, client_for):
    clerk, head = client_for(office.secretariat), client_for(office.chair)
    clerk.post(f"/naskah-dinas/{memo}/pengajuan")
    seen = read(session, memo).version
    issued = head.post(f"/naskah-dinas/{memo}/persetujuan", data={"seen": seen}).location
    session.rollback()
    with write(session):
        stored = app.extensions["rakor_store"].put_bytes(b"%PDF-1.7\n%%EOF\n", "application/pdf")
        document = session.scalars(select(Document).where(Document.code.is_not(None))).one()
        document.attach_pdf(stored.key, stored.size, at=NOW)
    assert "tetap berlaku" in clerk.get(f"/naskah-dinas/{memo}").text
    assert clerk.post(f"{issued}/penarikan", data={"reason": "Salah alamat."}).status_code == 303
    page = clerk.get(f"/naskah-dinas/{memo}").text
    assert "sudah ditarik dan tidak berlaku lagi. Alasan: Salah alamat." in page
    assert "tetap berlaku" not in page
