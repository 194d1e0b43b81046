"""What the Governor ordered on a visit goes to every regency, is followed cell by cell, and out."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
Visit = Callable[..., Visitor]
SENTENCE = "Menyampaikan data warga terdampak banjir per desa."


def test_one_order_to_all_regencies_but_one(visit: Visit) -> None:
    clerk = visit("sekretariat", width="phone")
    record_order(clerk)
    clerk.tick("Semua kabupaten/kota (15)")
    expect(clerk.page.get_by_text("15 instansi dipilih")).to_be_visible()
    clerk.page.get_by_label("Cari dalam pilihan").first.fill("mesuji")
    clerk.page.get_by_label("Kabupaten Mesuji").first.uncheck()
    expect(clerk.page.get_by_label("Semua kabupaten/kota (15)")).not_to_be_checked()
    clerk.press("Simpan")
    clerk.sees("0 dari 14")
    clerk.follow("Ingatkan 14 yang belum melapor")
    clerk.sees("Tidak dapat dijangkau surel")
    clerk.go(grid_of(clerk))
    clerk.follow("Matriks")
    clerk.sees(SENTENCE)


def test_without_scripts_all_of_a_kind_are_asked_and_the_matrix_goes_out(
    visit: Visit, tmp_path: Path
) -> None:
    clerk = visit("sekretariat", scripts=False)
    record_order(clerk)
    clerk.tick("Semua kabupaten/kota (15)")
    clerk.press("Simpan")
    clerk.sees("0 dari 15")
    clerk.follow("Matriks")
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("link", name="Unduh CSV").click()
    lines = csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig")), delimiter=";")
    assert len([line for line in lines if SENTENCE in line]) == 15
    watched = visit("sekretariat")
    watched.go(clerk.page.url)
    watched.press("Cetak PDF")
    expect(watched.page.get_by_role("link", name="Unduh PDF")).to_be_visible(timeout=60_000)


def record_order(clerk: Visitor) -> None:
    clerk.go("/tindak-lanjut/baru")
    form = clerk.page
    form.get_by_label("Cara arahan diberikan").select_option("visit")
    for label, words in {
        "Jabatan pemberi arahan": "Gubernur Lampung",
        "Tanggal arahan": "2026-01-09",
        "Nama saksi": "Drs. Rahmat",
        "Kalimat tindak lanjut": SENTENCE,
    }.items():
        form.get_by_label(label).first.fill(words)


def grid_of(clerk: Visitor) -> str:
    return clerk.page.url.removesuffix("/pengingat")
