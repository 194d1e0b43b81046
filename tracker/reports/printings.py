"""What is told to those who wait for a paper: how far it is, and how long it may still take."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.documents import Document
from tracker.models.printings import Paper, Printing, printing_of
from tracker.models.printouts import Printout

# Until this machine has printed something of the kind; on the slow side.
USUAL_CHARACTERS_A_SECOND = 15_000
LAST = 20
TRUSTED_SHARE = 0.2  # from here on the paper itself says best how quickly it goes


@dataclass(frozen=True, slots=True)
class Cost:
    """What papers of a kind take. measured: on this machine, from the last ones."""

    seconds: float
    pages: float = 0.0
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """share: how much is done, None before it is known. seconds_left: by `Cost` or its own pace."""

    seconds_left: float
    measured: bool
    share: float | None = None
    pages: int = 0
    called_off: bool = False


def expected_cost(session: Session, kind: str, characters: int) -> Cost:
    """From the last papers of the kind, in proportion to their length."""
    last = (
        select(Printing.characters, Printing.pages, Printing.seconds)
        .where(Printing.kind == kind, Printing.seconds.is_not(None))
        .order_by(Printing.id.desc())
        .limit(LAST)
        .subquery()
    )
    sums = [func.coalesce(func.sum(column), 0) for column in last.c]
    known, pages, seconds = session.execute(select(*sums)).one()
    if not known:
        return Cost(characters / USUAL_CHARACTERS_A_SECOND)
    return Cost(characters * seconds / known, characters * pages / known, measured=True)


def waiting(session: Session, paper: Paper, *, at: datetime) -> Waiting:
    """For a paper that is not ready. at: now."""
    printing = printing_of(session, paper)
    if printing is not None and printing.called_off_at:
        return Waiting(0, measured=False, called_off=True)
    if printing is None or printing.began_at is None:
        cost = expected_cost(session, paper.kind.value, _length(session, paper))
        return Waiting(cost.seconds, cost.measured)
    cost = expected_cost(session, paper.kind.value, printing.characters)
    share, taken = printing.share, (at - printing.began_at).total_seconds()
    if share >= TRUSTED_SHARE:
        left, measured = taken * (1 - share) / share, True
    else:
        left, measured = max(cost.seconds - taken, 0.0), cost.measured
    return Waiting(left, measured, share, printing.pages)


def _length(session: Session, paper: Paper) -> int:
    """Of the snapshot, which is not fetched for that."""
    noun = Document if isinstance(paper, Document) else Printout
    return session.scalar(select(func.length(noun.snapshot)).where(noun.id == paper.id)) or 0
