"""A complete meeting, and its notula on the way to the chair."""

import pytest

from tests.factories import NOW, make_meeting
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.attendances import Attendance, Presence
from tracker.models.invitees import Invitee
from tracker.models.meetings import Mode
from tracker.models.statements import Statement


@pytest.fixture
def chair(client_for, office):
    return client_for(office.chair)


@pytest.fixture
def complete(session, office):
    """A meeting with everything the form wants, chaired as `person_id` says."""

    def record(person_id=None, chair_name="Dra. Siti Aminah"):
        with write(session):
            meeting = make_meeting(
                session,
                session.merge(office.unit),
                venue="Hotel Golden Tulip",
                mode=Mode.ONSITE,
                start_time=NOW.time(),
                open_ended=True,
                chair_name=chair_name,
                chair_position="Kepala Biro Kesejahteraan Rakyat",
                chair_person_id=person_id,
                minute_taker_name="Nita Notulis",
                minute_taker_id=office.colleague.id,
                invitation_number="005/1/2025",
                invitation_date=NOW.date(),
            )
            by, at = office.secretariat.id, NOW
            AgendaItem.append(meeting, by=by, at=at, title="Pembukaan")
            Attendance.append(
                meeting, by=by, at=at, person_name="Budi", presence=Presence.PRESENT,
                organisation_id=office.agency.id,
            )  # fmt: skip
            Invitee.append(meeting, by=by, at=at, organisation_id=office.agency.id)
            Statement.append(meeting, by=by, at=at, kind="paraphrase", text="Data adalah kunci.")
            agreement = Agreement.append(meeting, by=by, at=at, text="Memutakhirkan data.")
            code = f"agreement-{agreement.id}"
            meeting.confirm_absent([f"{code}-lead", f"{code}-due"], by=by, at=at)
        return meeting

    return record


@pytest.fixture
def meeting(complete, office):
    return complete(office.appointment.person_id)


@pytest.fixture
def path(meeting):
    return f"/rapat/{meeting.id}/notula"


@pytest.fixture
def submitted(secretariat, path):
    secretariat.post(path)
    assert secretariat.post(f"{path}/pengajuan").status_code == 303
    return path
