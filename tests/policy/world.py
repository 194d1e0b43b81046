"""A small government with two of everything that rights depend on."""

from datetime import timedelta
from itertools import product

from sqlalchemy.orm import Session

from tests.factories import (
    CHAIR,
    NOW,
    TODAY,
    approve,
    make_action,
    make_actor,
    make_assignment,
    make_file,
    make_meeting,
    make_minutes,
    make_organisation,
    make_person,
    someone,
)
from tests.outside import make_ordered
from tests.policy.answers import add_answers
from tests.policy.official import add_official
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.assignment_states import AssignmentState
from tracker.models.attendances import Attendance, Presence
from tracker.models.documents import DocumentKind, draft_document, issue_document, new_code
from tracker.models.files import FileKind
from tracker.models.invitations import Invitation, InvitationState, start_invitation
from tracker.models.invitees import Invitee, invitees_of
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.parked_items import ParkedItem
from tracker.models.series import series_named
from tracker.models.take_overs import start_take_over
from tracker.models.users import Actor, Role

OPEN, RESTRICTED, SECRET, _ = SecurityClass
ROOMS = ("nobody", "social invited", "social present", "three invited")


IN_OFFICE = (
    *((Role.SECRETARIAT, office) for office in ("setda", "kesra", "ekonomi", "social")),
    *((Role.AGENCY, office) for office in ("social", "labour", "health", "kesra")),
    *((Role.LEADER, office) for office in ("setda", "asisten", "kesra", "social")),
    (Role.ADMIN, "setda"),
)
BY_NAME = (
    *("a stranger", "a known stranger", "the chair", "the minute taker"),
    *("a named agency", "a named clerk", "a named guest", "a named admin"),
)
ACTORS = (*(f"{role.value} of {office}" for role, office in IN_OFFICE), *BY_NAME)


def make_world(session: Session) -> dict[str, Actor]:
    """Every class of meeting × state × unit × who was in the room, with all that hangs on it.

    Returns the actors by the names of ACTORS.
    """
    offices = _make_offices(session)
    actors = _make_actors(session, offices)
    meetings = [
        _make_meeting(session, offices, actors, unit, security_class, state, room)
        for unit, security_class, state, room in product(
            ("kesra", "ekonomi"),
            (OPEN, RESTRICTED, SECRET),
            (MeetingState.DRAFT, MeetingState.HELD),
            ROOMS,
        )
    ]
    head, clerk = actors["leader of kesra"], make_actor(session)
    for number, meeting in enumerate(meetings):
        state = list(InvitationState)[number % 5]
        _add_papers(session, meeting, state, submitted_by=None if number % 2 else head.user_id)
        add_official(session, meeting, offices, clerk if number % 2 else head)
    _call(session, offices, actors)
    held = [meeting for meeting in meetings if meeting.state is MeetingState.HELD]
    for number, meeting in enumerate(held):
        turn = number + number // len(ROOMS) + 3  # so that rooms and states meet as they should
        _add_minutes(session, meeting, list(MinutesState)[turn % 4], actors)
        _add_work(session, offices, meeting, list(AssignmentState)[turn % 7])
    for number, meeting in enumerate(held):
        add_answers(session, meeting, offices, number)
    for security_class in (OPEN, SECRET):  # without a chair, and without a minute taker
        unchaired = make_meeting(session, offices["kesra"], security_class=security_class)
        make_minutes(session, unchaired, state=MinutesState.SUBMITTED)
    for unit in ("kesra", "ekonomi"):
        action = make_ordered(session, offices[unit], scan=unit.encode())
        make_assignment(session, offices["social"], action=action)
        make_assignment(session, offices["kesra"], action=action, state=AssignmentState.AWAITING)
    for meeting_id, unit in [(None, "ekonomi"), *((m.id, "kesra") for m in meetings[:24])]:
        start_take_over(
            session,
            by=someone(session),
            at=NOW,
            name="Rekap.xlsx",
            unit_id=offices[unit].id,
            meeting_id=meeting_id,
        )
    session.flush()
    return actors


def _call(session: Session, offices: dict[str, Organisation], actors: dict[str, Actor]) -> None:
    """Two meetings whose letters went out to three agencies."""
    by = someone(session)
    for level in (OPEN, SECRET):
        meeting = _make_meeting(
            session, offices, actors, "kesra", level, MeetingState.DRAFT, ROOMS[-1]
        )
        letter = start_invitation(session, meeting, by=by, at=NOW, signatory=CHAIR)
        letter.submit(by=actors["the minute taker"], at=NOW, on=TODAY)
        letter.approve(by=actors["the chair"], at=NOW)
        letter.send(invitees_of(session, meeting), by=by, at=NOW, on=TODAY)


def _make_offices(session: Session) -> dict[str, Organisation]:
    kinds = OrganisationKind
    offices = {
        "setda": make_organisation(session, "Setda", kind=kinds.REGIONAL_SECRETARIAT),
        "asisten": make_organisation(session, "Asisten I", kind=kinds.ASSISTANT_SECRETARY),
        "ekonomi": make_organisation(session, "Biro Ekonomi", kind=kinds.BUREAU),
        "social": make_organisation(session, "Dinas Sosial"),
        "labour": make_organisation(session, "Dinas Tenaga Kerja"),
        "health": make_organisation(session, "Dinas Kesehatan"),
    }
    offices["kesra"] = make_organisation(
        session, "Biro Kesra", kind=kinds.BUREAU, parent_id=offices["asisten"].id
    )
    return offices


def _make_actors(session: Session, offices: dict[str, Organisation]) -> dict[str, Actor]:
    actors = {
        f"{role.value} of {office}": make_actor(session, role, offices[office])
        for role, office in IN_OFFICE
    }
    actors["a stranger"] = make_actor(session)
    actors["a known stranger"] = make_actor(session, person=make_person(session))
    actors["the chair"] = make_actor(session, person=make_person(session, "Siti Aminah"))
    actors["the minute taker"] = make_actor(session, Role.LEADER, offices["kesra"])
    actors["a named agency"] = make_actor(session, Role.AGENCY, offices["social"])
    actors["a named clerk"] = make_actor(session, Role.SECRETARIAT, offices["kesra"])
    actors["a named guest"] = make_actor(session, Role.AGENCY, offices["health"])
    actors["a named admin"] = make_actor(session, Role.ADMIN, offices["setda"])
    return actors


def _make_meeting(
    session: Session,
    offices: dict[str, Organisation],
    actors: dict[str, Actor],
    unit: str,
    security_class: SecurityClass,
    state: MeetingState,
    room: str,
) -> Meeting:
    by = someone(session)
    series = series_named(session, "UCJ", offices[unit].id, by=by, at=NOW)
    meeting = make_meeting(
        session,
        offices[unit],
        series=series,
        state=state,
        security_class=security_class,
        chair_person_id=actors["the chair"].person_id,
        minute_taker_id=actors["the minute taker"].user_id,
    )
    invited = {"social invited": ["social"], "three invited": ["social", "labour", "kesra"]}
    for office in invited.get(room, []):
        Invitee.append(meeting, by=by, at=NOW, organisation_id=offices[office].id)
    if room == "social present":
        Attendance.append(
            meeting,
            by=by,
            at=NOW,
            organisation_name="Dinas Sosial",
            organisation_id=offices["social"].id,
            presence=Presence.PRESENT,
        )
        # Anybody who reads the code on the wall may say that he is of some office.
        Attendance.append(
            meeting,
            by=None,
            at=NOW,
            organisation_name="Dinas Tenaga Kerja",
            organisation_id=offices["labour"].id,
            presence=Presence.PRESENT,
            checked_in_at=NOW,
        )
    for named in (name for name in BY_NAME if name.startswith("a named")):
        grant_access(session, meeting, actors[named].user_id, by=by, at=NOW)
    _add_agenda(session, meeting, [offices[office] for office in invited.get(room, [])])
    make_file(session, FileKind.PRESENTATION, meeting=meeting)
    make_file(session, FileKind.APPROVAL_PROOF, meeting=meeting)
    return meeting


def _add_agenda(session: Session, meeting: Meeting, invited: list[Organisation]) -> None:
    """What each invited agency proposes, and something put off."""
    by = someone(session)
    for office in invited:
        proposal = AgendaProposal.add(
            session,
            by=by,
            at=NOW,
            meeting=meeting,
            organisation=office,
            title="Data",
            reason="Mendesak.",
            proposed_by=by,
            proposed_at=NOW,
        )
        make_file(session, FileKind.PRESENTATION, proposal=proposal)
    ParkedItem.begin(meeting, by=by, at=NOW, title="Evaluasi")


def _add_minutes(
    session: Session, meeting: Meeting, state: MinutesState, actors: dict[str, Actor]
) -> None:
    """Every other one is initialled by two officials first, every third one open to attendees."""
    sealed, turn = state is MinutesState.APPROVED, meeting.id
    checkers = (actors["leader of social"], actors["a named clerk"])
    minutes = make_minutes(
        session,
        meeting,
        state=MinutesState.SUBMITTED if sealed else state,
        chain=() if sealed or turn % 2 else checkers,
        objections_until=None if sealed or turn % 3 else NOW + timedelta(days=1),
    )
    _draft(session, meeting, DocumentKind.MINUTES, minutes=minutes)
    if sealed:
        approve(minutes, by=actors["the chair"])


def _add_papers(
    session: Session, meeting: Meeting, state: InvitationState, *, submitted_by: int | None
) -> None:
    """Every other kind, drafted and sealed, with a letter in any state; the blank list has no
    code.
    """
    letter = Invitation(meeting_id=meeting.id, state=state, submitted_by=submitted_by)
    letter.approved_at = NOW  # what the database wants of one approved or sent
    session.add(letter)
    for kind in set(DocumentKind) - {DocumentKind.MINUTES}:
        _draft(session, meeting, kind)
        if kind is not DocumentKind.ATTENDANCE_FORM:
            issue_document(
                session, kind, meeting, b"{}", edition=1, code=new_code(), by=None, at=NOW
            )


def _draft(
    session: Session, meeting: Meeting, kind: DocumentKind, *, minutes: Minutes | None = None
) -> None:
    by = someone(session)
    draft_document(session, kind, meeting, b'{"draft":1}', by=by, at=NOW, minutes=minutes)


def _add_work(
    session: Session, offices: dict[str, Organisation], meeting: Meeting, state: AssignmentState
) -> None:
    action = make_action(session, meeting)
    for office in ("social", "labour"):
        share = make_assignment(session, offices[office], action=action, state=state)
        make_file(session, FileKind.EVIDENCE, assignment=share)
