"""Evidence to look at: drawn pictures and scanned papers that say they are examples."""

import io
from dataclasses import dataclass
from datetime import datetime

from PIL import Image, ImageDraw

from tracker.demo.scene import Scene
from tracker.infra.storage import Store, StoredBytes
from tracker.models.assignments import Assignment
from tracker.models.files import FileKind, StoredFile, stored_file
from tracker.models.updates import Reporter

_INK = "#17211f"
_PHOTO = (1280, 860)
_PAGE = (827, 1169)  # A4 at 100 dots an inch
_BRIEFING = ("SOSIALISASI JAMINAN SOSIAL", "Pekerja rentan, Pringsewu (contoh)")
_POST = ("POSKO PENDAFTARAN PEKERJA", "Dibuka setiap hari kerja (contoh)")
_BATIK = ("#7a3b2e", "#2f4b66", "#6a5a1f", "#3d5c3a", "#5b3560")


@dataclass(frozen=True, slots=True)
class Exhibits:
    """gathering, market, poster: photos. record, roll: papers of two pages. sign: a few words."""

    gathering: StoredBytes
    market: StoredBytes
    poster: StoredBytes
    record: StoredBytes
    roll: StoredBytes
    sign: StoredBytes


def store_exhibits(store: Store) -> Exhibits:
    """Drawn and put into the store before the transaction."""
    record = _paper("BERITA ACARA KOORDINASI", "Para pihak sepakat menggunakan satu format data.")
    roll = _paper("DAFTAR PEKERJA RENTAN", "Hasil padan DTSEN per kelurahan, tanpa nama (contoh).")
    return Exhibits(
        gathering=_kept(store, "sosialisasi-pringsewu.jpg", _photo(_gathering(*_BRIEFING))),
        market=_kept(store, "pasar-murah.jpg", _photo(_market())),
        poster=_kept(store, "posko-pendaftaran.jpg", _photo(_gathering(*_POST))),
        record=_kept(store, "berita-acara-koordinasi.pdf", record),
        roll=_kept(store, "daftar-pekerja-rentan.pdf", roll),
        sign=_kept(store, "contoh-bukti-dukung.png", _sign()),
    )


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


def _kept(store: Store, name: str, data: bytes) -> StoredBytes:
    return store.put(io.BytesIO(data), name=name)


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


def _paper(title: str, sentence: str) -> bytes:
    """Two pages as a scanner makes them: pictures in a PDF."""
    first, second = (Image.new("L", _PAGE, 250) for _ in range(2))
    draw = ImageDraw.Draw(first)
    draw.text((110, 90), "PEMERINTAH PROVINSI (CONTOH)", fill=20, font_size=30)
    draw.line((110, 140, 717, 140), fill=20, width=4)
    draw.text((110, 190), title, fill=20, font_size=34)
    draw.text((110, 260), sentence, fill=20, font_size=22)
    for line in range(22):
        draw.line((110, 330 + 34 * line, 717 - 90 * (line % 4 == 3), 330 + 34 * line), fill=170)
    draw = ImageDraw.Draw(second)
    draw.text((110, 90), "Tanda tangan para pihak", fill=20, font_size=28)
    for number, name in enumerate(("Pihak pertama (contoh)", "Pihak kedua (belum)")):
        left = 110 + 330 * number
        draw.text((left, 160), name, fill=20, font_size=24)
        draw.line((left, 330, left + 240, 330), fill=20, width=2)
    draw.arc((130, 220, 260, 330), 200, 520, fill=40, width=4)
    buffer = io.BytesIO()
    first.save(buffer, "PDF", resolution=100, save_all=True, append_images=[second])
    return buffer.getvalue()


def _sign() -> bytes:
    picture = Image.new("RGB", (960, 600), "#f6f7f4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 920, 560), outline="#0b5d5c", width=6)
    draw.text((120, 260), "CONTOH BUKTI DUKUNG", fill=_INK, font_size=56)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
