"""What waits for a ruling, oldest first page by page, and whose days a wait counts on."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_actor, make_assignment, make_organisation
from tracker.models.extensions import ask_for_date
from tracker.models.objections import Ground, object_to
from tracker.models.users import Actor, Role
from tracker.reports.objections import waiting_on
from tracker.reports.requests import waiting_requests

DAY = timedelta(days=1)


def test_both_kinds_are_paged_in_one_order_and_none_is_lost_or_told_twice(session: Session):
    agency = make_actor(session)
    share = make_assignment(session, due_on=TODAY)
    clerk = make_actor(session, Role.SECRETARIAT, share.action.unit)
    for number in range(3):
        at = NOW + (number // 2) * DAY  # the first two at one instant
        other = make_assignment(session, action=share.action, due_on=TODAY)
        object_to(other, Ground.NOT_OURS, "Urusan pusat.", by=agency, at=at)
        ask_for_date(other, TODAY + DAY, "Menunggu.", by=agency, at=at, today=TODAY)
    session.flush()
    whole = waiting_requests(session, clerk, limit=9)
    assert len(whole) == 6
    assert [one.position for one in whole] == sorted(one.position for one in whole)
    found, after = [], None
    while page := waiting_requests(session, clerk, limit=2, after=after):
        found += page
        after = page[-1].position
    assert found == whole


def test_days_of_waiting_count_from_the_day_it_was_raised_in_the_office_s_zone(session: Session):
    awaited = make_organisation(session)
    reader: Actor = make_actor(session, Role.AGENCY, awaited)
    share, agency = make_assignment(session), make_actor(session)
    friday_night = datetime(2025, 9, 18, 17, 30, tzinfo=UTC)  # 00.30 WIB on Friday the 19th
    told: dict[str, Any] = {"by": agency, "at": friday_night}
    wait = object_to(share, Ground.WAITING_FOR, "Rekomendasi.", **told, awaited=awaited)
    session.flush()

    def days(today_offset: int) -> list[tuple[int, int]]:
        today, zone = TODAY + today_offset * DAY, ZoneInfo("Asia/Jakarta")
        found = waiting_on(session, reader, today=today, zone=zone, limit=9)
        return [(one.days, one.working_days) for one in found]

    assert days(1) == [(0, 0)]
    assert days(4) == [(3, 1)]  # over a weekend
    wait.accept("Benar.", by=make_actor(session), at=NOW)
    session.flush()
    assert days(5) == [(4, 2)]  # ruled on or not
    wait.withdraw(by=agency, at=NOW)
    session.flush()
    assert days(5) == []
