"""The columns of the matrix as offices know it, and what a row says in each, as plain Indonesian.

One list for the screen, the paper, the spreadsheet and the CSV, so that none of them tells more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.documents import wording
from tracker.models.assignment_states import AssignmentState, Part, Report, Verdict
from tracker.reports.work_matrix import Row, Share

Cell = str | int | date | None
UNASSIGNED = "Belum ada penanggung jawab"


@dataclass(frozen=True, slots=True)
class Column:
    """width: in characters, for a spreadsheet."""

    head: str
    width: int
    says: Callable[[Row], Cell]


def cells(row: Row, columns: Sequence[Column]) -> list[Cell]:
    return [column.says(row) for column in columns]


def source_words(row: Row) -> str:
    """What was agreed or ordered; where its words may not be read, in which meeting."""
    source = row.source
    if source.agreement:
        return source.agreement
    if source.giver:
        kind = source.kind.label.lower() if source.kind else ""
        number = f" nomor {source.letter_number}" if source.letter_number else ""
        return f"Arahan {source.giver} ({kind}{number})"
    return f"Rapat: {source.meeting}" if source.meeting else "Di luar rapat"


def progress(row: Row) -> str:
    """The last report that names no obstacle."""
    share = row.share
    if share is None or share.reported_on is None or share.word.obstacle:
        return ""
    return f"{wording.day(share.reported_on)}: {share.word.note}"


def obstacles(row: Row) -> str:
    share = row.share
    if share is None:
        return ""
    told = [share.word.obstacle] if share.word.obstacle else []
    grounds = [f"{g.label}: {name}" if name else g.label for g, name in share.objections]
    return "; ".join([*told, *grounds])


def evidence(row: Row) -> str:
    if row.share is None:
        return ""
    counted = ((row.share.word.files, "berkas"), (row.share.word.links, "tautan"))
    return ", ".join(f"{number} {what}" for number, what in counted if number)


def status(row: Row) -> str:
    return row.share.state.label if row.share else UNASSIGNED


def remarks(row: Row) -> str:
    """What is late, moved, came back or was not claimed as done."""
    share = row.share
    return "; ".join(_remarks(share)) if share else ""


def _remarks(share: Share) -> list[str]:
    told = []
    if share.days is not None and share.days < 0:
        told.append(f"Terlambat {-share.days} hari")
    if share.slips and share.first_due_on:
        first = wording.day(share.first_due_on)
        told.append(f"Tenggat mundur {share.slips} kali, semula {first}")
    if share.state is AssignmentState.AWAITING and share.word.report is Report.NOT_FEASIBLE:
        told.append("Dilaporkan tidak dapat dilaksanakan")
    if share.word.verdict in {Verdict.RETURNED, Verdict.INFEASIBLE} and share.word.grounds:
        told.append(f"{share.word.verdict.label}: {share.word.grounds}")
    return told


def _organisation(part: Part) -> Callable[[Row], str]:
    return lambda row: row.share.organisation if row.share and row.share.part is part else ""


def _light(row: Row) -> str:
    return row.share.light.label if row.share and row.share.light else ""


def _verdict(row: Row) -> str:
    return row.share.word.verdict.label if row.share and row.share.word.verdict else ""


# Those of the paper, in its order; the first of them is its running number.
NUMBER = "No"
PAPER = (
    Column("Uraian kesepakatan/arahan", 42, source_words),
    Column("Rencana tindak lanjut", 42, lambda row: row.sentence),
    Column("Penanggung jawab", 26, _organisation(Part.LEAD)),
    Column("Pendukung", 22, _organisation(Part.SUPPORTING)),
    Column("Target waktu", 13, lambda row: row.due_on),
    Column("Output", 24, lambda row: row.expected_output),
    Column("Progres/realisasi", 42, progress),
    Column("Kendala", 30, obstacles),
    Column("Bukti dukung", 16, evidence),
    Column("Status", 22, status),
    Column("Keterangan", 34, remarks),
)
# What a paper has no room for, and who filters or counts asks for.
FURTHER = (
    Column("Nomor tindak lanjut", 16, lambda row: row.reference),
    Column("Nomor lama", 14, lambda row: row.old_reference),
    Column("Rapat", 36, lambda row: row.source.meeting or ""),
    Column("Tanggal rapat/arahan", 13, lambda row: row.source.on),
    Column("Unit pengampu", 26, lambda row: row.unit),
    Column("Tenggat semula", 13, lambda row: row.share.first_due_on if row.share else None),
    Column("Kali mundur", 9, lambda row: row.share.slips if row.share else None),
    Column("Laporan terakhir", 13, lambda row: row.share.reported_on if row.share else None),
    Column("Putusan", 20, _verdict),
    Column("Lampu", 20, _light),
    Column("Sifat", 11, lambda row: row.security_class.label),
)
FILES = (*PAPER, *FURTHER)
