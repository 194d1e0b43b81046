"""Every act writes one event, and the events explain every audited row as it stands."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW, make_meeting, make_organisation, make_user
from tests.story import tell_story
from tracker.infra.db import write
from tracker.models.events import (
    Event,
    EventNote,
    Unrecorded,
    audited_classes,
    note_digest,
    record,
    row_digest,
)
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation


def test_the_latest_event_of_every_audited_row_carries_its_digest(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        tell_story(session)
    with sessions() as session:
        explained = latest_digests(session)
        for noun in audited_classes():
            rows = session.scalars(select(noun)).all()
            assert rows, f"the story leaves no row of {noun.__tablename__}"
            for row in rows:
                key = f"{noun.__tablename__}:{row.id}"
                assert explained.pop(key, None) == row_digest(row), key
        assert set(explained.values()) <= {None}  # what is left was removed, and said so


def test_a_row_changed_behind_the_programs_back_no_longer_fits(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        make_organisation(session)
    with sessions() as session:
        session.connection().exec_driver_sql("UPDATE organisations SET short_name = 'Lain'")
        (row,) = session.scalars(select(Organisation))
        assert latest_digests(session)[f"organisations:{row.id}"] != row_digest(row)


def test_a_note_stands_apart_and_can_be_emptied_without_touching_its_event(session: Session):
    meeting = make_meeting(session)
    event = record(meeting, "meeting:tried", by=None, at=NOW, note="Bu Ani sakit.")
    session.flush()
    note = session.scalars(select(EventNote).where(EventNote.event_id == event.id)).one()
    assert note_digest(note.salt, note.text) == event.note_digest
    assert "Ani" not in str([event.data, event.verb, event.note_digest])
    note.text = ""
    session.commit()


def test_an_event_takes_its_scope_from_its_subject(session: Session):
    meeting = make_meeting(session, security_class="secret")
    event = session.scalars(select(Event).where(Event.verb == "meeting:added")).one()
    assert (event.meeting_id, event.security_class) == (meeting.id, "secret")
    assert (event.subject_type, event.subject_id) == ("meetings", meeting.id)


def test_a_change_without_an_event_is_not_committed(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        meeting_id = make_meeting(session).id
    with sessions() as session:
        with pytest.raises(Unrecorded, match=f"meetings:{meeting_id}"), write(session):
            session.get_one(Meeting, meeting_id).venue = "Tempat lain"
        assert session.get_one(Meeting, meeting_id).venue == ""


def test_a_change_after_the_event_is_not_committed_either(session: Session):
    meeting = make_meeting(session)
    meeting.confirm_absent([], by=make_user(session).id, at=NOW)
    meeting.venue = "Tempat lain"
    with pytest.raises(Unrecorded):
        session.commit()


def test_a_savepoint_forgets_nothing(session: Session):
    meeting = make_meeting(session)
    with session.begin_nested():
        meeting.venue = "Aula"
    before = session.scalar(select(func.max(Event.id)))
    record(meeting, "meeting:tried", by=None, at=NOW)
    session.flush()
    event = session.scalars(select(Event).where(Event.id > before)).one()
    assert event.digests == {f"meetings:{meeting.id}": row_digest(meeting)}


def latest_digests(session: Session) -> dict[str, str | None]:
    latest: dict[str, str | None] = {}
    for digests in session.scalars(select(Event.digests).order_by(Event.id)):
        latest |= digests
    return latest
