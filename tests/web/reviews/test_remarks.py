"""Tanggapan: attendees within their window, the minute taker's answers, notes at a paragraph."""

from datetime import timedelta
from html import escape

import pytest

from tests.factories import NOW
from tests.web.notula.steps import approve, newest
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.agreements import Agreement
from tracker.models.deliveries import Delivery, DeliveryKind
from tracker.models.minutes import MinutesState
from tracker.models.remarks import Remark


@pytest.fixture
def agency(client_for, office):
    return client_for(office.agency_user)


@pytest.fixture
def opened(secretariat, begun):
    """Submitted, open to attendees for a working day."""
    answer = secretariat.post(f"{begun}/pengajuan", data={"objection_days": "1"})
    assert answer.status_code == 303
    return begun


def say(client, path, body, anchor=""):
    return client.post(f"{path}/tanggapan", data={"anchor": anchor, "body": body})


def the_remark(session):
    session.rollback()
    return session.query(Remark).one()


def agreement_anchor(session):
    return f"agreement:{session.query(Agreement).first().id}"


@pytest.fixture
def after_the_window(session, monkeypatch, client_for):
    """Signs somebody in once the window is over."""

    def sign_in(user):
        late = newest(session).objections_until + timedelta(minutes=1)
        monkeypatch.setattr(clock, "now", lambda: late)
        return client_for(user)

    return sign_in


def test_who_was_invited_reads_the_text_and_the_rule_of_silence(agency, meeting, opened):
    assert f"{opened}/tanggapan" in agency.get(f"/rapat/{meeting.id}").text
    page = agency.get(f"{opened}/tanggapan").text
    assert "Memutakhirkan data." in page
    assert "peserta dianggap menyetujui isi notula" in page
    assert "Notula menunggu tanggapan Anda" in agency.get("/").text


def test_without_a_window_the_text_stays_inside(agency, submitted):
    assert agency.get(f"{submitted}/tanggapan").status_code == 404


def test_who_was_not_in_the_room_sees_nothing(client_for, office, opened):
    assert client_for(office.other_user).get(f"{opened}/tanggapan").status_code == 404


def test_a_remark_at_a_paragraph_is_answered_by_the_minute_taker(
    session, secretariat, agency, opened
):
    anchor = agreement_anchor(session)
    assert say(agency, opened, "Kami usul dua tahap.", anchor).status_code == 303
    remark = the_remark(session)
    assert (remark.anchor, remark.quote) == (anchor, "Memutakhirkan data.")
    assert remark.author == "Petugas Disnaker, Dinas Tenaga Kerja"
    address = f"{opened}/tanggapan/{remark.id}"
    refused = secretariat.post(address, data={"outcome": "declined", "answer": ""})
    assert refused.status_code == 422
    assert "Tuliskan mengapa tidak diterima." in refused.text
    secretariat.post(address, data={"outcome": "declined", "answer": "Disepakati satu tahap."})
    assert "Disepakati satu tahap." in agency.get(f"{opened}/tanggapan").text


def test_another_agency_does_not_read_what_one_said(
    session, client_for, office, secretariat, meeting, agency, opened
):
    invite = f"/rapat/{meeting.id}/undangan/baru"
    secretariat.post(invite, data={"version": "0", "organisations": [office.other_agency.id]})
    say(agency, opened, "Hanya untuk notulis.")
    page = client_for(office.other_user).get(f"{opened}/tanggapan").text
    assert "Memutakhirkan data." in page
    assert "Hanya untuk notulis." not in page


def test_an_empty_remark_is_refused_at_its_paragraph(session, agency, opened):
    answer = say(agency, opened, "", agreement_anchor(session))
    assert answer.status_code == 422
    assert "Isian ini wajib diisi." in answer.text
    assert session.query(Remark).count() == 0


def test_after_the_window_nobody_objects_and_the_chair_approves(
    session, office, after_the_window, chair, opened
):
    early = approve(chair, opened)
    assert early.status_code == 422
    assert "Masa tanggapan peserta belum berakhir." in early.text
    late = say(after_the_window(office.agency_user), opened, "Terlambat.")
    assert late.status_code == 422
    assert "Masa tanggapan sudah berakhir." in late.text
    assert approve(after_the_window(office.chair), opened).status_code == 303
    assert newest(session).state is MinutesState.APPROVED


def test_the_minute_taker_is_led_to_what_waits_for_an_answer(
    session, secretariat, meeting, agency, opened
):
    say(agency, opened, "Angkanya keliru.")
    for page in ("/", f"/rapat/{meeting.id}", opened):
        answer = secretariat.get(page).text
        assert "Jawab tanggapan" in answer
        assert f"{opened}/tanggapan" in answer
    secretariat.post(f"{opened}/tanggapan/{the_remark(session).id}", data={"outcome": "accepted"})
    for page in ("/", f"/rapat/{meeting.id}", opened):
        assert "Jawab tanggapan" not in secretariat.get(page).text


def test_the_chair_is_told_whom_approval_waits_for_before_he_tries(
    office, chair, after_the_window, opened
):
    early = chair.get(f"{opened}/pengesahan").text
    assert "Belum dapat disahkan" in early
    assert "Masa tanggapan peserta belum berakhir." in early
    assert 'name="seen"' not in early
    late = after_the_window(office.chair).get(f"{opened}/pengesahan").text
    assert "Belum dapat disahkan" not in late
    assert 'name="seen"' in late


def test_the_notula_says_when_the_window_ended(office, after_the_window, opened):
    page = after_the_window(office.chair).get(opened).text
    assert "Masa tanggapan peserta sudah berakhir" in page
    assert "dianggap menyetujui" not in page


def test_the_chair_waits_for_the_answer(office, after_the_window, agency, opened):
    say(agency, opened, "Angkanya keliru.")
    answer = approve(after_the_window(office.chair), opened)
    assert answer.status_code == 422
    assert "Masih ada 1 tanggapan yang belum dijawab notulis." in answer.text


def test_the_chair_ends_the_window_early_with_a_reason(session, chair, agency, opened):
    close = f"{opened}/tanggapan/penutupan"
    assert chair.post(close, data={"reason": ""}).status_code == 422
    assert agency.post(close, data={"reason": "Selesai."}).status_code == 403
    assert chair.post(close, data={"reason": "Semua sudah menyetujui."}).status_code == 303
    assert approve(chair, opened).status_code == 303


def test_the_chair_returns_with_a_note_at_one_paragraph(session, secretariat, chair, submitted):
    anchor = agreement_anchor(session)
    say(chair, submitted, "Sebut jumlahnya.", anchor)
    assert chair.post(f"{submitted}/pengembalian", data={"note": ""}).status_code == 303
    assert "Dikembalikan dengan catatan pada paragraf." in secretariat.get(submitted).text
    page = secretariat.get(f"{submitted}/tanggapan").text
    assert "Sebut jumlahnya." in page
    assert "Perbaiki paragraf ini" in page
    refused = secretariat.post(f"{submitted}/pengajuan")
    assert "Masih ada 1 tanggapan yang belum dijawab notulis." in refused.text
    remark = the_remark(session)
    secretariat.post(f"{submitted}/tanggapan/{remark.id}", data={"outcome": "accepted"})
    assert secretariat.post(f"{submitted}/pengajuan").status_code == 303


def test_once_approved_the_draft_of_a_ralat_is_read_by_nobody_else(
    session, secretariat, chair, agency, office, opened
):
    say(agency, opened, "Sebut jumlahnya.", agreement_anchor(session))
    secretariat.post(
        f"{opened}/tanggapan/{the_remark(session).id}",
        data={"outcome": "declined", "answer": "Jumlahnya ada di lampiran."},
    )
    chair.post(f"{opened}/tanggapan/penutupan", data={"reason": "Semua sudah menyetujui."})
    assert approve(chair, opened).status_code == 303
    secretariat.post(f"{opened}/ralat", data={"reason": "Angka keliru."})
    with write(session):
        agreed = session.query(Agreement).first()
        agreed.revise(by=office.chair.id, at=NOW, version=agreed.version, text="Kata ralat baru.")
    for reader in (agency, chair):
        page = reader.get(f"{opened}/tanggapan").text
        assert "Jumlahnya ada di lampiran." in page
        assert "Kata ralat baru." not in page


def test_a_return_ends_no_window_before_its_time(secretariat, chair, opened):
    chair.post(f"{opened}/pengembalian", data={"note": "Sebut jumlahnya."})
    assert (
        "Masa tanggapan peserta sudah berakhir" not in secretariat.get(f"{opened}/tanggapan").text
    )


def test_hostile_words_stay_words(session, secretariat, agency, opened):
    say(agency, opened, "</p><script>alert(1)</script>")
    page = secretariat.get(f"{opened}/tanggapan").text
    assert escape("</p><script>alert(1)</script>") in page
    assert "<script>alert" not in page


def test_the_organisations_in_the_room_are_told_once_by_mail(
    session, office, secretariat, meeting, begun
):
    with write(session):
        agency = session.merge(office.agency)
        address = "disnaker@lampung.example"
        agency.revise(by=office.chair.id, at=NOW, version=agency.version, email=address)
    secretariat.post(f"{begun}/pengajuan", data={"objection_days": "3"})
    (mail,) = session.query(Delivery).all()
    assert (mail.kind, mail.address) == (DeliveryKind.REVIEW, "disnaker@lampung.example")
    assert f"/rapat/{meeting.id}/notula/tanggapan" in mail.body
    assert "dianggap menyetujui" in mail.body


def test_a_long_text_costs_no_more_statements(app, session, secretariat, agency, opened):
    few = count_statements(app, secretariat, f"{opened}/tanggapan")
    for number in range(5):
        say(agency, opened, f"Tanggapan {number}")
    assert count_statements(app, secretariat, f"{opened}/tanggapan") == few <= 12
