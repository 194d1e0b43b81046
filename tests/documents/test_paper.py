"""The notula as it lies on the desk: form, wording and page breaks, read back from the PDF."""

import re

import pytest

from tests.documents.conftest import Paper, Printer
from tests.documents.decoded import some_person
from tests.documents.reading import left_edge, opened
from tracker.documents.paper import to_html

LABELS = [
    *("NOTULA", "Rapat :", "Hari/Tanggal :", "Surat Undangan :", "Waktu :", "Tempat :"),
    *("Acara :", "Pimpinan Rapat", "Ketua :", "Sekretaris :", "Pencatat :", "Peserta Rapat"),
    *("Dasar", "Kegiatan Rapat", "A. Pembukaan", "B. Pemaparan", "C. Capaian Indikator"),
    *("D. Pembahasan", "E. Kesepakatan", "F. Tindak Lanjut", "G. Penutup", "Pimpinan Rapat"),
]
DATE = re.compile(r"\d{1,2} (?:Januari|Mei|September|Oktober|Desember) 20\d\d")


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


def test_a_cell_nobody_filled_invites_a_pen_in_a_draft_only(usual: Paper, printed: Printer):
    (action,) = usual.snapshot["actions"][:1]
    bare = {**action, "leads": [], "dues": [], "output": "", "report_to": [], "supporting": []}
    row = f"Kesepakatan 1, {action['reference']}"
    assert f"{row} – – – – G. Penutup" in printed(usual.snapshot, actions=[bare]).text
    assert f"{row} G. Penutup" in printed(usual.snapshot, actions=[bare], seal=None).text


def test_words_of_nobody_do_not_read_as_said_by_the_one_before(usual: Paper, printed: Printer):
    said = [
        ("M. Nuh", "Kepala Cabang", "Kata satu."),
        ("M. Nuh", "", "Kata dua."),
        ("", "", "Kata tiga."),
        ("Saipul", "", "Kata empat."),
    ]
    statements = [
        {"speaker_name": name, "speaker_position": position, "kind": "paraphrase", "text": text}
        for name, position, text in said
    ]
    paper = printed(usual.snapshot, statements=statements)
    words = "M. Nuh, Kepala Cabang: Kata satu. Kata dua. Kata tiga. Saipul: Kata empat."
    assert words in paper.text
    one, two, three, four = (left_edge(paper.pdf, text) for *_, text in said)
    assert one == two == four > three


def test_the_sekretaris_stands_between_ketua_and_pencatat(usual: Paper, printed: Printer):
    assert "Sekretaris : – Pencatat :" in usual.text
    draft = printed(usual.snapshot, seal=None)
    assert re.search(r"Sekretaris : …+ Pencatat :", draft.text)
    meeting = {**usual.snapshot["meeting"], "secretary": "Hj. Nurhayati, S.Sos., Kepala Bagian"}
    text = printed(usual.snapshot, meeting=meeting).text
    assert "Sekretaris : Hj. Nurhayati, S.Sos., Kepala Bagian Pencatat :" in text


def test_a_draft_with_annexes_prints_before_its_subject_and_date_are_known(
    usual: Paper, printed: Printer
):
    meeting = {**usual.snapshot["meeting"], "subject": "", "starts_on": None}
    people = [some_person(number) for number in range(1, 22)]
    draft = printed(usual.snapshot, seal=None, meeting=meeting, participants=people)
    assert re.search(r"NOTULA Rapat : …+ Hari/Tanggal : …+ Surat", draft.pages[0])
    assert re.search(r"LAMPIRAN NOTULA Rapat: …+ Tanggal: …+ DAFTAR PESERTA", draft.text)
    assert "None" not in draft.text


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


def test_what_was_noted_under_an_item_stands_there_in_the_agendas_order(usual: Paper):
    sections = [
        {"heading": "Pembahasan sumber dana", "body": "<p>Dana dibahas.</p>", "item": 1},
        {"heading": "Paparan capaian", "body": "", "item": 2},
        {"heading": "Kesepakatan", "body": "<p>Dibacakan.</p>", "item": 3},
    ]
    said = {"speaker_position": "", "kind": "paraphrase"}
    statements = [
        {**said, "speaker_name": "Disnaker", "text": "Capaian 23,86%.", "item": 2},
        {**said, "speaker_name": "BPKAD", "text": "Dana cukup.", "item": 1},
        {**said, "speaker_name": "Sekda", "text": "Lanjutkan.", "item": None},
    ]
    page = to_html({**usual.snapshot, "sections": sections, "statements": statements})
    order = ["Dana dibahas.", "Dana cukup.", "Lanjutkan.", "Paparan capaian", "Capaian 23,86%."]
    order += ["Kesepakatan</h3>", "Dibacakan.", 'class="agreements"']
    told = page.partition("Kegiatan Rapat")[2]
    assert sorted(order, key=told.index) == order
    assert told.count("Kesepakatan</h3>") == 1


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
    absent = {**some_person(9), "presence": "excused", "reason": "dinas luar"}
    text = printed(usual.snapshot, absentees=[absent]).text
    assert "Tidak hadir: Peserta Ke-9, S.E., Kepala Bidang, Dinas Contoh (dinas luar)." in text
