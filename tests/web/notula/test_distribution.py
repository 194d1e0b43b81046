"""Pendistribusian: one act sends the sealed notula to whoever was ticked, and says what became."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import NOW
from tests.web.notula.sent import Sealed, seal
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.attendances import Attendance, Presence
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.deliveries import DeliveryKind, DeliveryState
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.paper_links import PaperLink


@pytest.fixture
def reachable(session, office):
    """Disnaker has an official address."""
    with write(session):
        agency = session.get_one(Organisation, office.agency.id)
        values = {"email": "disnaker@contoh.example"}
        agency.revise(by=office.secretariat.id, at=NOW, version=agency.version, **values)
    return f"instansi-{office.agency.id}"


@pytest.fixture
def classed(session, meeting, office):
    """Give the meeting another class before its notula is sealed."""

    def give(security_class: SecurityClass) -> None:
        with write(session):
            kept = session.get_one(Meeting, meeting.id)
            kept.revise(
                by=office.secretariat.id,
                at=NOW,
                version=kept.version,
                security_class=security_class,
            )
            for user in (office.secretariat, office.chair):
                grant_access(session, kept, user.id, by=office.secretariat.id, at=NOW)

    return give


@pytest.fixture
def sealed(app: Flask, session, secretariat, chair, submitted, meeting) -> Sealed:
    seal(chair, session, app.extensions["rakor_store"], submitted)
    return Sealed(app, session, secretariat, f"/rapat/{meeting.id}")


def test_before_it_is_sealed_there_is_nothing_to_send(secretariat, meeting):
    page = secretariat.get(f"/rapat/{meeting.id}/distribusi")
    assert "belum disahkan" in page.text
    answer = secretariat.post(f"/rapat/{meeting.id}/distribusi", data={"penerima": ["instansi-1"]})
    assert answer.status_code == 409


def test_after_approval_distributing_is_the_next_step(reachable, sealed, secretariat):
    front = secretariat.get(sealed.meeting).text
    assert "Distribusikan notula" in front
    assert "Didistribusikan" not in front
    sealed.send(reachable)
    assert "Distribusikan notula" in secretariat.get(sealed.meeting).text, "it only waits yet"
    with write(sealed.session):
        sealed.mails()[0].mark_sent(at=NOW)
    front = secretariat.get(sealed.meeting).text
    assert "Distribusikan notula" not in front
    assert "Didistribusikan" in front


def test_the_page_says_who_gets_it_and_why_somebody_cannot(reachable, sealed, session, office):
    with write(session):
        other = session.get_one(Organisation, office.other_agency.id)
        meeting = session.scalars(select(Meeting)).first()
        CarbonCopy.add(session, by=office.secretariat.id, at=NOW, meeting=meeting, name="Gubernur")
    page = sealed.page()
    for words in ("Dinas Tenaga Kerja", "disnaker@contoh.example", "Gubernur", "Belum ada alamat"):
        assert words in page
    assert other.name not in page


def test_a_mail_carries_the_words_the_link_and_for_biasa_the_paper(reachable, sealed):
    answer = sealed.send(reachable)
    assert answer.status_code == 303
    (mail,) = sealed.mails()
    assert (mail.kind, mail.address) == (DeliveryKind.MINUTES, "disnaker@contoh.example")
    assert mail.subject == "Notula: Rapat koordinasi UCJ"
    assert "Kamis, 18 September 2025" in mail.body
    assert [f["media_type"] for f in mail.attachments] == ["application/pdf"]
    page = sealed.page()
    assert "0 dari 1 terkirim, 1 menunggu, 0 gagal" in page
    assert "Surel belum disetel" in page


def test_the_same_page_sent_twice_mails_nobody_twice(reachable, sealed):
    seen = sealed.seen()
    for _ in range(2):
        assert sealed.send(reachable, seen=seen).status_code == 303
    assert len(sealed.mails()) == 1
    assert "Tidak ada yang dikirim dua kali" in sealed.page()


def test_sending_once_more_is_an_act_of_its_own(reachable, sealed):
    sealed.send(reachable)
    assert f'value="{reachable}" checked' not in sealed.page(), "whoever has it is not ticked"
    sealed.send(reachable)
    first, second = sealed.mails()
    assert first.message_id != second.message_id


def test_nobody_ticked_is_said_and_the_ticks_are_kept(reachable, sealed):
    answer = sealed.send()
    assert answer.status_code == 422
    assert "Pilih sekurang-kurangnya satu penerima" in answer.text


def test_whoever_is_not_on_the_list_gets_nothing(reachable, sealed, office):
    sealed.send("instansi-999999", "akun-1", f"instansi-{office.other_agency.id}")
    assert sealed.mails() == []


def test_a_copy_is_listed_once_and_its_address_is_judged(sealed):
    path = f"{sealed.path}/tembusan"
    data = {"name": "Gubernur (sebagai laporan)", "address": "gubernur@"}
    answer = sealed.secretariat.post(path, data=data)
    assert answer.status_code == 422
    assert "Alamat surel ini tidak benar" in answer.text
    assert "Gubernur (sebagai laporan)" in answer.text
    data["address"] = "gubernur@contoh.example"
    assert sealed.secretariat.post(path, data=data).status_code == 303
    assert "sudah ada dalam daftar tembusan" in sealed.secretariat.post(path, data=data).text
    sealed.session.rollback()
    (copy,) = sealed.session.scalars(select(CarbonCopy))
    sealed.send(f"tembusan-{copy.id}")
    assert [mail.address for mail in sealed.mails()] == ["gubernur@contoh.example"]
    assert sealed.secretariat.post(f"{path}/{copy.id}/penghapusan").status_code == 303
    sealed.session.rollback()
    assert sealed.session.scalars(select(CarbonCopy)).all() == []


def test_what_failed_is_shown_with_its_reason_and_sent_again_by_hand(reachable, sealed):
    sealed.send(reachable)
    with write(sealed.session):
        sealed.mails()[0].fail("Ditolak (550 <b>tidak dikenal</b>)", at=NOW)
    page = sealed.page()
    assert "550 &lt;b&gt;tidak dikenal" in page
    mail = sealed.mails()[0]
    answer = sealed.secretariat.post(
        f"{sealed.meeting}/pengiriman/{mail.id}/pengulangan", data={"kembali": sealed.path}
    )
    assert answer.location == sealed.path
    assert sealed.mails()[0].state is DeliveryState.WAITING
    again = sealed.secretariat.post(f"{sealed.meeting}/pengiriman/{mail.id}/pengulangan")
    assert again.location.endswith("/pengiriman")
    assert "tidak gagal" in sealed.page()


def test_nobody_is_led_off_the_site_after_an_act(reachable, sealed):
    sealed.send(reachable)
    path = f"{sealed.meeting}/pengiriman/{sealed.mails()[0].id}/pengulangan"
    answer = sealed.secretariat.post(path, data={"kembali": "https://lain.example/"})
    assert answer.location.startswith("/rapat/")


def test_while_mail_waits_the_log_alone_is_asked_again(reachable, sealed):
    sealed.send(reachable)
    answer = sealed.secretariat.get(
        f"{sealed.meeting}/pengiriman?jenis=minutes", headers={"HX-Request": "true"}
    )
    assert "<h1" not in answer.text
    assert "Dinas Tenaga Kerja" in answer.text
    other = sealed.secretariat.get(f"{sealed.meeting}/pengiriman?jenis=invitation")
    assert "Belum ada surel" in other.text


def test_somebody_present_of_an_unknown_office_is_named_with_the_way_out(
    session, secretariat, chair, app, office, meeting, path
):
    with write(session):
        kept = session.get_one(Meeting, meeting.id)
        Attendance.append(
            kept, by=office.secretariat.id, at=NOW, person_name="Wayan", presence=Presence.PRESENT
        )
    secretariat.post(path)
    secretariat.post(f"{path}/pengajuan")
    seal(chair, session, app.extensions["rakor_store"], path)
    page = secretariat.get(f"/rapat/{meeting.id}/distribusi").text
    assert "Wayan" in page
    assert "Instansinya tidak dikenal" in page


@pytest.fixture
def sealed_as(app, session, secretariat, chair, meeting, path, classed):
    """Sealed under a class of its own."""

    def seal_it(security_class: SecurityClass) -> Sealed:
        classed(security_class)
        secretariat.post(path)
        assert secretariat.post(f"{path}/pengajuan").status_code == 303
        seal(chair, session, app.extensions["rakor_store"], path)
        return Sealed(app, session, secretariat, f"/rapat/{meeting.id}")

    return seal_it


def test_terbatas_goes_out_as_a_link_without_title_or_paper(reachable, sealed_as):
    sealed = sealed_as(SecurityClass.RESTRICTED)
    sealed.send(reachable)
    (mail,) = sealed.mails()
    assert mail.attachments == []
    assert "UCJ" not in mail.subject + mail.body
    assert "Jangan meneruskan" in mail.body


def test_rahasia_never_goes_out_but_a_notice_to_those_on_the_list(
    reachable, sealed_as, session, office
):
    sealed = sealed_as(SecurityClass.SECRET)
    page = sealed.page()
    assert "Dinas Tenaga Kerja" not in page
    assert "Daftar akses" in page
    with write(session):
        user = session.merge(office.chair)
        user.revise(by=user.id, at=NOW, version=user.version, email="karo@contoh.example")
    sealed.send(f"akun-{office.chair.id}", reachable)
    (mail,) = sealed.mails()
    assert mail.address == "karo@contoh.example"
    assert mail.attachments == []
    assert "UCJ" not in mail.subject + mail.body
    assert "/naskah/" not in mail.body
    assert session.scalars(select(PaperLink)).all() == []


def test_the_log_grows_but_not_the_statements(app, sealed, session, office):
    few = count_statements(app, sealed.secretariat, sealed.path)
    with write(session):
        meeting = session.scalars(select(Meeting)).first()
        for number in range(30):
            CarbonCopy.add(
                session, by=office.secretariat.id, at=NOW, meeting=meeting, name=f"Arsip {number}"
            )
    assert count_statements(app, sealed.secretariat, sealed.path) == few <= 14
