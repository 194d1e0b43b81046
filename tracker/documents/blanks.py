"""What the notula form wants and is still empty: it blocks approval until filled or confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.documents.matrix import matrix
from tracker.infra.text import N_, plain_text
from tracker.models.meeting_parts import (
    ATTENDED,
    AgendaItem,
    Agreement,
    Attendance,
    MeetingPart,
    MinutesSection,
    Statement,
)
from tracker.models.meetings import Meeting, Mode


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty place of the form.

    code: what `Meeting.confirm_absent` takes. label: as the form calls it; %(number)s is the row
    of the action matrix. anchor: the field or the list in which it is filled. confirmed: someone
    said "tidak ada datanya", so it does not block.
    """

    code: str
    label: str
    anchor: str
    confirmed: bool
    number: int | None = None


def blanks(session: Session, meeting: Meeting) -> list[Blank]:
    """Every empty place, in the order of the form."""
    return [
        *_of_meeting(meeting),
        *_of_parts(session, meeting),
        *_of_matrix(session, meeting),
    ]


def open_blanks(session: Session, meeting: Meeting) -> list[str]:
    """The codes that still block, as `Minutes.submit` wants them."""
    return [blank.code for blank in blanks(session, meeting) if not blank.confirmed]


def _of_meeting(meeting: Meeting) -> Iterator[Blank]:
    wanted: list[tuple[str, str, object]] = [
        ("starts_on", N_("Hari/tanggal"), meeting.starts_on),
        ("invitation_number", N_("Nomor surat undangan"), meeting.invitation_number),
        ("invitation_date", N_("Tanggal surat undangan"), meeting.invitation_date),
        ("start_time", N_("Waktu"), meeting.start_time),
        ("venue", N_("Tempat"), meeting.venue or meeting.mode == Mode.ONLINE),
        ("chair_name", N_("Nama pimpinan rapat"), meeting.chair_name),
        ("chair_position", N_("Jabatan pimpinan rapat"), meeting.chair_position),
        ("minute_taker_name", N_("Pencatat (notulis)"), meeting.minute_taker_name),
    ]
    for field, label, value in wanted:
        if not value:
            yield _blank(meeting, field, label, anchor=field)


def _of_parts(session: Session, meeting: Meeting) -> Iterator[Blank]:
    if not _has(session, meeting, AgendaItem):
        yield _blank(meeting, "agenda", N_("Acara"), anchor="agenda")
    if not _has(session, meeting, Attendance, Attendance.presence.in_(ATTENDED)):
        yield _blank(meeting, "participants", N_("Peserta rapat"), anchor="attendance")
    if not _has(session, meeting, Statement) and not _has_text(session, meeting):
        yield _blank(meeting, "activity", N_("Kegiatan rapat"), anchor="sections")
    if not _has(session, meeting, Agreement):
        yield _blank(meeting, "agreements", N_("Kesepakatan"), anchor="agreements")


def _of_matrix(session: Session, meeting: Meeting) -> Iterator[Blank]:
    lead = N_("Penanggung jawab tindak lanjut nomor %(number)s")
    due = N_("Tenggat tindak lanjut nomor %(number)s")
    for number, row in enumerate(matrix(session, meeting), start=1):
        if not row.leads:
            yield _blank(meeting, f"{row.code}-lead", lead, anchor="actions", number=number)
        if not row.dues:
            yield _blank(meeting, f"{row.code}-due", due, anchor="actions", number=number)


def _blank(
    meeting: Meeting, code: str, label: str, *, anchor: str, number: int | None = None
) -> Blank:
    return Blank(code, label, anchor, confirmed=code in meeting.absent, number=number)


def _has(
    session: Session, meeting: Meeting, part: type[MeetingPart], *which: ColumnElement[bool]
) -> bool:
    found = select(part.id).where(part.meeting_id == meeting.id, *which).limit(1)
    return session.scalar(found) is not None


def _has_text(session: Session, meeting: Meeting) -> bool:
    bodies = session.scalars(
        select(MinutesSection.body).where(MinutesSection.meeting_id == meeting.id)
    )
    return any(plain_text(body) for body in bodies)
