"""The record on a paper: people as written, and what belongs to an item of the agenda."""

from sqlalchemy.orm import Session

from tests.documents.records import add
from tests.factories import make_meeting, make_organisation
from tracker.documents.recorded import parts
from tracker.models.agenda import AgendaItem
from tracker.models.attendances import Attendance, Presence
from tracker.models.minutes_sections import MinutesSection


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


def test_what_was_noted_under_an_item_tells_its_place_in_the_agenda(session: Session):
    meeting = make_meeting(session)
    add(session, meeting, AgendaItem, title="Pembukaan")
    funds = add(session, meeting, AgendaItem, title="Sumber dana")
    add(session, meeting, MinutesSection, heading="Sumber dana", agenda_item_id=funds.id)
    add(session, meeting, MinutesSection, heading="Lain-lain")
    assert [section["item"] for section in parts(session, meeting, [])["sections"]] == [2, None]
