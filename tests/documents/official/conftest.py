"""Papers somebody writes, begun from the usual record and from one that holds hardly anything."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from tests.documents.records import make_record, make_small_record
from tests.factories import NOW, TODAY, make_appointment, make_organisation, make_person, someone
from tracker.documents.official.papers import begin_paper, draft_official
from tracker.infra.db import make_sessions, open_engine
from tracker.models.documents import DocumentKind
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import PositionLevel

Snapshot = dict[str, Any]
Begun = Callable[..., Snapshot]


@pytest.fixture(scope="session")
def archive(
    template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, Meeting, Meeting]]:
    """Both records in one database, and who holds office; nobody writes into it but `begun`."""
    path = tmp_path_factory.mktemp("official") / "rakor.sqlite3"
    shutil.copyfile(make_url(template_database).database or "", path)
    engine = open_engine(f"sqlite:///{path}")
    with make_sessions(engine)() as session:
        full, small = make_record(session).meeting, make_small_record(session).meeting
        for name, title, level in (
            ("Marindo Kurniawan", "Sekretaris Daerah", PositionLevel.REGIONAL_SECRETARY),
            ("Rahmat Mirzani", "Gubernur Lampung", PositionLevel.GOVERNOR),
        ):
            make_appointment(session, make_person(session, name), title=title, level=level)
        make_appointment(
            session,
            make_person(session, "Rinvayanti", employee_number="197301221997032001"),
            title="Kepala Biro Perekonomian",
            organisation=full.organising_unit,
            rank_grade="Pembina Utama Muda (IV/c)",
        )
        make_organisation(session, "Kabupaten Mesuji", kind=OrganisationKind.REGENCY_CITY)
        yield session, full, small
    engine.dispose()


@pytest.fixture(scope="session")
def begun(archive: tuple[Session, Meeting, Meeting]) -> Begun:
    """The decoded draft of a kind, as the record fills it. small: of the small one.

    office: for whom, where its kind asks, by name; the one that leads the action, else.
    """
    session, full, small_record = archive

    def begun(
        kind: DocumentKind,
        *,
        small: bool = False,
        office: str = "Dinas Tenaga Kerja",
        on: date = TODAY,
    ) -> Snapshot:
        meeting, by = small_record if small else full, someone(session)
        to = session.scalars(select(Organisation).where(Organisation.name == office)).one()
        paper = begin_paper(session, meeting, kind, to, by=by, at=NOW, on=on)
        decoded: Snapshot = json.loads(draft_official(session, paper, by=by, at=NOW).snapshot)
        return decoded

    return begun
