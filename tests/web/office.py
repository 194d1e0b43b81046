"""A small office to test pages with: one bureau, its people, two agencies, and a query counter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.factories import make_appointment, make_organisation, make_person, make_user
from tracker.infra.db import db, make_sessions, write
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Appointment, PositionLevel
from tracker.models.users import Role, User


@dataclass(frozen=True)
class Office:
    """chair: the head of the bureau, who has an account; colleague: of the same secretariat."""

    unit: Organisation
    secretariat: User
    colleague: User
    chair: User
    appointment: Appointment
    sekda: User
    agency: Organisation
    agency_user: User
    other_agency: Organisation
    other_user: User
    stranger: User


def open_office(session: Session) -> Office:
    with write(session):
        unit = make_organisation(session, "Biro Kesejahteraan Rakyat", kind=OrganisationKind.BUREAU)
        setda = make_organisation(
            session, "Sekretariat Daerah", kind=OrganisationKind.REGIONAL_SECRETARIAT
        )
        agency = make_organisation(
            session, "Dinas Tenaga Kerja", short_name="Disnaker", aliases=["Disnakertrans"]
        )
        other = make_organisation(session, "Dinas Sosial", short_name="Dinsos")
        head = make_person(session, "Siti Aminah", title_front="Dra.", employee_number="1" * 18)
        appointment = make_appointment(
            session,
            head,
            title="Kepala Biro Kesejahteraan Rakyat",
            level=PositionLevel.HEAD,
            organisation=unit,
            rank_grade="Pembina Utama Muda (IV/c)",
        )
        return Office(
            unit=unit,
            secretariat=make_user(session, Role.SECRETARIAT, unit, name="Rahma Sekretariat"),
            colleague=make_user(session, Role.SECRETARIAT, unit, name="Nita Notulis"),
            chair=make_user(session, Role.LEADER, unit, person=head, name="Siti Aminah"),
            appointment=appointment,
            sekda=make_user(session, Role.LEADER, setda, name="Sekda"),
            agency=agency,
            agency_user=make_user(session, Role.AGENCY, agency, name="Petugas Disnaker"),
            other_agency=other,
            other_user=make_user(session, Role.AGENCY, other, name="Petugas Dinsos"),
            stranger=make_user(session, Role.SECRETARIAT, name="Sekretariat lain"),
        )


class OpenedOffice:
    """A database with the office in it; those who enter it work in copies."""

    def __init__(self, engine: Engine) -> None:
        self.url = engine.url.render_as_string()
        with make_sessions(engine)() as session:
            office = open_office(session)
            things = {field.name: getattr(office, field.name) for field in fields(Office)}
            self._ids = {name: (type(thing), thing.id) for name, thing in things.items()}
        engine.dispose()

    def enter(self, session: Session) -> Office:
        office = Office(**{name: session.get_one(*known) for name, known in self._ids.items()})
        session.rollback()  # as after `open_office`: nothing is being read
        return office


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement the application sends meanwhile, without the beginnings of transactions."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def count_statements(app: Flask, client: FlaskClient, path: str) -> int:
    with statements(app) as sent:
        assert client.get(path).status_code == 200
    return len(sent)


SignIn = Callable[[User], FlaskClient]
