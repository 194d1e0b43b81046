"""Whoever opens what is classed above Biasa is noted, once a day; whoever is turned away is not."""

import io
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.factories import make_action, make_assignment, make_file, make_meeting, make_minutes
from tests.web.office import count_statements
from tests.world import one_page_pdf
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.documents import Document
from tracker.models.files import FileKind
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.readings import Reading


def meeting_of(session, office, security_class):
    with write(session):
        meeting = make_meeting(session, office.unit, security_class=security_class)
        by = office.secretariat.id
        grant_access(session, meeting, by, by=by, at=clock.now())
        return meeting


def noted(session):
    session.rollback()
    rows = session.scalars(select(Reading).order_by(Reading.id))
    return [(row.user_id, row.subject_type, row.subject_id) for row in rows]


@pytest.mark.parametrize("security_class", list(SecurityClass))
def test_who_opens_a_meeting_above_biasa_is_noted_once_a_day(
    session, office, client_for, secretariat, security_class
):
    meeting = meeting_of(session, office, security_class)
    for path in ("", "", "/kesepakatan"):
        assert secretariat.get(f"/rapat/{meeting.id}{path}").status_code == 200
    once = [(office.secretariat.id, "meetings", meeting.id)]
    assert noted(session) == ([] if security_class is SecurityClass.OPEN else once)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        client_for(office.secretariat).get(f"/rapat/{meeting.id}")
    assert noted(session) == ([] if security_class is SecurityClass.OPEN else once * 2)


def test_who_is_turned_away_has_read_nothing(session, office, client_for):
    restricted = meeting_of(session, office, SecurityClass.RESTRICTED)
    secret = meeting_of(session, office, SecurityClass.SECRET)
    stranger = client_for(office.stranger)
    assert stranger.get(f"/rapat/{restricted.id}/ubah").status_code == 403
    assert stranger.get(f"/rapat/{secret.id}").status_code == 404
    assert client_for(office.other_user).get(f"/rapat/{restricted.id}").status_code == 404
    assert noted(session) == []


def test_a_list_is_not_the_reading_of_each_row(session, office, secretariat):
    meeting_of(session, office, SecurityClass.RESTRICTED)
    for path in ("/rapat", "/tindak-lanjut", "/pencarian?q=rapat"):
        assert secretariat.get(path).status_code == 200
    assert noted(session) == []


def test_work_papers_and_files_of_such_a_meeting_count_too(session, office, secretariat, app):
    pdf = one_page_pdf()
    stored = app.extensions["rakor_store"].put(io.BytesIO(pdf), name="berkas.pdf")
    meeting = meeting_of(session, office, SecurityClass.RESTRICTED)
    with write(session):
        share = make_assignment(session, office.agency, action=make_action(session, meeting))
        evidence = make_file(session, FileKind.EVIDENCE, assignment=share, content=pdf)
        attached = make_file(session, meeting=meeting, content=pdf)
        make_minutes(session, meeting, state=MinutesState.APPROVED)
        paper = session.scalars(select(Document)).one()
        paper.attach_pdf(stored.key, stored.size, at=clock.now())
    addresses = {
        f"/tindak-lanjut/{share.action_id}": ("actions", share.action_id),
        f"/tugas/{share.id}": ("assignments", share.id),
        f"/berkas/{evidence.id}": ("stored_files", evidence.id),
        f"/berkas/{attached.id}": ("stored_files", attached.id),
        f"/naskah/{paper.id}/berkas": ("documents", paper.id),
    }
    for address in addresses:
        assert secretariat.get(address).status_code == 200
    assert [(kind, row_id) for _, kind, row_id in noted(session)] == list(addresses.values())


def test_what_is_biasa_costs_no_statement_more(session, office, secretariat, app):
    paths = [
        f"/rapat/{meeting_of(session, office, security_class).id}"
        for security_class in (SecurityClass.OPEN, SecurityClass.RESTRICTED)
    ]
    for path in paths:
        secretariat.get(path)
    plain, noted_before = (count_statements(app, secretariat, path) for path in paths)
    assert noted_before == plain + 1
