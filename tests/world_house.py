"""The office all the worlds of routes are set in, and a meeting of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tests.factories import NOW, make_meeting, make_user, someone
from tracker.infra.storage import StoredBytes
from tracker.models.invitees import Invitee
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.people import Person
from tracker.models.series import Series
from tracker.models.users import Actor, Role

# Words by which a page gives away what it should not.
RECORDED, REPORTED, SECRET = "Data bocor dari catatan", "Bocoran laporan dinas", "Operasi senyap"
BASE_URL = "http://127.0.0.1:8000"
SECRET_KEY = "0123456789abcdef" * 4


@dataclass(frozen=True)
class House:
    session: Session
    pdf: StoredBytes
    unit: Organisation
    labour: Organisation
    planning: Organisation
    chair: Person
    head: Actor
    clerk: Actor
    series: Series


def meet(
    house: House, security_class: SecurityClass, state: MeetingState = MeetingState.HELD
) -> Meeting:
    """Of the unit, chaired by its head; two agencies are invited, one of them is owed work."""
    session, by = house.session, someone(house.session)
    meeting = make_meeting(
        session,
        house.unit,
        state=state,
        subject="Rapat UCJ" if security_class is SecurityClass.OPEN else SECRET,
        security_class=security_class,
        chair_person_id=house.chair.id,
        series_id=house.series.id,
    )
    for office in (house.labour, house.planning):
        Invitee.append(meeting, by=by, at=NOW, organisation_id=office.id)
    if security_class is SecurityClass.SECRET:
        approver = make_user(session, Role.LEADER, house.unit)  # nobody of the table
        for user_id in (house.clerk.user_id, approver.id):
            grant_access(session, meeting, user_id, by=by, at=NOW)
    return meeting
