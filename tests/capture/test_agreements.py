"""Agreements in every form, and what they lay down: who, until when, reporting, funding."""

import pytest

from tracker.capture.draft import Agreement
from tracker.capture.reader import read


def agreed(text: str) -> list[str]:
    return [str(a.text.value) for a in read(text).agreements]


A, B = "Melakukan verifikasi data pekerja", "Mengusulkan alokasi anggaran khusus"


@pytest.mark.parametrize(
    "text",
    [
        f"Rapat menghasilkan kesepakatan, antara lain:\n* {A}.\n* {B}.",
        f"Kesepakatan\n- {A};\n- {B}.",
        f"Hasil rapat :\n• {A}\n• {B}",
        f"D. KESIMPULAN DAN TINDAK LANJUT\n1. {A}.\n2. {B}.\n\nE. PENUTUP\nRapat ditutup.",
        f"Rapat menyepakati:\n1) {A};\n2) {B}.",
        f"Rekomendasi rapat:\n(1) {A}\n(2) {B}",
        f"Kesimpulan rakor:\na. {A};\nb. {B}.",
        f"Yg hrs ditindaklanjuti:\n✅ {A}\n✅ {B}",
        f"Dalam rapat disepakati dua hal, yakni pertama, {A}; dan kedua, {B}.",
        f"Dari rapat itu disepakati beberapa hal. Pertama, {A}. Kedua, {B}.",
        f"Ada dua langkah yang disepakati yaitu: (1) {A}; dan (2) {B}.",
        f"Rapat menyepakati hal-hal berikut.\nPertama, {A}.\nKedua, {B}.",
        f"Peserta rapat sepakat untuk: {A}; serta {B}.",
        f"Usai penandatanganan, peserta rapat menyepakati poin diantaranya,\n1. {A}\n2. {B}",
        f"Rapat menyimpulkan dua hal, yaitu {A}, serta {B}.",
        f"Rapat itu menghasilkan dua kesepakatan. Pertama, {A}. Kedua, {B}.",
        f"Mediasi menghasilkan kesepakatan diantaranya pertama, {A}.\nBaca Juga: X\nKedua, {B}.",
        f"Rekomendasi:\n1. {A}.\nCatatan: lihat lampiran.\n2. {B}.",
        f"Hasil rapat:\na. Dinas Sosial bahas data.\nTindak lanjut:\na. {A}.\nb. {B}.",
        f"Kesepakatan:\n{A}\n{B}",
        f"Tindak lanjut:\nNo | Uraian | PJ\n1 | {A} | Bappeda\n2 | {B} | BPKAD",
    ],
)
def test_forms_of_agreements(text: str) -> None:
    assert agreed(text) == [A, B]


@pytest.mark.parametrize(
    "text",
    [
        "Agenda rapat:\n1. Pembukaan\n2. Paparan Bappeda",
        "Peserta:\n1. Dinas Sosial\n2. Dinas Kesehatan",
        "Yang dibahas :\n1. Tanggul jebol\n2. Sawah terendam",
        "Pada rapat serupa sebelumnya para pihak sepakat membentuk gugus tugas kecil.",
        "Rapat menyepakati beberapa hal.",
        "Belum ada keterangan resmi mengenai hasil rapat tersebut.",
        "Redaksi sepakat dengan usul warga di sekitar pelabuhan itu.",
    ],
)
def test_what_was_not_agreed(text: str) -> None:
    assert agreed(text) == []


BKD = "Badan Kepegawaian Daerah"


def only(point: str) -> Agreement:
    [agreement] = read(f"Rapat Pemprov Lampung menyepakati:\n1. {point}").agreements
    return agreement


@pytest.mark.parametrize(
    ("point", "organisations"),
    [
        ("Dinas Sosial memadankan data.", ["Dinas Sosial"]),
        (
            "BPKAD bersama Bappeda menyusun skema.",
            [
                *(
                    "Badan Pengelolaan Keuangan dan Aset Daerah",
                    "Badan Perencanaan Pembangunan Daerah",
                )
            ],
        ),
        ("Pelatihan admin unit. (PJ: BKD; Batas waktu: 30 Mei 2025)", [BKD]),
        ("Pelatihan admin unit\n   Penanggung jawab : BKD\n   Batas waktu : 30 Mei 2025", [BKD]),
        ("Penambalan jalan rampung (Dinas BMBK)", ["Dinas Bina Marga dan Bina Konstruksi"]),
        ("Penghentian dapur sementara (BGN)", ["BGN"]),
        ("Pendataan ulang dilakukan oleh Dinas Sosial.", ["Dinas Sosial"]),
        ("Pendataan ulang dilakukan oleh tim teknis Dinas Sosial dan BKD.", ["Dinas Sosial", BKD]),
        ("Terkait data ganda, Dinas Sosial agar memadankannya.", ["Dinas Sosial"]),
        ("Meminta kepada Dinas Sosial untuk memadankan data.", ["Dinas Sosial"]),
        ("Data dipadankan oleh Dinas Sosial, LIRA, dan BKD.", ["Dinas Sosial", "LIRA", BKD]),
        ("Data dipadankan oleh Dinas Sosial, dan HET beras oleh BKD.", ["Dinas Sosial", BKD]),
        ("Memakai data yang dimiliki oleh Dinas Sosial.", []),
        (
            "Membuat MoU antara Pemkab Mesuji dengan Dinas Sosial.",
            ["Kabupaten Mesuji", "Dinas Sosial"],
        ),
        (
            "Jalur dialihkan kemudian Dinas Sosial bersama sama BKD, mendata warga.",
            ["Dinas Sosial", BKD],
        ),
        ("Diminta kepada asosiasi melakukan sosialisasi.", ["asosiasi"]),
        (
            "Penetapan harga oleh Menteri Pertanian setelah kajian Kementerian Pertanian.",
            ["Kementerian Pertanian"],
        ),
        ("Iuran dibayar oleh Dinas Sosial dan APBD.", ["Dinas Sosial"]),
        ("OPD terkait wajib melapor setiap bulan.", ["OPD terkait"]),
        ("Kepala desa bersama Dinas Sosial mendata warga.", ["Kepala desa", "Dinas Sosial"]),
        ("Diskusi dilanjutkan pekan depan.", []),
        ("Distribusi beras dipercepat.", []),
        (
            "Pringsewu dan Tubaba menyerahkan sertifikat ke Dinsos.",
            ["Kabupaten Pringsewu", "Kabupaten Tulang Bawang Barat"],
        ),
        ("Menyerahkan data kepada Dinas Sosial.", []),
        ("Memadankan data dengan data Disdukcapil.", []),
    ],
)
def test_who_is_responsible(point: str, organisations: list[str]) -> None:
    assert [o.value for o in only(point).organisations] == organisations


@pytest.mark.parametrize(
    ("point", "due"),
    [
        ("Menyusun RAB paling lambat 30 November 2025.", "2025-11-30"),
        ("Menyusun RAB selambat-lambatnya tanggal 31 Juli 2025.", "2025-07-31"),
        ("Menyusun RAB plg lambat 5 Sept 2025", "2025-09-05"),
        ("Menyusun RAB, selesai tanggal 28 November 2025.", "2025-11-28"),
        ("Menyusun RAB, tenggat 22 Desember 2025.", "2025-12-22"),
        ("Menyusun RAB paling lambat akhir bulan Agustus 2025.", "2025-08"),
        ("Pelatihan. (PJ: BKD; Batas waktu: minggu ke-2 Oktober 2025)", None),
        ("Menyusun RAB sebelum akhir tahun.", None),
        ("Menyusun RAB dalam dua minggu.", None),
        ("Memakai SRIKANDI mulai 1 September 2025.", None),
        ("Posko beroperasi mulai 21 Maret s.d. 11 April 2025.", None),
        ("Melapor setiap tanggal 5.", None),
        ("Menyusun RAB paling lambat 30 November.", None),
    ],
)
def test_when_it_is_due(point: str, due: str | None) -> None:
    date = only(point).due
    assert (date and date.value) == due


@pytest.mark.parametrize(
    ("point", "recipients"),
    [
        (
            "Melaporkan langkah kepada Sekretaris Daerah dan Gubernur untuk mendapatkan dukungan.",
            ["regional_secretary", "governor"],
        ),
        ("Hasil dilaporkan kepada Pj. Gubernur Lampung.", ["governor"]),
        ("Dinsos lapor ke Wagub setelah data masuk", ["vice_governor"]),
        ("Menyampaikan rekap kepada Bupati dan Gubernur.", ["other", "governor"]),
        ("Menyampaikan rencana kepada Sekda.", ["regional_secretary"]),
        ("Menyerahkan sertifikat ke Dinas Sosial.", []),
        ("Mendampingi Gubernur ke lapangan.", []),
    ],
)
def test_whom_to_report_to(point: str, recipients: list[str]) -> None:
    assert [leaf.value for leaf in only(point).report_to] == recipients


@pytest.mark.parametrize(
    ("point", "funds"),
    [
        ("Melindungi pekerja melalui APBD atau dana lainnya.", ["APBD", "other"]),
        (
            "Menghitung iuran yang bersumber dari DBH sawit dan APBD-P Tahun 2025.",
            ["DBH", "APBD-P"],
        ),
        ("Menyediakan makanan bersumber dari DAK Nonfisik dan Dana Desa.", ["DAK", "village_fund"]),
        ("Memasang rambu dibiayai dari APBD dan CSR perusahaan.", ["APBD", "CSR"]),
        ("Biaya dibebankan pada APBD Perubahan.", ["APBD-P"]),
        ("Menyusun RAB, diusulkan lewat APBD-P / BTT", ["APBD-P", "other"]),
        ("Menambah trayek kapal perintis (APBN)", ["APBN"]),
        ("Mengevaluasi realisasi APBD triwulan III.", []),
    ],
)
def test_what_pays_for_it(point: str, funds: list[str]) -> None:
    assert [leaf.value for leaf in only(point).funding] == funds


def test_agreed_points_are_numbered_and_their_blanks_listed() -> None:
    draft = read(f"Rapat menyepakati:\n* {A}.\n* {B}.")
    assert [a.order for a in draft.agreements] == [1, 2]
    assert {"agreements[0].due", "agreements[1].organisations"} <= set(draft.unknown())


@pytest.mark.parametrize(
    "text",
    [
        "Rekomendasi DPRD tahun lalu:\n1. Menambah anggaran irigasi\n2. Memperbaiki jalan desa",
        "Adapun agenda rapat meliputi:\n1. Laporan panitia\n2. Pembahasan anggaran",
        "Tugas Satgas antara lain:\n- Menyusun rencana kerja\n- Melakukan pemantauan",
        "Rapat belum menyepakati besaran tarif. Pertemuan gagal mencapai kesepakatan.",
        "Rapat serupa sebelumnya menyepakati pembentukan gugus tugas banjir di kecamatan.",
        "Rapat diharapkan menghasilkan kesepakatan tentang harga gabah petani.",
        "Ada tiga hal yang disampaikan Sekda. Pertama, inflasi naik. Kedua, stok beras cukup.",
        "Rapat berakhir tanpa menghasilkan kesepakatan, yakni soal tarif dan soal jadwal kapal.",
    ],
)
def test_what_this_meeting_did_not_agree(text: str) -> None:
    assert read(text).agreements == []


def test_points_named_by_nouns_are_told_apart() -> None:
    draft = read(
        "Dalam rapat tersebut disepakati beberapa poin penting, di antaranya percepatan"
        " pendataan, penambahan armada, serta pembentukan posko."
    )
    points = ["percepatan pendataan", "penambahan armada", "pembentukan posko"]
    assert [a.text.value for a in draft.agreements] == points


def test_deeds_that_were_announced_as_recommendations_are_told_apart() -> None:
    points = ["memperkuat cadangan pangan", "mempercepat penyaluran beras", "menggelar pasar murah"]
    listed = ", ".join(points[:2]) + f", dan {points[2]}"
    assert agreed(f"Rapat ditutup dengan beberapa rekomendasi, yakni {listed}.") == points


def test_the_closing_line_does_not_belong_to_the_last_point() -> None:
    draft = read(
        "Kesimpulan :\n1. Disdukcapil memadankan NIK paling lambat 20 November 2025\n"
        "2. Dinas Sosial memutakhirkan seluruh data penerima bantuan daerah\n"
        "3. BPJS Ketenagakerjaan melaporkan hasil kepada Sekda melalui Bappeda\n"
        "Rapat ditutup pukul 15.30 WIB."
    )
    assert draft.agreements[-1].text.value == (
        "BPJS Ketenagakerjaan melaporkan hasil kepada Sekda melalui Bappeda"
    )
    assert draft.end_time
    assert draft.end_time.value == "15:30"


@pytest.mark.parametrize(
    "point",
    [
        "Pelaksanaan pasar murah hingga 31 Desember 2025.",
        "Tarif baru berlaku sejak 1 Januari 2026.",
        "Rapat lanjutan digelar 20 November 2025.",
        "Perda Nomor 5 Tahun 2023 tanggal 1 Maret 2023 direvisi.",
        "Posko dibuka mulai 20 Desember 2025 s.d. 5 Januari 2026.",
    ],
)
def test_a_date_that_is_no_day_to_be_ready_by(point: str) -> None:
    [agreed] = read(f"Kesepakatan rapat:\n1. {point}").agreements
    assert agreed.due is None


@pytest.mark.parametrize(
    "point",
    [
        "OPD menyampaikan data realisasi APBD kepada Bappeda.",
        "Camat berkoordinasi dengan Gubernur Lampung.",
        "Dana desa tidak boleh dipakai untuk kegiatan ini.",
    ],
)
def test_money_and_leaders_that_are_only_mentioned(point: str) -> None:
    [agreed] = read(f"Kesepakatan rapat:\n1. {point}").agreements
    assert (agreed.report_to, agreed.funding) == ([], [])
