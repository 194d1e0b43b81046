"""Taking away what has served its time, and keeping the database quick.

Nothing an event answers for is ever removed here.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, union, union_all
from sqlalchemy.orm import Session, sessionmaker

from tracker.infra.db import refresh_statistics, write
from tracker.infra.storage import Store
from tracker.models.action_links import ActionLinkVisit
from tracker.models.deliveries import Delivery, DeliveryState
from tracker.models.digests import Digest
from tracker.models.documents import Document
from tracker.models.files import Blob
from tracker.models.jobs import Job
from tracker.models.notices import forget_notices
from tracker.models.previews import Preview
from tracker.models.printouts import Printout, PrintoutKind
from tracker.models.sign_ins import THROTTLE_WINDOW, AccountLink, SignIn, SignInAttempt
from tracker.models.signings import Signing
from tracker.models.take_overs import TakeOver, TakeOverState

KEEP = timedelta(days=30)
KEEP_SAMPLES = timedelta(days=1)
GRACE = timedelta(hours=24)


def forget_old_rows(sessions: sessionmaker[Session], *, at: datetime) -> None:
    """Remove sign-ins, links and what they opened long over, attempts that no longer count, jobs
    long done, old notices, printouts, which can be printed anew, and days on which a reader was
    told nothing.
    """
    old = at - KEEP
    with sessions() as session, write(session):
        session.execute(delete(SignInAttempt).where(SignInAttempt.at <= at - THROTTLE_WINDOW))
        session.execute(delete(SignIn).where(SignIn.created_at <= old))
        session.execute(delete(AccountLink).where(AccountLink.expires_at <= old))
        session.execute(delete(Job).where(Job.done_at <= old))
        forget_notices(session, at=at)
        session.execute(delete(ActionLinkVisit).where(ActionLinkVisit.opened_at <= old))
        session.execute(delete(Printout).where(Printout.created_at <= old))
        tried = Printout.kind == PrintoutKind.SAMPLE
        session.execute(delete(Printout).where(tried, Printout.created_at <= at - KEEP_SAMPLES))
        session.execute(delete(Digest).where(Digest.told == 0, Digest.at <= old))


def forget_old_drafts(sessions: sessionmaker[Session], *, at: datetime) -> int:
    """Let matrices go that nobody carried out in a month: they hold names, and nothing counts."""
    with sessions() as session:
        idle = select(TakeOver.id).where(
            TakeOver.state == TakeOverState.DRAFT, TakeOver.created_at <= at - KEEP
        )
        drafts = session.scalars(idle).all()
        for take_over_id in drafts:
            with write(session):
                session.get_one(TakeOver, take_over_id).discard(by=None, at=at)
    return len(drafts)


def look_after_database(sessions: sessionmaker[Session]) -> None:
    with sessions() as session, write(session):
        refresh_statistics(session)


def sweep_store(sessions: sessionmaker[Session], store: Store, *, at: datetime) -> int:
    """Remove bytes no row names, a day after they came: their form was never accepted.

    Returns how many. An upload of the same bytes makes them young again before its row is written.
    """
    with sessions() as session:
        named = named_keys(session)
    leftovers = [key for key in store.all_keys(older_than=at - GRACE) if key not in named]
    for key in leftovers:
        store.delete(key)
    return len(leftovers)


def named_keys(session: Session) -> set[str]:
    """The key of every file that the database counts on."""
    papers = select(Document.pdf_key).where(Document.pdf_key.is_not(None))
    printed = select(Printout.pdf_key).where(Printout.pdf_key.is_not(None))
    attached = session.scalars(
        select(Delivery.attachments).where(Delivery.state != DeliveryState.SENT)
    )
    mailed = {file["key"] for files in attached for file in files}
    pictures = union_all(select(Preview.keys), select(Printout.pictures))
    drawn = {key for keys in session.scalars(pictures) for key in keys}
    return (
        mailed
        | drawn
        | set(session.scalars(union(select(Blob.key), papers, printed, select(Signing.file_key))))
    )
