"""The part of the story in which agencies answer honestly, and the secretariat rules."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_action, make_actor, make_assignment, make_organisation
from tracker.models.assignment_states import Report, Verdict
from tracker.models.due_dates import revise_action
from tracker.models.extensions import ask_for_date
from tracker.models.meetings import Meeting
from tracker.models.objections import Ground, object_to
from tracker.models.questions import answer_question, ask
from tracker.models.users import Actor, Role

LATER = NOW + timedelta(days=2)


def tell_of_answers(session: Session, meeting: Meeting, secretariat: Actor) -> None:
    """One share is asked for a later date, objected to on every ground, and asked about."""
    action = make_action(session, meeting, due_on=TODAY + timedelta(days=9))
    share = make_assignment(session, action=action)
    agency = make_actor(session, Role.AGENCY, share.organisation)
    awaited = make_organisation(session)
    by: dict[str, Any] = {"by": agency, "at": NOW}
    rules: dict[str, Any] = {"by": secretariat, "at": LATER}

    for number in range(3):
        wished = TODAY + timedelta(days=30 + number)
        request = ask_for_date(share, wished, "Data pusat belum turun.", **by, today=TODAY)
        if number == 0:
            request.grant(wished, "", **rules, today=TODAY)
        elif number == 1:
            request.decline("Sudah cukup lama.", **rules)
        else:
            request.withdraw(**by)
    object_to(share, Ground.NOT_OURS, "Urusan pusat.", **by).decline("Urusan Anda.", **rules)
    object_to(share, Ground.NEEDS_BUDGET, "Belum ada di APBD.", **by).accept("", **rules)
    waiting = object_to(share, Ground.WAITING_FOR, "Rekomendasi teknis.", **by, awaited=awaited)
    waiting.fulfil("Sudah dikirim.", by=make_actor(session, Role.AGENCY, awaited), at=LATER)
    object_to(share, Ground.WAITING_FOR, "Persetujuan.", **by, awaited=awaited).withdraw(**by)
    why: dict[str, Any] = {"due_on": TODAY + timedelta(days=12), "due_reason": "Arahan Sekda."}
    revise_action(session, action, **rules, version=action.version, **why)
    share.post_update(Report.DONE, "Terlampir.", **by, link="https://example.id/sk")
    ask(share, "Nomor SK-nya berapa?", **rules)
    answer_question(share, "Nomor 12.", **by, link="https://example.id/sk-12")
    share.verify(Verdict.INFEASIBLE, "Dicabut oleh pusat.", **rules)
