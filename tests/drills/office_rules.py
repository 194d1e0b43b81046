"""The rules of one action and its shares, told once more: plain words, no database, no program."""

from dataclasses import dataclass, field
from datetime import date

OPEN = ("not_started", "in_progress")
PENDING = (*OPEN, "awaiting_verification")
FINAL = ("done", "not_feasible")


@dataclass
class Share:
    lead: bool
    due: date | None
    first: date | None
    state: str = "not_started"
    claim: str = ""
    question: str = ""
    obstacle: bool = False
    standing: dict[str, str] = field(default_factory=dict)
    wished: date | None = None
    slips: int = 0

    def end(self, state: str) -> None:
        self.state, self.question, self.obstacle = state, "", False
        self.standing, self.wished = {}, None

    def looks(self) -> dict[str, object]:
        pending = self.state in PENDING
        return {
            "state": self.state,
            "due": (self.first, self.due, self.slips),
            "obstructed": pending and (self.obstacle or bool(self.standing)),
            "standing": self.standing,
            "wished": self.wished,
            "asked": self.question == "asked",
        }


@dataclass
class Office:
    """Every verb says whether it is allowed, and does it when it is.

    own: whoever acts belongs to those who owe the share. words: he gives his reasons. on: a date.
    """

    today: date
    due: date | None
    shares: list[Share]
    stopped: bool = False

    @property
    def action_state(self) -> str:
        leads = [share.state for share in self.shares if share.lead]
        live = [state for state in leads if state not in ("reassigned", "cancelled")]
        if self.stopped or (not live and "cancelled" in leads):
            return "cancelled"
        if not live:
            return "unassigned"
        finished = all(state in FINAL for state in live) and "done" in live
        return "done" if finished else "open"

    def do(self, verb: str, share: Share, *, own: bool, words: bool, on: date) -> bool:
        name, _, detail = verb.partition(" ")
        act = getattr(self, f"_{name}")
        return bool(act(share, detail, own=own, words=words, on=on))

    def _report(self, share: Share, kind: str, *, words: bool, **_: object) -> bool:
        if share.state not in OPEN or not words:
            return False
        claims = kind in FINAL
        share.state = "awaiting_verification" if claims else "in_progress"
        share.claim, share.question = (kind, "") if claims else ("", "")
        share.obstacle = kind == "obstacle"
        return True

    def _withdraw(self, share: Share, _: str, **__: object) -> bool:
        if share.state != "awaiting_verification":
            return False
        share.state, share.question = "in_progress", ""
        return True

    def _ask(self, share: Share, _: str, *, own: bool, words: bool, **__: object) -> bool:
        if share.state != "awaiting_verification" or own or share.question or not words:
            return False
        share.question = "asked"
        return True

    def _answer(self, share: Share, _: str, *, words: bool, **__: object) -> bool:
        if share.question != "asked" or not words:
            return False
        share.question = "answered"
        return True

    def _verify(self, share: Share, verdict: str, *, own: bool, words: bool, **_: object) -> bool:
        if share.state != "awaiting_verification" or own:
            return False
        if verdict == "accepted":
            if share.claim != "done":
                return False
            share.end("done")
            return True
        if not words:
            return False
        if verdict == "infeasible":
            share.end("not_feasible")
        else:
            share.state, share.question = "in_progress", ""
        return True

    def _reopen(self, share: Share, _: str, *, own: bool, words: bool, **__: object) -> bool:
        if share.state not in FINAL or own or not words or self.stopped:
            return False
        share.state = "in_progress"
        return True

    def _cancel(self, share: Share, _: str, *, own: bool, words: bool, **__: object) -> bool:
        if share.state not in PENDING or own or not words:
            return False
        share.end("cancelled")
        return True

    def _reassign(self, share: Share, _: str, *, own: bool, words: bool, **__: object) -> bool:
        if share.state not in PENDING or own or not words:
            return False
        share.end("reassigned")
        self.shares.append(Share(share.lead, share.due, share.first, slips=share.slips))
        return True

    def _stop(self, share: Share, _: str, *, own: bool, words: bool, **__: object) -> bool:
        """The whole action."""
        owing = own and share.state in PENDING
        if self.action_state not in ("unassigned", "open") or owing or not words:
            return False
        for each in self.shares:
            if each.state in PENDING:
                each.end("cancelled")
        self.stopped = True
        return True

    def _object(self, share: Share, ground: str, *, words: bool, **_: object) -> bool:
        if share.state not in OPEN or ground in share.standing or not words:
            return False
        share.state, share.standing[ground] = "in_progress", "open"
        return True

    def _agree(self, share: Share, ground: str, *, own: bool, **_: object) -> bool:
        if share.standing.get(ground) != "open" or own:
            return False
        share.standing[ground] = "accepted"
        return True

    def _refuse(self, share: Share, ground: str, *, own: bool, words: bool, **_: object) -> bool:
        if share.standing.get(ground) != "open" or own or not words:
            return False
        del share.standing[ground]
        return True

    def _retract(self, share: Share, ground: str, **_: object) -> bool:
        return share.standing.pop(ground, None) is not None

    def _fulfil(self, share: Share, ground: str, *, words: bool, **_: object) -> bool:
        if ground not in share.standing or ground != "waiting_for" or not words:
            return False
        del share.standing[ground]
        return True

    def _wish(self, share: Share, _: str, *, words: bool, on: date, **__: object) -> bool:
        if share.state not in OPEN or share.wished or share.due is None or not words:
            return False
        if on < self.today or on <= share.due:
            return False
        share.wished = on
        return True

    def _grant(self, share: Share, _: str, *, own: bool, on: date, **__: object) -> bool:
        if share.wished is None or own or on < self.today or (share.due and on <= share.due):
            return False
        share.slips += share.due is not None
        share.due, share.wished = on, None
        share.first = share.first or on
        return True

    def _deny(self, share: Share, _: str, *, own: bool, words: bool, **__: object) -> bool:
        if share.wished is None or own or not words:
            return False
        share.wished = None
        return True

    def _unwish(self, share: Share, _: str, **__: object) -> bool:
        wished, share.wished = share.wished, None
        return wished is not None

    def _move(self, share: Share, to: str, *, own: bool, words: bool, on: date) -> bool:
        """The due date of the action; unfinished shares that had it follow."""
        goal = None if to == "away" else on
        following = [s for s in self.shares if s.state in PENDING and s.due == self.due]
        if goal == self.due:
            following = []
        if self.stopped or (own and share in following):
            return False
        if not words and any(each.due is not None for each in following):
            return False
        for each in following:
            each.slips += each.due is not None and (goal is None or goal > each.due)
            each.due, each.first = goal, each.first or goal
        self.due = goal
        return True
