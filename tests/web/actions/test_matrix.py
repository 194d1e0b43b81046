"""The matrix as people ask for it: what agency B finds nowhere of agency A."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.factories import NOW, make_action, make_assignment, make_meeting, make_organisation
from tests.outside import make_ordered
from tests.web.actions.steps import count
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.assignment_states import Report
from tracker.models.invitees import Invitee
from tracker.models.meetings import SecurityClass
from tracker.models.printouts import Printout
from tracker.models.readings import Reading
from tracker.models.users import actor_of
from tracker.web.views import work_matrix

PAGE = "/tindak-lanjut/matriks"
OURS, THEIRS = "Laporan Disnaker", "Laporan rahasia dapur Dinsos"


@pytest.fixture
def action(session, office):
    """Both agencies were in the room, both owe a share, both have reported."""
    with write(session):
        meeting = make_meeting(session, office.unit)
        action = make_action(session, meeting, sentence="Memadankan data")
        told = (
            (office.agency, office.agency_user, OURS),
            (office.other_agency, office.other_user, THEIRS),
        )
        for agency, user, words in told:
            Invitee.append(meeting, by=office.secretariat.id, at=NOW, organisation=agency)
            share = make_assignment(session, agency, action=action)
            reporter = actor_of(session, user, today=NOW.date())
            share.post_update(Report.OBSTACLE, words, by=reporter, at=NOW)
    return action


def every_form(client, session, query=""):
    """The screen, the two files and what would be printed, as text."""
    assert client.post(f"{PAGE}/cetakan{query}").status_code == 303
    session.rollback()
    printed = session.scalars(select(Printout).order_by(Printout.id.desc())).first().snapshot
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{PAGE}/xlsx{query}").data))
    lines = csv.reader(
        io.StringIO(client.get(f"{PAGE}/csv{query}").data.decode("utf-8-sig")), delimiter=";"
    )
    return {
        "screen": client.get(f"{PAGE}{query}").text,
        "xlsx": str(sheet.get_sheet_by_index(0).to_python()),
        "csv": str(list(lines)),
        "paper": json.dumps(json.loads(printed), ensure_ascii=False),
    }


def test_an_agency_finds_its_own_work_and_nothing_of_another(client_for, session, office, action):
    for form, text in every_form(client_for(office.agency_user), session).items():
        assert OURS in text, form
        for hidden in (THEIRS, "Dinas Sosial", "Dinsos"):
            assert hidden not in text, (form, hidden)
    other = f"?instansi={office.other_agency.id}&keadaan=semua&tindakan={action.id}"
    for form, text in every_form(client_for(office.agency_user), session, other).items():
        assert THEIRS not in text, form


def test_the_secretariat_and_the_leaders_have_all_of_it_as_they_filter(
    client_for, secretariat, session, office, action
):
    for client in (secretariat, client_for(office.sekda)):
        for form, text in every_form(client, session).items():
            assert OURS in text, form
            assert THEIRS in text, form
        for form, text in every_form(client, session, f"?instansi={office.agency.id}").items():
            assert OURS in text, form
            assert THEIRS not in text, form
        assert THEIRS not in client.get(f"{PAGE}?keadaan=terverifikasi").text


def test_files_are_saved_under_their_name_and_run_nowhere(secretariat, action):
    for kind, media in (("xlsx", "spreadsheetml"), ("csv", "text/csv")):
        answer = secretariat.get(f"{PAGE}/{kind}")
        assert media in answer.headers["Content-Type"]
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert f".{kind}" in answer.headers["Content-Disposition"]
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_matrix_of_any_size_costs_the_same_and_comes_in_pages(
    app, session, secretariat, office, action
):
    few = count_statements(app, secretariat, PAGE)
    with write(session):
        for number in range(60):
            share = make_organisation(session, f"Dinas {number:02}")
            make_assignment(session, share, action=session.merge(action))
    assert count_statements(app, secretariat, PAGE) == few <= 8
    first = secretariat.get(PAGE).text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    shown = [page.count('<th scope="row">') for page in (first, secretariat.get(following).text)]
    assert shown == [50, 12]


def test_what_is_too_much_is_said_and_not_cut(secretariat, session, action, monkeypatch):
    for limit in ("MOST_IN_XLSX", "MOST_IN_CSV", "MOST_ROWS"):
        monkeypatch.setattr(work_matrix, limit, 1)
    for answer in (
        secretariat.get(f"{PAGE}/xlsx"),
        secretariat.get(f"{PAGE}/csv"),
        secretariat.post(f"{PAGE}/cetakan"),
    ):
        assert answer.status_code == 409
        assert "lebih dari 1 baris. Persempit saringannya" in answer.text
    assert count(session, Printout) == 0


def test_reading_what_is_terbatas_is_noted_and_unknown_filters_are_said(
    secretariat, session, office
):
    with write(session):
        level = SecurityClass.RESTRICTED
        action = make_ordered(session, office.unit, security_class=level)
    assert secretariat.get(f"{PAGE}/csv").status_code == 200
    session.rollback()
    (read,) = session.scalars(select(Reading))
    assert (read.subject_type, read.subject_id) == ("actions", action.id)
    assert "Saringan ini tidak dikenal" in secretariat.get(f"{PAGE}?instansi=x&keadaan=y").text
