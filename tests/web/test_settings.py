"""Pengaturan: the letterhead of papers to come."""

import io

import pytest
from PIL import Image

from tracker.infra.storage import open_store
from tracker.models.letterheads import letterhead

HEAD = {
    "version": "0",
    "government": "PEMERINTAH PROVINSI LAMPUNG",
    "office": "DINAS <b>UJI</b>",
    "address": "Jalan Contoh 1\nTelepon (0721) 000000",
}


def picture(kind="PNG"):
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "#0b5d5c").save(buffer, kind)
    return buffer.getvalue()


def upload(content, name="lambang.png"):
    return {"emblem": (io.BytesIO(content), name)}


def stored(session):
    session.rollback()
    return letterhead(session)


def test_the_letterhead_is_kept_and_shown_as_it_will_stand(session, admin):
    assert admin.post("/pengaturan", data=HEAD).status_code == 303
    kept, version = stored(session)
    assert (kept.office, version) == ("DINAS <b>UJI</b>", 1)
    assert kept.address_lines == ["Jalan Contoh 1", "Telepon (0721) 000000"]
    page = admin.get("/pengaturan").text
    assert '<p class="letterhead-office">DINAS &lt;b&gt;UJI&lt;/b&gt;</p>' in page


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_emblem_goes_into_the_store_stays_and_can_go(session, settings, admin, kind):
    admin.post("/pengaturan", data={**HEAD, **upload(picture(kind))})
    kept, version = stored(session)
    assert open_store(settings.store_url).get(kept.emblem_key) == picture(kind)
    assert "letterhead-emblem" in admin.get("/pengaturan").text
    admin.post("/pengaturan", data={**HEAD, "version": str(version)})
    assert stored(session)[0].emblem_key == kept.emblem_key
    admin.post("/pengaturan", data={**HEAD, "version": str(version), "without_emblem": "y"})
    assert stored(session)[0].emblem_key == ""


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.4\n%%EOF\n", "lambang.pdf"), (b"<svg/>", "lambang.svg"), (b"", "lambang.png")],
)
def test_only_pictures_make_an_emblem(session, admin, content, name):
    page = admin.post("/pengaturan", data={**HEAD, **upload(content, name)})
    assert page.status_code == 422
    assert "Lambang harus berupa gambar PNG atau JPEG." in page.text
    assert "DINAS &lt;b&gt;UJI" in page.text
    assert stored(session)[1] == 0


def test_words_where_the_picture_belongs_are_no_picture(session, admin):
    assert admin.post("/pengaturan", data={**HEAD, "emblem": "bukan berkas"}).status_code == 303
    assert stored(session)[0].emblem_key == ""


def test_the_first_line_is_needed(admin):
    page = admin.post("/pengaturan", data={**HEAD, "government": "  "})
    assert (page.status_code, "Isian ini wajib diisi." in page.text) == (422, True)


def test_the_slower_admin_sees_both_texts(session, admin):
    admin.post("/pengaturan", data={**HEAD, "office": "DINAS CEPAT"})
    page = admin.post("/pengaturan", data={**HEAD, "office": "DINAS LAMBAT"})
    assert page.status_code == 409
    assert "DINAS CEPAT" in page.text
    assert 'value="DINAS LAMBAT"' in page.text
    assert stored(session)[0].office == "DINAS CEPAT"
