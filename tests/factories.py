"""Things to test with, made by the verbs the office uses; every one is flushed, none committed.

unit = make_organisation(session)
minute_taker = make_actor(session, Role.SECRETARIAT, unit)
assignment = make_assignment(session, state=AssignmentState.AWAITING)
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from tracker.infra.storage import StoredBytes
from tracker.models.actions import Action, open_action
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.agreements import Agreement
from tracker.models.approvals import ApprovalMode
from tracker.models.assigning import assign, reassign
from tracker.models.assignment_states import AssignmentState, Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.attachments import attach
from tracker.models.documents import Document, new_code
from tracker.models.files import FileKind, StoredFile, blob_for
from tracker.models.initials import name_chain
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState, SecurityClass
from tracker.models.minutes import Minutes, MinutesState, start_minutes
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Appointment, Capacity, Person, Position, PositionLevel, Signatory
from tracker.models.series import Series
from tracker.models.users import Actor, Role, User, actor_of

NOW = datetime(2025, 9, 18, 7, 30, tzinfo=UTC)  # 14.30 WIB
TODAY = date(2025, 9, 18)  # a Thursday
ZONE = "Asia/Jakarta"
CHAIR = Signatory("Dr. Siti Aminah, M.Si.", "Asisten Pemerintahan dan Kesra", "Pembina", "19700101")

_numbers = count(1)


def make_organisation(
    session: Session,
    name: str = "",
    *,
    kind: OrganisationKind = OrganisationKind.DEPARTMENT,
    **values: Any,
) -> Organisation:
    number = next(_numbers)
    values = {"code": f"org-{number}", "short_name": f"Dinas {number}", **values}
    return Organisation.add(
        session, by=None, at=NOW, name=name or f"Dinas Contoh {number}", kind=kind, **values
    )


def make_person(session: Session, name: str = "Saipul", **values: Any) -> Person:
    return Person.add(session, by=None, at=NOW, name=name, **values)


def make_appointment(
    session: Session,
    person: Person,
    *,
    title: str = "Kepala Dinas",
    level: PositionLevel = PositionLevel.HEAD,
    organisation: Organisation | None = None,
    **values: Any,
) -> Appointment:
    organisation = organisation or make_organisation(session)
    position = Position.add(
        session, by=None, at=NOW, title=title, level=level, organisation_id=organisation.id
    )
    values = {"capacity": Capacity.DEFINITIVE, "since": date(2024, 1, 2), **values}
    return Appointment.add(session, by=None, at=NOW, person=person, position=position, **values)


def make_user(
    session: Session,
    role: Role | None = None,
    organisation: Organisation | None = None,
    *,
    person: Person | None = None,
    **values: Any,
) -> User:
    number = next(_numbers)
    values = {"login": f"orang{number}", "name": f"Orang {number}", **values}
    user = User.add(session, by=None, at=NOW, created_at=NOW, person=person, **values)
    if role is not None:
        organisation = organisation or make_organisation(session)
        user.join(organisation, role, by=None, at=NOW, since=date(2024, 1, 2))
    return user


def someone(session: Session) -> int:
    """The id of one and the same user, for acts where it does not matter who did them."""
    known = session.info.get("someone")
    if known is None or not inspect(known).persistent:  # made in a transaction that is gone
        known = session.info["someone"] = make_user(session)
    return known.id


def make_actor(
    session: Session,
    role: Role | None = None,
    organisation: Organisation | None = None,
    *,
    person: Person | None = None,
) -> Actor:
    user = make_user(session, role, organisation, person=person)
    return actor_of(session, user, today=TODAY)


def make_meeting(
    session: Session,
    unit: Organisation | None = None,
    *,
    state: MeetingState = MeetingState.HELD,
    access: tuple[Actor, ...] = (),
    **values: Any,
) -> Meeting:
    """access: who may see it when it is classed Rahasia."""
    unit = unit or make_organisation(session, kind=OrganisationKind.BUREAU)
    values = {"subject": "Rapat koordinasi UCJ", "starts_on": TODAY, "zone": ZONE, **values}
    meeting = Meeting.add(session, by=None, at=NOW, created_at=NOW, organising_unit=unit, **values)
    by = someone(session)
    for step in _way_to(state):
        meeting.move_to(step, by=by, at=NOW)
    for actor in access:
        grant_access(session, meeting, actor.user_id, by=by, at=NOW)
    return meeting


def make_series(session: Session, unit: Organisation | None = None, **values: Any) -> Series:
    """Every third Thursday of the month, from 2026 on."""
    unit = unit or make_organisation(session, kind=OrganisationKind.BUREAU)
    values = {
        "name": f"Rakor Pengendalian Inflasi {next(_numbers)}",
        "rule": "FREQ=MONTHLY;BYDAY=3TH",
        "first_on": date(2026, 1, 15),
        "zone": ZONE,
        **values,
    }
    return Series.add(session, by=None, at=NOW, organising_unit=unit, **values)


def make_secret_meeting(session: Session, *access: Actor, **values: Any) -> Meeting:
    return make_meeting(session, security_class=SecurityClass.SECRET, access=access, **values)


def make_minutes(
    session: Session,
    meeting: Meeting | None = None,
    *,
    state: MinutesState = MinutesState.DRAFT,
    chain: Sequence[Actor] = (),
    objections_until: datetime | None = None,
) -> Minutes:
    """Minutes in any state, with four sections to fill. chain: whose initials they need."""
    meeting = meeting or make_meeting(session)
    by = make_actor(session)
    minutes = start_minutes(session, meeting, by=by.user_id, at=NOW)
    checkers = [session.get_one(User, actor.user_id) for actor in chain]
    name_chain(minutes, checkers, by=by.user_id, at=NOW)
    if state is not MinutesState.DRAFT:
        _list_an_approver(session, meeting)
        minutes.submit(by=by, at=NOW, blanks=[], objections_until=objections_until)
    if state is MinutesState.RETURNED:
        minutes.give_back("Lengkapi peserta.", by=make_actor(session), at=NOW, signatory=CHAIR)
    if state is MinutesState.APPROVED:
        approve(minutes, by=make_chair(session, meeting))
    return minutes


def _list_an_approver(session: Session, meeting: Meeting) -> None:
    if meeting.security_class in NAMED_ACCESS:
        head = make_user(session, Role.LEADER, meeting.organising_unit)
        grant_access(session, meeting, head.id, by=someone(session), at=NOW)


def make_chair(session: Session, meeting: Meeting) -> Actor:
    """The meeting's chair, with an account at the organising unit."""
    person = make_person(session, "Siti Aminah")
    by = someone(session)
    meeting.revise(by=by, at=NOW, version=meeting.version, chair_person_id=person.id)
    return make_actor(session, Role.LEADER, meeting.organising_unit, person=person)


def approve(minutes: Minutes, *, by: Actor, **values: Any) -> Document:
    """Approve within the application, with a snapshot nobody reads."""
    values = {
        "signatory": CHAIR,
        "mode": ApprovalMode.IN_APP,
        "proof": None,
        "on_behalf_of": "",
        "snapshot": f'{{"schema":1,"edition":{minutes.edition}}}'.encode(),
        "code": new_code(),
        "at": NOW,
        **values,
    }
    return minutes.approve(by=by, **values)


def make_agreement(session: Session, meeting: Meeting, text: str = "") -> Agreement:
    return Agreement.append(
        meeting,
        by=someone(session),
        at=NOW,
        text=text or "Memverifikasi dan memvalidasi data pekerja rentan.",
    )


def make_action(session: Session, meeting: Meeting | None = None, **values: Any) -> Action:
    """Of a meeting, or outside any when a `unit_id` is given."""
    if meeting is None and "unit_id" not in values:
        meeting = make_meeting(session)
    values = {"sentence": "Memutakhirkan data pekerja rentan", "year": 2025, **values}
    return open_action(session, by=someone(session), at=NOW, meeting=meeting, **values)


def make_assignment(
    session: Session,
    organisation: Organisation | None = None,
    *,
    action: Action | None = None,
    part: Part = Part.LEAD,
    state: AssignmentState = AssignmentState.NOT_STARTED,
    due_on: date | None = None,
) -> Assignment:
    """An organisation's share, brought to `state` by the verbs that lead there."""
    organisation = organisation or make_organisation(session)
    action = action or make_action(session)
    secretariat = make_actor(session, Role.SECRETARIAT)
    assignment = assign(action, organisation, part, by=secretariat.user_id, at=NOW, due_on=due_on)
    _bring_to(session, assignment, state, secretariat)
    return assignment


def make_file(
    session: Session,
    kind: FileKind = FileKind.OTHER,
    *,
    meeting: Meeting | None = None,
    assignment: Assignment | None = None,
    proposal: AgendaProposal | None = None,
    content: bytes = b"",
) -> StoredFile:
    """The row of an upload; the bytes themselves are in no store."""
    content = content or f"isi {next(_numbers)}".encode()
    stored = StoredBytes(
        key=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type="application/pdf",
        name="berkas.pdf",
    )
    by = someone(session)
    if meeting:
        return attach(session, meeting, stored, kind, by=by, at=NOW)
    file = StoredFile(
        blob=blob_for(
            session, key=stored.key, size=stored.size, media_type="application/pdf", at=NOW
        ),
        name=stored.name,
        kind=kind,
        uploaded_by=by,
        uploaded_at=NOW,
        assignment_id=assignment.id if assignment else None,
        agenda_proposal_id=proposal.id if proposal else None,
    )
    session.add(file)
    session.flush()
    return file


def _way_to(state: MeetingState) -> tuple[MeetingState, ...]:
    return {
        MeetingState.DRAFT: (),
        MeetingState.SCHEDULED: (MeetingState.SCHEDULED,),
        MeetingState.IN_PROGRESS: (MeetingState.SCHEDULED, MeetingState.IN_PROGRESS),
        MeetingState.HELD: (MeetingState.HELD,),
        MeetingState.POSTPONED: (MeetingState.SCHEDULED, MeetingState.POSTPONED),
        MeetingState.CANCELLED: (MeetingState.CANCELLED,),
    }[state]


def _bring_to(
    session: Session, assignment: Assignment, state: AssignmentState, secretariat: Actor
) -> None:
    reports = {
        AssignmentState.IN_PROGRESS: Report.PROGRESS,
        AssignmentState.AWAITING: Report.DONE,
        AssignmentState.DONE: Report.DONE,
        AssignmentState.NOT_FEASIBLE: Report.NOT_FEASIBLE,
    }
    if state in reports:
        agency = make_actor(session, Role.AGENCY, assignment.organisation)
        assignment.post_update(
            reports[state], "Data sudah disandingkan.", by=agency, at=NOW, link="https://example.id"
        )
    verdicts = {
        AssignmentState.DONE: Verdict.ACCEPTED,
        AssignmentState.NOT_FEASIBLE: Verdict.INFEASIBLE,
    }
    if state in verdicts:
        assignment.verify(verdicts[state], "Sesuai bukti.", by=secretariat, at=NOW)
    if state is AssignmentState.REASSIGNED:
        other = make_organisation(session)
        reassign(assignment, other, "Bukan urusannya.", by=secretariat, at=NOW)
    if state is AssignmentState.CANCELLED:
        assignment.cancel("Tidak diperlukan lagi.", by=secretariat, at=NOW)
