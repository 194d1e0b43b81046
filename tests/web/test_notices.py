"""The page of notices, and the number on the bell."""

import re

import pytest

from tests.factories import NOW, make_action, make_assignment, make_meeting
from tracker.infra.db import write
from tracker.models.meetings import SecurityClass
from tracker.models.notices import Audience, NoticeKind, notify


@pytest.fixture
def share(session, office):
    """Disnaker was given one share, and the secretariat was told of something."""
    with write(session):
        meeting = make_meeting(session, office.unit)
        share = make_assignment(session, office.agency, action=make_action(session, meeting))
        notify(
            *(session, NoticeKind.ESCALATION, office.unit.id),
            text="Teguran siap",
            path="/tindak-lanjut",
            at=NOW,
            audience=Audience.SECRETARIAT,
        )
    return share


def new(client, path="/pencarian"):
    """The number on the bell."""
    found = re.search(
        r'bell".*?nav-count">(\d+)', client.get(path).text.partition("<main")[0], re.S
    )
    return int(found[1]) if found else 0


def test_the_bell_counts_what_is_new_to_its_reader(office, client_for, share):
    for who, number in {"agency_user": 1, "other_user": 0, "secretariat": 1, "stranger": 0}.items():
        assert new(client_for(getattr(office, who))) == number, who
    assert 'bell"' not in client_for(office.sekda).get("/").text


def test_opening_a_notice_leads_to_the_work_and_it_is_new_no_longer(office, client_for, share):
    client = client_for(office.agency_user)
    page = client.get("/pemberitahuan")
    assert "Tugas baru" in page.text
    assert share.action.sentence in page.text
    (link,) = re.findall(r'href="(/pemberitahuan/\d+)"', page.text)
    for _ in range(2):
        assert client.get(link).location == f"/tugas/{share.id}"
    assert new(client) == 0


def test_reading_all_marks_what_was_shown(office, client_for, share, session):
    client = client_for(office.agency_user)
    (shown,) = re.findall(r'name="up_to" value="(\d+)"', client.get("/pemberitahuan").text)
    with write(session):
        make_assignment(session, office.agency)
    assert client.post("/pemberitahuan/dibaca", data={"up_to": shown}).status_code == 303
    assert new(client) == 1


def test_what_is_raised_to_secret_is_told_no_more(office, client_for, share, session):
    with write(session):
        meeting = share.action.meeting
        raised = {"security_class": SecurityClass.SECRET}
        meeting.revise(by=office.secretariat.id, at=NOW, version=meeting.version, **raised)
    client = client_for(office.agency_user)
    assert new(client) == 0
    assert share.action.sentence not in client.get("/pemberitahuan").text


def test_an_empty_page_says_so(office, client_for):
    assert "Belum ada pemberitahuan" in client_for(office.other_user).get("/pemberitahuan").text
