"""Matrices as offices keep them: with all that stands around the table."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Draw = Callable[[Worksheet, Any], None]


def workbook(*sheets: tuple[str, Draw]) -> bytes:
    """An XLSX with these sheets; each is drawn with a format for dates at hand."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, draw in sheets:
        draw(book.add_worksheet(name), day)
    book.close()
    return out.getvalue()


def bureau(sheet: Worksheet, day: Any) -> None:
    """A bureau's recap: title, two head rows, numbered columns, headings, merged cells, sums."""
    sheet.merge_range("A1:K1", "MATRIKS TINDAK LANJUT HASIL RAPAT KOORDINASI")
    sheet.merge_range("A2:K2", "BIRO KESEJAHTERAAN RAKYAT TAHUN 2025")
    for column, head in enumerate(["No.", "Uraian Kesepakatan", "Rencana Tindak Lanjut"]):
        sheet.merge_range(3, column, 4, column, head)
    sheet.merge_range("D4:E4", "Penanggung Jawab")
    sheet.write_row("D5", ["Utama", "Pendukung"])
    rest = ["Target Waktu", "Output", "Progres/Realisasi", "Kendala", "Status", "Ket."]
    for column, head in enumerate(rest, start=5):
        sheet.merge_range(3, column, 4, column, head)
    sheet.write_row(5, 0, list(range(1, 12)))
    sheet.merge_range("A7:K7", "A. Rapat Percepatan UCJ, 18 September 2025")
    sheet.write_row(
        7, 0, [1, "Data pekerja rentan belum padan", "Memverifikasi data pekerja rentan"]
    )
    sheet.write_row(7, 3, ["Disnaker", "Bappeda & BPKAD"])
    sheet.write_datetime(7, 5, date(2025, 12, 31), day)
    sheet.write_row(7, 6, ["Data padan", "Sudah dipadankan 60%", "", "Proses", ""])
    sheet.write_row(8, 0, [2, "", "Mengusulkan anggaran khusus", "BPKAD", "", "Segera"])
    sheet.write_row(8, 9, ["Belum", ""])
    sheet.merge_range("A10:K10", "B. Rapat Pengendalian Inflasi, 2 Oktober 2025")
    sheet.merge_range("C11:C12", "Menggelar operasi pasar murah")
    sheet.write(10, 0, 1)
    sheet.write_row(10, 3, ["Dinas Perindustrian dan Perdagangan", "", "TW IV 2025"])
    sheet.write_row(10, 9, ["Selesai", "12 lokasi"])
    sheet.write_row(11, 3, ["Dinas Ketahanan Pangan", "", "TW IV 2025"])
    sheet.write_row(11, 9, ["Proses", ""])
    sheet.write_row(12, 0, [2, "", "Melaporkan harga harian", "Dinas Kesehtan", "", "31/10/2025"])
    sheet.write(13, 2, "JUMLAH")
    sheet.write(17, 8, "Bandar Lampung, 5 November 2025")
    sheet.write(18, 8, "Kepala Biro Kesejahteraan Rakyat,")


def pages(sheet: Worksheet, day: Any) -> None:
    """Printed pages put together: the head comes again and again, one agency a heading."""
    heads = ["No", "Arahan Pimpinan", "Batas Waktu", "Status Tindak Lanjut", "Keterangan"]
    rows: Sequence[Sequence[object]] = [
        heads,
        ["DINAS KESEHATAN"],
        [1, "Menurunkan prevalensi stunting", "10 Oktober 2025", "On progress", "70%"],
        [2, "Melengkapi imunisasi", "Minggu ke-2 Okt", "", ""],
        heads,
        ["DINAS SOSIAL"],
        [1, "Menyalurkan bantuan", "s.d. 31 Des 2025", "Selesai", "https://contoh.example/bast"],
        [2, "Menyalurkan bantuan", "s.d. 31 Des 2025", "Selesai", ""],
        [3, "Memutakhirkan DTSEN", "", "Dibatalkan", ""],
    ]
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    sheet.merge_range(1, 0, 1, 4, "DINAS KESEHATAN")
    sheet.merge_range(5, 0, 5, 4, "DINAS SOSIAL")


# As copied out of Excel: tabs between cells, quotation marks around what holds a line break.
PASTED = (
    "Nomor TL\tTindak Lanjut\tPIC\tDeadline\tStatus\n"
    '1/KESRA/2025\t"Menyusun edaran\nkepesertaan"\tDisnaker, Dinsos (pendukung)\t31/12/25\tJalan\n'
    "2/KESRA/2025\tMenyiapkan data\tSeluruh OPD\t45992\tBelum\n"
)

_PICS = (
    *("Disnaker", "Dinas Sosial", "Bappeda & BPKAD", "Dinas Kesehatan (leading), Dinsos"),
    *(
        "Dinas Pendidikan dan Kebudayaan",
        "Biro Hukum",
        "Dinkes/DLH",
        "Kab. Pringsewu",
        "Seluruh OPD",
    ),
)
_DUES = ("31/12/2026", "15 Oktober 2026", "TW II 2026", "Segera", "s.d. 5 Nov 2026", "46388")
_STATES = ("Proses", "Selesai", "Belum", "50%", "Terkendala anggaran", "")


def long_matrix(rows: int) -> bytes:
    """An XLSX of so many actions in twelve columns, with a heading on every hundredth row."""

    def draw(sheet: Worksheet, day: Any) -> None:
        sheet.write_row(0, 0, ["MATRIKS TINDAK LANJUT RAPAT KOORDINASI"])
        heads = ["No", "Uraian Kesepakatan", "Rencana Tindak Lanjut", "Penanggung Jawab"]
        heads += ["Pendukung", "Target Waktu", "Output", "Progres/Realisasi", "Kendala"]
        sheet.write_row(2, 0, [*heads, "Bukti Dukung", "Status", "Keterangan"])
        for number in range(rows):
            sheet.write_row(number + 3, 0, _long_row(number))

    return workbook(("Rekap", draw))


def _long_row(number: int) -> list[object]:
    if number % 100 == 0:
        return [f"Rapat koordinasi ke-{number // 100 + 1}"]
    topic = f"Kesepakatan tentang pelayanan publik nomor {number % 37}"
    sentence = f"Melaksanakan pemutakhiran data dan pelaporan berkala kegiatan nomor {number}"
    return [
        *(number, topic, sentence, _PICS[number % 9], "Bappeda" if number % 4 == 0 else ""),
        *(_DUES[number % 6], "Laporan", "Rapat persiapan sudah dilaksanakan" * (number % 3)),
        *("", "https://contoh.example/bukti" if number % 6 == 1 else "", _STATES[number % 6], ""),
    ]
