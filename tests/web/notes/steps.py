"""What a minute taker does at the desk, as its scripts do it and as a plain form does."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tracker.infra.typed_lines import taken_apart
from tracker.models.minutes_sections import MinutesSection, SectionRevision

JSON = {"Accept": "application/json"}


@dataclass(frozen=True)
class Desk:
    """place: where its words go."""

    client: FlaskClient
    meeting_id: int
    place: str

    @property
    def path(self) -> str:
        return f"/rapat/{self.meeting_id}/catatan"

    def send(self, path: str, *, script: bool = True, **fields: Any) -> TestResponse:
        return self.client.post(
            f"{self.path}{path}",
            data={"place": self.place, **fields},
            headers=JSON if script else {},
        )

    def save(self, text: str, version: int = 0, **fields: Any) -> TestResponse:
        return self.send("", text=text, version=str(version), **fields)

    def state(self, **query: Any) -> TestResponse:
        return self.client.get(f"{self.path}/keadaan", query_string=query, headers=JSON)

    def lift(self, line: int, kind: str, version: int = 1, **fields: Any) -> TestResponse:
        return self.send("/baris", line=str(line), kind=kind, version=str(version), **fields)


def stored(session: Any) -> list[tuple[str, str]]:
    """Heading and lines of every section."""
    session.rollback()
    rows = session.scalars(select(MinutesSection).order_by(MinutesSection.position))
    return [(row.heading, taken_apart(row.body)[1]) for row in rows]


def history(session: Any) -> list[str]:
    session.rollback()
    rows = session.scalars(select(SectionRevision).order_by(SectionRevision.id))
    return [taken_apart(row.body)[1] for row in rows]
