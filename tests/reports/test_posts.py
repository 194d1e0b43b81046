"""Whom a letter is addressed to, as far as the registers know."""

from tests.factories import TODAY, make_appointment, make_person
from tracker.models.people import PositionLevel, Signatory
from tracker.reports.posts import post_at


def test_a_post_that_no_register_knows_is_addressed_by_its_usual_title(session) -> None:
    sekda = post_at(session, PositionLevel.REGIONAL_SECRETARY, on=TODAY)
    assert (sekda.title, sekda.signatory) == (
        "Sekretaris Daerah",
        Signatory("", "Sekretaris Daerah"),
    )


def test_a_post_of_the_register_is_addressed_as_it_stands_there(session) -> None:
    level = PositionLevel.REGIONAL_SECRETARY
    title = "Sekretaris Daerah Provinsi Lampung"
    make_appointment(session, make_person(session, "Saipul"), title=title, level=level)
    sekda = post_at(session, level, on=TODAY)
    assert (sekda.title, sekda.signatory.name) == (title, "Saipul")
