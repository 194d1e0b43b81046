"""Pengaturan naskah: letterheads, layout and habits, each shown before it is saved."""

import io
import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, make_meeting, make_organisation, make_user
from tests.web.office import Office, count_statements
from tracker.config import Settings
from tracker.infra.db import write
from tracker.infra.storage import open_store
from tracker.models.letterheads import (
    governor_letterhead,
    letterhead,
    letterhead_of,
    office_letterhead,
)
from tracker.models.meetings import MeetingState
from tracker.models.organisations import OrganisationKind
from tracker.models.paper_habits import PaperHabits, paper_habits, save_paper_habits
from tracker.models.paper_layouts import KEY, PaperLayout, PaperSize, Typeface, paper_layout
from tracker.models.printouts import Printout
from tracker.models.settings import save_setting

KOP = "/pengaturan/naskah/kop"
PAGE = "/pengaturan/naskah/halaman"
HEAD = {
    "version": "0",
    "government": "PEMERINTAH PROVINSI LAMPUNG",
    "office": "DINAS <b>UJI</b>",
    "address": "Jalan Contoh 1\nTelepon (0721) 000000",
    "email": "setda@contoh.go.id",
    "website": "contoh.go.id",
}
LAYOUT = {
    "version": "0",
    "paper": "f4",
    "margin_top": "2,5",
    "margin_bottom": "2.5",
    "margin_left": "4",
    "margin_right": "2",
    "typeface": "bookman",
    "half_points": "22",
    "spacing": "150",
    "letterhead_size": "large",
    "letterhead_rule": "single",
    "page_numbers": "of_total",
    "catchwords": "y",
    "sheet": "letter",
}
IN_PLACE = {"HX-Request": "true"}


def picture(kind: str = "PNG", size: tuple[int, int] = (180, 240), colour: str = "teal") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def broken() -> bytes:
    """Begins and ends as a picture does."""
    buffer = io.BytesIO()
    Image.effect_noise((180, 240), 60).save(buffer, "PNG")
    whole = buffer.getvalue()
    return whole[:5000] + bytes(5000) + whole[10_000:]


def upload(content: bytes, name: str = "lambang.png") -> dict[str, object]:
    return {"emblem": (io.BytesIO(content), name)}


def now(session: Session) -> Session:
    """What is stored by now, not what the test began with."""
    session.rollback()
    return session


def test_the_settings_lead_to_every_part(admin: FlaskClient):
    page = admin.get("/pengaturan").text
    for slug in ("kop", "kop-gubernur", "instansi", "halaman", "tanda-tangan"):
        assert f'href="/pengaturan/naskah/{slug}"' in page
        assert admin.get(f"/pengaturan/naskah/{slug}").status_code == 200
    assert admin.get("/pengaturan/naskah/nomor-dan-tembusan").status_code == 200
    assert admin.get("/pengaturan/naskah/lain").status_code == 404


def test_the_letterhead_is_kept_as_it_was_typed(session: Session, admin: FlaskClient):
    assert admin.post(KOP, data=HEAD).status_code == 303
    kept, version = letterhead(now(session))
    assert (kept.office, kept.website, version) == ("DINAS <b>UJI</b>", "contoh.go.id", 1)
    assert kept.address_lines == ["Jalan Contoh 1", "Telepon (0721) 000000"]
    assert 'value="DINAS &lt;b&gt;UJI&lt;/b&gt;"' in admin.get(KOP).text


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_emblem_goes_into_the_store_stays_and_can_go(
    kind: str, session: Session, settings: Settings, admin: FlaskClient
):
    admin.post(KOP, data={**HEAD, **upload(picture(kind))})
    kept, version = letterhead(now(session))
    assert open_store(settings.store_url).get(kept.emblem_key) == picture(kind)
    admin.post(KOP, data={**HEAD, "version": str(version)})
    assert letterhead(now(session)) == (kept, version)
    admin.post(KOP, data={**HEAD, "version": str(version), "without_emblem": "y"})
    assert letterhead(now(session))[0].emblem_key == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4\n%%EOF\n", "Lambang harus berupa gambar PNG atau JPEG yang utuh."),
        (b"<svg/>", "Lambang harus berupa gambar PNG atau JPEG yang utuh."),
        (b"", "Lambang harus berupa gambar PNG atau JPEG yang utuh."),
        (broken(), "Lambang harus berupa gambar PNG atau JPEG yang utuh."),
        (picture(size=(40, 60)), "Gambar ini terlalu kecil (40 × 60 piksel)"),
        (picture(size=(900, 130)), "Gambar ini terlalu memanjang"),
    ],
    ids=["pdf", "svg", "empty", "broken", "tiny", "long"],
)
def test_only_pictures_fit_for_a_kop_make_an_emblem(
    content: bytes, told: str, session: Session, admin: FlaskClient
):
    page = admin.post(KOP, data={**HEAD, **upload(content)})
    assert page.status_code == 422
    assert told in page.text
    assert "DINAS &lt;b&gt;UJI" in page.text
    assert letterhead(now(session))[1] == 0


def test_words_where_the_picture_belongs_are_no_picture(session: Session, admin: FlaskClient):
    assert admin.post(KOP, data={**HEAD, "emblem": "bukan berkas"}).status_code == 303
    assert letterhead(now(session))[0].emblem_key == ""


def test_what_a_kop_needs_is_asked_for(session: Session, admin: FlaskClient):
    for wrong, told in (
        ({"government": "  "}, "Isian ini wajib diisi."),
        ({"email": "setda"}, "Alamat surel ini tidak benar."),
    ):
        page = admin.post(KOP, data={**HEAD, **wrong})
        assert (page.status_code, told in page.text) == (422, True)
    assert letterhead(now(session))[1] == 0


def test_the_slower_admin_sees_both_texts(session: Session, admin: FlaskClient):
    admin.post(KOP, data={**HEAD, "office": "DINAS CEPAT"})
    page = admin.post(KOP, data={**HEAD, "office": "DINAS LAMBAT"})
    assert page.status_code == 409
    assert "DINAS CEPAT" in page.text
    assert 'value="DINAS LAMBAT"' in page.text
    assert letterhead(now(session))[0].office == "DINAS CEPAT"


def test_the_two_emblems_cannot_be_mixed_up(session: Session, admin: FlaskClient):
    garuda = {"version": "0", "office": "GUBERNUR LAMPUNG", **upload(picture(colour="gold"))}
    assert admin.post("/pengaturan/naskah/kop-gubernur", data=garuda).status_code == 303
    page = admin.post(KOP, data={**HEAD, **upload(picture(colour="gold"))})
    assert page.status_code == 422
    assert "Lambang negara hanya untuk" in page.text
    assert governor_letterhead(now(session))[0].emblem_key
    assert letterhead(now(session))[1] == 0


def test_an_office_sets_its_own_address_and_a_biro_none(session: Session, admin: FlaskClient):
    office = make_organisation(now(session), "Dinas Sosial")
    bureau = make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)
    session.commit()
    address = f"/pengaturan/naskah/instansi/{office.id}"
    page = admin.get("/pengaturan/naskah/instansi?cari=sos").text
    assert f'href="{address}"' in page
    assert "Biro Kesra" not in admin.get("/pengaturan/naskah/instansi").text
    typed = {"version": "0", "address": "Jalan Sosial 3", "office": "", "government": ""}
    assert admin.post(address, data=typed).status_code == 303
    assert letterhead_of(now(session), office).office == "DINAS SOSIAL"
    assert letterhead_of(now(session), office).address_lines == ["Jalan Sosial 3"]
    assert admin.post(address, data=typed).status_code == 409
    assert admin.get(f"/pengaturan/naskah/instansi/{bureau.id}").status_code == 404
    assert office_letterhead(now(session), bureau.id) is None


def test_a_layout_is_kept_with_margins_as_people_write_them(session: Session, admin: FlaskClient):
    assert admin.post(PAGE, data=LAYOUT).status_code == 303
    kept, version = paper_layout(now(session))
    assert (kept.paper, kept.typeface, version) == (PaperSize.F4, Typeface.BOOKMAN, 1)
    assert (kept.margin_top, kept.margin_bottom, kept.margin_left) == (25, 25, 40)
    assert (kept.half_points, kept.spacing, kept.catchwords) == (22, 150, True)
    assert 'value="2,5"' in admin.get(PAGE).text


def test_nothing_of_a_layout_that_is_wrong_somewhere_is_stored(
    session: Session, admin: FlaskClient
):
    for wrong, told in (
        ({"paper": "letter"}, "Pilih salah satu yang tersedia."),
        ({"typeface": "comic"}, "Pilih salah satu yang tersedia."),
        ({"half_points": "40"}, "Pilih salah satu yang tersedia."),
        ({"margin_left": "lebar"}, "Tulis ukuran dalam cm, misalnya 2,5."),
        ({"margin_left": "0,9"}, "Batas tepi antara 1 dan 5 cm."),
        ({"margin_left": ""}, "Isian ini wajib diisi."),
    ):
        page = admin.post(PAGE, data={**LAYOUT, **wrong})
        assert (page.status_code, told in page.text) == (422, True), wrong
        assert 'value="2,5"' in page.text
    assert paper_layout(now(session)) == (PaperLayout(), 0)


def test_a_face_that_is_missing_cannot_be_chosen(
    session: Session, admin: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(empty))
    page = admin.post(PAGE, data=LAYOUT)
    assert page.status_code == 422
    assert "Huruf TeX Gyre Bonum tidak terpasang di server ini." in page.text
    assert paper_layout(now(session))[1] == 0
    assert admin.post(PAGE, data={**LAYOUT, "typeface": "arial"}).status_code == 303


def test_a_stored_layout_nobody_knows_is_said_and_can_be_replaced(
    session: Session, admin: FlaskClient
):
    with write(now(session)):
        by = make_user(session).id
        save_setting(session, KEY, {"paper": "letter"}, by=by, at=NOW, version=0)
    page = admin.get(PAGE)
    assert "Pengaturan halaman naskah tidak dikenal: paper = letter." in page.text
    assert admin.post(PAGE, data={**LAYOUT, "version": "1"}).status_code == 303
    assert paper_layout(now(session))[0].paper is PaperSize.F4


def test_a_section_asks_the_database_little(app: Flask, admin: FlaskClient):
    for slug in ("kop", "halaman", "instansi", "nomor-dan-tembusan"):
        assert count_statements(app, admin, f"/pengaturan/naskah/{slug}") <= 8, slug


def test_two_pages_of_one_layout_keep_each_others_part(session: Session, admin: FlaskClient):
    admin.post(PAGE, data=LAYOUT)
    signing = {"version": "1", "signing_name": "capitals", "initials_box": "y"}
    assert admin.post("/pengaturan/naskah/tanda-tangan", data=signing).status_code == 303
    kept, _ = paper_layout(now(session))
    assert (kept.paper, kept.initials_box) == (PaperSize.F4, True)
    assert admin.post("/pengaturan/naskah/tanda-tangan", data=signing).status_code == 409


def test_habits_are_kept_by_kind_of_paper(session: Session, admin: FlaskClient):
    habits = {
        "version": "0",
        "number_pattern": "000.1.5/…/B.04/2026",
        "copies_invitation": "Gubernur Lampung (sebagai laporan)\n\nInspektur",
    }
    assert admin.post("/pengaturan/naskah/nomor-dan-tembusan", data=habits).status_code == 303
    kept, _ = paper_habits(now(session))
    assert kept.number_pattern == "000.1.5/…/B.04/2026"
    assert kept.copies == {"invitation": ["Gubernur Lampung (sebagai laporan)", "Inspektur"]}


def test_habits_are_offered_where_a_letter_is_begun(
    session: Session, office: Office, secretariat: FlaskClient
):
    with write(now(session)):
        habits = PaperHabits("000.1.5/…/B.04/2026", {"invitation": ["Inspektur <b>"]})
        save_paper_habits(session, habits, by=office.secretariat.id, at=NOW, version=0)
        meeting = make_meeting(session, office.unit, state=MeetingState.SCHEDULED)
    page = secretariat.get(f"/rapat/{meeting.id}/undangan/surat").text
    assert "Polanya: 000.1.5/…/B.04/2026." in page
    assert "Inspektur &lt;b&gt;" in page


def test_a_sample_shows_what_was_typed_and_stores_nothing(session: Session, admin: FlaskClient):
    part = admin.post(f"{PAGE}/pratinjau", data=LAYOUT, headers=IN_PLACE)
    assert part.status_code == 200
    sample = now(session).scalars(select(Printout)).one()
    assert f'hx-get="/pengaturan/naskah/contoh/{sample.id}"' in part.text
    paper = json.loads(sample.snapshot)
    assert (paper["layout"]["paper"], paper["seal"]) == ("f4", None)
    assert paper_layout(now(session))[1] == 0
    again = admin.post(f"{PAGE}/pratinjau", data=LAYOUT, headers=IN_PLACE)
    assert again.text == part.text


def test_a_sample_without_scripts_keeps_the_page_as_it_was_typed(
    session: Session, admin: FlaskClient
):
    page = admin.post(f"{KOP}/pratinjau", data=HEAD)
    assert page.status_code == 200
    assert 'value="DINAS &lt;b&gt;UJI&lt;/b&gt;"' in page.text
    sample = now(session).scalars(select(Printout)).one()
    assert f'<a href="/pengaturan/naskah/contoh/{sample.id}">' in page.text
    assert f'action="{KOP}"' in page.text
    assert "Menyusun pratinjau" in admin.get(f"/pengaturan/naskah/contoh/{sample.id}").text


def test_a_sample_waits_until_the_form_is_right(session: Session, admin: FlaskClient):
    wrong = {**LAYOUT, "margin_left": "9"}
    part = admin.post(f"{PAGE}/pratinjau", data=wrong, headers=IN_PLACE)
    assert "Pratinjau menunggu perbaikan: Tepi kiri (cm): Batas tepi" in part.text
    assert now(session).scalars(select(Printout)).all() == []
