"""Habits of reporters and note takers that mislead a reader; names and figures are invented."""

import pytest

from tracker.capture.draft import Leaf, Statement
from tracker.capture.reader import read

OPENING = "Pemkab Sukamaju menggelar rapat koordinasi pangan di Aula Desa, Senin (3/3/2025). "


def value(leaf: Leaf | None) -> object:
    return leaf and leaf.value


def taking_part(text: str) -> list[object]:
    return [o.value for o in read(text).organisations]


def said(text: str) -> Statement:
    [statement] = read(text).statements
    return statement


def test_clauses_that_each_begin_with_their_verb_are_agreements_of_their_own() -> None:
    draft = read(
        "Forum itu bersepakat membentuk tim terpadu paling lambat 20 Mei 2025, mengalokasikan dana"
        " desa untuk kader, serta melaporkan capaian kepada Gubernur."
    )
    points = [
        (a.text.value, value(a.due), [f.value for f in a.funding], [r.value for r in a.report_to])
        for a in draft.agreements
    ]
    assert points == [
        ("membentuk tim terpadu paling lambat 20 Mei 2025", "2025-05-20", [], []),
        ("mengalokasikan dana desa untuk kader", None, ["village_fund"], []),
        ("melaporkan capaian kepada Gubernur", None, [], ["governor"]),
    ]


def test_one_agreed_deed_with_two_objects_stays_one_agreement() -> None:
    [agreement] = read("Rapat menyepakati menyusun jadwal, peta, dan daftar penerima.").agreements
    assert agreement.text.value == "menyusun jadwal, peta, dan daftar penerima"


def test_people_named_behind_their_office_are_no_offices_themselves() -> None:
    text = OPENING + (
        "Rapat dihadiri Penjabat Sekretaris Daerah Kabupaten Sukamaju, Harun Prakoso Wibawa, Kepala"
        " Dinas Komunikasi dan Informatika Surya Rehatta, serta Dinas Sosial."
    )
    assert taking_part(text) == ["Dinas Komunikasi dan Informatika", "Dinas Sosial"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rapat dihadiri RSUD H.M. Karsono dan Dinas Sosial.", "RSUD H.M. Karsono"),
        ("Rapat dihadiri Komisi Penanggulangan AIDS.", "Komisi Penanggulangan AIDS"),
        (
            "Rapat dihadiri Tim Koordinasi Pembinaan dan Pemantauan Program.",
            "Tim Koordinasi Pembinaan dan Pemantauan Program",
        ),
    ],
)
def test_names_with_initials_or_an_and_are_read_to_their_end(text: str, name: str) -> None:
    assert taking_part(text)[0] == name


def test_a_forum_is_a_meeting_too() -> None:
    draft = read(
        "Dinas Kesehatan menyelenggarakan forum koordinasi lintas sektor pemberantasan malaria di"
        " Hotel Melati Indah, Rabu-Kamis (23-24/7/2025). Forum dibuka pukul 08.30 WIB."
    )
    assert value(draft.subject) == "Pemberantasan malaria"
    assert value(draft.date) == "2025-07-23/2025-07-24"
    assert (value(draft.host), value(draft.start_time)) == ("Dinas Kesehatan", "08:30")


def test_a_letter_number_needs_no_word_for_number_behind_its_label() -> None:
    [reference] = read("Surat Undangan : 000.1.5/4412/III.06/2025 tanggal 8 Mei 2025").references
    assert value(reference.number) == "000.1.5/4412/III.06/2025"
    assert value(reference.date) == "2025-05-08"


def test_a_rank_told_of_the_province_goes_on_about_the_figure_before() -> None:
    [indicator] = read(
        "Penemuan kasus baru mencapai 41,7 persen. Lampung berada di peringkat ke-19 dari 38"
        " provinsi."
    ).indicators
    assert (value(indicator.rank), value(indicator.rank_of)) == (19, 38)


def test_an_assistant_is_a_person_who_speaks_not_an_office() -> None:
    statement = said(
        "Di sisi lain, Asisten II Setda Provinsi Jambi Yulinar Wati mengatakan, stok masih aman."
    )
    assert value(statement.speaker) == "Yulinar Wati"
    assert value(statement.position) == "Asisten II Setda Provinsi Jambi"


def test_a_pronoun_behind_an_opening_means_the_last_speaker() -> None:
    statements = read(
        "Kepala Dinas Sosial Budi Raharja, MKM mengatakan bantuan sudah tiba. Lebih lanjut, ia"
        " meminta camat mendata warga terdampak."
    ).statements
    assert [value(s.speaker) for s in statements] == ["Budi Raharja, MKM"] * 2
    assert statements[1].kind == "directive"


def test_icons_stand_for_the_labels_of_day_time_and_place() -> None:
    draft = read(
        "Laporan rapat koordinasi kekeringan\n📅 Selasa, 12/8/25\n⏰ 13.30 - 15.10 WIB\n"
        "📍 Ruang Pusdalops BPBD\nRapat dipimpin Kalaksa BPBD (Bpk. Rudi Permana)."
    )
    clock = (value(draft.start_time), value(draft.end_time), value(draft.zone))
    assert (value(draft.date), clock) == ("2025-08-12", ("13:30", "15:10", "Asia/Jakarta"))
    assert value(draft.venue) == "Ruang Pusdalops BPBD"
    assert draft.chair is not None
    assert (draft.chair.value, value(draft.chair.position)) == ("Rudi Permana", "Kalaksa BPBD")


def test_an_icon_before_every_point_is_a_bullet() -> None:
    draft = read("Hasil rapat:\n📍 Menyusun jadwal pasar murah\n📍 Mendata stok beras kota")
    assert value(draft.venue) is None
    assert len(draft.agreements) <= 2


def test_the_one_who_leads_is_the_chair_not_the_one_beside() -> None:
    chair = read(
        "Penjabat Bupati Sukamaju, Muhtar Daud didampingi Sekda Sukamaju, Elias Ginting memimpin"
        " rapat terbatas bersama Forkopimda."
    ).chair
    assert chair is not None
    assert chair.value == "Muhtar Daud"


def test_ranks_numbers_and_places_are_no_participants() -> None:
    text = (
        "Rapat dihadiri Panglima Armada III, Laksamana Muda TNI Rahmat Jaya, Danrem 181 PVT, serta"
        " KPU di salah satu hotel Kota Madiun."
    )
    assert taking_part(text) == ["KPU"]


def test_the_hour_a_meeting_went_on_to_is_its_end() -> None:
    draft = read("Rapat dimulai pukul 10.00 WIT dan dilanjutkan hingga pukul 16.20 WIT.")
    assert (value(draft.start_time), value(draft.end_time)) == ("10:00", "16:20")


def test_the_day_is_kept_when_the_record_spells_the_date_in_words_as_well() -> None:
    date = read(
        "Pada hari ini Kamis tanggal dua puluh lima bulan September tahun dua ribu dua puluh lima"
        " (25-09-2025) dilaksanakan rapat koordinasi."
    ).date
    assert date is not None
    assert (date.value, date.weekday) == ("2025-09-25", "thursday")


def test_an_announced_list_of_deeds_needs_no_and() -> None:
    draft = read(
        "Rapat menghasilkan lima butir kesepakatan, yakni merencanakan perbaikan saluran,"
        " berkoordinasi dalam penanganan banjir."
    )
    assert [a.text.value for a in draft.agreements] == [
        "merencanakan perbaikan saluran",
        "berkoordinasi dalam penanganan banjir",
    ]


def test_a_reporters_opening_word_is_nobodys_name() -> None:
    statement = said("Ditemui usai rapat, Pj Bupati Kendal, mengatakan stok beras masih aman.")
    assert value(statement.speaker) is None
    assert value(statement.position) == "Pj Bupati Kendal"


def test_a_meeting_named_by_its_aim_is_about_that() -> None:
    draft = read(
        "Dinas Sosial mengadakan rapat persiapan untuk penilaian Kabupaten Layak Anak. Rapat"
        " diakhiri dengan diskusi mengenai bukti dukung penilaian."
    )
    assert value(draft.subject) == "Persiapan untuk penilaian Kabupaten Layak Anak"


@pytest.mark.parametrize(
    "text",
    [
        "Perusahaan telah menyepakati keputusan yang disepakati bersama dalam rapat hari ini.",
        "Hasil mediasi\n1. Pihak warga\n• Menyampaikan bahwa belum ada tindak lanjut dari desa.\n"
        "• Menegaskan bahwa lahan itu pemberian negara.",
    ],
)
def test_what_was_only_told_or_referred_to_is_no_agreement(text: str) -> None:
    assert read(text).agreements == []


def test_agreements_told_one_by_one() -> None:
    draft = read(
        "Rapat itu menghasilkan kesepakatan menetapkan harga singkong baru. Diketahui kesepakatan"
        " tersebut berisikan pertama melarang impor singkong. Kesepakatan kedua yaitu potongan"
        " timbangan paling banyak 15 persen."
    )
    assert [a.text.value for a in draft.agreements] == [
        "menetapkan harga singkong baru",
        "melarang impor singkong",
        "potongan timbangan paling banyak 15 persen",
    ]


def test_the_day_a_decision_takes_effect_is_not_another_date_of_the_meeting() -> None:
    draft = read(
        "Pemprov menggelar rapat harga singkong, Senin (23/12/2024). Rapat menyepakati harga baru"
        " yang berlaku mulai besok, Selasa (24/12/2024)."
    )
    assert value(draft.date) == "2024-12-23"
    assert [w.code for w in draft.warnings] == []


def test_who_decides_while_chairing_is_the_chair() -> None:
    chair = read(
        "Penjabat (Pj) Gubernur Lampung, Sahrudin menetapkan harga minimal Rp1.500/kg saat memimpin"
        " rapat koordinasi Harga Ubi Kayu."
    ).chair
    assert chair is not None
    assert chair.value == "Sahrudin"


def test_a_price_without_a_name_is_no_indicator() -> None:
    assert read("“Alhamdulillah berkah Rp1.400 per kilogram,” kata Wahyu.").indicators == []


@pytest.mark.parametrize(
    "text",
    [
        "Rembuk ini bertujuan menyepakati rencana intervensi gizi di seluruh kecamatan.",
        "Rapat diharapkan memutuskan besaran bantuan bagi warga terdampak banjir.",
        "Kedua pihak dalam rapat belum menyepakati besaran ganti rugi lahan warga.",
    ],
)
def test_an_aim_a_hope_or_a_failure_is_no_agreement(text: str) -> None:
    assert read(text).agreements == []


def test_the_one_sent_led_on_behalf_of_the_one_who_sent() -> None:
    chair = read(
        "Acara itu dipimpin oleh Gubernur Lampung Ir. Arman Junaedi yang diwakili oleh Staf Ahli"
        " Gubernur Lampung Bidang Ekonomi, Keuangan dan Pembangunan Ir. Zaid Abdi, M.T."
    ).chair
    assert chair is not None
    assert chair.value == "Ir. Zaid Abdi, M.T."
    assert value(chair.on_behalf_of) == "Gubernur Lampung"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rapat dipimpin Kabag Tapem Setda Kendal, Pradana Negara, di kantor.", "Pradana Negara"),
        (
            "Rapat dipimpin Kepala Kejaksaan Negeri (Kejari) Kendal Prawira Budi, S.H.",
            "Prawira Budi, S.H.",
        ),
        ("Rapat dipimpin langsung oleh Asisten pemerintahan dan kesra.", None),
    ],
)
def test_a_chair_is_a_whole_name_or_nobody(text: str, name: str | None) -> None:
    chair = read(text).chair
    assert (chair and chair.value) == name


def test_a_numbered_company_is_not_its_namesake() -> None:
    assert taking_part("Rapat dihadiri PTPN 7 dan Dinas Pertanian.")[0] == "PTPN 7"


def test_each_office_is_represented_by_its_own_head() -> None:
    [office, *_] = read(
        "Rapat dihadiri Kepala Bidang Kesehatan Masyarakat Dinas Kesehatan Kabupaten Kendal Rahmat"
        " Basri dan Kabid Pemberdayaan Karmini."
    ).organisations
    assert value(office.represented_by) == "Rahmat Basri"


def test_a_rembuk_is_called_by_its_title_and_no_subject_is_a_story() -> None:
    draft = read(
        "Bupati menghadiri Rembuk Stunting Tingkat Provinsi Lampung Tahun 2024 di Gedung Serbaguna."
    )
    assert value(draft.subject) == "Stunting Tingkat Provinsi Lampung Tahun 2024"
    story = "menurunkan angka putus sekolah di desa terpencil dan " * 6
    assert value(read(f"Rapat ini bertujuan untuk {story}seterusnya.").subject) is None


def test_the_land_office_of_another_regency_is_not_our_provinces() -> None:
    assert "BPN Kabupaten Kendal" in taking_part("Rapat dihadiri BPN Kabupaten Kendal dan camat.")
    assert "Kanwil BPN" not in taking_part("Pemkab Kendal rapat dihadiri BPN dan Dinas Sosial.")


def test_a_room_may_be_written_small() -> None:
    venue = read("Rapat digelar bertempat di ruang aula Kantor Bupati Kendal.").venue
    assert value(venue) == "ruang aula Kantor Bupati Kendal"
