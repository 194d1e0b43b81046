"""What a notula costs: bare WeasyPrint on the same HTML, our renderer, and the sealed download."""

import json
import statistics
import time
from collections.abc import Callable

from sqlalchemy import select
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.load import get, measure_beside
from bench.servers import BEHIND_SIGN_IN, OURS, served
from bench.town import Town
from tracker.demo import load
from tracker.documents import sealing
from tracker.documents.paper import stylesheets, to_html
from tracker.documents.queueing import RENDER
from tracker.infra import clock
from tracker.infra.db import make_sessions, open_engine
from tracker.infra.render import Renderer
from tracker.infra.storage import open_store
from tracker.jobs.rendering import paper_renderers
from tracker.models.documents import Document


def print_papers(town: Town, rounds: int) -> None:
    """Seals the demonstration's example in the town, then times paper and download."""
    print("\nNotula (milliseconds)\n")
    document = _sealed(town)
    html = to_html(json.loads(document.snapshot))
    store = open_store(town.settings.store_url)
    bare = _typical(rounds, lambda: _bare(html, *_loaded()))
    kept = _loaded()
    tuned = _typical(rounds, lambda: _bare(html, *kept))
    began = time.perf_counter()
    with Renderer(stylesheets()) as renderer:
        sealing.render(document.snapshot, renderer, store)
        first = (time.perf_counter() - began) * 1000
        warm = _typical(rounds, lambda: sealing.render(document.snapshot, renderer, store))
    print(f"{'bare WeasyPrint, warm, same HTML and style sheets':52} {bare:8.1f}")
    print(f"{'the same, fonts and style sheets kept':52} {tuned:8.1f}   {tuned / bare:.2f} x bare")
    cold = "ours, first after start (process, import, fonts)"
    print(f"{'ours, warm':52} {warm:8.1f}   {warm / bare:.2f} x bare, {warm / tuned:.2f} x kept")
    print(f"{cold:52} {first:8.1f}   {first / bare:.2f} x bare")
    _print_download(town, document.id, rounds * 20)


def _sealed(town: Town) -> Document:
    settings, engine = town.settings, open_engine(town.settings.database_url)
    sessions, store = make_sessions(engine), open_store(town.settings.store_url)
    load(sessions, store, settings, at=clock.now())
    with sessions() as session:
        document = session.scalars(select(Document).where(Document.code.is_not(None))).one()
    with Renderer(stylesheets()) as renderer:
        paper_renderers(sessions, store, renderer)[RENDER]({"document_id": document.id})
    engine.dispose()
    return document


def _loaded() -> tuple[FontConfiguration, list[CSS]]:
    """As WeasyPrint's manual starts, when done anew for each paper."""
    fonts = FontConfiguration()
    return fonts, [CSS(filename=str(sheet), font_config=fonts) for sheet in stylesheets()]


def _bare(html: str, fonts: FontConfiguration, sheets: list[CSS]) -> bytes:
    pdf: bytes = HTML(string=html).write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return pdf


def _typical(rounds: int, act: Callable[[], bytes]) -> float:
    act()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


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
