"""The proof that rows, papers, files and the trail of events are what the office's verbs left."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tracker.infra.orm import Base
from tracker.infra.storage import Damaged, Store
from tracker.jobs.audit import BEFORE_ALL, LATE, next_link
from tracker.jobs.stored_rows import stored_rows
from tracker.models.actions import Action
from tracker.models.actions import Counter as Register
from tracker.models.documents import Document, snapshot_key
from tracker.models.events import (
    Event,
    EventNote,
    EventSeal,
    audited_classes,
    note_digest,
    values_digest,
)
from tracker.models.files import Blob
from tracker.models.guards import missing_guards
from tracker.models.signings import Signing
from tracker.models.tallies import wrong_tallies


@dataclass(frozen=True, slots=True)
class Problem:
    """subject: `table:id`, `file:KEY`, `guard:NAME`, `chain` or `database`."""

    subject: str
    what: str


@dataclass(slots=True)
class Report:
    """counts: how many of each kind were compared. head: the chain's last hash, empty for none.

    ids: of every row met, by table, ascending; those of unreadable rows too.
    """

    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    head: str = ""
    ids: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def blame(self, subject: str, what: str) -> None:
        self.problems.append(Problem(subject, what))


def verify(session: Session, store: Store, *, head: str = "") -> Report:
    """Compare everything that has a second witness, in one snapshot; changes nothing.

    head: a chain head noted earlier; a trail whose end was cut off no longer contains it.
    """
    report = Report()
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    _check_database(session, report)
    trail = _read_trail(session, report)
    _check_chain(session, trail, report, noted_head=head)
    _check_notes(session, trail, report)
    _check_rows(session, trail, report)
    _check_counters(session, report)
    _check_files(session, store, report)
    session.rollback()
    return report


@dataclass(slots=True)
class _Trail:
    """What the events say. rows: `table:id` → the digest its latest event left (None: removed)."""

    events: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    rows: dict[str, str | None] = field(default_factory=dict)


def _check_database(session: Session, report: Report) -> None:
    for guard in missing_guards(session.connection()):
        report.blame(f"guard:{guard}", "is missing, switched off or changed")
    for tally in wrong_tallies(session.connection()):
        report.blame(f"assignment_tallies:{tally}", "is not what counting the assignments gives")
    if session.get_bind().dialect.name != "sqlite":
        return
    for (line,) in session.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            report.blame("database", line)
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        report.blame(f"{table}:{row}", f"belongs to a row of {parent} that is gone")


def _read_trail(session: Session, report: Report) -> _Trail:
    trail = _Trail()
    for event_id, values in _readable(session, Event, report):
        trail.events[event_id] = values_digest(Event, values)
        trail.rows.update(values["digests"])
        if values["note_digest"]:
            trail.notes[event_id] = values["note_digest"]
    return trail


def _check_chain(session: Session, trail: _Trail, report: Report, *, noted_head: str) -> None:
    heads, sealed = {""}, set()
    for seal_id, values in _readable(session, EventSeal, report):
        event_id, chain_hash = values["event_id"], values["chain_hash"]
        if chain_hash != next_link(report.head or BEFORE_ALL, trail.events.get(event_id, "")):
            # Nothing tells which of the two is the changed one.
            report.blame(f"events:{event_id}", "is not as it was sealed")
            report.blame(f"event_seals:{seal_id}", "does not continue the chain with its event")
        report.head = chain_hash
        heads.add(chain_hash)
        sealed.add(event_id)
    _blame_gaps("event_seals", report)
    # On SQLite events are committed in the order of their ids, so none is skipped.
    postgres = session.get_bind().dialect.name == "postgresql"
    if not postgres:
        _blame_gaps("events", report)
    _blame_unsealed(sealed & trail.events.keys(), trail, report, late=LATE if postgres else 0)
    if noted_head not in heads:
        report.blame("chain", f"does not contain the noted head {noted_head}")


def _blame_gaps(table: str, report: Report) -> None:
    """Ids follow one another, since no row is ever removed."""
    ids = report.ids[table]
    for before, row_id in pairwise([0, *ids]):
        for missing in range(before + 1, min(row_id, len(ids) + 1)):
            report.blame(f"{table}:{missing}", "is missing")
        if row_id != before + 1:
            report.blame(f"{table}:{row_id}", "does not follow the one before it")


def _blame_unsealed(sealed: set[int], trail: _Trail, report: Report, *, late: int) -> None:
    """As many of the oldest were sealed as there are seals gone astray; the rest may be waiting."""
    unsealed = sorted(trail.events.keys() - sealed)
    report.counts["events not yet sealed"] = len(unsealed)
    due_until = max(sealed, default=0) - late
    unreadable = len(report.ids["events"]) - len(trail.events)  # blamed already, with their seals
    astray = len(report.ids["event_seals"]) - len(sealed) - unreadable
    for number, event_id in enumerate(unsealed):
        if event_id <= due_until or number < astray:
            report.blame(f"events:{event_id}", "has no seal, though its turn has passed")


def _check_notes(session: Session, trail: _Trail, report: Report) -> None:
    for note_id, values in _readable(session, EventNote, report):
        expected = trail.notes.pop(values["event_id"], None)
        if note_id != values["event_id"] or expected != note_digest(values["salt"], values["text"]):
            report.blame(f"event_notes:{note_id}", "is not the text its event recorded")
    for event_id in trail.notes:
        report.blame(f"event_notes:{event_id}", "is missing")


def _check_rows(session: Session, trail: _Trail, report: Report) -> None:
    for noun in audited_classes():
        for row_id, values in _readable(session, noun, report):
            subject = f"{noun.__tablename__}:{row_id}"
            if subject not in trail.rows:
                report.blame(subject, "was written by no recorded act")
            elif trail.rows.pop(subject) != values_digest(noun, values):
                report.blame(subject, "is not as its latest event left it")
    for subject, digest in trail.rows.items():
        if digest is not None:
            report.blame(subject, "is gone, though no recorded act removed it")


def _check_counters(session: Session, report: Report) -> None:
    """A counter stands at the greatest number given out: the references are its second witness."""
    given: Counter[str] = Counter()
    for action in stored_rows(session, Action):
        if action.values:
            register, _, number = action.values["reference"].rpartition("-")
            given[register] = max(given[register], int(number) if number.isdecimal() else 0)
    for counter_id, values in _readable(session, Register, report):
        if given.pop(values["register"], 0) != values["last"]:
            report.blame(f"counters:{counter_id}", "is not at the last number given out")
    for register in given:
        report.blame(f"counters:{register}", "is missing")


def _check_files(session: Session, store: Store, report: Report) -> None:
    """Every file against its own name, then every row that counts on one."""
    sizes = {key: _size(store, key, report) for key in store.all_keys()}
    report.counts["files"] = len(sizes)
    for document_id, values in _readable(session, Document, report):
        if snapshot_key(values["snapshot"]) != values["snapshot_key"]:
            report.blame(f"documents:{document_id}", "does not hold the snapshot it was made from")
        if values["pdf_key"] is None:
            report.counts["papers not yet rendered"] += 1
        else:
            _expect_file(values["pdf_key"], values["pdf_size"], sizes, report)
    for _, values in _readable(session, Blob, report):
        _expect_file(values["key"], values["size"], sizes, report)
    for _, values in _readable(session, Signing, report):
        _expect_file(values["file_key"], values["file_size"], sizes, report)


def _size(store: Store, key: str, report: Report) -> int | None:
    try:
        return len(store.get(key))
    except Damaged as damage:
        report.blame(f"file:{key}", f"is {damage.what}")
        return None


def _expect_file(key: str, size: int, sizes: dict[str, int | None], report: Report) -> None:
    if key not in sizes:
        report.blame(f"file:{key}", "is missing")
    elif sizes[key] not in {None, size}:
        report.blame(f"file:{key}", f"has {sizes[key]} bytes, its row says {size}")


def _readable(
    session: Session, noun: type[Base], report: Report
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Id and values of every row that can be read at all; the others are blamed here, once."""
    table = noun.__tablename__
    try:
        for row in stored_rows(session, noun):
            report.counts[table] += 1
            report.ids[table].append(row.id)
            if row.values is None:
                report.blame(f"{table}:{row.id}", row.fault)
            else:
                yield row.id, row.values
    except DatabaseError as error:
        report.blame("database", f"{table} cannot be read to its end: {error.orig}")
