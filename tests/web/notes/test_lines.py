"""A line becomes part of the record with one key, and comes back with another."""

import pytest
from sqlalchemy import select

from tests.web.meeting_parts.steps import rows
from tests.web.notes.steps import history, stored
from tests.web.office import statements
from tracker.models.actions import Action
from tracker.models.agreements import Agreement
from tracker.models.minutes_sections import MinutesSection
from tracker.models.statements import Statement, StatementKind

LINES = (
    "Rapat dibuka.\nM. Nuh: “Data adalah kunci.”\n"
    "- Disnaker menyerahkan data paling lambat 30 September 2025"
)


@pytest.fixture
def typed(desk):
    desk.save(LINES)
    return desk


def test_a_statement_knows_its_speaker_and_its_item(session, typed, items):
    note = typed.lift(1, "statement").json
    (said,) = rows(session, Statement)
    assert (said.speaker_name, said.text) == ("M. Nuh", "“Data adalah kunci.”")
    assert (said.kind, said.agenda_item_id) == (StatementKind.QUOTATION, items[0].id)
    assert note["text"] == LINES.replace("M. Nuh: “Data adalah kunci.”\n", "")
    assert "M. Nuh:" in note["results"]
    assert note["counts"] == "1 pernyataan"


def test_an_action_takes_the_date_it_names_and_offers_whom_it_names(
    session, typed, office, secretariat
):
    note = typed.lift(2, "action").json
    (agreement,), action = rows(session, Agreement), session.scalars(select(Action)).one()
    assert agreement.text == "Disnaker menyerahkan data paling lambat 30 September 2025"
    assert (str(agreement.due_on), action.due_on) == ("2025-09-30", agreement.due_on)
    assert action.assignments == []
    assert "Tugaskan Dinas Tenaga Kerja" in note["results"]
    secretariat.post(
        f"/tindak-lanjut/{action.id}/penugasan",
        data={"organisation_id": str(office.agency.id), "part": "lead"},
    )
    assert "Tugaskan" not in typed.state().json["notes"][0]["results"]


def test_two_quick_presses_make_one(session, typed):
    assert typed.lift(2, "agreement").status_code == 200
    assert typed.lift(2, "agreement").status_code == 409
    assert len(rows(session, Agreement)) == 1


def test_a_line_changed_meanwhile_stays(session, typed):
    typed.save(LINES + "\nlagi", version=1)
    assert "baru saja" in typed.lift(0, "agreement", version=1).json["message"]
    assert rows(session, Agreement) == []


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"line": 99, "kind": "agreement"}, 409),
        ({"line": 0, "kind": "decision"}, 422),
        ({"line": 0, "kind": ""}, 422),
    ],
)
def test_what_is_no_line_or_no_kind_is_refused(session, typed, fields, status):
    assert typed.lift(**fields).status_code == status
    assert stored(session) == [("Paparan", LINES)]


def test_a_place_without_notes_has_no_line(desk):
    assert desk.lift(0, "agreement").status_code == 422


def test_it_works_without_scripts_too(session, typed):
    answer = typed.lift(0, "agreement", script=False)
    assert answer.status_code == 303
    page = typed.client.get(answer.location).text
    assert "Kembalikan ke catatan" in page
    assert "Jadikan baris" in page
    assert rows(session, Agreement)[0].text == "Rapat dibuka."


def test_an_agreement_comes_back_as_the_line_it_was(session, typed):
    typed.lift(0, "agreement")
    (agreement,) = rows(session, Agreement)
    path = f"/rapat/{typed.meeting_id}/kesepakatan/{agreement.id}/ke-catatan"
    assert typed.client.post(path, data={"place": typed.place}).status_code == 303
    assert rows(session, Agreement) == []
    assert stored(session)[0][1].splitlines()[-1] == "Rapat dibuka."
    assert history(session)[-1] == stored(session)[0][1]


def test_what_stands_nowhere_is_not_brought_back(session, typed):
    typed.lift(0, "agreement")
    (agreement,) = rows(session, Agreement)
    path = f"/rapat/{typed.meeting_id}/kesepakatan/{agreement.id}/ke-catatan"
    assert typed.client.post(path).status_code == 409
    assert len(rows(session, Agreement)) == 1


def test_lines_of_a_section_without_an_item_stand_in_it(session, typed, secretariat):
    secretariat.post(
        f"/rapat/{typed.meeting_id}/isi-notula/baru",
        data={"version": "0", "heading": "Penutup", "body": "Doa.", "body_format": "plain"},
    )
    session.rollback()
    section = session.query(MinutesSection).filter_by(heading="Penutup").one()
    answer = typed.lift(0, "agreement", place=f"bagian-{section.id}")
    assert answer.json["text"] == ""
    assert "Doa." in answer.json["results"]
    assert rows(session, Agreement)[0].agenda_item_id is None


def test_reading_a_line_keeps_nobody_waiting(app, typed):
    """What takes long happens before the write begins."""
    with statements(app) as sent:
        typed.lift(2, "action")
    assert sum(word.startswith("INSERT INTO agreements") for word in sent) == 1
