"""What has served its time goes; what a row or an event counts on stays."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from tests.factories import NOW, make_file, make_meeting, make_minutes, make_user
from tracker.infra.db import write
from tracker.jobs.clean_up import forget_old_rows, sweep_store
from tracker.models.documents import Document
from tracker.models.events import Event
from tracker.models.jobs import Job, enqueue
from tracker.models.meetings import SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.printouts import Printout, PrintoutKind, printout_of
from tracker.models.sign_ins import (
    AccountLink,
    SignIn,
    SignInAttempt,
    make_account_link,
    note_failure,
    start_sign_in,
)

MONTH = timedelta(days=31)


def test_old_sign_ins_links_attempts_and_done_jobs_go(session, sessions):
    with write(session):
        user = make_user(session)
        start_sign_in(session, user, at=NOW, device="", network="10.0.0.1")
        make_account_link(session, user, by=None, at=NOW)
        note_failure(session, account="a", network="10.0.0.1", at=NOW)
        for kind in ("done", "failed", "waiting"):
            enqueue(session, kind, {}, at=NOW)
        session.flush()
        for job in session.scalars(select(Job)):
            job.done_at = NOW if job.kind == "done" else None
            job.failed_at = NOW if job.kind == "failed" else None
        events = session.scalar(select(func.count(Event.id)))

    forget_old_rows(sessions, at=NOW)
    assert [session.scalar(select(func.count(noun.id))) for noun in (SignIn, AccountLink)] == [1, 1]

    session.rollback()
    forget_old_rows(sessions, at=NOW + MONTH + timedelta(days=3))
    for noun in (SignIn, AccountLink, SignInAttempt):
        assert session.scalar(select(func.count(noun.id))) == 0
    kept = session.scalars(select(Job.kind).order_by(Job.id))
    assert list(kept) == ["failed", "waiting"]
    assert session.scalar(select(func.count(Event.id))) == events


def test_a_printout_is_forgotten_after_a_month_and_its_bytes_with_it(session, sessions, store):
    with write(session):
        by = make_user(session).id
        sheet = printout_of(
            session,
            PrintoutKind.HANDOVER,
            b"{}",
            name="Serah terima",
            security_class=SecurityClass.OPEN,
            by=by,
            at=NOW,
        )
        stored = store.put_bytes(b"lembar", "application/pdf")
        sheet.attach_pdf(stored.key, stored.size, at=NOW)
    soon = datetime.now(UTC) + timedelta(days=2)
    assert sweep_store(sessions, store, at=soon) == 0
    forget_old_rows(sessions, at=NOW + MONTH)
    assert session.scalars(select(Printout)).all() == []
    assert sweep_store(sessions, store, at=soon) == 1


def test_only_bytes_that_no_row_names_are_swept_and_only_after_a_day(session, sessions, store):
    evidence = b"bukti yang diterima"
    store.put_bytes(evidence, "application/pdf")
    paper = store.put_bytes(b"naskah", "application/pdf")
    leftover = store.put_bytes(b"isian yang ditolak", "application/pdf")
    with write(session):
        make_file(session, meeting=make_meeting(session), content=evidence)
        minutes = make_minutes(session, state=MinutesState.APPROVED)
        document = session.scalars(select(Document).where(Document.minutes_id == minutes.id)).one()
        document.attach_pdf(paper.key, paper.size, at=NOW)

    now = datetime.now(UTC)
    assert sweep_store(sessions, store, at=now) == 0
    assert sweep_store(sessions, store, at=now + timedelta(hours=25)) == 1
    assert not store.exists(leftover.key)
    assert store.exists(paper.key)
    assert store.get(paper.key) == b"naskah"
    assert len(list(store.all_keys())) == 2
