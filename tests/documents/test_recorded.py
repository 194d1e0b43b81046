"""The attendance of a paper: people as written, an organisation that sent nobody by name once."""

from sqlalchemy.orm import Session

from tests.documents.records import add
from tests.factories import make_meeting, make_organisation
from tracker.documents.recorded import parts
from tracker.models.attendances import Attendance, Presence


def test_an_organisation_known_to_the_register_is_printed_once_under_its_name(session: Session):
    meeting, office = make_meeting(session), make_organisation(session, "Dinas Tenaga Kerja")
    for person, written, organisation_id in (
        ("", "Disnaker", office.id),
        ("", "Dinas Tenaga Kerja", office.id),
        ("Budi", "Disnaker", office.id),
        ("", "Forum Warga", None),
    ):
        add(
            session,
            meeting,
            Attendance,
            person_name=person,
            organisation_name=written,
            organisation_id=organisation_id,
            presence=Presence.PRESENT,
        )
    printed = parts(session, meeting, [])["participants"]
    assert [(line["person_name"], line["organisation_name"]) for line in printed] == [
        ("", "Dinas Tenaga Kerja"),
        ("Budi", "Disnaker"),
        ("", "Forum Warga"),
    ]
