"""Whatever happens to one action and its shares, in whatever order, the office's rules hold."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session, sessionmaker

from tests.drills.figures import figure
from tests.drills.office_rules import Office, Share
from tests.factories import NOW, TODAY, make_action, make_actor, make_assignment, make_organisation
from tracker.models.assigning import reassign
from tracker.models.assignment_states import Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.due_dates import revise_action
from tracker.models.errors import DomainError
from tracker.models.extensions import ExtensionState, ask_for_date
from tracker.models.objections import Ground, object_to
from tracker.models.questions import answer_question, ask
from tracker.models.users import Actor, Role
from tracker.reports.due_dates import slips_of

pytestmark = pytest.mark.drill

HISTORIES = figure(short=25, full=1_000)
STEPS = figure(short=25, full=50)
DUE = TODAY + timedelta(days=5)
GROUNDS = [ground.value for ground in Ground]
VERBS = (
    *(f"report {report.value}" for report in Report),
    *("withdraw", "ask", "answer", "reopen", "cancel", "reassign", "stop"),
    *(f"verify {verdict.value}" for verdict in Verdict),
    *(f"{v} {ground}" for v in ("object", "agree", "refuse", "retract") for ground in GROUNDS),
    *("fulfil waiting_for", "wish", "grant", "deny", "unwish", "move to", "move away"),
)

ENDS = ("stop", "cancel", "reassign")


def test_the_program_and_the_rules_agree_after_every_step(sessions: sessionmaker[Session]):
    run_state_machine_as_test(
        lambda: Histories(sessions),  # type: ignore[arg-type]  # any factory will do
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=HISTORIES < 100,
            suppress_health_check=list(HealthCheck),
        ),
    )


class Histories(RuleBasedStateMachine):
    def __init__(self, sessions: sessionmaker[Session]) -> None:
        super().__init__()
        self.session = sessions()
        self.action = make_action(self.session, due_on=DUE)
        parts = (Part.LEAD, Part.LEAD, Part.SUPPORTING)
        self.shares = [
            make_assignment(self.session, action=self.action, part=part) for part in parts
        ]
        self.members: dict[int, Actor] = {}
        self.clerk = make_actor(self.session, Role.SECRETARIAT)
        self.awaited = make_organisation(self.session)
        self.office = Office(TODAY, DUE, [Share(part is Part.LEAD, DUE, DUE) for part in parts])

    @rule(
        pick=st.integers(0, 2**32).map(lambda number: (number * 2_654_435_761 >> 7) % 2**20),
        any_verb=st.integers(0, 4).map(lambda number: number == 4),
        which=st.integers(0, 4),
        own=st.integers(0, 9).map(lambda number: number == 9),
        words=st.integers(0, 9).map(lambda number: number < 9),
        days=st.integers(-3, 40),
    )
    def step(
        self, pick: int, any_verb: bool, which: int, own: bool, words: bool, days: int
    ) -> None:
        which %= len(self.shares)
        how: dict[str, Any] = {"own": own, "words": words, "on": TODAY + timedelta(days=days)}
        verb = self._chosen(pick, VERBS if any_verb else self._allowed(which, how))
        share = self.shares[which]
        allowed = self.office.do(verb, self.office.shares[which], **how)
        by = self._member(share) if own else self.clerk
        act = self._act(verb, share, by, "Demikian." if words else "", how["on"])
        assert self._done(act) == allowed, (verb, share.state, how)

    def _allowed(self, which: int, how: dict[str, Any]) -> Sequence[str]:
        """What the rules let happen now, so that histories go somewhere."""
        found = []
        for verb in VERBS:
            tried = deepcopy(self.office)
            if tried.do(verb, tried.shares[which], **how):
                found.append(verb)
        return found or VERBS

    def _chosen(self, pick: int, verbs: Sequence[str]) -> str:
        """Ends are rarer than the rest, or every history would be short."""
        verb = verbs[pick % len(verbs)]
        if verb in ENDS and pick % 5:
            return verbs[(pick // 5) % len(verbs)]
        return verb

    @invariant()
    def all_looks_as_the_rules_say(self) -> None:
        self.session.flush()
        assert self.action.state.value == self.office.action_state
        slips = slips_of(self.session, [share.id for share in self.shares])
        for share, expected in zip(self.shares, self.office.shares, strict=True):
            assert self._looks(share, slips.get(share.id, 0)) == expected.looks()

    def teardown(self) -> None:
        self.session.rollback()
        self.session.close()

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            with self.session.begin_nested():
                outcome = act()
        except DomainError:
            return False
        if isinstance(outcome, Assignment):
            self.shares.append(outcome)
        return outcome is not False

    def _act(
        self, verb: str, share: Assignment, by: Actor, words: str, on: date
    ) -> Callable[[], object]:
        """The program's verb; whoever reports or answers is of the agency, whoever acts."""
        name, _, detail = verb.partition(" ")
        told: dict[str, Any] = {"by": by, "at": NOW}
        agency: dict[str, Any] = {"by": self._member(share), "at": NOW}
        objection = next((o for o in reversed(share.objections) if o.ground == detail), None)
        wish = next(reversed(share.extensions), None)
        acts: dict[str, Callable[[], object]] = {
            "report": lambda: share.post_update(Report(detail), words, **agency, link="https://x"),
            "withdraw": lambda: share.withdraw_claim(**agency),
            "ask": lambda: ask(share, words, **told),
            "answer": lambda: answer_question(share, words, **agency),
            "verify": lambda: share.verify(Verdict(detail), words, **told),
            "reopen": lambda: share.reopen(words, **told),
            "cancel": lambda: share.cancel(words, **told),
            "reassign": lambda: reassign(share, make_organisation(self.session), words, **told),
            "stop": lambda: self.action.cancel(words, **told),
            "object": lambda: object_to(
                share, Ground(detail), words, **agency, awaited=self.awaited
            ),
            "wish": lambda: ask_for_date(share, on, words, **agency, today=TODAY),
            "move": lambda: self._move(by, words, None if detail == "away" else on),
        }
        if objection:
            acts |= {
                "agree": lambda: objection.accept("", **told),
                "refuse": lambda: objection.decline(words, **told),
                "retract": lambda: objection.withdraw(**agency),
                "fulfil": lambda: objection.fulfil(words, **agency),
            }
        if wish:
            acts |= {
                "grant": lambda: wish.grant(on, "", **told, today=TODAY),
                "deny": lambda: wish.decline(words, **told),
                "unwish": lambda: wish.withdraw(**agency),
            }
        return acts.get(name, lambda: False)

    def _move(self, by: Actor, words: str, on: date | None) -> None:
        version = self.action.version
        moved: dict[str, Any] = {"due_on": on, "due_reason": words}
        revise_action(self.session, self.action, by=by, at=NOW, version=version, **moved)

    def _member(self, share: Assignment) -> Actor:
        if share.id not in self.members:
            member = make_actor(self.session, Role.AGENCY, share.organisation)
            self.members[share.id] = member
        return self.members[share.id]

    def _looks(self, share: Assignment, slips: int) -> dict[str, object]:
        wishes = [one for one in share.extensions if one.state is ExtensionState.OPEN]
        return {
            "state": share.state.value,
            "due": (share.first_due_on, share.due_on, slips),
            "obstructed": share.obstructed,
            "standing": {o.ground.value: o.state.value for o in share.objections if o.stands},
            "wished": wishes[0].wished_on if wishes else None,
            "asked": share.asked_at is not None,
        }
