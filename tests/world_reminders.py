"""A pause for all, and a letter about what one office left lying."""

from datetime import timedelta

from tests.factories import NOW, make_action, make_assignment, someone
from tests.world_house import House, meet
from tracker.models.escalations import Level, climb
from tracker.models.meetings import SecurityClass
from tracker.models.reminder_pauses import ReminderPause


def reminders(house: House) -> dict[str, object]:
    session, today = house.session, NOW.date()
    pause = ReminderPause.add(
        session,
        by=someone(session),
        at=NOW,
        since=today,
        until=today,
        reason="Peleburan instansi",
        made_by="Rahma",
    )
    meeting = meet(house, SecurityClass.OPEN)
    action = make_action(session, meeting, sentence="Menyusun edaran", due_on=today)
    share = make_assignment(session, house.labour, action=action)
    since = today - timedelta(days=9)
    letter = climb(
        session, house.unit.id, house.labour.id, Level.HEAD, [(share.id, since)], on=today, at=NOW
    )
    return {"jeda": pause.id, "eskalasi": letter.id}
