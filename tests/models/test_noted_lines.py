"""A line of the notes becomes part of the record, and goes back as it was."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.factories import NOW, make_actor, make_meeting, make_organisation
from tracker.infra.db import write
from tracker.infra.text import MAX_RICH_TEXT
from tracker.infra.typed_lines import taken_apart
from tracker.models.actions import Action, ActionState
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part
from tracker.models.errors import Conflict, DomainError
from tracker.models.minutes_sections import SectionRevision, section_of
from tracker.models.noted_lines import (
    note_action,
    note_agreement,
    note_statement,
    put_back,
    take_line,
    write_lines,
)
from tracker.models.statements import Statement, StatementKind

LATER = NOW + timedelta(minutes=5)
LINES = "Rapat dibuka.\nDinas Sosial menyerahkan data.\nSelesai."


@pytest.fixture
def by(session):
    with write(session):
        return make_actor(session)


@pytest.fixture
def item(session, by):
    with write(session):
        return AgendaItem.append(make_meeting(session), by=by.user_id, at=NOW, title="Paparan")


def noted(session, item, by, text=LINES, version=0):
    with write(session):
        return write_lines(item, text, by=by.user_id, at=NOW, version=version)


def lines(item):
    section = section_of(item)
    assert section is not None
    return taken_apart(section.body)[1]


def test_lines_are_stored_as_they_were_typed(session, item, by):
    noted(session, item, by, "Satu\n\n\n  dua")
    assert lines(item) == "Satu\n\n\n  dua"


def test_storing_the_same_again_is_no_change(session, item, by):
    """The answer to the first sending was lost on its way."""
    section = noted(session, item, by)
    assert noted(session, item, by, version=0).version == section.version == 1
    assert len(session.scalars(select(SectionRevision)).all()) == 1
    with pytest.raises(Conflict):
        noted(session, item, by, "Lain", version=0)


def test_nothing_makes_no_section(session, item, by):
    assert noted(session, item, by, " \n") is None
    assert section_of(item) is None


def test_what_is_formatted_above_the_lines_stays(session, item, by):
    section = noted(session, item, by)
    table = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    with write(session):
        section.revise(by=by.user_id, at=NOW, version=1, body=f"{table}<p>b</p>")
    noted(session, item, by, "c", version=section.version)
    assert section.body == f"{table}<p>c</p>"


def test_a_book_is_refused(session, item, by):
    with pytest.raises(DomainError, match="terlalu panjang"):
        noted(session, item, by, "a" * MAX_RICH_TEXT)


def test_a_line_leaves_the_notes_and_becomes_an_agreement_with_its_action(session, item, by):
    section = noted(session, item, by)
    due = date(2025, 9, 30)
    with write(session):
        take_line(section, 1, LINES.split("\n")[1], by=by.user_id, at=LATER, version=1)
        agreement = note_agreement(
            section,
            "Dinas Sosial menyerahkan data.",
            by=by.user_id,
            at=LATER,
            due_on=due,
            report_to=["governor"],
            funding=[],
        )
        action = note_action(agreement, by=by.user_id, at=LATER, year=2025)
    assert lines(item) == "Rapat dibuka.\nSelesai."
    assert agreement.agenda_item_id == item.id
    assert (action.sentence, action.due_on) == (agreement.text, due)
    assert (action.report_to, action.assignments) == (["governor"], [])


@pytest.mark.parametrize(("number", "version"), [(1, 2), (0, 1), (7, 1), (-1, 1)])
def test_a_line_that_is_no_longer_there_is_not_taken(session, item, by, number, version):
    section = noted(session, item, by)
    with pytest.raises(Conflict), write(session):
        take_line(section, number, LINES.split("\n")[1], by=by.user_id, at=LATER, version=version)
    assert lines(item) == LINES


@pytest.mark.parametrize(
    ("words", "kind"),
    [("“Data adalah kunci.”", StatementKind.QUOTATION), ("Data kunci", StatementKind.PARAPHRASE)],
)
def test_a_statement_goes_back_with_its_speaker(session, item, by, words, kind):
    section = noted(session, item, by, "Pembukaan")
    with write(session):
        said = note_statement(section, "M. Nuh", words, by=by.user_id, at=LATER)
    assert said.kind is kind
    with write(session):
        put_back(said, item, by=by, at=LATER)
    assert lines(item) == f"Pembukaan\nM. Nuh: {words}"
    assert session.scalars(select(Statement)).all() == []


def test_what_a_speaker_said_begins_with_a_capital(session, item, by):
    section = noted(session, item, by, "Pembukaan")
    with write(session):
        said = note_statement(section, "M. Nuh", "data belum padan.", by=by.user_id, at=LATER)
    assert said.text == "Data belum padan."


def agreed(session, item, by):
    section = noted(session, item, by, "Pembukaan")
    with write(session):
        agreement = note_agreement(
            section, "Menyusun", by=by.user_id, at=NOW, due_on=None, report_to=[], funding=[]
        )
        return agreement, note_action(agreement, by=by.user_id, at=NOW, year=2025)


def test_an_action_taken_back_keeps_its_number_and_is_cancelled(session, item, by):
    agreement, action = agreed(session, item, by)
    with write(session):
        put_back(agreement, item, by=by, at=LATER)
    assert lines(item) == "Pembukaan\nMenyusun"
    assert session.scalars(select(Agreement)).all() == []
    (left,) = session.scalars(select(Action))
    assert (left.reference, left.state) == (action.reference, ActionState.CANCELLED)


def test_an_action_someone_answers_for_is_not_taken_back(session, item, by):
    agreement, action = agreed(session, item, by)
    with write(session):
        assign(action, make_organisation(session), Part.LEAD, by=by.user_id, at=NOW)
    with pytest.raises(DomainError, match="sudah dibagikan"), write(session):
        put_back(agreement, item, by=by, at=LATER)
    assert lines(item) == "Pembukaan"


def test_a_record_goes_back_where_nothing_was_noted_yet(session, item, by):
    with write(session):
        agreement = Agreement.append(item.meeting, by=by.user_id, at=NOW, text="Menyusun")
        put_back(agreement, item, by=by, at=LATER)
    assert lines(item) == "Menyusun"
