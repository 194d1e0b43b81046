"""Evidence to look at: drawn pictures and scanned papers that say they are examples."""

import io
from collections.abc import Mapping
from datetime import datetime

import xlsxwriter
from PIL import ExifTags, Image, ImageDraw

from tracker.demo.scene import Scene
from tracker.infra.storage import Store, StoredBytes
from tracker.models.assignments import Assignment
from tracker.models.files import FileKind, StoredFile, stored_file
from tracker.models.updates import Reporter

# By the name of the file.
Exhibits = Mapping[str, StoredBytes]

_INK = "#17211f"
_PHOTO = (1280, 860)
_PAGE = (827, 1169)  # A4 at 100 dots an inch
_POST = "POSKO PENDAFTARAN PEKERJA"
MEETING_PHOTOS = {
    "pembukaan-rapat.jpg": ("RAPAT KOORDINASI", "Pemadanan data pekerja rentan (contoh)"),
    "pembahasan-rapat.jpg": ("PEMBAHASAN", "Pemadanan data pekerja rentan (contoh)"),
    "peserta-rapat.jpg": ("PESERTA RAPAT", "Ruang Rapat Contoh"),
}
_PHOTOS = {
    **MEETING_PHOTOS,
    "sosialisasi-pringsewu.jpg": (
        "SOSIALISASI JAMINAN SOSIAL",
        "Pekerja rentan, Pringsewu (contoh)",
    ),
    "posko-lampung-selatan.jpg": (_POST, "Kalianda, Lampung Selatan (contoh)"),
    "posko-pringsewu.jpg": (_POST, "Kecamatan Pringsewu (contoh)"),
    "posko-metro.jpg": (_POST, "Metro Pusat, Kota Metro (contoh)"),
    "posko.jpg": (_POST, "(contoh)"),
}
_PAPERS = {
    "berita-acara.pdf": (
        "BERITA ACARA KOORDINASI",
        "Para pihak sepakat menggunakan satu format data (contoh).",
        "Tanda tangan para pihak",
    ),
    "daftar-pekerja-rentan.pdf": (
        "DAFTAR PEKERJA RENTAN",
        "Hasil padan DTSEN per kelurahan, tanpa nama (contoh).",
        "Rekapitulasi",
    ),
    "surat-sekda.pdf": (
        "SURAT SEKRETARIS DAERAH",
        "Permintaan bahan jawaban (contoh).",
        "Lampiran",
    ),
    "sk-tim-koordinasi.pdf": (
        "KEPUTUSAN GUBERNUR (CONTOH)",
        "Tim koordinasi percepatan UCJ; susunan dalam lampiran.",
        "Lampiran I: susunan tim",
        "Lampiran II: uraian tugas",
    ),
}
_BATIK = ("#7a3b2e", "#2f4b66", "#6a5a1f", "#3d5c3a", "#5b3560")


def store_exhibits(store: Store) -> Exhibits:
    """Drawn and put into the store before the transaction."""
    files = {
        **{name: _photo(_gathering(*words)) for name, words in _PHOTOS.items()},
        **{name: _paper(*words) for name, words in _PAPERS.items()},
        "pasar-murah.jpg": _photo(_market()),
        "posko-lampung-tengah.jpg": _upright(_gathering("POSKO", "Gunung Sugih (contoh)")),
        "rekap-jkn-tidak-aktif.xlsx": _table(),
        "contoh-bukti-dukung.png": _sign(),
    }
    return {name: store.put(io.BytesIO(data), name=name) for name, data in files.items()}


def bring(
    scene: Scene, share: Assignment, stored: StoredBytes, *, by: Reporter, at: datetime
) -> StoredFile:
    """The file of an agency's evidence for its share; the worker draws its pictures."""
    return stored_file(
        scene.session,
        stored,
        FileKind.EVIDENCE,
        by=by.user_id,
        at=at,
        assignment_id=share.id,
    )


def _gathering(title: str, place: str) -> Image.Image:
    """A hall with a banner, somebody who speaks, and rows of those who listen."""
    picture = Image.new("RGB", _PHOTO, "#d9d2c3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 620, 1280, 860), fill="#8c7458")
    draw.rectangle((140, 70, 1140, 260), fill="#0b5d5c")
    draw.text((190, 100), title, fill="white", font_size=56)
    draw.text((190, 180), place, fill="white", font_size=40)
    _person(draw, 640, 430, "#f4f1ea", 1.3)
    for row, (top, size) in enumerate(((560, 1.0), (690, 1.25))):
        for seat in range(7):
            _person(draw, 110 + 175 * seat + 40 * row, top, _BATIK[(seat + row) % 5], size)
    return picture


def _market() -> Image.Image:
    """Stalls under roofs, with crates of produce."""
    picture = Image.new("RGB", _PHOTO, "#bcd6e6")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, 1280, 860), fill="#a3927a")
    for stall, (roof, goods) in enumerate(
        (("#b3402f", "#c0392b"), ("#1f6f54", "#e3c565"), ("#2f5d8c", "#f0efe6"))
    ):
        left = 60 + 410 * stall
        draw.polygon(
            ((left, 330), (left + 340, 330), (left + 380, 420), (left - 40, 420)), fill=roof
        )
        draw.rectangle((left, 600, left + 340, 740), fill="#6b4f34")
        _person(draw, left + 170, 470, _BATIK[stall], 1.0)
        for crate in range(12):
            x, y = left + 30 + 56 * (crate % 6), 570 - 34 * (crate // 6)
            draw.ellipse((x, y, x + 50, y + 44), fill=goods)
    draw.rectangle((250, 60, 1030, 190), fill="#f6f7f4", outline=_INK, width=4)
    draw.text((300, 90), "OPERASI PASAR MURAH (contoh)", fill=_INK, font_size=46)
    return picture


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, shirt: str, size: float) -> None:
    head, shoulder = int(28 * size), int(58 * size)
    draw.rounded_rectangle((x - shoulder, y + head, x + shoulder, y + 4 * head), 24, fill=shirt)
    draw.ellipse((x - head, y - head, x + head, y + head), fill="#b98b66")
    draw.chord((x - head, y - head, x + head, y + head), 180, 360, fill=_INK)


def _photo(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=82)
    return buffer.getvalue()


def _upright(picture: Image.Image) -> bytes:
    """As a phone held upright writes it: lying, with a note to turn it."""
    notes = picture.getexif()
    notes[ExifTags.Base.Orientation] = 6
    buffer = io.BytesIO()
    lying = picture.crop((100, 0, 745, 860)).rotate(90, expand=True)
    lying.save(buffer, "JPEG", quality=82, exif=notes)
    return buffer.getvalue()


def _paper(title: str, sentence: str, *following: str) -> bytes:
    """As a scanner makes it: pictures in a PDF. following: the titles of the other pages."""
    first = _page(title)
    draw = ImageDraw.Draw(first)
    draw.text((110, 90), "PEMERINTAH PROVINSI (CONTOH)", fill=20, font_size=30)
    draw.line((110, 140, 717, 140), fill=20, width=4)
    draw.text((110, 260), sentence, fill=20, font_size=22)
    others = [_page(heading) for heading in following]
    draw = ImageDraw.Draw(others[-1])
    for number, name in enumerate(("Pihak pertama (contoh)", "Pihak kedua (belum)")):
        left = 110 + 330 * number
        draw.text((left, 900), name, fill=20, font_size=24)
        draw.line((left, 1060, left + 240, 1060), fill=20, width=2)
    draw.arc((130, 950, 260, 1060), 200, 520, fill=40, width=4)
    buffer = io.BytesIO()
    first.save(buffer, "PDF", resolution=100, save_all=True, append_images=others)
    return buffer.getvalue()


def _page(title: str) -> Image.Image:
    page = Image.new("L", _PAGE, 250)
    draw = ImageDraw.Draw(page)
    draw.text((110, 190), title, fill=20, font_size=34)
    for line in range(16):
        draw.line((110, 330 + 34 * line, 717 - 90 * (line % 4 == 3), 330 + 34 * line), fill=170)
    return page


def _table() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap contoh")
        for number, row in enumerate((("Kabupaten/kota", "Jumlah"), ("Pringsewu", 120))):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def _sign() -> bytes:
    picture = Image.new("RGB", (960, 600), "#f6f7f4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 920, 560), outline="#0b5d5c", width=6)
    draw.text((120, 260), "CONTOH BUKTI DUKUNG", fill=_INK, font_size=56)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
