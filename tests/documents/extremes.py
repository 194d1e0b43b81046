"""The meetings that break papers: hardly anything recorded, far too much, and names without end.

`PYTHONPATH=. python -m tests.documents.extremes DIRECTORY` prints every paper of each of them, and
a picture of every page, to be looked at.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.documents.records import BASE_URL, add, add_people, approved, make_small_record
from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_appointment,
    make_assignment,
    make_meeting,
    make_organisation,
    make_person,
    someone,
)
from tracker.documents.attendance_lists import attendance_list, blank_form
from tracker.documents.handover import Hand, print_handover
from tracker.documents.invitation_letters import letter_content, letter_of
from tracker.documents.meeting_summaries import print_summary
from tracker.documents.official.papers import FILLINGS, begin_paper, content_of
from tracker.documents.paper import stylesheets, to_html
from tracker.documents.short_minutes import print_short_minutes
from tracker.documents.snapshot import Seal, paper_snapshot
from tracker.documents.work_matrix import print_matrix
from tracker.infra.db import make_sessions, open_engine
from tracker.infra.migrate import upgrade
from tracker.infra.render import Renderer
from tracker.models.actions import Action
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import Part
from tracker.models.assignments import Assignment
from tracker.models.documents import DocumentKind, new_code
from tracker.models.invitations import start_invitation
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes, start_minutes
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Capacity, PositionLevel
from tracker.models.users import Role
from tracker.reports.assignments import Standing, Wanted
from tracker.reports.work_matrix import matrix_rows

LONG_NAME = (
    "Prof. Dr. Ir. Raden Mas Haji Muhammad Syarifuddin Abdurrahman Prawiranegara Kusumaatmadja"
)
UNBROKEN = "Pengendalianpendudukdankeluargaberencana" * 2 + "Lampungraya"
LONG_OFFICE = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk, dan Keluarga Berencana"
)
Snapshots = dict[str, bytes]


def small(session: Session) -> Minutes:
    """Two participants, one line of text, nothing else known."""
    return make_small_record(session)


def large(session: Session) -> Minutes:
    """Three hundred participants, sixty actions of two offices each."""
    meeting = _meeting(session, "Rapat Koordinasi Pengendalian Inflasi Daerah")
    minutes = start_minutes(session, meeting, by=someone(session), at=NOW)
    people = [
        (f"Peserta Nomor {n}, S.E., M.M.", "Kepala Bidang Perekonomian", f"Dinas Contoh {n % 40}")
        for n in range(1, 301)
    ]
    add_people(session, meeting, people)
    offices = [make_organisation(session, f"Dinas Urusan {n}") for n in range(1, 13)]
    for number in range(1, 61):
        _agree(session, meeting, number, offices[number % 12], offices[(number + 1) % 12])
    return minutes


def awkward(session: Session) -> Minutes:
    """Names of ninety letters, Plt. who sign for others, sections left empty."""
    unit = make_organisation(session, "Biro Perekonomian", kind=OrganisationKind.BUREAU)
    office = make_organisation(session, LONG_OFFICE)
    chair = make_person(session, LONG_NAME, title_back="S.H., M.H., M.Si., Ph.D.")
    make_appointment(
        session,
        chair,
        title=f"Kepala {LONG_OFFICE}",
        level=PositionLevel.HEAD,
        organisation=office,
        capacity=Capacity.ACTING,
        rank_grade="Pembina Utama Madya (IV/d)",
    )
    meeting = _meeting(
        session,
        f"Pembahasan {UNBROKEN} dan tindak lanjutnya",
        unit,
        chair_person_id=chair.id,
        chair_name=LONG_NAME,
        chair_position=f"Plt. Kepala {LONG_OFFICE}",
        venue=f"Gedung {UNBROKEN}",
    )
    minutes = start_minutes(session, meeting, by=someone(session), at=NOW)
    title = f"Plt. Kepala {LONG_OFFICE}"
    add_people(session, meeting, [(f"{LONG_NAME} {n}", title, LONG_OFFICE) for n in "IVX"])
    _agree(session, meeting, 1, office, unit, text=f"Menyusun {UNBROKEN}.")
    return minutes


EXTREMES: dict[str, Callable[[Session], Minutes]] = {
    "small": small,
    "large": large,
    "awkward": awkward,
}


def every_paper(session: Session, minutes: Minutes) -> Snapshots:
    """The snapshot of each paper that can be made of this meeting, sealed where it is sealed."""
    meeting = minutes.meeting
    found = dict(_official(session, meeting))
    found |= dict(_of_meeting(session, meeting))
    found["notula"] = approved(session, minutes).snapshot
    found["handover"] = _handover(session, meeting)
    return found | dict(_taken_from(session, meeting))


def _meeting(
    session: Session, subject: str, unit: Organisation | None = None, **values: Any
) -> Meeting:
    unit = unit or make_organisation(session, "Biro Perekonomian", kind=OrganisationKind.BUREAU)
    return make_meeting(
        session,
        unit,
        subject=subject,
        start_time=time(9, 0),
        **{"venue": "Ruang Rapat Sakai Sambayan", "chair_name": "Saipul", **values},
    )


def _agree(
    session: Session,
    meeting: Meeting,
    number: int,
    lead: Organisation,
    supporting: Organisation,
    *,
    text: str = "",
) -> None:
    words = text or (
        f"Menyampaikan data harga kebutuhan pokok minggu ke-{number} beserta langkah pengendalian "
        "yang sudah dan akan dilaksanakan kepada sekretariat."
    )
    agreement = add(session, meeting, Agreement, text=words)
    action = make_action(
        session, meeting, agreement=agreement, sentence=words, due_on=date(2025, 10, 31)
    )
    make_assignment(session, lead, action=action)
    make_assignment(session, supporting, action=action, part=Part.SUPPORTING)


def _official(session: Session, meeting: Meeting) -> Iterator[tuple[str, bytes]]:
    office = _responsible(session, meeting)
    for kind in FILLINGS:
        paper = begin_paper(session, meeting, kind, office, by=someone(session), at=NOW, on=TODAY)
        yield kind.value, _sealed(session, kind, meeting, content_of(session, paper))


def _of_meeting(session: Session, meeting: Meeting) -> Iterator[tuple[str, bytes]]:
    add(session, meeting, AgendaItem, title="Pembahasan perkembangan")
    for _ in range(3):
        office = make_organisation(session)
        Invitee.append(meeting, by=someone(session), at=NOW, organisation_id=office.id)
    head = make_appointment(session, make_person(session, LONG_NAME))
    letter = start_invitation(
        session, meeting, by=someone(session), at=NOW, signatory=head.signature()
    )
    contents: dict[DocumentKind, dict[str, Any]] = {
        DocumentKind.INVITATION: letter_content(session, meeting, letter_of(session, letter)),
        DocumentKind.ATTENDANCE: attendance_list(session, meeting),
        DocumentKind.ATTENDANCE_FORM: blank_form(session, meeting),
    }
    for kind, content in contents.items():
        yield kind.value, _sealed(session, kind, meeting, content)


def _sealed(
    session: Session, kind: DocumentKind, meeting: Meeting, content: dict[str, Any]
) -> bytes:
    code = new_code()
    seal = Seal(code, f"{BASE_URL}/periksa/{code}", NOW)
    is_sheet = kind in {DocumentKind.ATTENDANCE_FORM, DocumentKind.DISPOSITION_SHEET}
    if is_sheet:
        return paper_snapshot(session, kind, meeting, content)
    return paper_snapshot(session, kind, meeting, content, edition=1, seal=seal)


def _responsible(session: Session, meeting: Meeting) -> Organisation:
    """An office that owes a share of the meeting, else any."""
    owing = select(Assignment).join(Action).where(Action.meeting_id == meeting.id)
    share = session.scalars(owing.order_by(Assignment.id)).first()
    return share.organisation if share else make_organisation(session)


def _handover(session: Session, meeting: Meeting) -> bytes:
    office = _responsible(session, meeting)
    clerk = make_actor(session, Role.AGENCY, office)
    hand = Hand(LONG_NAME, f"Plt. Kepala {LONG_OFFICE}")
    zone = ZoneInfo(meeting.zone)
    printed = print_handover(
        session, office, giver=hand, taker=Hand("", ""), by=clerk, at=NOW, zone=zone
    )
    return printed.snapshot


def _taken_from(session: Session, meeting: Meeting) -> Iterator[tuple[str, bytes]]:
    """What is taken from the sealed notula, and what is printed of the work it began."""
    by, zone = (
        make_actor(session, Role.SECRETARIAT, meeting.organising_unit),
        ZoneInfo(meeting.zone),
    )
    author = someone(session)
    short = print_short_minutes(session, meeting, by=author, at=NOW, base_url=BASE_URL)
    yield "short_minutes", short.snapshot
    yield "summary", print_summary(session, meeting, by=by, at=NOW, zone=zone).snapshot
    rows = list(matrix_rows(session, by, Wanted(standing=Standing.ALL), today=TODAY, zone=zone))
    yield "work_matrix", print_matrix(session, rows, asked=[], by=by, at=NOW, zone=zone).snapshot


def main(target: Path) -> None:
    """Print every paper of every extreme into a directory, with a picture of each page."""
    for name, record in EXTREMES.items():
        with tempfile.TemporaryDirectory() as scratch, Renderer(stylesheets()) as renderer:
            engine = open_engine(f"sqlite:///{scratch}/rakor.sqlite3")
            upgrade(engine)
            with make_sessions(engine)() as session:
                papers = every_paper(session, record(session))
            for paper, snapshot in papers.items():
                pdf = renderer.render(to_html(json.loads(snapshot)))
                _keep(target / name, paper, pdf)


def _keep(directory: Path, name: str, pdf: bytes) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    (directory / f"{name}.pdf").write_bytes(pdf)
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        page.render(scale=0.9).to_pil().save(directory / f"{name}-{number:03d}.png")
    document.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
