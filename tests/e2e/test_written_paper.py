"""A berita acara from the record to a sealed paper: written and approved on two phones."""

from collections.abc import Callable

import pytest

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

HELD = "Contoh: Rapat Koordinasi Kepesertaan Jaminan Sosial Pekerja Rentan"
Visit = Callable[..., Visitor]


def test_a_record_of_agreement_is_written_and_approved(visit: Visit):
    clerk = visit("sekretariat", width="phone")
    clerk.go("/rapat")
    clerk.follow(HELD)
    clerk.go(f"{clerk.page.url}/naskah/baru")
    clerk.page.get_by_label("Jenis naskah").select_option(label="Berita acara kesepakatan")
    clerk.press("Susun")
    clerk.sees("Dari catatan rapat.")
    clerk.press("Tambah penanda tangan")
    added = clerk.page.locator("[data-row]:visible").last
    added.get_by_label("Keterangan di atas jabatan").fill("Mengetahui")
    added.get_by_label("Jabatan penanda tangan").fill("Gubernur Lampung")
    clerk.press("Simpan draf")
    clerk.sees("PIHAK KEDUA")
    clerk.sees("GUBERNUR LAMPUNG,")
    clerk.press("Ajukan")
    head = visit("karo", width="phone")
    head.follow("Berita acara kesepakatan")
    head.sees("Pada hari ini")
    head.press("Setujui")
    head.sees("diberi kode")
