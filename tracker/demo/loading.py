"""Load the demonstration once: accounts, the seed meeting as a draft, and examples in full."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, sessionmaker

from tracker.config import Settings
from tracker.demo.accounts import DemoSignIn, add_accounts, hashes, sign_ins
from tracker.demo.agency_answers import answer_all
from tracker.demo.agreed_work import add_agreed_work
from tracker.demo.coming_series import begin_series, call_next
from tracker.demo.example_meeting import add_example, report_on_example
from tracker.demo.exhibits import store_exhibits
from tracker.demo.governors_order import add_governors_order, add_letter_order
from tracker.demo.inflation_series import add_inflation_series
from tracker.demo.offices_change import plan_succession
from tracker.demo.official_papers import write_papers
from tracker.demo.old_matrix import add_old_matrix
from tracker.demo.ordered_work import add_ordered_work
from tracker.demo.reminding import remind
from tracker.demo.scene import Scene
from tracker.demo.seed_meeting import add_seed, read_seed
from tracker.infra.db import write
from tracker.infra.storage import Store
from tracker.models.users import User


def load(
    sessions: sessionmaker[Session], store: Store, settings: Settings, *, at: datetime
) -> list[DemoSignIn]:
    """Everything or nothing, in one transaction; a second call only returns the sign-ins."""
    made = sign_ins(settings.data_dir)
    with sessions() as session:
        if session.scalar(select(exists().where(User.demo))):
            return made
        hashed, draft, exhibits = hashes(made), read_seed(), store_exhibits(store)
        today = at.astimezone(settings.zone).date()
        with write(session):
            add_accounts(session, hashed, at=at, today=today)
            add_seed(session, draft, at=at, today=today, zone=settings.timezone)
            scene = Scene.of(session, settings, at=at, today=today)
            series, inflation = begin_series(scene), add_inflation_series(scene)
            shares = add_agreed_work(scene, series)
            example = add_example(scene, series, exhibits)
            add_ordered_work(scene, inflation, exhibits)
            answer_all(scene, shares, exhibits)
            report_on_example(scene, example, exhibits)
            write_papers(scene, example)
            add_governors_order(scene, exhibits)
            add_letter_order(scene, exhibits)
            add_old_matrix(scene)
            plan_succession(scene)
            remind(scene, shares, inflation)
            call_next(scene, series, example)
    return made
