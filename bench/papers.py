"""What papers cost: bare WeasyPrint on the same HTML, our renderer, the wait, the download."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select
from sqlalchemy.orm import Session
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.load import get, measure_beside
from bench.servers import BEHIND_SIGN_IN, OURS, Server, served
from bench.town import Town
from tests.documents.samples import SAMPLES
from tracker.config import PROJECT
from tracker.documents import sealing
from tracker.documents.paper import stylesheets, to_html
from tracker.documents.queueing import RENDER, ask_for_rendering
from tracker.documents.snapshot import canonical
from tracker.infra import clock
from tracker.infra.db import make_sessions, open_engine, write
from tracker.infra.migrate import upgrade
from tracker.infra.render import Renderer
from tracker.infra.storage import open_store
from tracker.jobs.rendering import paper_renderers
from tracker.models.documents import DocumentKind, issue_document, new_code
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.printouts import Printout, PrintoutKind, printout_of
from tracker.models.users import User

PATIENCE = 60  # seconds for a paper of one or two pages


def print_papers(town: Town, rounds: int) -> None:
    """Times a paper of every kind, then the download of a notula issued in the town."""
    print("\nPapers (milliseconds of processor time; wait: by the clock, with the worker's poll)\n")
    head = f"{'paper':18} {'bare':>7} {'kept':>7} {'ours':>7} {'wait':>7}"
    print(f"{head}   ours / bare, / kept")
    snapshots = _samples()
    with _waited_for(town) as wait, Renderer(stylesheets()) as renderer:
        store, kept = open_store(town.settings.store_url), loaded()
        for kind, content in snapshots.items():
            html = to_html(json.loads(content))
            anew = _typical(rounds, time.process_time, partial(_bare_anew, html))
            tuned = _typical(rounds, time.process_time, partial(bare, html, *kept))
            render = partial(sealing.render, content, renderer, store)
            ours = _typical(rounds, clock_of(renderer), render)
            waited = statistics.median(wait(content, number) for number in range(rounds // 3 + 1))
            taken = f"{kind:18} {anew:7.0f} {tuned:7.0f} {ours:7.0f} {waited:7.0f}"
            print(f"{taken}   {ours / anew:.2f}, {ours / tuned:.2f}")
    _print_first_start(snapshots["minutes"])
    _print_download(town, _issued(town, snapshots["minutes"]), rounds * 20)


def _samples() -> dict[str, bytes]:
    """A snapshot of every kind, each made in an empty database."""
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/rakor.sqlite3")
        upgrade(engine)
        made: dict[str, bytes] = {}
        for kind, make in SAMPLES.items():
            with make_sessions(engine)() as session:
                made[kind] = make(session)
        engine.dispose()
    return made


@contextmanager
def _waited_for(town: Town) -> Iterator[Callable[[bytes, int], float]]:
    """Ask a real worker for a paper that was never asked for, and wait, in milliseconds."""
    engine = open_engine(town.settings.database_url)
    sessions = make_sessions(engine)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "worker"], cwd=PROJECT, env=town.environment
    )

    def wait(content: bytes, number: int) -> float:
        began = time.perf_counter()
        with sessions() as session:
            with write(session):
                printout = _asked(session, {**json.loads(content), "number": number})
            while not session.scalar(select(Printout.pdf_key).where(Printout.id == printout.id)):
                if time.perf_counter() - began > PATIENCE:
                    raise RuntimeError("the worker does not print")
                session.rollback()
                time.sleep(0.01)
        return (time.perf_counter() - began) * 1000

    try:
        yield wait
    finally:
        worker.terminate()
        worker.wait(60)
        engine.dispose()


def _asked(session: Session, paper: dict[str, object]) -> Printout:
    by = session.scalars(select(User.id).order_by(User.id)).first() or 0
    printout = printout_of(
        session,
        PrintoutKind.HANDOVER,
        canonical(paper),
        name="bench",
        security_class=SecurityClass.OPEN,
        by=by,
        at=clock.now(),
    )
    ask_for_rendering(session, printout, at=clock.now())
    return printout


def _issued(town: Town, content: bytes) -> int:
    """A paper of the first meeting, sealed and printed."""
    engine = open_engine(town.settings.database_url)
    sessions, store = make_sessions(engine), open_store(town.settings.store_url)
    with sessions() as session, write(session):
        meeting = session.scalars(select(Meeting).order_by(Meeting.id).limit(1)).one()
        document = issue_document(
            session,
            DocumentKind.ATTENDANCE,
            meeting,
            content,
            edition=1,
            code=new_code(),
            by=None,
            at=clock.now(),
        )
        session.flush()
        document_id = document.id
    with Renderer(stylesheets()) as renderer:
        paper_renderers(sessions, store, renderer)[RENDER]({"document_id": document_id})
    engine.dispose()
    return document_id


def loaded() -> tuple[FontConfiguration, list[CSS]]:
    """As WeasyPrint's manual starts, when done anew for each paper."""
    fonts = FontConfiguration()
    return fonts, [CSS(filename=str(sheet), font_config=fonts) for sheet in stylesheets()]


def bare(html: str, fonts: FontConfiguration, sheets: list[CSS]) -> bytes:
    pdf: bytes = HTML(string=html).write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/a-3a"
    )
    return pdf


def _bare_anew(html: str) -> bytes:
    return bare(html, *loaded())


def clock_of(renderer: Renderer) -> Callable[[], float]:
    """Seconds that we and the printing processes have computed."""

    def spent() -> float:
        of_processes = sum(Server("", pid).processor_time() for pid in renderer.process_ids())
        return time.process_time() + of_processes / 1000

    return spent


def _typical(rounds: int, now: Callable[[], float], act: Callable[[], bytes]) -> float:
    act()
    taken = []
    for _ in range(rounds):
        began = now()
        act()
        taken.append((now() - began) * 1000)
    return statistics.median(taken)


def _print_first_start(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        store, began = open_store(f"file://{Path(folder) / 'store'}"), time.perf_counter()
        with Renderer(stylesheets()) as renderer:
            sealing.render(content, renderer, store)
            taken = (time.perf_counter() - began) * 1000
    print(f"\nnotula, first after start (process, import, fonts; by the clock) {taken:.0f}")


def _print_download(town: Town, document_id: int, rounds: int) -> None:
    cookie = town.cookies["secretariat"]
    with (
        served(BEHIND_SIGN_IN, town.environment) as floor,
        served(OURS, town.environment) as ours,
    ):
        constant, taken = measure_beside(
            get(floor, "/tetap", cookie),
            get(ours, f"/naskah/{document_id}/berkas", cookie),
            rounds=rounds,
        )
    by_cpu, by_clock = taken.cpu / constant.cpu, taken.p50 / constant.p50
    print(f"\n{'Download':44} {'p50':>7} {'cpu':>7}\n")
    print(f"{'constant page behind our sign-in':44} {constant.p50:7.2f} {constant.cpu:7.2f}")
    print(
        f"{'sealed PDF':44} {taken.p50:7.2f} {taken.cpu:7.2f}"
        f"   {by_cpu:.2f} x constant by cpu, {by_clock:.2f} by the clock"
    )
