"""What a meeting agreed, and who owes what of it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests.factories import NOW, make_action, make_actor, make_assignment, someone
from tests.outside import make_ordered
from tests.world_house import REPORTED, House
from tests.world_links import linked
from tracker.infra import clock
from tracker.models.actions import Action
from tracker.models.assignment_states import Report
from tracker.models.assignments import Assignment
from tracker.models.extensions import ask_for_date
from tracker.models.files import FileKind, StoredFile, stored_file
from tracker.models.meetings import Meeting
from tracker.models.notices import Notice
from tracker.models.objections import Ground, object_to
from tracker.models.previews import keep_pictures
from tracker.models.users import Actor, Role


def work(house: House, meeting: Meeting) -> dict[str, object]:
    """An action of the meeting; Disnaker owes one share and claims another is done."""
    session = house.session
    sentence = f"Menyiapkan {meeting.subject}"
    action, claimed = (make_action(session, meeting, sentence=sentence) for _ in range(2))
    begun = make_assignment(session, house.labour, action=action)
    waiting = make_assignment(session, house.labour, action=claimed)
    evidence = _evidence(house, waiting)
    told = session.scalars(select(Notice.id).where(Notice.assignment_id == begun.id)).one()
    agency = make_actor(session, Role.AGENCY, house.labour)
    waiting.post_update(Report.DONE, REPORTED, by=agency, at=NOW, files=[evidence])
    return {
        "tindakan": action.id,
        "klaim": claimed.id,
        "tugas": begun.id,
        "laporan": waiting.id,
        "pemberitahuan": told,
        "bukti": evidence.id,
        **linked(house, begun),
        **_answered(house, make_action(session, meeting, sentence=sentence), agency),
    }


def _answered(house: House, action: Action, agency: Actor) -> dict[str, object]:
    """A share Disnaker objects to: it is not theirs, and waits for Bappeda; and wants more time."""
    today = clock.today(ZoneInfo("Asia/Jakarta"))
    share = make_assignment(house.session, house.labour, action=action, due_on=today)
    object_to(share, Ground.NOT_OURS, REPORTED, by=agency, at=NOW)
    wait = object_to(
        *(share, Ground.WAITING_FOR, "Surat persetujuan."),
        by=agency,
        at=NOW,
        awaited=house.planning,
    )
    wished = today + timedelta(days=9)
    asked = ask_for_date(share, wished, REPORTED, by=agency, at=NOW, today=today)
    return {"terhalang": share.id, "ditunggu": wait.id, "permohonan": asked.id}


def ordered(house: House) -> int:
    """What was ordered outside any meeting, of which Disnaker owes a share."""
    action = make_ordered(house.session, house.unit, witness_name=REPORTED)
    make_assignment(house.session, house.labour, action=action)
    assert action.directive_id
    return action.directive_id


def _evidence(house: House, assignment: Assignment) -> StoredFile:
    """With a page that can be looked at."""
    file = stored_file(
        *(house.session, house.pdf, FileKind.EVIDENCE),
        by=someone(house.session),
        at=NOW,
        assignment_id=assignment.id,
    )
    keep_pictures(house.session, file.blob_id, start=0, keys=[house.pdf.key], pages=12)
    return file
