"""Every step of a share in every state: taken, or refused by name with nothing changed."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_actor,
    make_assignment,
    make_organisation,
)
from tracker.infra.orm import session_of
from tracker.models.assigning import reassign
from tracker.models.assignment_states import AssignmentState, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.errors import Untimely
from tracker.models.events import Event, row_digest
from tracker.models.extensions import ExtensionRequest, ask_for_date
from tracker.models.objections import Ground, Objection, object_to
from tracker.models.questions import answer_question, ask
from tracker.models.users import Actor

NOT_STARTED, IN_PROGRESS, AWAITING, DONE, NOT_FEASIBLE, REASSIGNED, CANCELLED = AssignmentState
LINK = "https://example.id/bukti"
WISHED = TODAY + timedelta(days=60)

Verb = Callable[[Assignment, Actor], object]


def report(kind: Report, share: Assignment, by: Actor) -> None:
    share.post_update(kind, "Kami laporkan.", by=by, at=NOW, link=LINK)


def withdraw(share: Assignment, by: Actor) -> None:
    share.withdraw_claim(by=by, at=NOW)


def ask_about(share: Assignment, by: Actor) -> None:
    ask(share, "Nomor SK-nya berapa?", by=by, at=NOW)


def answer(share: Assignment, by: Actor) -> None:
    answer_question(share, "Nomor 12.", by=by, at=NOW)


def verify(verdict: Verdict, share: Assignment, by: Actor) -> None:
    share.verify(verdict, "Dibandingkan dengan bukti.", by=by, at=NOW)


def reopen(share: Assignment, by: Actor) -> None:
    share.reopen("Bukti keliru.", by=by, at=NOW)


def cancel(share: Assignment, by: Actor) -> None:
    share.cancel("Tidak diperlukan.", by=by, at=NOW)


def hand_on(share: Assignment, by: Actor) -> None:
    reassign(share, make_organisation(session_of(share)), "Pindah urusan.", by=by, at=NOW)


def object_(share: Assignment, by: Actor) -> None:
    object_to(share, Ground.NOT_OURS, "Urusan pusat.", by=by, at=NOW)


def request(share: Assignment, by: Actor) -> None:
    ask_for_date(share, WISHED, "Data belum turun.", by=by, at=NOW, today=TODAY)


def objection(verb: str, share: Assignment, by: Actor) -> None:
    words = () if verb == "withdraw" else ("Kami pertimbangkan.",)
    getattr(first_objection(share), verb)(*words, by=by, at=NOW)


def extension(verb: str, share: Assignment, by: Actor) -> None:
    asked = first_request(share)
    if verb == "grant":
        asked.grant(WISHED, "", by=by, at=NOW, today=TODAY)
    elif verb == "decline":
        asked.decline("Sudah lama.", by=by, at=NOW)
    else:
        asked.withdraw(by=by, at=NOW)


VERBS: dict[str, Verb] = {
    **{kind.value: partial(report, kind) for kind in Report},
    "withdraw claim": withdraw,
    "ask": ask_about,
    "answer": answer,
    **{verdict.value: partial(verify, verdict) for verdict in Verdict},
    "reopen": reopen,
    "cancel": cancel,
    "reassign": hand_on,
    "object": object_,
    **{f"{v} answer": partial(objection, v) for v in ("accept", "decline", "withdraw")},
    "fulfil": partial(objection, "fulfil"),
    "request date": request,
    **{f"{v} request": partial(extension, v) for v in ("grant", "decline", "withdraw")},
}

# Where each step leads from where the share stands with nothing asked or objected, or the code of
# its refusal: S the state of the share, O and E that of an objection and of a request.
S, O, E = "assignment_state", "objection_state", "extension_state"  # noqa: E741 - a table's mark
TABLE = """
                 not_started in_progress awaiting     done        not_feasible reassigned cancelled
progress         in_progress in_progress S            S           S            S          S
obstacle         in_progress in_progress S            S           S            S          S
done             awaiting    awaiting    S            S           S            S          S
not_feasible     awaiting    awaiting    S            S           S            S          S
withdraw claim   S           S           in_progress  S           S            S          S
ask              S           S           awaiting     S           S            S          S
answer           S           S           no_question  S           S            S          S
accepted         S           S           done         S           S            S          S
returned         S           S           in_progress  S           S            S          S
infeasible       S           S           not_feasible S           S            S          S
reopen           S           S           S            in_progress in_progress  S          S
cancel           cancelled   cancelled   cancelled    S           S            S          S
reassign         reassigned  reassigned  reassigned   S           S            S          S
object           in_progress in_progress S            S           S            S          S
request date     not_started in_progress S            S           S            S          S
"""
# With an objection and a request made first, while the work was open; they end with their share.
ANSWERED = """
                 in_progress      awaiting         done not_feasible reassigned cancelled
object           objection_stands S                S    S            S          S
accept answer    in_progress      awaiting         O    O            O          O
decline answer   in_progress      awaiting         O    O            O          O
withdraw answer  in_progress      awaiting         O    O            O          O
fulfil           waits_for_nobody waits_for_nobody O    O            O          O
request date     extension_open   S                S    S            S          S
grant request    in_progress      awaiting         E    E            E          E
decline request  in_progress      awaiting         E    E            E          E
withdraw request in_progress      awaiting         E    E            E          E
done             awaiting         S                S    S            S          S
accepted         S                done             S    S            S          S
cancel           cancelled        cancelled        S    S            S          S
reassign         reassigned       reassigned       S    S            S          S
"""
SHORT = {"S": S, "O": O, "E": E, "awaiting": AWAITING.value}


def test_each_step_is_taken_from_its_own_states_only(session: Session):
    for state, step, expected in cells(TABLE):
        share = make_assignment(session, state=state, due_on=TODAY)
        assert outcome(session, share, step) == expected, f"{step} while {state}"


def test_answers_are_ruled_on_while_their_share_is_pending_and_end_with_it(session: Session):
    for state, step, expected in cells(ANSWERED):
        share = answered(session, state)
        assert outcome(session, share, step) == expected, f"{step} while {state}"


def test_the_table_knows_every_step():
    assert {step for table in (TABLE, ANSWERED) for _, step, _ in cells(table)} == {*VERBS}


def outcome(session: Session, share: Assignment, step: str) -> str:
    """The state it led to with one event, or the code of a refusal that left all as it was."""
    session.flush()
    before, events = everything(share), count(session)
    try:
        VERBS[step](share, make_actor(session))
    except Untimely as refusal:
        session.flush()
        assert everything(share) == before, f"{step} was refused and changed something"
        return refusal.code
    session.flush()
    assert count(session) == events + 1
    return share.state.value


def answered(session: Session, state: AssignmentState) -> Assignment:
    """A share in `state` that was objected to, and asked a later date for, on the way there."""
    share = make_assignment(session, due_on=TODAY)
    agency, secretariat = make_actor(session), make_actor(session)
    object_(share, agency)
    request(share, agency)
    way: dict[AssignmentState, tuple[str, ...]] = {
        AWAITING: ("done",),
        DONE: ("done", "accepted"),
        NOT_FEASIBLE: ("not_feasible", "infeasible"),
        REASSIGNED: ("reassign",),
        CANCELLED: ("cancel",),
    }
    for step, by in zip(way.get(state, ()), (agency, secretariat), strict=False):
        VERBS[step](share, by)
    session.flush()
    assert share.state is state
    return share


def cells(table: str) -> list[tuple[AssignmentState, str, str]]:
    head, *rows = table.strip().splitlines()
    states = [AssignmentState(SHORT.get(word, word)) for word in head.split()]
    found = []
    for row in rows:
        step, words = row[:17].strip(), row[17:].split()
        assert len(words) == len(states), row
        found += [(s, step, SHORT.get(w, w)) for s, w in zip(states, words, strict=True)]
    return found


def everything(share: Assignment) -> list[str]:
    rows = [share, *share.updates, *share.objections, *share.extensions]
    return [row_digest(row) for row in rows]


def count(session: Session) -> int:
    told = select(func.count(Event.id)).where(Event.subject_type == Assignment.__tablename__)
    return session.scalar(told) or 0


def first_objection(share: Assignment) -> Objection:
    return share.objections[0]


def first_request(share: Assignment) -> ExtensionRequest:
    return share.extensions[0]
