"""Who is reached when an organisation or a position is invited, and why somebody is not."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_appointment, make_organisation, make_person
from tracker.models.deliveries import Recipient
from tracker.models.organisations import Organisation
from tracker.models.people import Appointment, Capacity, PositionLevel
from tracker.reports.recipients import recipients_for


@dataclass(frozen=True)
class Called:
    organisation_id: int | None = None
    position_id: int | None = None


def reached(session: Session, *called: Called, on: date = TODAY) -> list[Recipient]:
    return recipients_for(session, called, on=on)


def at(office: Organisation) -> Called:
    return Called(organisation_id=office.id)


def holder_of(appointment: Appointment) -> Called:
    return Called(position_id=appointment.position.id)


def head(session: Session, office: Organisation, email: str = "", **values: Any) -> Appointment:
    person = make_person(session, "Wayan", email=email)
    return make_appointment(session, person, organisation=office, **values)


def test_an_organisation_is_reached_at_its_official_address(session: Session) -> None:
    office = make_organisation(session, "Dinas Kesehatan", email="dinkes@contoh.example")
    head(session, office, "wayan@contoh.example")
    assert reached(session, at(office)) == [
        Recipient("Dinas Kesehatan", "dinkes@contoh.example", office.id)
    ]


def test_else_at_its_heads_and_not_at_any_officers(session: Session) -> None:
    office = make_organisation(session, "Dinas Kesehatan")
    officer = make_person(session, "Budi", email="budi@contoh.example")
    level = PositionLevel.OFFICER
    make_appointment(session, officer, organisation=office, title="Kepala Bidang", level=level)
    assert reached(session, at(office))[0].problem.startswith("Belum ada alamat surel")
    head(session, office, "wayan@contoh.example")
    assert reached(session, at(office))[0].address == "wayan@contoh.example"


def test_a_position_is_reached_through_who_holds_it_that_day(session: Session) -> None:
    office = make_organisation(session)
    until = TODAY - timedelta(days=1)
    former = head(session, office, "lama@contoh.example", until=until)
    position = former.position
    called = Called(position_id=position.id)
    assert reached(session, called)[0].problem.startswith("Jabatan ini sedang tidak ada pejabatnya")
    assert reached(session, called, on=until)[0].address == "lama@contoh.example"


def test_who_acts_today_stands_before_whom_he_acts_for(session: Session) -> None:
    definitive = head(session, make_organisation(session), "wayan@contoh.example")
    stand_in = make_person(session, "Siti", title_back="S.H.", email="siti@contoh.example")
    Appointment.add(
        session,
        by=None,
        at=NOW,
        person=stand_in,
        position=definitive.position,
        capacity=Capacity.DAILY_ACTING,
        since=TODAY,
        until=TODAY,
    )
    (today,) = reached(session, holder_of(definitive))
    assert (today.name, today.address) == (
        "Siti, S.H., Plh. Kepala Dinas",
        "siti@contoh.example",
    )
    (tomorrow,) = reached(session, holder_of(definitive), on=TODAY + timedelta(days=1))
    assert tomorrow.address == "wayan@contoh.example"


def test_a_holder_without_an_address_is_reached_at_the_office(session: Session) -> None:
    office = make_organisation(session, email="dinkes@contoh.example")
    (found,) = reached(session, holder_of(head(session, office)))
    assert found == Recipient("Wayan, Kepala Dinas", "dinkes@contoh.example", office.id)


def test_an_organisation_that_ended_is_not_written_to(session: Session) -> None:
    office = make_organisation(session, email="lama@contoh.example", active_until=TODAY)
    assert not reached(session, at(office))[0].problem
    ended = reached(session, at(office), on=TODAY + timedelta(days=1))
    assert ended[0].address == ""
    assert ended[0].problem.startswith("Instansi ini sudah tidak aktif")


def test_everyone_is_answered_in_the_order_asked_with_three_statements(
    session: Session,
) -> None:
    offices = [make_organisation(session, email=f"d{n}@contoh.example") for n in range(5)]
    called = [*map(at, reversed(offices)), Called()]
    session.flush()
    said: list[str] = []

    def note(*about: Any) -> None:
        said.append(about[2])

    event.listen(session.connection(), "before_cursor_execute", note)
    found = reached(session, *called)
    event.remove(session.connection(), "before_cursor_execute", note)
    assert [r.organisation_id for r in found] == [*(o.id for o in reversed(offices)), None]
    assert found[-1].problem
    assert len(said) <= 3
