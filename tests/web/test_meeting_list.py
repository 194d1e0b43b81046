"""The list of meetings: its order, pages, filters, and whose meetings it holds."""

import html
import re
from datetime import date, timedelta

import pytest

from tests.factories import (
    TODAY,
    make_minutes,
)
from tests.web.office import count_statements
from tests.web.recorded import stored
from tracker.infra.db import write
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState


def test_an_empty_list_says_so_and_offers_the_one_act(secretariat):
    page = secretariat.get("/rapat").text
    assert "Belum ada rapat." in page
    assert "Catat rapat" in page


def test_meetings_without_a_date_come_first_then_the_newest(session, office, secretariat):
    stored(session, office, subject="Lama", starts_on=date(2025, 1, 2))
    stored(session, office, subject="Baru", starts_on=date(2025, 3, 4))
    stored(session, office, subject="Tanpa tanggal", starts_on=None, state=MeetingState.DRAFT)
    page = secretariat.get("/rapat").text
    assert page.index("Tanpa tanggal") < page.index("Baru") < page.index("Lama")
    assert "Selasa, 4 Maret 2025" in page


def test_pages_follow_each_other_without_gap_or_repetition(session, office, secretariat):
    for n in range(3):
        stored(session, office, subject=f"R-{n}-x", starts_on=None, state=MeetingState.DRAFT)
    for n in range(3, 120):
        stored(session, office, subject=f"R-{n}-x", starts_on=TODAY - timedelta(days=n // 2))
    seen, path = [], "/rapat"
    while path:
        page = secretariat.get(path).text
        seen += [n for n in range(120) if f">R-{n}-x<" in page]
        path = _next(page)
    assert sorted(seen) == list(range(120))


def _next(page):
    link = re.search(r'rel="next" href="([^"]+)"', page)
    return html.unescape(link[1]) if link else None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=inflasi", {"Inflasi"}),
        ("q=INFLASI+balai", {"Inflasi"}),
        ("q=%25", set()),
        ("keadaan=draft", {"Draf"}),
        ("tahun=2025", {"UCJ"}),
        ("tahun=2024&bulan=5", {"Inflasi"}),
        ("notula=belum-ada", {"Inflasi"}),
        ("notula=belum-disahkan", {"Inflasi", "UCJ"}),
        ("notula=disahkan", set()),
        ("keadaan=ngawur&tahun=abc&unit=999999999999&setelah=xx", {"Draf", "UCJ", "Inflasi"}),
    ],
)
def test_filters_narrow_the_list_and_unknown_values_are_ignored(
    session, office, secretariat, query, found
):
    stored(session, office, subject="Draf", starts_on=None, state=MeetingState.DRAFT)
    meeting = stored(session, office, subject="UCJ")
    stored(session, office, subject="Inflasi", starts_on=date(2024, 5, 6), venue="Balai Keratun")
    with write(session):
        make_minutes(session, meeting)
    page = secretariat.get(f"/rapat?{query}").text
    assert {name for name in ("Draf", "UCJ", "Inflasi") if f">{name}</a>" in page} == found


def test_a_filter_that_is_not_understood_is_named(secretariat):
    page = secretariat.get("/rapat?keadaan=ngawur&bulan=").text
    assert "Saringan ini tidak dikenal, jadi diabaikan: Keadaan rapat." in page
    assert "tidak dikenal" not in secretariat.get("/rapat?keadaan=draft").text


def test_the_list_takes_as_many_statements_for_many_meetings_as_for_none(
    app, session, office, secretariat
):
    none = count_statements(app, secretariat, "/rapat")
    for _ in range(60):
        make = stored(session, office)
        with write(session):
            make_minutes(session, session.get(Meeting, make.id))
    assert count_statements(app, secretariat, "/rapat") == none <= 8


def test_an_agency_lists_only_what_it_was_invited_to(session, office, client_for):
    invited = stored(session, office, subject="Diundang")
    stored(session, office, subject="Tidak diundang")
    with write(session):
        session.get(Meeting, invited.id)
        Invitee.append(
            session.get(Meeting, invited.id),
            by=1,
            at=invited.created_at,
            organisation_id=office.agency.id,
        )
    page = client_for(office.agency_user).get("/rapat").text
    assert "Diundang" in page
    assert "Tidak diundang" not in page
    assert "Rapat baru" not in page
