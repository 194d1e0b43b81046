"""Rangkaian rapat: its form in plain words."""

from datetime import date, time

import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    make_organisation,
    make_series,
    someone,
)
from tests.web.series.steps import HOSTILE, TODAY, add_series, form_of, stored
from tracker.infra.db import write
from tracker.models.agenda import AgendaKind
from tracker.models.recurrences import dates
from tracker.models.series import OnDayOff, Series
from tracker.models.series_pattern import agenda_of_series


def test_a_series_is_made_in_plain_words_and_begins_by_looking_back(session, office, secretariat):
    series = add_series(session, office, secretariat)
    assert (series.rule, series.on_day_off) == ("FREQ=MONTHLY;BYDAY=3TH", OnDayOff.NEXT)
    assert series.first_on == next(dates(series.rule, TODAY))
    assert (series.start_time, series.open_ended, series.zone) == (time(9), True, "Asia/Jakarta")
    assert [item.kind for item in agenda_of_series(series)] == [
        AgendaKind.PREVIOUS_MINUTES,
        AgendaKind.FOLLOW_UP,
    ]
    page = secretariat.get(f"/rangkaian/{series.id}").text
    assert "Setiap bulan, Kamis ketiga" in page
    assert "Tindak lanjut rapat lalu" in page
    assert page.count("belum disiapkan") == 6


@pytest.mark.parametrize(
    ("chosen", "rule", "words"),
    [
        ({"repeat": "weekly", "weekday": "MO"}, "FREQ=WEEKLY;BYDAY=MO", "minggu, hari Senin"),
        (
            {"repeat": "fortnightly", "weekday": "FR"},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
            "Setiap dua minggu, hari Jumat",
        ),
        (
            {"repeat": "monthly_by_weekday", "week": "-1", "until": "2099-12-31"},
            "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20991231",
            "Setiap bulan, Kamis terakhir, sampai 31 Desember 2099",
        ),
        (
            {"repeat": "monthly_by_date", "month_day": "5"},
            "FREQ=MONTHLY;BYMONTHDAY=5",
            "Setiap bulan, tanggal 5",
        ),
        (
            {"repeat": "quarterly_by_date", "month_day": "31"},
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "tanggal 31 atau hari terakhir bulan itu",
        ),
        (
            {"repeat": "quarterly_by_weekday"},
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH",
            "Setiap tiga bulan, Kamis ketiga",
        ),
        ({"repeat": ""}, "", "Tidak berkala, menurut kebutuhan"),
    ],
)
def test_every_choice_is_kept_said_in_words_and_offered_again(
    session, office, secretariat, chosen, rule, words
):
    series = add_series(session, office, secretariat, **chosen)
    assert series.rule == rule
    path = f"/rangkaian/{series.id}"
    assert words in secretariat.get(path).text
    version = str(series.version)
    again = form_of(office, **{**chosen, "version": version, "venue": "Ruang lain"})
    assert secretariat.post(f"{path}/ubah", data=again).status_code == 303
    assert (stored(session).rule, stored(session).venue) == (rule, "Ruang lain")
    form = secretariat.get(f"{path}/ubah").text
    for value in (chosen["repeat"], chosen.get("weekday", ""), chosen.get("week", "")):
        assert not value or f'<option selected value="{value}">' in form


@pytest.mark.parametrize(
    ("changes", "label", "sentence"),
    [
        ({"name": ""}, "Nama rangkaian", "Isian ini wajib diisi."),
        ({"first_on": ""}, "Mulai tanggal", "Isi tanggal mulainya."),
        ({"first_on": "besok"}, "Mulai tanggal", "Tulis tanggal seperti 18/9/2025."),
        ({"first_on": "0202-01-01"}, "Mulai tanggal", "Periksa tahunnya"),
        ({"weekday": ""}, "Hari", "Pilih harinya."),
        ({"week": ""}, "Pekan dalam bulan", "Pilih pekannya"),
        ({"repeat": "monthly_by_date"}, "Tanggal dalam bulan", "Isi tanggalnya dalam bulan."),
        (
            {"repeat": "monthly_by_date", "month_day": "32"},
            "Tanggal dalam bulan",
            "Tulis tanggal antara 1 dan 31.",
        ),
        ({"repeat": "setiap saat"}, "Berulang", "Pilih salah satu yang tersedia."),
        ({"until": "2020-01-01"}, "Sampai tanggal", "tidak mempunyai tanggal sejak hari ini"),
        (
            {"end_time": "08:00", "open_ended": ""},
            "Selesai pukul",
            "Waktu selesai mendahului waktu mulai.",
        ),
        ({"end_time": "11:00"}, "Selesai pukul", "Pilih salah satu"),
        ({"objection_days": "-1"}, "Masa keberatan notula", "Tulis bilangan antara 0 dan 90."),
        ({"objection_days": "tiga"}, "Masa keberatan notula", "Tulis bilangan bulat."),
        (
            {"update_closes_before": "5"},
            "Tutup pemutakhiran",
            "Pemutakhiran harus ditutup lebih dekat ke rapat daripada saat dibuka.",
        ),
        ({"security_class": "secret"}, "Klasifikasi keamanan", "Pilih salah satu yang tersedia."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_typing_is_kept(
    session, office, secretariat, changes, label, sentence
):
    page = secretariat.post("/rangkaian/baru", data=form_of(office, **changes))
    assert page.status_code == 422
    assert f"{label}: " in page.text
    assert sentence in page.text
    assert "Ruang Sakai Sambayan" in page.text
    assert stored(session) is None


def test_a_first_date_gone_by_is_allowed_and_said(session, office, secretariat):
    add_series(session, office, secretariat, first_on="2025-01-01")
    assert "Tanggal mulainya sudah lewat" in secretariat.get("/rangkaian").text
    assert stored(session).first_on == date(2025, 1, 16)


def test_a_series_that_has_ended_may_still_be_renamed(session, office, secretariat):
    with write(session):
        series = make_series(session, office.unit, rule="FREQ=WEEKLY;BYDAY=TH;UNTIL=20260201")
    ended = form_of(
        office,
        version=str(series.version),
        name="Nama baru",
        repeat="weekly",
        first_on="2026-01-15",
        until="2026-02-01",
    )
    assert secretariat.post(f"/rangkaian/{series.id}/ubah", data=ended).status_code == 303
    assert stored(session).name == "Nama baru"
    assert "Jadwal ini sudah berakhir." in secretariat.get(f"/rangkaian/{series.id}").text
    later = secretariat.post(
        f"/rangkaian/{series.id}/ubah", data={**ended, "version": "2", "until": "2026-02-08"}
    )
    assert later.status_code == 422


def test_two_series_of_a_unit_share_no_name(session, office, secretariat):
    add_series(session, office, secretariat)
    page = secretariat.post("/rangkaian/baru", data=form_of(office))
    assert page.status_code == 422
    assert "Unit ini sudah mempunyai rangkaian dengan nama itu." in page.text


def test_the_slower_of_two_sees_both_texts_and_may_replace(session, office, secretariat):
    series = add_series(session, office, secretariat)
    path, version = f"/rangkaian/{series.id}/ubah", str(series.version)
    quick = form_of(office, version=version, venue="Ruang cepat")
    assert secretariat.post(path, data=quick).status_code == 303
    slow = secretariat.post(path, data={**quick, "venue": f"Ruang lambat {HOSTILE}"})
    assert (slow.status_code, "Ruang cepat" in slow.text, HOSTILE in slow.text) == (
        409,
        True,
        False,
    )
    again = {**quick, "venue": "Ruang lambat", "version": str(stored(session).version)}
    assert secretariat.post(path, data=again).status_code == 303


def test_a_series_is_not_moved_to_a_unit_of_others(session, office, client_for, secretariat):
    series = add_series(session, office, secretariat)
    with write(session):
        foreign = make_organisation(session)
    data = form_of(office, version=str(series.version), organising_unit_id=str(foreign.id))
    assert secretariat.post(f"/rangkaian/{series.id}/ubah", data=data).status_code == 422
    assert client_for(office.stranger).get(f"/rangkaian/{series.id}").status_code == 200
    assert client_for(office.stranger).get(f"/rangkaian/{series.id}/ubah").status_code == 403


def test_a_series_begun_by_its_name_alone_gets_its_schedule_later(session, office, secretariat):
    with write(session):
        by = someone(session)
        series = Series.add(
            session, by=by, at=NOW, name="Rakor lama", organising_unit_id=office.unit.id
        )
    page = secretariat.get(f"/rangkaian/{series.id}").text
    assert "Belum ada jadwal." in page
    assert "Siapkan rapat berikutnya" not in page
    assert secretariat.get(f"/rangkaian/{series.id}/ubah").status_code == 200
    data = form_of(office, version="1", name="Rakor lama")
    assert secretariat.post(f"/rangkaian/{series.id}/ubah", data=data).status_code == 303
    assert "Siapkan rapat berikutnya" in secretariat.get(f"/rangkaian/{series.id}").text


def test_the_meeting_form_still_opens_a_series_by_its_name(session, office, secretariat):
    data = {
        "subject": "Rakor UCJ",
        "series_name": "Rakor UCJ bulanan",
        "organising_unit_id": str(office.unit.id),
        "zone": "Asia/Jakarta",
        "mode": "",
        "chair": "",
        "security_class": "open",
        "urgency": "normal",
        "minute_taker_id": "",
    }
    assert secretariat.post("/rapat/baru", data=data).status_code == 303
    session.rollback()
    series = session.scalars(select(Series)).one()
    assert (series.name, series.rule, series.objection_days) == ("Rakor UCJ bulanan", "", 3)
