"""The whole way, as people go it: a pasted press text becomes a sealed notula and verified work."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tracker.demo.seed_meeting import TEXT

pytestmark = pytest.mark.e2e

SUBJECT = "Percepatan pencapaian Universal Coverage Jaminan Sosial Ketenagakerjaan (UCJ)"
SENTENCE = "Melakukan verifikasi dan validasi data pekerja rentan menggunakan data P3KE"
Visit = Callable[..., Visitor]


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_from_paste_to_sealed_notula_and_verified_action(visit: Visit, width: str, tmp_path: Path):
    secretariat = visit("sekretariat", width=width)
    meeting = paste(secretariat)
    name_the_chair(secretariat, meeting)
    give_work_to_an_agency(secretariat, meeting)
    submit(secretariat, meeting)
    paper = approve(visit("karo", width=width), meeting)
    assert "NOTULA" in paper
    assert SENTENCE.split()[1] in paper
    code = next(line for line in paper.splitlines() if "Kode naskah" in line).split()[-1]
    check(visit(width=width), code)
    report(visit("disnaker", width=width), tmp_path)
    verify(secretariat)


def paste(secretariat: Visitor) -> str:
    secretariat.go("/tempel-naskah")
    secretariat.page.locator("main textarea").fill(TEXT.read_text())
    secretariat.press("Baca naskah")
    secretariat.sees("Belum diketahui")
    secretariat.sees(SUBJECT)
    return secretariat.page.url.removesuffix("/naskah-sumber")


def name_the_chair(secretariat: Visitor, meeting: str) -> None:
    secretariat.go(f"{meeting}/ubah")
    secretariat.page.get_by_label("Pimpinan rapat", exact=True).select_option(
        label="Kepala Biro Kesejahteraan Rakyat · Dra. Sri Contoh, M.M."
    )
    secretariat.press("Simpan")
    secretariat.sees("Perubahan tersimpan")


def give_work_to_an_agency(secretariat: Visitor, meeting: str) -> None:
    secretariat.go(meeting)
    secretariat.follow("Buat tindak lanjut")
    secretariat.tick("Dinas Tenaga Kerja")
    secretariat.press("Simpan")
    secretariat.sees(SENTENCE)


def submit(secretariat: Visitor, meeting: str) -> None:
    secretariat.go(meeting)
    secretariat.press("Nyatakan rapat selesai")
    secretariat.go(f"{meeting}/notula")
    secretariat.press("Susun notula")
    secretariat.go(meeting)
    for box in secretariat.page.get_by_role("checkbox", name="tidak ada datanya").all():
        box.check()
    secretariat.press("Simpan pernyataan")
    secretariat.go(f"{meeting}/notula")
    secretariat.press("Ajukan")
    secretariat.sees("diajukan")


def approve(head: Visitor, meeting: str) -> str:
    """The chair reads and seals; returns the words of the printed paper."""
    head.go("/")
    head.follow(SUBJECT)
    head.go(f"{meeting}/notula/pengesahan")
    prints_the_matrix(head)
    head.press("Sahkan")
    download = head.page.get_by_role("link", name="Unduh")
    expect(download).to_be_visible(timeout=60_000)
    head.look()
    with head.page.expect_download() as waiting:
        download.click()
    pdf = pypdfium2.PdfDocument(Path(waiting.value.path()).read_bytes())
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def prints_the_matrix(head: Visitor) -> None:
    """A page that the office prints leaves nothing out of the notula."""
    head.page.emulate_media(media="print")
    expect(head.page.locator("table.actions")).to_be_visible()
    head.page.emulate_media(media="screen")


def check(anyone: Visitor, code: str) -> None:
    anyone.go(f"/periksa/{code}")
    anyone.sees("tercatat")


def report(agency: Visitor, folder: Path) -> None:
    agency.go("/")
    agency.follow(SENTENCE)
    agency.tick("Selesai, mohon diverifikasi")
    agency.fill("Uraian singkat", "Data pekerja rentan di lima kabupaten selesai dipadankan.")
    photo = folder / "foto.jpg"
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(picture, "JPEG")
    photo.write_bytes(picture.getvalue())
    agency.page.locator("input[type=file]").first.set_input_files(photo)
    agency.page.get_by_role("button", name="Kirim", exact=True).click()
    agency.sees("Menunggu verifikasi")
    agency.look()


def verify(secretariat: Visitor) -> None:
    secretariat.go("/verifikasi")
    secretariat.follow(SENTENCE)
    secretariat.press("Terima")
    secretariat.go("/tindak-lanjut?status=selesai")
    secretariat.go("/")
