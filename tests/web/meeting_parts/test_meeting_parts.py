"""The parts of a record: added, edited, moved, removed, and closed once the notula is approved."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_action, make_agreement
from tests.web.meeting_parts.steps import FIRST_WORDS, ONE_OF_EACH, remove, rows
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.legal_references import LegalReference
from tracker.models.measurements import Measurement
from tracker.models.meetings import Meeting
from tracker.models.statements import Statement
from tracker.web.parts import KINDS


@pytest.mark.parametrize("slug", KINDS)
def test_each_part_has_its_empty_list_and_its_form(secretariat, meeting, slug):
    page = secretariat.get(f"/rapat/{meeting.id}/{slug}")
    assert KINDS[slug].empty in page.text
    assert secretariat.get(f"/rapat/{meeting.id}/{slug}/baru").status_code == 200


@pytest.mark.parametrize("slug", ONE_OF_EACH)
def test_each_part_is_added_shown_edited_and_removed(session, secretariat, meeting, add, slug):
    values = ONE_OF_EACH[slug]
    path = f"/rapat/{meeting.id}/{slug}"
    assert add(slug, **values).status_code == 303
    row = rows(session, KINDS[slug].model)[0]
    word = next(values[name] for name in FIRST_WORDS if name in values)
    assert word in secretariat.get(path).text
    assert word in secretariat.get(f"{path}/{row.id}").text
    again = secretariat.post(f"{path}/{row.id}", data={**values, "version": str(row.version)})
    assert again.status_code == 303
    assert word in secretariat.get(f"{path}/{row.id}/hapus").text
    assert remove(secretariat, path, rows(session, KINDS[slug].model)[0]).status_code == 303
    assert rows(session, KINDS[slug].model) == []


@pytest.mark.parametrize("slug", ONE_OF_EACH)
def test_what_is_added_after_a_removal_is_a_part_like_any_other(
    session, secretariat, meeting, add, slug
):
    values, path = ONE_OF_EACH[slug], f"/rapat/{meeting.id}/{slug}"
    for _ in range(2):
        add(slug, **values)
        row = rows(session, KINDS[slug].model)[0]
        again = secretariat.post(f"{path}/{row.id}", data={**values, "version": str(row.version)})
        assert again.status_code == 303
        remove(secretariat, path, rows(session, KINDS[slug].model)[0])
        assert rows(session, KINDS[slug].model) == []


@pytest.mark.parametrize("slug", ONE_OF_EACH)
def test_nobody_removes_words_that_he_has_not_read(
    session, office, client_for, secretariat, meeting, add, slug
):
    add(slug, **ONE_OF_EACH[slug])
    read, path = rows(session, KINDS[slug].model)[0], f"/rapat/{meeting.id}/{slug}"
    word = next(name for name in FIRST_WORDS if name in ONE_OF_EACH[slug])
    theirs = {**ONE_OF_EACH[slug], word: "Isi <i>terbaru</i>", "version": str(read.version)}
    assert client_for(office.colleague).post(f"{path}/{read.id}", data=theirs).status_code == 303
    answer = client_for(office.secretariat).post(
        f"{path}/{read.id}/hapus", data={"version": str(read.version)}
    )
    assert answer.status_code == 409
    assert "Isi &lt;i&gt;terbaru&lt;/i&gt;" in answer.text
    assert "baru saja diubah orang lain" in answer.text
    now_read = rows(session, KINDS[slug].model)[0]
    assert f'name="version" type="hidden" value="{now_read.version}"' in answer.text
    for _ in range(2):  # the second time it is gone already, as wished
        assert remove(secretariat, path, now_read).status_code == 303
    assert rows(session, KINDS[slug].model) == []


@pytest.mark.parametrize("slug", ONE_OF_EACH)
def test_what_is_typed_into_a_part_that_was_removed_can_be_added_again(
    session, secretariat, meeting, add, slug
):
    add(slug, **ONE_OF_EACH[slug])
    row, path = rows(session, KINDS[slug].model)[0], f"/rapat/{meeting.id}/{slug}"
    remove(secretariat, path, row)
    word = next(name for name in FIRST_WORDS if name in ONE_OF_EACH[slug])
    typed = {**ONE_OF_EACH[slug], word: "Ketikan saya", "version": str(row.version)}
    answer = secretariat.post(f"{path}/{row.id}", data=typed)
    assert answer.status_code == 409
    assert "Bagian ini sudah dihapus orang lain." in answer.text
    assert "Ketikan saya" in answer.text
    assert f'action="{path}/baru"' in answer.text
    assert rows(session, KINDS[slug].model) == []
    assert secretariat.post(f"{path}/baru", data=typed).status_code == 303
    assert getattr(rows(session, KINDS[slug].model)[0], word) == "Ketikan saya"


def test_a_letter_number_stays_as_typed_with_its_parts_beside(session, secretariat, meeting, add):
    add("dasar", number="800.1.3.3./3553/VI.04/2025", date_precision="day")
    assert rows(session, LegalReference)[0].number == "800.1.3.3./3553/VI.04/2025"
    page = secretariat.get(f"/rapat/{meeting.id}/dasar").text
    assert "kode klasifikasi 800.1.3.3" in page
    assert "nomor urut 3553" in page


def test_the_blank_slot_of_a_letter_number_keeps_its_width(session, secretariat, meeting, add):
    typed = "000.1.5/        /PUU"
    add("dasar", number=f"  {typed} ", date_precision="day")
    row = rows(session, LegalReference)[0]
    assert row.number == typed
    assert row.parsed == {"classification": "000.1.5", "unit": "PUU"}
    page = secretariat.get(f"/rapat/{meeting.id}/dasar").text
    assert f'<p class="item-words letter-number">{typed}</p>' in page
    assert f'value="{typed}"' in secretariat.get(f"/rapat/{meeting.id}/dasar/{row.id}").text


def test_a_month_is_shown_as_a_month(secretariat, meeting, add):
    add("dasar", number="1/X", date_precision="month", dated_on="2025-05-01")
    page = secretariat.get(f"/rapat/{meeting.id}/dasar").text
    assert "Mei 2025" in page
    assert "1 Mei 2025" not in page


def test_figures_are_read_and_written_in_indonesian_marks(session, secretariat, meeting, add):
    add(
        "capaian",
        indicator="UCJ",
        unit="%",
        value="-0,43",
        target="38,30",
        rank="34",
        rank_of="38",
        remaining="479.724",
        remaining_unit="pekerja",
        remaining_meaning="unknown",
    )
    row = rows(session, Measurement)[0]
    assert (row.value, row.remaining) == (Decimal("-0.43"), Decimal(479724))
    page = secretariat.get(f"/rapat/{meeting.id}/capaian").text
    assert "-0,43%" in page
    assert "479.724 pekerja" in page
    assert "target 38,30%" in page, "digit for digit, as the office typed it"
    assert "peringkat 34 dari 38" in page
    assert 'value="38,30"' in secretariat.get(f"/rapat/{meeting.id}/capaian/{row.id}").text


@pytest.mark.parametrize(
    ("slug", "wrong", "sentence"),
    [
        ("dasar", {"date_precision": "day"}, "Isi nomor atau hal."),
        ("agenda", {"title": "", "minutes": "30"}, "Isian ini wajib diisi."),
        ("agenda", {"title": "A", "minutes": "0"}, "Tulis lama antara 1 dan 1.440 menit."),
        ("kehadiran", {"person_name": "A", "presence": "x"}, "Pilih salah satu yang tersedia."),
        ("undangan", {}, "Pilih sedikitnya satu instansi atau jabatan"),
        (
            "capaian",
            {"indicator": "A", "value": "23.86"},
            "Tulis angka seperti 479.724 atau 23,86.",
        ),
        ("capaian", {"indicator": "A", "value": "35.0000"}, "Tulis angka seperti"),
        ("capaian", {"indicator": "A", "rank": "40", "rank_of": "38"}, "Peringkat melebihi"),
        ("capaian", {"indicator": "A", "rank": str(10**30)}, "Tulis bilangan bulat mulai dari 1."),
        ("kesepakatan", {"text": "A", "due_on": "31-02"}, "Tulis tanggal seperti 18/9/2025."),
        ("kesepakatan", {"text": "A", "report_to": "raja"}, "Pilih"),
        (
            "isi-notula",
            {"heading": "A", "body": "<ul>" * 60, "body_format": "html"},
            "terlalu rumit",
        ),
        ("isi-notula", {"heading": "A", "body": "x" * 200_001}, "Isi terlalu panjang."),
    ],
)
def test_bad_input_is_named_beside_the_field(session, add, slug, wrong, sentence):
    answer = add(slug, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert rows(session, KINDS[slug].model) == []


def test_rows_change_places_and_close_their_gap(session, secretariat, meeting, add):
    add("agenda", at_once=True, text="A\nB\nC")
    third = rows(session, AgendaItem)[2]
    path = f"/rapat/{meeting.id}/agenda/{third.id}"
    secretariat.post(f"{path}/pindah", data={"arah": "naik"})
    assert [i.title for i in rows(session, AgendaItem)] == ["A", "C", "B"]
    remove(secretariat, path.rpartition("/")[0], rows(session, AgendaItem)[1])
    assert [(i.position, i.title) for i in rows(session, AgendaItem)] == [(1, "A"), (2, "B")]
    first = rows(session, AgendaItem)[0]
    secretariat.post(f"/rapat/{meeting.id}/agenda/{first.id}/pindah", data={"arah": "naik"})
    assert [i.title for i in rows(session, AgendaItem)] == ["A", "B"]
    wrong = secretariat.post(f"/rapat/{meeting.id}/agenda/{first.id}/pindah", data={"arah": "x"})
    assert wrong.status_code == 400


def test_rows_offer_only_moves_that_lead_somewhere(secretariat, meeting, add):
    add("agenda", title="Pertama")
    add("agenda", title="Kedua")
    page = secretariat.get(f"/rapat/{meeting.id}/agenda").text
    assert "Turunkan nomor 1" in page
    assert "Naikkan nomor 2" in page
    assert "Naikkan nomor 1" not in page
    assert "Turunkan nomor 2" not in page


def test_a_section_without_words_asks_to_be_written(secretariat, meeting, add):
    add("isi-notula", heading="Pembukaan", body="", body_format="plain")
    add("isi-notula", heading="Penutup", body="Rapat ditutup.", body_format="plain")
    page = secretariat.get(f"/rapat/{meeting.id}/isi-notula").text
    assert "Tulis nomor 1" in page
    assert "Ubah nomor 2" in page


def test_an_agreement_with_an_action_cannot_be_removed(session, secretariat, meeting):
    with write(session):
        agreement = make_agreement(session, session.get(Meeting, meeting.id))
        make_action(session, agreement.meeting, agreement=agreement)
    answer = remove(secretariat, f"/rapat/{meeting.id}/kesepakatan", agreement)
    assert answer.status_code == 422
    assert "sudah mempunyai tindak lanjut" in answer.text
    assert len(rows(session, Agreement)) == 1


def test_agreements_show_what_was_said_and_what_was_not(session, secretariat, meeting, add):
    add(
        "kesepakatan",
        text="Melapor.",
        report_to=["governor", "regional_secretary"],
        funding=["APBD"],
    )
    row = rows(session, Agreement)[0]
    assert row.due_on is None
    assert sorted(row.report_to) == ["governor", "regional_secretary"]
    page = secretariat.get(f"/rapat/{meeting.id}/kesepakatan").text
    assert "tenggat tidak disebut" in page
    assert "Sekretaris Daerah" in page
    secretariat.post(
        f"/rapat/{meeting.id}/kesepakatan/{row.id}",
        data={"text": "Melapor.", "due_on": "2025-10-10", "version": str(row.version)},
    )
    assert rows(session, Agreement)[0].due_on == date(2025, 10, 10)
    assert "Jumat, 10 Oktober 2025" in secretariat.get(f"/rapat/{meeting.id}/kesepakatan").text


def test_a_due_date_before_the_meeting_is_pointed_out(secretariat, meeting, add):
    path = f"/rapat/{meeting.id}/kesepakatan"
    add("kesepakatan", text="Melapor.", due_on="2025-09-18")
    assert "mendahului tanggal rapat" not in secretariat.get(path).text
    add("kesepakatan", text="Menyusun.", due_on="2020-01-01")
    assert "Tenggat ini mendahului tanggal rapat. Periksa kembali." in secretariat.get(path).text


def test_two_editors_of_one_statement_see_both_texts(session, office, client_for, meeting, add):
    add("pernyataan", kind="paraphrase", text="Semula")
    row = rows(session, Statement)[0]
    path = f"/rapat/{meeting.id}/pernyataan/{row.id}"
    version, other = str(row.version), client_for(office.colleague)
    other.post(path, data={"kind": "paraphrase", "text": "Punya dia", "version": version})
    answer = client_for(office.secretariat).post(
        path, data={"kind": "paraphrase", "text": "Punya saya", "version": version}
    )
    assert answer.status_code == 409
    assert "Punya dia" in answer.text
    assert "Punya saya" in answer.text
    assert rows(session, Statement)[0].text == "Punya dia"
