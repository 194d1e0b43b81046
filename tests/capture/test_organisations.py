"""Organisations by any of their names; the list holds at home, elsewhere it is as written."""

import pytest

from tracker.capture.organisations import find_organisations
from tracker.capture.reader import read
from tracker.capture.source import Source
from tracker.models.directory import known_organisations
from tracker.models.organisations import OrganisationKind


def named(text: str) -> list[tuple[str, str]]:
    found = find_organisations(Source(text), Source(text).plain)
    return [(mention.value, mention.kind) for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Disnaker", "Dinas Tenaga Kerja", "department"),
        ("Dinas Tenaga Kerja Provinsi Lampung", "Dinas Tenaga Kerja", "department"),
        ("BPKAD", "Badan Pengelolaan Keuangan dan Aset Daerah", "board"),
        ("Staf Ahli Gubernur", "Staf Ahli Gubernur", "governor_adviser"),
        ("Dinas Pendidikan & Kebudayaan", "Dinas Pendidikan dan Kebudayaan", "department"),
        ("disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "department"),
        ("Pemkab Lamsel", "Kabupaten Lampung Selatan", "regency_city"),
        ("Pemprov Lampung", "Pemerintah Provinsi Lampung", "other"),
        ("Kemendagri", "Kementerian Dalam Negeri", "ministry"),
        (
            "Kementerian Dalam Negeri (Kemendagri) Republik Indonesia",
            *("Kementerian Dalam Negeri", "ministry"),
        ),
        (
            "Dinas Kesehatan Kabupaten Pesawaran",
            "Dinas Kesehatan Kabupaten Pesawaran",
            "department",
        ),
        ("Dinsos Jateng", "Dinsos Jateng", "department"),
        ("Bapperida", "Bapperida", "board"),
        (
            "BMKG Stasiun Klimatologi Lampung",
            "BMKG Stasiun Klimatologi Lampung",
            "central_field_office",
        ),
    ],
)
def test_names_and_aliases(text: str, value: str, kind: str) -> None:
    assert named(text) == [(value, kind)]


def test_the_list_is_not_carried_to_another_province() -> None:
    text = "Gubernur Jawa Tengah menerima Disnaker dan Dinkes di Semarang, Jawa Tengah."
    assert [value for value, _ in named(text)] == ["Disnaker", "Dinkes"]


@pytest.mark.parametrize("word", ["Metro", "lampung barat", "Bi", "umum", "Hukum", "dinas terkait"])
def test_ordinary_words_and_places_are_no_organisations(word: str) -> None:
    assert named(f"Warga {word} hadir.") == []


def test_a_near_miss_is_read_with_a_warning() -> None:
    draft = read("Rapat dihadiri Dinas Kesehtan, Disnakr Provinsi Lampung, dan Bapeda.")
    assert [o.value for o in draft.organisations] == [
        "Dinas Kesehatan",
        "Dinas Tenaga Kerja",
        "Bapeda",  # Bappeda or Bapenda? Not decided here.
    ]
    assert draft.organisations[1].as_written == "Disnakr Provinsi Lampung"
    assert {w.code for w in draft.warnings} == {"near_miss"}


def test_another_office_is_not_taken_for_a_near_miss() -> None:
    assert named("Dinas Kehutanan Provinsi Lampung")[0][0] == "Dinas Kehutanan"
    assert named("Dinas Perkebunan")[0][0] == "Dinas Perkebunan"
    assert named("Biro Hukum dan Humas")[0][0] == "Biro Hukum"


def test_the_list_is_sound() -> None:
    known = known_organisations()
    codes = [each.code for each in known]
    spoken = [name.lower() for each in known for name in set(each.names)]
    assert len(set(codes)) == len(codes)
    assert len(set(spoken)) == len(spoken)
    assert {each.kind for each in known} <= {kind.value for kind in OrganisationKind}
    assert {each.parent for each in known if each.parent} <= set(codes)
    assert sum(each.kind == "regency_city" for each in known) == 15


def attending(text: str) -> list[tuple[object, object]]:
    organisations = read(text).organisations
    return [(o.value, o.represented_by and o.represented_by.value) for o in organisations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rapat dihadiri Kepala Dinas Sosial Provinsi Lampung Budi Santoso, Bappeda dan BPS.",
            [
                ("Dinas Sosial", "Budi Santoso"),
                ("Badan Perencanaan Pembangunan Daerah", None),
                ("BPS", None),
            ],
        ),
        (
            "Peserta : Dinsos, Kota Metro, Lamsel dan Tubaba (daring)",
            [
                ("Dinas Sosial", None),
                ("Kota Metro", None),
                ("Kabupaten Lampung Selatan", None),
                ("Kabupaten Tulang Bawang Barat", None),
            ],
        ),
        (
            "Rakor dihadiri Kabupaten Mesuji, Tulang Bawang dan Way Kanan di Lampung.",
            [
                ("Kabupaten Mesuji", None),
                ("Kabupaten Tulang Bawang", None),
                ("Kabupaten Way Kanan", None),
            ],
        ),
        ("Turut hadir Kadis PUPR Anton, S.T., M.M.", [("Dinas PUPR", "Anton, S.T., M.M.")]),
        ("Undangan yang tidak hadir: Kabupaten Pringsewu.", []),
        ("Rapat digelar di Aula Bappeda Provinsi Lampung.", []),
    ],
)
def test_who_took_part(text: str, expected: list[tuple[object, object]]) -> None:
    assert attending(text) == expected


def test_host_and_issuer_are_not_repeated_among_participants() -> None:
    draft = read(
        "Disnaker Provinsi Lampung menggelar rapat koordinasi. Sesuai surat Kemendagri No. 1/2/SJ,"
        " rapat dihadiri Disnaker, Kemendagri, dan Bappeda."
    )
    assert draft.host is not None
    assert draft.host.value == "Dinas Tenaga Kerja"
    assert [o.as_written for o in draft.organisations] == ["Bappeda"]


@pytest.mark.parametrize(
    ("text", "taking_part"),
    [
        (
            "Rapat dihadiri Kepala Bappelitbangda Syahril dan Kaban Kesbangpol Agung.",
            [("Bappelitbangda", "Syahril"), ("Badan Kesatuan Bangsa dan Politik", "Agung")],
        ),
        (
            "Rapat berlangsung. Tampak pula Kepala BKAD, Andi Rahmat.",
            [("BKAD", "Andi Rahmat")],
        ),
        (
            "Hadir dalam rapat tersebut :\na. Kapolda\n(BUDI, SSTP)\nb. Ketua MUI Provinsi Papua",
            [("MUI Provinsi Papua", None)],
        ),
        (
            "Tujuan rapat koordinasi dengan BP Batam, CKTR Kota Batam dan PUPR adalah izin.",
            [("BP Batam", None), ("CKTR Kota Batam", None), ("PUPR", None)],
        ),
        ("Rapat dihadiri Direktur Anggaran, Dr. Bahri, SSTP, MSI, MKM; dan lainnya.", []),
        ("Rapat di Kabupaten Mesuji dihadiri Ketua DPRD Sopii.", [("DPRD", "Sopii")]),
        (
            "Rapat dihadiri PT. Bagong Jaya. PT. BIB, CV. Maju , Paguyuban Petani Kopi (PPK). "
            "PT. Lain tidak diundang.",
            [
                ("PT. Bagong Jaya", None),
                ("PT. BIB", None),
                ("CV. Maju", None),
                ("Paguyuban Petani Kopi (PPK)", None),
            ],
        ),
        (
            "Forum lalu lintas yang terdiri dari Satlantas Polres Mesuji dan BPS, menggelar rapat.",
            [("Satlantas Polres Mesuji", None), ("BPS", None)],
        ),
        ("Jalan yang terdiri dari dua jalur milik PT Bumi Waras telah diperbaiki.", []),
        (
            "Dari Lampung hadir bupati atau perwakilan dari Mesuji, Way Kanan, dan Lampung Barat.",
            [(f"Kabupaten {place}", None) for place in ("Mesuji", "Way Kanan", "Lampung Barat")],
        ),
        (
            "Rapat dihadiri Kabupaten Lampung Utara, Tengah, dan Mesuji.",
            [
                (f"Kabupaten {place}", None)
                for place in ("Lampung Utara", "Lampung Tengah", "Mesuji")
            ],
        ),
        (
            "Rapat dihadiri Dinas Koperasi, UKM, Perindustrian dan Perdagangan serta BPS.",
            [("Dinas Koperasi, UKM, Perindustrian dan Perdagangan", None), ("BPS", None)],
        ),
        ("Rapat meminta Dinas Pendidikan bertindak.", []),
        ("Dinas Perhubungan tidak hadir dalam rapat, BPBD berhalangan hadir.", []),
        ("Program itu didanai Kementerian Sosial bersama Bank Dunia.", []),
        ("Rapat dihadiri Kabag Perekonomian dan SDA.", []),
    ],
)
def test_who_took_part_in_other_words(text: str, taking_part: list[tuple[str, str | None]]) -> None:
    found = read(text).organisations
    read_out = [(o.value, o.represented_by and o.represented_by.value) for o in found]
    assert sorted(read_out, key=str) == sorted(taking_part, key=str)
