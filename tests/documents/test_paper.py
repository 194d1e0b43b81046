"""The notula as it lies on the desk: form, wording and page breaks, read back from the PDF."""

import re
from typing import Any

import pytest

from tests.documents.conftest import Paper, Printer
from tests.documents.reading import opened

LABELS = [
    *("NOTULA", "Rapat :", "Hari/Tanggal :", "Surat Undangan :", "Waktu :", "Tempat :"),
    *("Acara :", "Pimpinan Rapat", "Ketua :", "Sekretaris :", "Pencatat :", "Peserta Rapat"),
    *("Dasar", "Kegiatan Rapat", "A. Pembukaan", "B. Pemaparan", "C. Capaian Indikator"),
    *("D. Pembahasan", "E. Kesepakatan", "F. Tindak Lanjut", "G. Penutup", "Pimpinan Rapat"),
]
LONG = "Penyelenggara Urusan Pemerintahan Bidang Pengendalian Penduduk dan Keluarga Berencana Raya"
DATE = re.compile(r"\d{1,2} (?:Januari|Mei|September|Oktober|Desember) 20\d\d")
MATRIX_HEAD = "No. Uraian Penanggung jawab Tenggat Keluaran"


def test_the_form_has_its_labels_in_their_order(usual: Paper):
    place = 0
    for label in LABELS:
        place = usual.text.index(label, place) + len(label)


def test_a_notula_carries_no_number_of_its_own(usual: Paper):
    title, _, below = usual.pages[0].partition("NOTULA ")
    assert "Nomor" not in title
    assert below.startswith("Rapat : ")


@pytest.mark.parametrize(
    "words",
    [
        "Kamis, 18 September 2025",
        "Nomor 005/1234/VI.02/2025, tanggal 15 September 2025",
        "pukul 09.00 WIB s.d. selesai",
        "1. Capaian UCJ Provinsi Lampung 2. Rencana percepatan, Dinas Tenaga Kerja",
        "Asisten Perekonomian dan Pembangunan, mewakili Gubernur Lampung",
        "3. drg. Ratna Dewi, M.Kes., Kepala Dinas Tenaga Kerja 4.",
        "Surat Kementerian Dalam Negeri, Nomor 500.11.2/3377/Bangda, Mei 2025, hal Percepatan UCJ",
        "M. Nuh, Kepala BPJS Ketenagakerjaan Bandar Lampung: “Kendala utama adalah",
        "23,86%",
        "38,39% pada 31 Desember 2025",
        "34 dari 38",
        "479.724 pekerja",
        "Sumber dana: APBD, Dana Bagi Hasil",
        "Sekretaris Daerah, Gubernur",
        "Pendukung: Badan Perencanaan Pembangunan Daerah",
    ],
)
def test_what_was_recorded_reads_as_offices_write_it(usual: Paper, words: str):
    assert words in usual.text


def test_the_letterhead_stands_on_the_first_page_and_numbers_on_all_others(usual: Paper):
    first, *others = usual.pages
    assert first.startswith("PEMERINTAH PROVINSI LAMPUNG SEKRETARIAT DAERAH NOTULA")
    assert "- 1 -" not in first
    for number, page in enumerate(others, start=2):
        assert f"- {number} -" in page
        assert "PEMERINTAH PROVINSI" not in page


def test_the_paper_is_a4(usual: Paper):
    with opened(usual.pdf) as document:
        for page in document.pages:
            width, height = (round(float(side) * 25.4 / 72) for side in page.MediaBox[2:])
            assert (width, height) == (210, 297)


def test_no_date_is_printed_that_nobody_gave(usual: Paper):
    given = {"18 September 2025", "15 September 2025", "31 Desember 2025", "31 Oktober 2025"}
    assert set(DATE.findall(usual.text)) == given


def test_no_word_claims_an_electronic_signature(usual: Paper):
    assert not re.search(r"elektronik|BSrE|BSSN|TTE|sertifikat", usual.text, re.I)
    assert "Persetujuan dalam aplikasi 18 September 2025 pukul 14.30 WIB" in usual.text
    assert "hanya menyatakan bahwa naskah tercatat dalam aplikasi" in usual.text


def test_no_word_is_written_as_offices_no_longer_write_it(usual: Paper):
    assert not re.search(r"notulen|perihal|\bjam \d|Kepada Yth|Rp |\d %", usual.text, re.I)


def test_the_address_to_check_is_in_the_code_and_beside_it(usual: Paper):
    url = usual.snapshot["seal"]["verification_url"]
    assert url.startswith("https://rakor.contoh.go.id/periksa/")
    assert url in usual.text.replace("/ ", "/")
    with opened(usual.pdf) as document:
        links = [str(note.A.URI) for page in document.pages for note in page.get("/Annots", [])]
    assert links
    assert set(links) == {url}


def test_only_a_draft_bears_the_watermark_and_only_a_sealed_paper_its_code(
    usual: Paper, printed: Printer
):
    draft = printed(usual.snapshot, seal=None)
    assert all("DRAF" in page for page in draft.pages)
    assert not any("Kode" in page or "periksa" in page for page in draft.pages)
    assert not any("DRAF" in page for page in usual.pages)
    assert all(usual.snapshot["seal"]["code"] in page for page in usual.pages)


def test_a_blank_is_a_line_to_fill_in_a_draft_and_a_dash_in_a_sealed_paper(
    usual: Paper, printed: Printer
):
    meeting = {**usual.snapshot["meeting"], "venue": "", "start_time": None}
    sealed = printed(usual.snapshot, meeting=meeting, agreements=[], actions=[])
    assert "Waktu : – Tempat : – Acara" in sealed.text
    assert "E. Kesepakatan – F. Penutup" in sealed.text
    draft = printed(usual.snapshot, meeting=meeting, seal=None)
    assert re.search(r"Waktu : …+ Tempat : …+ Acara", draft.text)


def test_a_ralat_says_what_it_replaces_and_why(usual: Paper, printed: Printer):
    correction = {
        "number": 1,
        "reason": "Jumlah pekerja keliru.",
        "replaced_code": "AAAA-BBBB",
        "replaced_at": "2025-09-20T10:00:00+07:00",
    }
    paper = printed(usual.snapshot, edition=2, correction=correction)
    assert (
        "RALAT KE-1 atas notula yang disahkan 20 September 2025 pukul 10.00 WIB "
        "dengan kode AAAA-BBBB. Alasan: Jumlah pekerja keliru." in paper.pages[0]
    )


@pytest.mark.parametrize(
    ("code", "word"),
    [("restricted", "TERBATAS"), ("secret", "RAHASIA"), ("top_secret", "SANGAT RAHASIA")],
)
def test_a_class_above_biasa_is_printed_on_every_page(
    usual: Paper, printed: Printer, code: str, word: str
):
    meeting = {**usual.snapshot["meeting"], "security_class": code}
    paper = printed(usual.snapshot, meeting=meeting)
    assert all(word in page for page in paper.pages)
    assert not any(word in page for page in usual.pages)


@pytest.mark.parametrize(("count", "annex"), [(2, False), (20, False), (21, True), (300, True)])
def test_many_participants_move_to_an_annex(
    usual: Paper, printed: Printer, count: int, annex: bool
):
    people = [_person(number) for number in range(1, count + 1)]
    paper = printed(usual.snapshot, participants=people)
    assert ("LAMPIRAN NOTULA" in paper.text) is annex
    assert (f"{count} orang, sebagaimana daftar terlampir." in paper.text) is annex
    for number in range(1, count + 1):
        assert paper.text.count(f"Peserta Ke-{number},") == 1


def test_every_page_of_the_matrix_repeats_its_head_and_tears_no_row(usual: Paper, printed: Printer):
    actions = [_action(number, leads=number % 8) for number in range(1, 61)]
    paper = printed(usual.snapshot, actions=actions)
    for number in range(1, 61):
        (page,) = (page for page in paper.pages if f"awal-{number} " in page)
        assert f"akhir-{number}." in page
        assert MATRIX_HEAD in page


def test_an_order_to_forty_agencies_names_each_of_them(usual: Paper, printed: Printer):
    paper = printed(usual.snapshot, actions=[_action(1, leads=40)])
    assert "40 instansi, sebagaimana di bawah ini" in paper.text
    assert all(f"{number}) {LONG} {number}" in paper.text for number in range(1, 41))


def test_different_due_dates_stand_with_their_agencies(usual: Paper, printed: Printer):
    action = _action(1, leads=2)
    action["leads"][0]["due_on"], action["leads"][1]["due_on"] = "2025-10-01", "2025-12-01"
    action["dues"] = ["2025-10-01", "2025-12-01"]
    text = printed(usual.snapshot, actions=[action]).text
    assert f"1) {LONG} 1 (1 Oktober 2025); 2) {LONG} 2 (1 Desember 2025)" in text


@pytest.mark.parametrize("ending", ["paragraphs", "list", "table", "matrix"])
def test_the_signature_is_never_alone_on_its_page(usual: Paper, printed: Printer, ending: str):
    emptied = ("statements", "measurements", "participants", "basis")
    short = {**usual.snapshot, "seal": None, **{name: [] for name in emptied}}
    for length in range(0, 16, 2):
        paper = printed(short, **_ending(ending, length))
        page = next(page for page in reversed(paper.pages) if "Siti Aminah" in page)
        above = page[: page.rindex("Pimpinan Rapat")]
        lines = re.sub(r"DRAF|- \d+ -|\d|[.\s]", "", above)
        assert len(lines) >= len("Baris"), (ending, length)
        assert "Pembina Utama Madya (IV/d) NIP 19700101 199503 2 001" in page


def test_long_names_and_a_chain_of_mandates_stay_within_the_page(usual: Paper, printed: Printer):
    paper = printed(
        usual.snapshot,
        participants=[{**_person(1), "person_name": LONG, "position_title": LONG}],
        signatory={
            "name": LONG,
            "position": f"Plt. {LONG}",
            "rank_grade": "Pembina (IV/a)",
            "employee_number": "",
        },
        on_behalf_of="Gubernur Lampung; Sekretaris Daerah",
    )
    block = (
        f"a.n. GUBERNUR LAMPUNG SEKRETARIS DAERAH u.b. Plt. {LONG.upper()}, "
        f"Persetujuan dalam aplikasi 18 September 2025 pukul 14.30 WIB {LONG} Pembina (IV/a)"
    )
    assert block in paper.text
    assert f"1. {LONG}, {LONG}, Dinas Contoh" in paper.text


def test_sections_without_words_leave_no_heading(usual: Paper, printed: Printer):
    sections = [
        {"heading": "Pembukaan", "body": "<p> </p>"},
        {"heading": "Pembahasan", "body": ""},
        {"heading": "Penutup", "body": "<p>Selesai.</p>"},
    ]
    text = printed(usual.snapshot, sections=sections, statements=[], measurements=[]).text
    assert "Kegiatan Rapat A. Kesepakatan 1. Melakukan" in text
    assert "C. Penutup Selesai." in text
    assert "Pembukaan" not in text


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("wet_signed", "Ditandatangani pada naskah tercetak yang disimpan sebagai bukti"),
        ("external_letter", "Disetujui dengan surat yang disimpan sebagai bukti"),
    ],
)
def test_an_approval_from_outside_says_where_it_came_from_and_who_recorded_it(
    usual: Paper, printed: Printer, mode: str, words: str
):
    seal = {**usual.snapshot["seal"], "mode": mode, "acted_by": "Kepala Biro"}
    text = printed(usual.snapshot, seal=seal).text
    assert f"{words} dicatat oleh Kepala Biro, 18 September 2025 pukul 14.30 WIB" in text
    assert "Persetujuan dalam aplikasi" not in text


def test_those_who_did_not_come_are_named_with_their_reason(usual: Paper, printed: Printer):
    absent = {**_person(9), "presence": "excused", "reason": "dinas luar"}
    text = printed(usual.snapshot, absentees=[absent]).text
    assert "Tidak hadir: Peserta Ke-9, S.E., Kepala Bidang, Dinas Contoh (dinas luar)." in text


def _person(number: int) -> dict[str, Any]:
    return {
        "person_name": f"Peserta Ke-{number}, S.E.",
        "position_title": "Kepala Bidang",
        "organisation_name": "Dinas Contoh",
        "presence": "present",
        "represents": "",
        "reason": "",
    }


def _action(number: int, *, leads: int) -> dict[str, Any]:
    return {
        "agreement": None,
        "reference": f"TL-2025-{number:04d}",
        "sentence": f"Kalimat awal-{number} {LONG} akhir-{number}.",
        "leads": [{"name": f"{LONG} {n}", "due_on": None} for n in range(1, leads + 1)],
        "supporting": [],
        "dues": [],
        "output": "",
        "funding": [],
        "report_to": [],
    }


def _ending(kind: str, length: int) -> dict[str, Any]:
    """A record that ends in so many lines of a kind."""
    lines = [f"Baris ke-{number}" for number in range(length + 1)]
    bodies = {
        "paragraphs": "".join(f"<p>{line}</p>" for line in lines),
        "list": f"<ol>{''.join(f'<li>{line}</li>' for line in lines)}</ol>",
        "table": f"<table>{''.join(f'<tr><td>{line}</td></tr>' for line in lines)}</table>",
        "matrix": "",
    }
    sections = [{"heading": "Penutup", "body": bodies[kind]}]
    actions = [_action(number, leads=1) for number in range(length // 2 + 1)]
    return {"sections": sections, "actions": actions if kind == "matrix" else []}
