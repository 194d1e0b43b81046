"""A series as the form sends it, and looking up what was stored."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tracker.infra import clock
from tracker.models.series import Series

HOSTILE = "<script>alert('x')</script>"
TODAY = clock.today(ZoneInfo("Asia/Jakarta"))
DAY = timedelta(days=1)
FORM = {
    "version": "0",
    "name": "Rakor Pengendalian Inflasi",
    "subject": "Rakor Inflasi {bulan} {tahun}",
    "repeat": "monthly_by_weekday",
    "weekday": "TH",
    "week": "3",
    "month_day": "",
    "first_on": TODAY.isoformat(),
    "until": "",
    "on_day_off": "next",
    "start_time": "09:00",
    "end_time": "",
    "open_ended": "y",
    "zone": "Asia/Jakarta",
    "venue": "Ruang Sakai Sambayan",
    "mode": "onsite",
    "host": "",
    "chair_position_id": "",
    "chair_name": "Budi",
    "chair_position": "Sekretaris Daerah",
    "chair_on_behalf_of": "",
    "minute_taker_id": "",
    "minute_taker_name": "",
    "minute_taker_position": "",
    "security_class": "open",
    "urgency": "normal",
    "prepare_before": "14",
    "update_opens_before": "5",
    "update_closes_before": "1",
    "objection_days": "3",
}


def form_of(office, **changes):
    return {**FORM, "organising_unit_id": str(office.unit.id), **changes}


def stored(session):
    session.rollback()
    return session.scalars(select(Series).order_by(Series.id.desc())).first()


def add_series(session, office, client, **changes):
    """Through the form; returns what is stored."""
    answer = client.post("/rangkaian/baru", data=form_of(office, **changes))
    assert answer.status_code == 303, answer.text
    return stored(session)
