"""Berkas rapat: what a meeting left, in one file with bookmarks, printed for who asked.

Papers go in as they were stored, so that their codes are theirs; of what others uploaded, pictures
drawn by a process of our own, so that nothing of a stranger's bytes travels on.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.printouts import ask_for_printout
from tracker.documents.recorded import MAX_PHOTOS
from tracker.infra.media_types import PDF
from tracker.infra.text import N_
from tracker.models.documents import Document, DocumentKind
from tracker.models.errors import DomainError, Untimely
from tracker.models.files import FileKind
from tracker.models.letterheads import letterhead_of
from tracker.models.meetings import Meeting
from tracker.models.printouts import Printout, PrintoutKind
from tracker.models.users import Actor
from tracker.reports.dossiers import (
    FIRST,
    Attached,
    StandingPaper,
    attached_files,
    missing_kinds,
    standing_papers,
)

MOST_BYTES = 40 * 2**20


def ask_for_dossier(session: Session, meeting: Meeting, *, by: Actor, at: datetime) -> Printout:
    """Let the file be made, of what `by` may see; call inside `write`.

    Raises Untimely when that is nothing, and DomainError when it is more than one file can carry.
    """
    papers = standing_papers(session, by, meeting.id)
    files = attached_files(session, by, meeting.id)
    if not any(paper.pdf_key for paper in papers) and not files:
        raise Untimely("empty", N_("Belum ada naskah atau lampiran yang dapat digabungkan."))
    if sum(paper.pdf_size for paper in papers) > MOST_BYTES:
        raise DomainError(
            "too_large",
            N_("Naskah rapat ini terlalu besar untuk satu berkas. Unduh satu per satu."),
        )
    day = meeting.starts_on.isoformat() if meeting.starts_on else ""
    return ask_for_printout(
        session,
        PrintoutKind.DOSSIER,
        _content(session, meeting, papers, files),
        name=f"Berkas rapat {meeting.subject[:100]} {day}",
        security_class=meeting.security_class,
        meeting_id=meeting.id,
        letterhead=letterhead_of(session, meeting.organising_unit),
        by=by,
        at=at,
    )


def _content(
    session: Session, meeting: Meeting, papers: Sequence[StandingPaper], files: Sequence[Attached]
) -> dict[str, Any]:
    drawable = [file for file in files if file.kind is not FileKind.PHOTO and _is_drawable(file)]
    others = [file for file in files if file.kind is not FileKind.PHOTO and file not in drawable]
    photos = [] if _shows_photos(session, papers) else _photos(files)
    return {
        "meeting": {
            "subject": meeting.subject,
            "starts_on": meeting.starts_on,
            "ends_on": meeting.ends_on,
            "venue": meeting.venue,
        },
        "unit": meeting.organising_unit.name,
        "papers": [
            {
                "title": _title(paper),
                "edition": _edition(paper),
                "code": paper.code,
                "key": paper.pdf_key,
            }
            for paper in papers
            if paper.pdf_key
        ],
        "files": [
            {"title": f.name, "kind": f.kind.label, "key": f.key, "media_type": f.media_type}
            for f in drawable
        ],
        "photos": photos[:MAX_PHOTOS],
        "more_photos": len(photos[MAX_PHOTOS:]),
        "missing": [*_missing(papers), *(_not_drawn(file.name) for file in others)],
    }


def _title(paper: StandingPaper) -> str:
    return f"{paper.kind.label} untuk {paper.office}" if paper.office else paper.kind.label


def _edition(paper: StandingPaper) -> str:
    if paper.edition == 1:
        return ""
    if paper.kind is DocumentKind.MINUTES:
        return f"ralat {paper.edition - 1}"
    return f"edisi {paper.edition}"


def _missing(papers: Sequence[StandingPaper]) -> list[dict[str, str]]:
    printing = {paper.kind for paper in papers if not paper.pdf_key}
    missing = [*missing_kinds(papers), *(kind for kind in printing if kind not in FIRST)]
    return [
        {
            "title": kind.label,
            "why": "terbit, masih dicetak" if kind in printing else "belum ada",
        }
        for kind in missing
    ]


def _photos(files: Sequence[Attached]) -> list[str]:
    return [file.key for file in files if file.kind is FileKind.PHOTO]


def _shows_photos(session: Session, papers: Sequence[StandingPaper]) -> bool:
    """Whether the notula that goes in has its pages of photos."""
    notulas = [p.id for p in papers if p.kind is DocumentKind.MINUTES and p.pdf_key]
    snapshots = session.scalars(select(Document.snapshot).where(Document.id.in_(notulas)))
    return any(json.loads(snapshot).get("photos") for snapshot in snapshots)


def _is_drawable(file: Attached) -> bool:
    return file.media_type == PDF or file.media_type.startswith("image/")


def _not_drawn(name: str) -> dict[str, str]:
    return {"title": name, "why": "bukan PDF atau gambar; unduh dari aplikasi Rakor"}
