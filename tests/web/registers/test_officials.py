"""Pejabat, jabatan, masa jabatan: whose names and titles papers print."""

import pytest
from sqlalchemy import select

from tests.factories import make_appointment, make_organisation, make_person
from tests.web.registers.steps import fresh
from tracker.infra.db import write
from tracker.models.people import Appointment, Capacity, Person, Position

# 18 digits: born 1 January 1970, appointed March 1995, a man, the first of that day.
PERSON = {
    "version": "0",
    "title_front": "Dr.",
    "name": "I Wayan Contoh",
    "title_back": "S.E., M.M.",
    "employee_number": "19700101 199503 1 001",
}


def test_a_person_keeps_titles_apart_and_shows_no_full_nip_in_lists(session, admin):
    assert admin.post("/pejabat/baru", data=PERSON).status_code == 303
    person = fresh(session, Person)
    assert person.full_name == "Dr. I Wayan Contoh, S.E., M.M."
    assert person.employee_number == "197001011995031001"
    page = admin.get("/pejabat").text
    assert "•••••001" in page
    assert "19700101" not in page


@pytest.mark.parametrize("typed", ["1970", "1970010119950310AB", "1" * 19, "1" * 17])
def test_a_nip_of_another_length_or_with_letters_is_refused(admin, typed):
    page = admin.post("/pejabat/baru", data={**PERSON, "employee_number": typed})
    assert page.status_code == 422
    assert "NIP terdiri atas 18 angka" in page.text
    assert f'value="{typed}"' in page.text


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("197002301995031001", "Tanggal lahir dalam NIP tidak ada di kalender."),
        ("197001011995133001", "Susunan NIP tidak lazim."),
        ("197001011980031001", "Tahun pengangkatan atau nomor urut"),
        ("79101234", "Nomor ini dicetak sebagai NRP (TNI/Polri)."),
    ],
)
def test_an_odd_nip_is_kept_with_a_warning(session, admin, number, doubt):
    admin.post("/pejabat/baru", data={**PERSON, "employee_number": number})
    assert fresh(session, Person).employee_number == number
    assert doubt in admin.get("/pejabat").text


@pytest.mark.parametrize("number", ["", "131234567", "198501012024211001", "199001012022212001"])
def test_no_old_and_pppk_numbers_are_ordinary(session, admin, number):
    admin.post("/pejabat/baru", data={**PERSON, "employee_number": number})
    assert fresh(session, Person).employee_number == (number or None)
    assert "Periksa kembali" not in admin.get("/pejabat").text


def test_two_people_share_no_nip(admin):
    admin.post("/pejabat/baru", data=PERSON)
    page = admin.post("/pejabat/baru", data=PERSON)
    assert "NIP atau NRP: Isian ini sudah dipakai data lain." in page.text


def test_two_people_without_nip_are_two_people(session, admin):
    for name in ("Saipul", "Lukman"):
        data = {**PERSON, "name": name, "employee_number": ""}
        assert admin.post("/pejabat/baru", data=data).status_code == 303
    session.rollback()
    assert len(session.scalars(select(Person)).all()) == 2


def test_a_position_and_its_acting_holder(session, admin):
    with write(session):
        office, person = make_organisation(session), make_person(session)
    position = {
        "version": "0",
        "title": "Kepala Dinas Uji",
        "level": "head",
        "organisation_id": str(office.id),
    }
    assert admin.post("/jabatan/baru", data=position).status_code == 303
    term = {
        "version": "0",
        "person_id": str(person.id),
        "position_id": str(fresh(session, Position).id),
        "capacity": "acting",
        "rank_grade": "Pembina Tingkat I (IV/b)",
        "show_rank": "no",
        "since": "2025-02-01",
        "until": "",
    }
    wrong = admin.post("/masa-jabatan/baru", data={**term, "since": "2025-02-31"})
    assert "Mulai: Tulis tanggal seperti 18/9/2025." in wrong.text
    assert "Mulai: Isian ini wajib diisi." in admin.post("/masa-jabatan/baru", data={}).text
    assert admin.post("/masa-jabatan/baru", data=term).status_code == 303
    held = fresh(session, Appointment)
    assert held.capacity is Capacity.ACTING
    assert held.position_title == "Plt. Kepala Dinas Uji"
    assert held.signature().rank_grade == ""
    assert "Plt. Kepala Dinas Uji" in admin.get("/masa-jabatan").text


@pytest.mark.parametrize(("shown", "word"), [(None, ""), (True, "yes"), (False, "no")])
def test_the_rule_on_rank_survives_an_edit(session, admin, shown, word):
    with write(session):
        held = make_appointment(session, make_person(session), show_rank=shown)
    page = admin.get(f"/masa-jabatan/{held.id}").text
    assert f'<option selected value="{word}">' in page
    data = {
        "version": str(held.version),
        "person_id": str(held.person_id),
        "position_id": str(held.position_id),
        "capacity": "definitive",
        "rank_grade": "",
        "show_rank": word,
        "since": "2024-01-02",
        "until": "2025-01-01",
    }
    assert admin.post(f"/masa-jabatan/{held.id}", data=data).status_code == 303
    assert fresh(session, Appointment).show_rank is shown


def test_a_term_does_not_end_before_it_begins(session, admin):
    with write(session):
        held = make_appointment(session, make_person(session))
    data = {
        "version": str(held.version),
        "person_id": str(held.person_id),
        "position_id": str(held.position_id),
        "capacity": "definitive",
        "show_rank": "",
        "since": "2025-01-02",
        "until": "2024-01-02",
    }
    page = admin.post(f"/masa-jabatan/{held.id}", data=data)
    assert "Sampai: Tanggal berakhir mendahului tanggal mulai." in page.text


def test_a_term_shows_how_its_official_will_sign(session, admin):
    with write(session):
        person = make_person(
            session, "Rahmat", title_front="Dr.", employee_number="197001011995031001"
        )
        held = make_appointment(session, person, rank_grade="Pembina (IV/a)")
    page = admin.get(f"/masa-jabatan/{held.id}").text
    assert "<strong>Dr. Rahmat</strong>" in page
    assert "NIP 19700101 199503 1 001" in page
    typed = {
        "person_id": str(held.person_id),
        "position_id": str(held.position_id),
        "capacity": "acting",
        "rank_grade": "Pembina (IV/a)",
        "show_rank": "no",
        "show_titles": "no",
    }
    address, part = "/masa-jabatan/tanda-tangan", {"HX-Request": "true"}
    block = admin.post(address, data=typed, headers=part).text
    assert "<p>Plt. KEPALA DINAS,</p>" in block
    assert "<strong>Rahmat</strong>" in block
    assert "NIP" not in block
    for wrong in ({"person_id": "99999999999999999999"}, {"person_id": "x"}, {"capacity": ""}):
        block = admin.post(address, data={**typed, **wrong}, headers=part)
        assert (block.status_code, "Pilih pejabat" in block.text) == (200, True)
