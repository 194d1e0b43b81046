"""One small office for all routes: who may come to them, and every thing they lead to, twice.

The things of an open meeting are what the table of rights speaks of; the same things of a secret
meeting must look to everybody as if they did not exist.
"""

import io
import json
from dataclasses import dataclass

import pikepdf
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    make_appointment,
    make_organisation,
    make_person,
    make_series,
    make_user,
    someone,
)
from tests.world_house import House, meet
from tests.world_links import mailed_alone
from tests.world_meeting import agenda, invitations, next_meeting, parts
from tests.world_official import official
from tests.world_papers import issued, papers
from tests.world_reminders import reminders
from tests.world_take_over import matrix
from tests.world_work import ordered, work
from tracker.capture.reader import read
from tracker.config import PROJECT
from tracker.documents.sealing import draft_paper
from tracker.infra import clock
from tracker.infra.storage import Store
from tracker.models.attachments import attach
from tracker.models.evidence_types import EvidenceType
from tracker.models.files import FileKind
from tracker.models.meetings import MeetingSource, MeetingState, SecurityClass
from tracker.models.minutes import start_minutes
from tracker.models.organisations import OrganisationKind
from tracker.models.printouts import PrintoutKind, printout_of
from tracker.models.sign_ins import make_account_link
from tracker.models.successions import Succession
from tracker.models.users import Role, User, actor_of
from tracker.models.working_days import OfficeDay

TEXT = "Rapat koordinasi digelar pada Kamis, 18 September 2025 di Hotel Golden Tulip."


@dataclass(frozen=True)
class World:
    """users: by the column names of the table. open, secret: what stands for {names} in paths."""

    users: dict[str, int]
    open: dict[str, object]
    secret: dict[str, object]


def build(session: Session, store: Store) -> World:
    unit = make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)
    elsewhere = make_organisation(session, "Biro Ekonomi", kind=OrganisationKind.BUREAU)
    setda = make_organisation(session, "Setda", kind=OrganisationKind.REGIONAL_SECRETARIAT)
    labour, planning = (make_organisation(session, name) for name in ("Disnaker", "Bappeda"))
    chair = make_person(session, "Siti Aminah")
    users = {
        "own": make_user(session, Role.AGENCY, labour),
        "inv": make_user(session, Role.AGENCY, planning),
        "oth": make_user(session, Role.AGENCY),
        "uni": make_user(session, Role.SECRETARIAT, unit),
        "els": make_user(session, Role.SECRETARIAT, elsewhere),
        "hea": make_user(session, Role.LEADER, unit, person=chair),
        "sek": make_user(session, Role.LEADER, setda),
        "awa": make_user(session, Role.LEADER, elsewhere),
        "adm": make_user(session, Role.ADMIN, setda, password_hash="$argon2id$"),
        "named": make_user(session, Role.SECRETARIAT, unit),
        "shut": make_user(session, Role.SECRETARIAT, unit),
    }
    appointment = make_appointment(session, chair, organisation=unit)
    today = NOW.date()
    house = House(
        session=session,
        pdf=store.put(io.BytesIO(one_page_pdf()), name="berkas.pdf"),
        unit=unit,
        labour=labour,
        planning=planning,
        chair=chair,
        head=actor_of(session, users["hea"], today=today),
        clerk=actor_of(session, users["named"], today=today),
        series=make_series(session, unit),
    )
    registers: dict[str, object] = {
        "instansi": elsewhere.id,
        "jabatan": appointment.position_id,
        "pejabat": chair.id,
        "masa": appointment.id,
        "rangkaian": house.series.id,
        "hari_kantor": _office_day(session),
        "jenis_bukti": _evidence_type(session),
        "surel": "0" * 20 + "-" + "a" * 16,
        "gaya": json.loads((PROJECT / "static/dist/manifest.json").read_text())["app.css"],
        **_account(session, users["oth"]),
        "kode_presensi": "K7PM-3XQ9",
        "tiket": "bukan-tiket",
        "kiriman_lepas": mailed_alone(session),
        "peralihan": _succession(session),
        "arahan": ordered(house),
        **reminders(house),
        "lembar_kerja": _printout(session, users["uni"]),
        "dinas_kop": labour.id,
        "contoh": _printout(session, users["adm"], PrintoutKind.SAMPLE),
    }
    return World(
        {name: user.id for name, user in users.items()},
        {**_things(house, SecurityClass.OPEN), **registers},
        {**_things(house, SecurityClass.SECRET), **registers},
    )


def _account(session: Session, user: User) -> dict[str, object]:
    return {
        "akun": user.id,
        "peran": user.memberships[0].id,
        "tautan": make_account_link(session, user, by=None, at=clock.now()),
    }


def _succession(session: Session) -> int:
    old, new = (make_organisation(session) for _ in range(2))
    return Succession.add(
        session,
        by=someone(session),
        at=NOW,
        organisation_id=old.id,
        successor_id=new.id,
        takes_over_on=NOW.date(),
    ).id


def _printout(session: Session, user: User, kind: PrintoutKind = PrintoutKind.HANDOVER) -> int:
    return printout_of(
        session,
        kind,
        b"{}",
        name="Serah terima",
        security_class=SecurityClass.OPEN,
        by=user.id,
        at=NOW,
    ).id


def _evidence_type(session: Session) -> int:
    by, points = someone(session), ["Nomor terbaca"]
    return EvidenceType.add(session, by=by, at=NOW, name="SK", points=points).id


def _office_day(session: Session) -> int:
    day = NOW.date()
    by = someone(session)
    return OfficeDay.add(session, by=by, at=NOW, day=day, name="HUT", working=False).id


def _things(house: House, security_class: SecurityClass) -> dict[str, object]:
    """What hangs on meetings of one class, by the names used in the table's paths."""
    meeting = meet(house, security_class)
    session = house.session
    minutes = start_minutes(session, meeting, by=someone(session), at=NOW)
    attached = attach(session, meeting, house.pdf, FileKind.OTHER, by=someone(session), at=NOW)
    proof = attach(
        session, meeting, house.pdf, FileKind.APPROVAL_PROOF, by=someone(session), at=NOW
    )
    things: dict[str, object] = {
        "rapat": meeting.id,
        "draf": meet(house, security_class, MeetingState.DRAFT).id,
        "tersangkut": house.clerk.user_id,
        **parts(house, meeting),
        **agenda(house, meeting),
        "lampiran": attached.id,
        "bukti_sah": proof.id,
    }
    session.add(MeetingSource(meeting_id=meeting.id, text=TEXT, draft=read(TEXT).to_json()))
    meeting.confirm_absent([], by=someone(session), at=NOW)  # its event answers for the source
    printed = draft_paper(session, minutes, by=house.clerk, at=NOW)
    printed.attach_pdf(house.pdf.key, house.pdf.size, at=NOW)
    things["cetakan"] = printed.id
    things |= issued(house, meeting)
    things["lanjutan"] = next_meeting(house, security_class).id
    things |= invitations(house, security_class)
    things |= official(house, meeting)
    return things | papers(house, security_class) | work(house, meeting) | matrix(house, meeting)


def one_page_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()
