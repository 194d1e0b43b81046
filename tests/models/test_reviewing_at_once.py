"""Two at one review or invitation at the same time: one act counts, the other hears why not."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    CHAIR,
    NOW,
    TODAY,
    approve,
    make_actor,
    make_chair,
    make_meeting,
    make_minutes,
    make_organisation,
    someone,
)
from tests.models.test_at_once import Pause, at_once
from tracker.infra.db import write
from tracker.models.acknowledgements import acknowledge
from tracker.models.attendances import Presence
from tracker.models.check_in_desks import CheckInDesk, open_desk
from tracker.models.check_ins import Entry, Standing, check_in
from tracker.models.documents import Document
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.initials import give_initials
from tracker.models.invitations import Invitation, start_invitation
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.remarks import Outcome, Remark, object_to
from tracker.models.users import Role

Act = Callable[[Session, Pause], None]


def refused_of_two(sessions: sessionmaker[Session], act: Act) -> list[str]:
    """The act twice at once: the codes of what was refused."""
    codes: list[str] = []

    def told(session: Session, pause: Pause) -> None:
        try:
            act(session, pause)
        except DomainError as refusal:
            codes.append(refusal.code)

    at_once(sessions, told, told)
    return codes


def events(sessions: sessionmaker[Session], verb: str) -> int:
    with sessions() as session:
        return session.scalars(select(func.count()).where(Event.verb == verb)).one()


def test_a_remark_is_answered_once(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        end = NOW + timedelta(days=3)
        minutes = make_minutes(session, state=MinutesState.SUBMITTED, objections_until=end)
        agency, by = make_actor(session, Role.AGENCY), someone(session)
        (office,) = agency.agencies
        words = {"anchor": "", "quote": "", "body": "Keliru."}
        remark = object_to(minutes, **words, organisation_id=office, by=agency, at=NOW)
        session.flush()
        remark_id = remark.id

    def answer(session: Session, pause: Pause) -> None:
        remark = session.get_one(Remark, remark_id)
        assert remark.minutes
        pause()
        remark.respond(Outcome.DECLINED, "Sesuai rekaman.", by=by, at=NOW)

    assert refused_of_two(sessions, answer) == ["answered_already"]
    assert events(sessions, "remark:answered") == 1


def test_initials_are_given_once(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        official = make_actor(session)
        minutes_id = make_minutes(session, state=MinutesState.SUBMITTED, chain=[official]).id

    def initial(session: Session, pause: Pause) -> None:
        minutes = session.get_one(Minutes, minutes_id)
        assert minutes.chain
        pause()
        give_initials(minutes, seen=1, by=official, at=NOW)

    assert refused_of_two(sessions, initial) == ["no_initials_awaited"]
    assert events(sessions, "minutes:initialled") == 1


def test_a_letter_is_approved_once(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        meeting = make_meeting(session, state=MeetingState.DRAFT)
        clerk, head = make_actor(session), make_actor(session)
        office_id = make_organisation(session).id
        Invitee.append(meeting, by=clerk.user_id, at=NOW, organisation_id=office_id)
        letter = start_invitation(session, meeting, by=clerk.user_id, at=NOW, signatory=CHAIR)
        letter.submit(by=clerk, at=NOW, on=TODAY)
        letter_id = letter.id

    def release(session: Session, pause: Pause) -> None:
        letter = session.get_one(Invitation, letter_id)
        pause()
        letter.approve(by=head, at=NOW)

    assert refused_of_two(sessions, release) == ["invitation_state"]
    assert events(sessions, "invitation:approved") == 1


def test_a_device_that_sends_twice_at_once_is_recorded_once(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        desk_id = open_desk(make_meeting(session), by=someone(session), at=NOW).id
    told = ("Budi", "Kepala Dinas", "Dinas Sosial", None, Standing.COMPANION, "", "")

    def enter(session: Session, pause: Pause) -> None:
        desk = session.get_one(CheckInDesk, desk_id)
        pause()
        check_in(desk, Entry(*told), Presence.PRESENT, "hp", at=NOW)

    assert refused_of_two(sessions, enter) == ["device_used"]
    assert events(sessions, "attendance:added") == 1


def test_an_organisation_says_once_that_it_has_read(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        minutes = make_minutes(session, state=MinutesState.SUBMITTED)
        approve(minutes, by=make_chair(session, minutes.meeting))
        office_id, by = make_organisation(session).id, someone(session)
        session.flush()
        document_id = session.scalars(select(Document.id)).one()

    def say(session: Session, pause: Pause) -> None:
        document = session.get_one(Document, document_id)
        pause()
        acknowledge(session, document, office_id, name="Wayan", position_title="", by=by, at=NOW)
        pause()

    assert refused_of_two(sessions, say) == ["acknowledged_already"]
    assert events(sessions, "acknowledgement:given") == 1
