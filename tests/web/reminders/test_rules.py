"""The rules of reminding, pauses and one's own day are set on pages, and never silently lost."""

from datetime import time

import pytest
from sqlalchemy import select

from tests.factories import make_series
from tracker.infra.db import write
from tracker.models.digest_wishes import DigestWish, Frequency
from tracker.models.recurrences import Weekday
from tracker.models.reminder_pauses import ReminderPause
from tracker.models.reminder_rules import ReminderRule, all_rules

RULE = {
    "before": "7, 2",
    "on_day": "y",
    "every_after": "4",
    "escalates": "y",
    "responsible": "2",
    "head": "4",
    "assistant_secretary": "8",
    "regional_secretary": "12",
    "monthly": "y",
    "ask_before": "3",
    "sends_at": "08.15",
}


def test_the_general_rule_is_shipped_shown_and_changed(session, secretariat):
    page = secretariat.get("/pengingat/aturan").text
    assert 'value="5, 1"' in page
    assert secretariat.post("/pengingat/aturan", data={**RULE, "version": "0"}).status_code == 303
    session.rollback()
    rules = all_rules(session)
    assert (rules.general.before, rules.sends_at) == ([7, 2], time(8, 15))
    assert rules.general.escalate_after == [2, 4, 8, 12]


def test_two_who_change_it_at_once_both_see_it(secretariat):
    secretariat.post("/pengingat/aturan", data={**RULE, "version": "0"})
    late = secretariat.post("/pengingat/aturan", data={**RULE, "version": "0", "before": "9"})
    assert late.status_code == 409
    assert "Perbedaan kedua isian" in late.text
    assert "7, 2" in late.text
    assert 'value="9"' in late.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"before": "besok"}, "Tulis bilangan antara 1 dan 60"),
        ({"before": "1,2,3,4,5,6"}, "Paling banyak 5 kali"),
        ({"head": "2"}, "harus lebih lama terlambat"),
        ({"head": ""}, "Isi keempat jenjangnya"),
        ({"every_after": "61"}, "Tulis bilangan antara 0 dan 60"),
        ({"sends_at": "pagi"}, "Tulis waktu seperti 09.00"),
    ],
)
def test_what_cannot_be_a_rule_is_said_beside_its_field(session, secretariat, wrong, said):
    answer = secretariat.post("/pengingat/aturan", data={**RULE, **wrong, "version": "0"})
    assert answer.status_code == 422
    assert said in answer.text
    assert session.scalars(select(ReminderRule)).all() == []


def test_a_series_may_have_its_own_and_give_it_back(session, office, secretariat):
    with write(session):
        series = make_series(session, office.unit)
    path = f"/rangkaian/{series.id}/pengingat"
    assert "mengikuti aturan umum" in secretariat.get(path).text
    assert secretariat.post(path, data={**RULE, "version": "0"}).status_code == 303
    session.rollback()
    rules = all_rules(session)
    assert rules.of(series.id).before == [7, 2]
    assert rules.of(None).before == [5, 1]
    assert rules.of_series[series.id].sends_at is None
    version = rules.of_series[series.id].version
    assert secretariat.post(f"{path}/umum", data={"version": version}).status_code == 303
    session.rollback()
    assert all_rules(session).of_series == {}
    assert secretariat.post(f"{path}/umum", data={"version": version}).status_code == 409


def test_a_pause_says_why_and_can_be_ended(session, office, secretariat):
    form = {"since": "2025-09-18", "until": "2099-01-01", "reason": "Peralihan <b>dinas</b>"}
    answer = secretariat.post(
        "/pengingat/jeda/baru", data={**form, "organisation_id": str(office.agency.id)}
    )
    assert answer.status_code == 303
    page = secretariat.get("/pengingat").text
    assert "Dinas Tenaga Kerja tidak diingatkan" in page
    assert "Peralihan &lt;b&gt;dinas" in page
    session.rollback()
    pause = session.scalars(select(ReminderPause)).one()
    for _press in range(2):
        ended = secretariat.post(f"/pengingat/jeda/{pause.id}/pengakhiran")
        assert ended.status_code == 303
    assert "sudah diakhiri" in secretariat.get("/pengingat").text
    assert "Dinas Tenaga Kerja tidak diingatkan" not in secretariat.get("/pengingat").text


def test_a_pause_needs_its_days_in_order_and_its_reason(session, secretariat):
    form = {"since": "2025-09-18", "until": "2025-09-17", "reason": "Libur"}
    assert secretariat.post("/pengingat/jeda/baru", data=form).status_code == 422
    form = {"since": "2025-09-18", "until": "2025-09-19", "reason": ""}
    assert secretariat.post("/pengingat/jeda/baru", data=form).status_code == 422
    assert session.scalars(select(ReminderPause)).all() == []


def test_a_user_chooses_his_own_day_and_hour(session, office, client_for):
    agency = client_for(office.agency_user)
    assert "/akun-saya/pengingat" in agency.get("/akun-saya").text
    page = agency.get("/akun-saya/pengingat").text
    assert "belum mempunyai alamat" in page
    wish = {"frequency": "weekly", "weekday": "", "sends_at": "09.00", "version": "0"}
    assert agency.post("/akun-saya/pengingat", data=wish).status_code == 422
    wish["weekday"] = "MO"
    assert agency.post("/akun-saya/pengingat", data=wish).status_code == 303
    session.rollback()
    stored = session.scalars(select(DigestWish)).one()
    kept = (stored.user_id, stored.frequency, stored.weekday, stored.sends_at)
    assert kept == (office.agency_user.id, Frequency.WEEKLY, Weekday.MONDAY, time(9))
    assert agency.post("/akun-saya/pengingat", data=wish).status_code == 409
