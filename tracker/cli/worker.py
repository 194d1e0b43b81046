"""`rakor worker`: what happens by itself. `rakor serve` starts one; more may run elsewhere."""

import logging
import os
from functools import partial

import click
from sqlalchemy.orm import Session, sessionmaker

from tracker.cli.opened import opened
from tracker.cli.readiness import require_ready
from tracker.cli.running import in_use
from tracker.cli.stop import Stop
from tracker.config import Settings
from tracker.documents.paper import stylesheets
from tracker.infra import clock
from tracker.infra.mail import Mailer
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.infra.webhook import Gateway
from tracker.jobs.audit import seal_events
from tracker.jobs.clean_up import (
    forget_old_drafts,
    forget_old_rows,
    look_after_database,
    sweep_store,
)
from tracker.jobs.deliveries import give_up_stuck, mail_deliverer, message_deliverer
from tracker.jobs.lanes import run_lanes
from tracker.jobs.previews import previewer
from tracker.jobs.reminders import look_after_reminders, stop_what_moved
from tracker.jobs.rendering import paper_renderers
from tracker.jobs.series import prepare_due_meetings
from tracker.jobs.successions import carry_out_successions
from tracker.jobs.take_overs import matrix_taker
from tracker.jobs.update_windows import look_after_windows
from tracker.jobs.worker import Chore, run_worker
from tracker.models.deliveries import DELIVER, DELIVER_MESSAGE
from tracker.models.previews import PREVIEW
from tracker.models.take_overs import TAKE_OVER

MINUTE, HOUR = 60, 3600
MOST_PRINTERS = 4  # each with up to 512 MB, while there is so much to print at once


@click.command()
def command() -> None:
    """Print papers, send mail, prepare meetings, seal events and clean up, until told to stop.

    The job at hand is finished.
    """
    settings, stop = Settings.from_env(), Stop()
    require_ready(settings)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    with (
        in_use(settings),
        opened(settings) as (sessions, store),
        Renderer(stylesheets(), processes=min(MOST_PRINTERS, _processors())) as renderer,
    ):
        handlers = {
            PREVIEW: previewer(sessions, store),
            TAKE_OVER: matrix_taker(sessions, settings.zone),
        }
        if settings.mail_url:  # else mail waits for a worker that has one
            mailer = Mailer(settings.mail_url, sender=settings.mail_from)
            handlers[DELIVER] = mail_deliverer(sessions, store, mailer, base_url=settings.base_url)
        if settings.webhook_url:
            gateway = Gateway(
                settings.webhook_url,
                secret=settings.webhook_secret,
                header=settings.webhook_header,
            )
            handlers[DELIVER_MESSAGE] = message_deliverer(sessions, gateway)
        # An issued paper waits for no long matrix, and a mail for neither.
        papers = [
            partial(run_worker, sessions, {kind: printer}, [])
            for kind, printer in paper_renderers(sessions, store, renderer).items()
        ]
        rest = partial(run_worker, sessions, handlers, _chores(settings, sessions, store))
        run_lanes([rest, *papers], stop)


def _processors() -> int:
    """Those this process may use."""
    return len(os.sched_getaffinity(0))


def _chores(settings: Settings, sessions: sessionmaker[Session], store: Store) -> list[Chore]:
    zone, base_url = settings.zone, settings.base_url
    return [
        Chore(MINUTE, partial(seal_events, sessions)),
        Chore(MINUTE, partial(give_up_stuck, sessions)),
        Chore(MINUTE, lambda: forget_old_rows(sessions, at=clock.now())),
        Chore(MINUTE, lambda: look_after_windows(sessions, at=clock.now(), base_url=base_url)),
        Chore(MINUTE, lambda: stop_what_moved(sessions, clock.now())),
        Chore(MINUTE, lambda: look_after_reminders(sessions, clock.now(), settings)),
        Chore(HOUR, lambda: prepare_due_meetings(sessions, at=clock.now(), zone=zone)),
        Chore(HOUR, lambda: carry_out_successions(sessions, at=clock.now(), zone=zone)),
        Chore(HOUR, lambda: forget_old_drafts(sessions, at=clock.now())),
        Chore(HOUR, partial(look_after_database, sessions)),
        Chore(HOUR, lambda: sweep_store(sessions, store, at=clock.now())),
    ]
