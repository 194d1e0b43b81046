"""Kalender kerja: the admin reads it year by year and edits it."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import NOW, someone
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.working_days import OfficeDay

HOSTILE = "<script>alert('x')</script>"
EDIT = {"version": "0", "day": "2026-12-24", "kind": "kerja", "name": "Pelayanan tetap buka"}


def kept(session):
    session.rollback()
    return [(d.day, d.name, d.working) for d in session.scalars(select(OfficeDay))]


def add(session, day=date(2026, 3, 27), name="HUT Provinsi", working=False):
    with write(session):
        by = someone(session)
        return OfficeDay.add(session, by=by, at=NOW, day=day, name=name, working=working).id


def test_a_year_shows_its_days_off_and_how_many_days_are_worked(admin):
    page = admin.get("/kalender-kerja?tahun=2026").text
    assert "Rabu, 18 Maret 2026" in page
    assert "Cuti Bersama Hari Suci Nyepi</p>" in page
    assert "Hari Raya Idul Fitri · libur nasional" in page
    assert "240 hari kerja" in page
    assert "perkiraan" not in page.casefold()
    assert "/kalender-kerja?tahun=2025" in page
    assert "/kalender-kerja?tahun=2027" in page


def test_what_is_only_estimated_or_unknown_is_said(admin):
    page = admin.get("/kalender-kerja?tahun=2060").text
    assert "Perkiraan</span>" in page
    assert "belum ditetapkan pemerintah" in page
    assert "Cuti bersama tahun 2060 tidak ada dalam daftar." in page


@pytest.mark.parametrize("asked", ["abad", "1", "99999999999999999999", "-5", ""])
def test_a_year_nobody_knows_is_this_one(admin, asked):
    assert admin.get("/kalender-kerja", query_string={"tahun": asked}).status_code == 200


def test_the_list_ends_where_the_decrees_do(admin):
    assert "tahun=2101" not in admin.get("/kalender-kerja?tahun=2100").text
    assert "tahun=1999" not in admin.get("/kalender-kerja?tahun=2000").text


def test_leave_is_struck_from_its_row(session, admin):
    assert "/kalender-kerja/baru?tanggal=2026-12-24" in admin.get("/kalender-kerja?tahun=2026").text
    form = admin.get("/kalender-kerja/baru?tanggal=2026-12-24").text
    assert 'value="2026-12-24"' in form
    answer = admin.post("/kalender-kerja/baru", data=EDIT)
    assert answer.location == "/kalender-kerja?tahun=2026"
    assert kept(session) == [(date(2026, 12, 24), "Pelayanan tetap buka", True)]
    page = admin.get("/kalender-kerja?tahun=2026").text
    assert "241 hari kerja" in page
    assert "menurut ketetapan: Cuti Bersama Hari Raya Natal" in page


@pytest.mark.parametrize("asked", ["kemarin", "2026-13-01", "0000-00-00"])
def test_an_address_with_an_odd_date_opens_an_empty_form(admin, asked):
    assert admin.get(f"/kalender-kerja/baru?tanggal={asked}").status_code == 200


def test_a_local_holiday_is_added_renamed_and_removed_after_asking(session, admin):
    added = {**EDIT, "day": "27/3/2026", "kind": "libur", "name": f"HUT {HOSTILE}"}
    admin.post("/kalender-kerja/baru", data=added)
    page = admin.get("/kalender-kerja?tahun=2026").text
    assert ("239 hari kerja" in page, "Libur kantor" in page, HOSTILE in page) == (
        True,
        True,
        False,
    )
    session.rollback()
    row_id = session.scalar(select(OfficeDay.id))
    admin.post(f"/kalender-kerja/{row_id}", data={**added, "version": "1", "name": "HUT Kota"})
    assert kept(session) == [(date(2026, 3, 27), "HUT Kota", False)]
    asked = admin.get(f"/kalender-kerja/{row_id}/hapus").text
    assert "Jumat, 27 Maret 2026: HUT Kota" in asked
    answer = admin.post(f"/kalender-kerja/{row_id}/hapus", data={"version": "2"})
    assert (answer.status_code, kept(session)) == (303, [])


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("day", "", "Isian ini wajib diisi."),
        ("day", "besok", "Tulis tanggal seperti 18/9/2025."),
        ("day", "0202-12-24", "Periksa tahunnya: antara 2000 dan 2100."),
        ("name", "", "Isian ini wajib diisi."),
        ("kind", "", "Pilih salah satu yang tersedia."),
        ("kind", "pesta", "Pilih salah satu yang tersedia."),
    ],
)
def test_a_wrong_day_is_refused_beside_its_field(session, admin, field, value, sentence):
    page = admin.post("/kalender-kerja/baru", data={**EDIT, field: value})
    assert (page.status_code, sentence in page.text, kept(session)) == (422, True, [])
    assert "Pelayanan tetap buka" in page.text or field == "name"


def test_a_day_that_is_edited_already_is_not_edited_twice(session, admin):
    add(session, day=date(2026, 12, 24))
    page = admin.post("/kalender-kerja/baru", data=EDIT)
    assert page.status_code == 422
    assert "Hari ini sudah ada dalam kalender kantor." in page.text
    assert "Pelayanan tetap buka" in page.text


def test_the_slower_admin_sees_both_and_overwrites_or_removes_nothing_unseen(session, admin):
    row_id = add(session)
    quick = {**EDIT, "day": "2026-03-27", "kind": "libur", "version": "1", "name": "Nama cepat"}
    assert admin.post(f"/kalender-kerja/{row_id}", data=quick).status_code == 303
    slow = admin.post(f"/kalender-kerja/{row_id}", data={**quick, "name": "Nama lambat"})
    assert (slow.status_code, "Nama cepat" in slow.text, "Nama lambat" in slow.text) == (
        409,
        True,
        True,
    )
    removal = admin.post(f"/kalender-kerja/{row_id}/hapus", data={"version": "1"})
    assert (removal.status_code, "Nama cepat" in removal.text) == (409, True)
    assert len(kept(session)) == 1


def test_many_edits_cost_no_more_statements(app, session, admin):
    few = count_statements(app, admin, "/kalender-kerja?tahun=2026")
    for number in range(1, 20):
        add(session, day=date(2026, 7, number))
    assert count_statements(app, admin, "/kalender-kerja?tahun=2026") == few <= 8


def test_the_settings_lead_to_the_calendar(admin):
    assert 'href="/kalender-kerja"' in admin.get("/pengaturan").text
