"""What is noted under an item of the agenda, and the history that nothing leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    approve,
    make_actor,
    make_chair,
    make_meeting,
    make_minutes,
    make_user,
    someone,
)
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.errors import Conflict, DomainError
from tracker.models.minutes import start_minutes
from tracker.models.minutes_sections import (
    MinutesSection,
    RevisionKind,
    SectionRevision,
    section_of,
    write_section,
)

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def meeting(session):
    with write(session):
        return make_meeting(session)


@pytest.fixture
def by(session):
    with write(session):
        return someone(session)


def add_item(session, meeting, by, title="Paparan"):
    with write(session):
        return AgendaItem.append(meeting, by=by, at=NOW, title=title)


def note(session, item, body, by, version=0):
    with write(session):
        return write_section(item, body, by=by, at=NOW, version=version)


def history(session):
    rows = session.scalars(select(SectionRevision).order_by(SectionRevision.id))
    return [(row.kind, row.body) for row in rows]


def headings(session):
    session.rollback()
    return list(session.scalars(select(MinutesSection.heading).order_by(MinutesSection.position)))


def test_the_first_words_make_the_section_of_an_item(session, meeting, by):
    item = add_item(session, meeting, by)
    section = note(session, item, "<p>Dibuka.</p>", by)
    assert (section.heading, section.agenda_item_id) == ("Paparan", item.id)
    assert section_of(item) is section
    assert history(session) == [(RevisionKind.WRITTEN, "<p>Dibuka.</p>")]


def test_the_second_of_two_writers_is_refused(session, meeting, by):
    item = add_item(session, meeting, by)
    first = note(session, item, "<p>Satu</p>", by)
    for version in (0, first.version + 1):
        with pytest.raises(Conflict):
            note(session, item, "<p>Dua</p>", by, version)
    assert history(session) == [(RevisionKind.WRITTEN, "<p>Satu</p>")]


def test_notes_for_a_section_that_was_removed_are_refused_and_its_history_stays(
    session, meeting, by
):
    item = add_item(session, meeting, by)
    section = note(session, item, "<p>Satu</p>", by)
    with write(session):
        section.remove(by=by, at=LATER)
    with pytest.raises(Conflict):
        note(session, item, "<p>Dua</p>", by, version=1)
    assert history(session) == [(RevisionKind.WRITTEN, "<p>Satu</p>")]


def test_every_body_is_kept_whoever_wrote_it(session, meeting, by):
    item = add_item(session, meeting, by)
    section = note(session, item, "<p>Satu</p>", by)
    with write(session):
        other = make_user(session).id
        section.revise(by=other, at=LATER, version=section.version, body="<p>Dua</p>")
        section.revise(by=other, at=LATER, version=section.version, heading="Paparan capaian")
    assert history(session) == [
        (RevisionKind.WRITTEN, "<p>Satu</p>"),
        (RevisionKind.WRITTEN, "<p>Dua</p>"),
    ]


def test_what_stood_before_there_was_a_history_is_not_lost(session, meeting, by):
    with write(session):
        start_minutes(session, meeting, by=by, at=NOW)
        section = session.scalars(select(MinutesSection)).first()
        section.body = "<p>Dari rilis lama</p>"  # as rows of an earlier release stand there
        meeting.confirm_absent([], by=by, at=NOW)
    with write(session):
        section.revise(by=by, at=LATER, version=section.version, body="<p>Baru</p>")
    assert history(session) == [
        (RevisionKind.FOUND, "<p>Dari rilis lama</p>"),
        (RevisionKind.WRITTEN, "<p>Baru</p>"),
    ]


def test_an_earlier_body_is_restored_as_one_more_revision(session, meeting, by):
    section = note(session, add_item(session, meeting, by), "<p>Satu</p>", by)
    with write(session):
        section.revise(by=by, at=LATER, version=section.version, body="<p>Dua</p>")
    earliest = session.scalars(select(SectionRevision)).first()
    with pytest.raises(Conflict), write(session):
        section.restore(earliest, by=by, at=LATER, version=section.version - 1)
    with write(session):
        section.restore(earliest, by=by, at=LATER, version=section.version)
    assert section.body == "<p>Satu</p>"
    assert history(session)[-1] == (RevisionKind.RESTORED, "<p>Satu</p>")


def test_what_is_given_up_for_another_s_words_is_kept_too(session, meeting, by):
    section = note(session, add_item(session, meeting, by), "<p>Satu</p>", by)
    with write(session):
        section.set_aside("<p>Dua</p>", by=by, at=LATER)
    assert section.body == "<p>Satu</p>"
    with write(session):
        section.revise(by=by, at=LATER, version=section.version, body="<p>Dua</p>")
    assert history(session)[1:] == [
        (RevisionKind.SET_ASIDE, "<p>Dua</p>"),
        (RevisionKind.WRITTEN, "<p>Dua</p>"),
    ]


def test_a_sealed_record_takes_no_note(session):
    with write(session):
        minutes = make_minutes(session)
        by = someone(session)
        item = AgendaItem.append(minutes.meeting, by=by, at=NOW, title="Paparan")
        section = write_section(item, "<p>Satu</p>", by=by, at=NOW, version=0)
        minutes.submit(by=make_actor(session), at=NOW, blanks=[])
        approve(minutes, by=make_chair(session, minutes.meeting))
    for act in (
        lambda: write_section(item, "<p>Dua</p>", by=by, at=LATER, version=section.version),
        lambda: section.set_aside("<p>Dua</p>", by=by, at=LATER),
    ):
        with pytest.raises(DomainError, match="disahkan"), write(session):
            act()
    assert history(session) == [(RevisionKind.WRITTEN, "<p>Satu</p>")]


def test_sections_stand_in_the_order_of_the_agenda_before_the_closing_words(session, meeting, by):
    with write(session):
        start_minutes(session, meeting, by=by, at=NOW)
    items = [add_item(session, meeting, by, title) for title in ("A", "B", "C")]
    for item in (items[2], items[0], items[1]):
        note(session, item, "<p>x</p>", by)
    assert headings(session) == [
        *("Pembukaan", "Pemaparan", "Pembahasan"),
        *("A", "B", "C"),
        "Penutup",
    ]


def test_minutes_begun_after_the_notes_add_no_empty_headings(session, meeting, by):
    note(session, add_item(session, meeting, by), "<p>x</p>", by)
    with write(session):
        start_minutes(session, meeting, by=by, at=NOW)
    assert headings(session) == ["Paparan"]


def test_what_was_noted_under_an_item_outlives_it(session, meeting, by):
    item = add_item(session, meeting, by)
    section = note(session, item, "<p>x</p>", by)
    with write(session):
        agreed = Agreement.append(meeting, by=by, at=NOW, text="Setuju.", agenda_item_id=item.id)
        item.remove(by=by, at=LATER)
    assert (section.agenda_item_id, agreed.agenda_item_id) == (None, None)
    assert headings(session) == ["Paparan"]
