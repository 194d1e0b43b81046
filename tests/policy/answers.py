"""What agencies of the small government object to and ask for, and who deals with it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_action, make_actor, make_assignment
from tracker.models.extensions import ExtensionRequest, ExtensionState, ask_for_date
from tracker.models.meetings import Meeting
from tracker.models.objections import STANDING, Ground, Objection, ObjectionState, object_to
from tracker.models.organisations import Organisation
from tracker.models.users import Actor

AWAITED = ("social", "kesra", "health")


def add_answers(
    session: Session, meeting: Meeting, offices: dict[str, Organisation], number: int
) -> None:
    """Dinas Tenaga Kerja waits for another, says it is not its work, and asks for time."""
    share = make_assignment(
        session, offices["labour"], action=make_action(session, meeting), due_on=TODAY
    )
    awaited = offices[AWAITED[number % 3]]
    agency, clerk = make_actor(session), make_actor(session)
    waiting = object_to(
        share, Ground.WAITING_FOR, "Rekomendasi.", by=agency, at=NOW, awaited=awaited
    )
    object_to(share, Ground.NOT_OURS, "Urusan pusat.", by=agency, at=NOW)
    wished = TODAY + timedelta(days=9)
    asked = ask_for_date(share, wished, "Menunggu.", by=agency, at=NOW, today=TODAY)
    match number // 3 % 4:
        case 1:
            waiting.accept("Benar.", by=clerk, at=NOW)
            asked.decline("Sudah lama.", by=clerk, at=NOW)
        case 2:
            waiting.decline("Tidak perlu.", by=clerk, at=NOW)
        case 3:
            share.cancel("Tidak perlu.", by=clerk, at=NOW)


def sees_wait(actor: Actor, objection: Objection, *, named: bool) -> bool:
    """The organisation that is waited for, while it is."""
    return named and objection.awaited_id in actor.agencies and objection.state in STANDING


def rules_on_objection(actor: Actor, objection: Objection, *, named: bool) -> bool:
    """The unit's secretariat, of neither side, until somebody has ruled."""
    sides = {objection.assignment.organisation_id, objection.awaited_id}
    return (
        named
        and actor.serves(objection.assignment.unit_id)
        and not sides & actor.organisations
        and objection.state is ObjectionState.OPEN
    )


def rules_on_request(actor: Actor, asked: ExtensionRequest, *, named: bool) -> bool:
    own = asked.assignment.organisation_id in actor.organisations
    served = actor.serves(asked.assignment.unit_id)
    return named and served and not own and asked.state is ExtensionState.OPEN
