"""The text of minutes, paragraph by paragraph, so that one can speak about just one of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.infra.text import plain_text
from tracker.models.agreements import Agreement
from tracker.models.minutes_sections import MinutesSection
from tracker.models.statements import Statement


@dataclass(frozen=True, slots=True)
class Paragraph:
    """anchor: what a remark refers to. part, part_id: where it is mended.

    heading, number: its place, as in "Pembahasan, paragraf 2"; number is 0 where it stands alone.
    """

    anchor: str
    part: str
    part_id: int
    heading: str
    number: int
    text: str


def paragraphs(session: Session, meeting_id: int) -> list[Paragraph]:
    """Sections, statements and agreements in the order of the notula (three statements)."""
    return [
        *_sections(session, meeting_id),
        *_statements(session, meeting_id),
        *_agreements(session, meeting_id),
    ]


def _sections(session: Session, meeting_id: int) -> Iterator[Paragraph]:
    for section in session.scalars(
        select(MinutesSection)
        .where(MinutesSection.meeting_id == meeting_id)
        .order_by(MinutesSection.position, MinutesSection.id)
    ):
        lines = [line.strip() for line in plain_text(section.body).splitlines()]
        for number, line in enumerate(filter(None, lines), start=1):
            anchor = f"section:{section.id}:{number}"
            yield Paragraph(anchor, "isi-notula", section.id, section.heading, number, line)


def _statements(session: Session, meeting_id: int) -> Iterator[Paragraph]:
    for said in session.scalars(
        select(Statement)
        .where(Statement.meeting_id == meeting_id)
        .order_by(Statement.position, Statement.id)
    ):
        anchor, who = f"statement:{said.id}", said.speaker_name or said.speaker_position
        yield Paragraph(anchor, "pernyataan", said.id, who, 0, said.text)


def _agreements(session: Session, meeting_id: int) -> Iterator[Paragraph]:
    for agreed in session.scalars(
        select(Agreement)
        .where(Agreement.meeting_id == meeting_id)
        .order_by(Agreement.position, Agreement.id)
    ):
        anchor = f"agreement:{agreed.id}"
        yield Paragraph(anchor, "kesepakatan", agreed.id, "", agreed.position, agreed.text)
