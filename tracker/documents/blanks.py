"""What the notula form wants and is still empty: it blocks approval until filled or confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.documents.matrix import Row, matrix
from tracker.infra.text import N_
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.meetings import SUBJECT_UNKNOWN, Meeting, Mode
from tracker.models.statements import Statement
from tracker.reports.records import ATTENDED_BY, WRITTEN_SECTIONS, record_counts


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty place of the form.

    code: what `Meeting.confirm_absent` takes. label: as the form calls it; %(number)s is the row
    of the action matrix. anchor: the field or the list in which it is filled. confirmed: someone
    said "tidak ada datanya", so it does not block. waivable: whether that may be said of it.
    """

    code: str
    label: str
    anchor: str
    confirmed: bool
    number: int | None = None
    waivable: bool = True


def blanks(session: Session, meeting: Meeting) -> list[Blank]:
    """Every empty place, in the order of the form."""
    return blanks_of(meeting, record_counts(session, meeting.id), matrix(session, meeting))


def blanks_of(meeting: Meeting, counts: dict[str, int], rows: list[Row]) -> list[Blank]:
    """The same from what a page has loaded already; counts as `record_counts` gives them."""
    return [*_of_meeting(meeting), *_of_parts(meeting, counts), *_of_matrix(meeting, rows)]


def open_blanks(session: Session, meeting: Meeting) -> list[str]:
    """The codes that still block, as `Minutes.submit` wants them."""
    return [blank.code for blank in blanks(session, meeting) if not blank.confirmed]


def _of_meeting(meeting: Meeting) -> Iterator[Blank]:
    if meeting.subject == SUBJECT_UNKNOWN:  # no notula is about nothing
        yield Blank("subject", N_("Perihal rapat"), "subject", confirmed=False, waivable=False)
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


def _of_parts(meeting: Meeting, counts: dict[str, int]) -> Iterator[Blank]:
    if not counts[AgendaItem.noun]:
        yield _blank(meeting, "agenda", N_("Acara"), anchor="agenda")
    if not counts[ATTENDED_BY]:
        yield _blank(meeting, "participants", N_("Peserta rapat"), anchor="attendance")
    if not counts[Statement.noun] and not counts[WRITTEN_SECTIONS]:
        yield _blank(meeting, "activity", N_("Kegiatan rapat"), anchor="sections")
    if not counts[Agreement.noun]:
        yield _blank(meeting, "agreements", N_("Kesepakatan"), anchor="agreements")


def _of_matrix(meeting: Meeting, rows: list[Row]) -> Iterator[Blank]:
    lead = N_("Penanggung jawab tindak lanjut nomor %(number)s")
    due = N_("Tenggat tindak lanjut nomor %(number)s")
    for number, row in enumerate(rows, start=1):
        if not row.leads:
            yield _blank(meeting, f"{row.code}-lead", lead, anchor="actions", number=number)
        if not row.dues:
            yield _blank(meeting, f"{row.code}-due", due, anchor="actions", number=number)


def _blank(
    meeting: Meeting, code: str, label: str, *, anchor: str, number: int | None = None
) -> Blank:
    return Blank(code, label, anchor, confirmed=code in meeting.absent, number=number)
