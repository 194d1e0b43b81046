"""Instansi, and what all registers share: what papers and forms take their names from."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import make_appointment, make_assignment, make_organisation, make_person
from tests.web.registers.steps import fresh
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.organisations import Organisation, OrganisationKind

REGISTERS = ("/instansi", "/jabatan", "/pejabat", "/masa-jabatan")
OFFICE = {
    "version": "0",
    "code": "dinas-uji",
    "name": "Dinas Uji Coba",
    "short_name": "Disuji",
    "kind": "department",
    "aliases": "Dinas Uji\n  Disuji Lampung \n\n",
    "parent_id": "",
    "successor_id": "",
    "active_from": "2025-01-02",
    "active_until": "",
}


def test_an_organisation_is_added_with_its_aliases(session, admin):
    assert admin.post("/instansi/baru", data=OFFICE).status_code == 303
    office = fresh(session, Organisation)
    assert (office.name, office.kind) == ("Dinas Uji Coba", OrganisationKind.DEPARTMENT)
    assert office.aliases == ["Dinas Uji", "Disuji Lampung"]
    assert (office.confirmed, office.active_from) == (False, date(2025, 1, 2))


def test_an_organisation_does_not_follow_itself(session, admin):
    admin.post("/instansi/baru", data=OFFICE)
    office = fresh(session, Organisation)
    answer = admin.post(
        f"/instansi/{office.id}", data={**OFFICE, "version": "1", "successor_id": str(office.id)}
    )
    assert answer.status_code == 422
    assert "Instansi tidak dapat digantikan oleh dirinya sendiri." in answer.text


def test_who_closes_an_organisation_hears_what_it_still_owes(session, admin):
    admin.post("/instansi/baru", data=OFFICE)
    office = fresh(session, Organisation)
    with write(session):
        for state in (AssignmentState.IN_PROGRESS, AssignmentState.AWAITING, AssignmentState.DONE):
            make_assignment(session, session.merge(office), state=state)
    closed = {**OFFICE, "version": "1", "active_until": "2025-12-31"}
    admin.post(f"/instansi/{office.id}", data=closed)
    assert "masih mempunyai 2 tindak lanjut yang belum selesai" in admin.get("/instansi").text
    admin.post(f"/instansi/{office.id}", data={**OFFICE, "version": "2"})
    assert "masih mempunyai" not in admin.get("/instansi").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Isian ini wajib diisi."),
        ("kind", "kerajaan", "Pilih salah satu yang tersedia."),
        ("parent_id", "999", "Pilih salah satu yang tersedia."),
        ("active_from", "2 Januari", "Tulis tanggal seperti 18/9/2025."),
        ("active_until", "2024-01-01", "Tanggal berakhir mendahului tanggal mulai."),
    ],
)
def test_a_wrong_organisation_is_refused_beside_the_field(session, admin, field, value, sentence):
    page = admin.post("/instansi/baru", data={**OFFICE, field: value})
    assert (page.status_code, sentence in page.text) == (422, True)
    assert "Disuji Lampung" in page.text
    session.rollback()
    assert session.scalar(select(Organisation).where(Organisation.code == "dinas-uji")) is None


def test_two_organisations_share_no_name(session, admin):
    with write(session):
        make_organisation(session, OFFICE["name"])
    page = admin.post("/instansi/baru", data=OFFICE)
    assert page.status_code == 422
    assert "Nama resmi: Isian ini sudah dipakai data lain." in page.text


def test_an_organisation_is_not_put_below_itself(session, admin):
    with write(session):
        above = make_organisation(session, code="atas")
        below = make_organisation(session, code="bawah", parent_id=above.id)
    data = {**OFFICE, "code": "atas", "version": str(above.version), "parent_id": str(below.id)}
    page = admin.post(f"/instansi/{above.id}", data=data)
    assert "Instansi tidak dapat berada di bawah dirinya sendiri." in page.text
    assert page.status_code == 422


def test_the_slower_admin_sees_both_texts_and_may_replace(session, admin):
    with write(session):
        office = make_organisation(session, "Nama Lama", aliases=["Lama"])
    data = {**OFFICE, "version": str(office.version)}
    quick = admin.post(f"/instansi/{office.id}", data={**data, "name": "Nama Cepat"})
    slow = admin.post(f"/instansi/{office.id}", data={**data, "name": "Nama <b>Lambat</b>"})
    assert (quick.status_code, slow.status_code) == (303, 409)
    assert "Nama Cepat" in slow.text
    assert "Nama &lt;b&gt;Lambat&lt;/b&gt;" in slow.text
    again = {**data, "version": str(office.version + 1), "name": "Nama Lambat"}
    assert admin.post(f"/instansi/{office.id}", data=again).status_code == 303
    assert fresh(session, Organisation).name == "Nama Lambat"


def test_the_list_narrows_by_kind_and_by_name(session, admin):
    with write(session):
        make_organisation(session, "Biro Hukum", kind=OrganisationKind.BUREAU)
        make_organisation(session, "Dinas Kehutanan")
    page = admin.get("/instansi?jenis=bureau").text
    assert ("Biro Hukum" in page, "Dinas Kehutanan" in page) == (True, False)
    page = admin.get("/instansi?cari=hutan&jenis=tidak-ada").text
    assert ("Biro Hukum" in page, "Dinas Kehutanan" in page) == (False, True)
    assert "Tidak ada yang cocok." in admin.get("/instansi?cari=hutan&jenis=bureau").text


@pytest.mark.parametrize("typed", ["keuangan", "BPKAD", "bpkad", "Badan Keu"])
def test_an_organisation_is_found_by_every_name_it_goes_by(session, admin, typed):
    with write(session):
        make_organisation(session, "Dinas Kehutanan", short_name="Dishut", aliases=["Kehutanan"])
        make_organisation(
            session,
            "Badan Pengelola Keuangan dan Aset",
            short_name="BPKAD",
            aliases=["Badan Keu"],
        )
    page = admin.get("/instansi", query_string={"cari": typed}).text
    assert ("Badan Pengelola" in page, "Dinas Kehutanan" in page) == (True, False)


def test_an_unconfirmed_name_is_said_to_be_so(session, admin):
    with write(session):
        make_organisation(session, "Dinas Rekaan")
    assert "nama belum dipastikan" in admin.get("/instansi").text


def test_an_empty_list_says_what_to_do_first(admin):
    assert "Mulailah dengan yang memimpin rapat" in admin.get("/jabatan").text
    assert "Catat jabatan dan pejabatnya dahulu" in admin.get("/masa-jabatan").text


@pytest.mark.parametrize("path", REGISTERS)
def test_a_search_without_result_says_so(admin, path):
    assert "Tidak ada yang cocok." in admin.get(f"{path}?cari=tidakada").text


@pytest.mark.parametrize("path", REGISTERS)
@pytest.mark.parametrize("cursor", ["x", "W10=", "WzEsMl0=", "W251bGwsMV0="])
def test_a_broken_page_address_is_the_first_page(admin, path, cursor):
    assert admin.get(f"{path}?setelah={cursor}").status_code == 200


def test_a_list_goes_on_after_fifty_though_names_repeat(session, admin):
    with write(session):
        for _ in range(60):
            make_appointment(session, make_person(session, "Saipul"), title="Lurah")
    first = admin.get("/masa-jabatan").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = admin.get(following).text
    assert first.count("Lurah") + second.count("Lurah") == 60
