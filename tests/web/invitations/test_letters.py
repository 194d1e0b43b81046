"""The letter: written by the secretariat, released by somebody else, or signed on paper."""

import io
from datetime import date

from tests.web.invitations.steps import Desk, seen
from tests.world import one_page_pdf
from tracker.models.invitations import InvitationState
from tracker.models.meetings import MeetingState


def test_the_form_offers_the_usual_words_and_the_head_of_the_unit(desk: Desk):
    page = desk.secretariat.get(desk.url + "/surat").text
    assert "kami mengundang Saudara" in page
    assert f'<option selected value="{desk.office.appointment.id}">' in page


def test_number_and_date_are_those_the_notula_prints(desk: Desk):
    desk.write(number="000.1.5/12/2026", dated_on="2026-01-05")
    meeting = desk.letter.meeting
    assert (meeting.invitation_number, meeting.invitation_date) == (
        "000.1.5/12/2026",
        date(2026, 1, 5),
    )


def test_a_signatory_is_printed_by_the_rules_of_signatures(desk: Desk):
    """Pasal 44 Permendagri 1/2023: no NIP below the title of a governor, typed or chosen."""
    desk.write(
        signatory="",
        signatory_name="Rahmat Contoh",
        signatory_position="Gubernur Lampung",
        signatory_employee_number="1" * 18,
    )
    assert desk.letter.signatory_employee_number == ""


def test_a_mandate_that_skips_a_level_is_refused(desk: Desk):
    refused = desk.write(signed_for="Gubernur Lampung")
    assert refused.status_code == 422
    assert "tidak turun langsung" in refused.text


def test_what_somebody_else_wrote_meanwhile_is_shown_beside(desk: Desk):
    desk.write(place="Bandar Lampung")
    refused = desk.write(place="Metro", version=0)
    assert refused.status_code == 409
    assert "Bandar Lampung" in refused.text
    assert "Metro" in refused.text
    assert desk.letter.place == "Bandar Lampung"


def test_who_submitted_it_never_approves_it(desk: Desk):
    desk.write()
    desk.post("/pengajuan")
    assert desk.secretariat.get(desk.url + "/persetujuan").status_code == 403
    assert desk.letter.state is InvitationState.SUBMITTED


def test_the_head_finds_it_at_home_though_the_meeting_is_a_draft(desk: Desk):
    desk.write()
    assert "Undangan menunggu persetujuan Anda" not in desk.head.get("/").text
    desk.post("/pengajuan")
    assert "Undangan menunggu persetujuan Anda" in desk.head.get("/").text
    assert desk.head.get(f"/rapat/{desk.meeting.id}").status_code == 404
    assert desk.head.get(desk.url + "/persetujuan").status_code == 200


def test_returned_with_a_note_it_can_be_mended_and_submitted_again(desk: Desk):
    desk.write()
    desk.post("/pengajuan")
    back = desk.url + "/pengembalian"
    assert desk.head.post(back, data={"note": ""}).status_code == 422
    assert desk.head.post(back, data={"note": "Acara <b>kurang</b>"}).status_code == 303
    page = desk.secretariat.get(desk.url).text
    assert "Acara &lt;b&gt;kurang" in page
    desk.write(version=desk.letter.version, closing="Sekian.")
    desk.approve()
    assert desk.letter.note == ""


def test_only_what_was_read_is_approved(desk: Desk):
    desk.write()
    desk.post("/pengajuan")
    read = seen(desk.head.get(desk.url + "/persetujuan"))
    desk.invite()
    refused = desk.head.post(desk.url + "/persetujuan", data={"seen": read})
    assert "Baca lagi sebelum menyetujui" in refused.text
    assert desk.letter.state is InvitationState.SUBMITTED


def test_a_submitted_letter_keeps_its_words_until_it_is_taken_back(desk: Desk):
    desk.write()
    desk.post("/pengajuan")
    assert "Tarik dahulu" in desk.write(version=desk.letter.version, place="Metro").text
    desk.post("/penarikan")
    assert desk.write(version=desk.letter.version, place="Metro").status_code == 303


def test_the_number_may_come_after_approval(desk: Desk):
    desk.invite()
    desk.write(number="")
    desk.approve()
    assert "belum bernomor" in desk.secretariat.get(desk.url + "/pengiriman").text
    assert desk.post("/nomor", number="000.1.5/77/2026").status_code == 303
    assert desk.send().status_code == 303
    assert "Nomor 000.1.5/77/2026" in desk.mails()[0].body


def test_signed_on_paper_it_needs_the_scan_which_then_goes_out(desk: Desk):
    desk.invite()
    desk.write()
    assert "Unggah pindaian" in desk.post("/tanda-tangan").text
    scan = (io.BytesIO(one_page_pdf()), "undangan-ttd.pdf")
    assert desk.post("/tanda-tangan", proof=scan).status_code == 303
    assert desk.send().status_code == 303
    (mail,) = desk.mails()
    assert [file["name"] for file in mail.attachments] == ["undangan-ttd.pdf"]
    assert desk.letter.meeting.state is MeetingState.SCHEDULED


def test_the_printed_letter_goes_out_with_the_mail(desk: Desk):
    desk.sent()
    (mail,) = desk.mails()
    assert [file["media_type"] for file in mail.attachments] == ["application/pdf"]


def test_a_draft_can_be_seen_as_paper(desk: Desk):
    desk.write()
    drawn = desk.post("/pratinjau")
    assert drawn.status_code == 303
    assert desk.secretariat.get(drawn.location).status_code == 200


def test_there_is_nothing_to_submit_before_it_is_written(desk: Desk):
    assert desk.post("/pengajuan").status_code == 404


def test_a_bad_address_of_a_guest_is_named(desk: Desk):
    refused = desk.invite(guest_name="Tokoh", guest_address="bukan alamat")
    assert refused.status_code == 422
    assert "Alamat surel ini tidak benar" in refused.text
    assert desk.invitees() == []
