"""How the cost of a paper grows with its length: one matrix of about 20, 100 and 400 pages."""

import json
import os
import resource
import time
from tempfile import TemporaryDirectory
from typing import Any

from bench.papers import bare, clock_of, loaded
from tests.long_papers import long_matrix
from tracker.documents import sealing
from tracker.documents.paper import stylesheets, to_html
from tracker.documents.snapshot import SCHEMA, canonical
from tracker.infra.joining import page_sizes
from tracker.infra.render import Renderer
from tracker.infra.storage import open_store

WORDS = {
    "source": "Rapat Percepatan Universal Coverage Jaminan Sosial Ketenagakerjaan",
    "sentence": "Menyandingkan data pekerja rentan menurut nama dan alamat dengan data BPJS "
    "Ketenagakerjaan sebelum pengajuan anggaran perubahan tahun berjalan.",
    "progress": "18 September 2025: Sedang dipadankan dengan data dua kabupaten, sisanya minggu "
    "depan (60%)",
}


def print_growth(sizes: tuple[int, ...]) -> None:
    """sizes: in rows of the matrix; seven make a page."""
    processes = len(os.sched_getaffinity(0))
    print(f"\nA matrix that grows (seconds; ours in parts over {processes} processes)\n")
    print(f"{'rows':>6} {'pages':>6} {'bare cpu':>9} {'clock':>7} {'ours cpu':>9} {'clock':>7}")
    with TemporaryDirectory() as folder, Renderer(stylesheets(), processes=processes) as renderer:
        store = open_store(f"file://{folder}/store")
        renderer.render("<title>warm</title>")
        for rows in sizes:
            content = canonical(_matrix(rows))
            html, computed, began = to_html(json.loads(content)), time.process_time(), _now()
            bare(html, *loaded())
            bare_cpu, bare_clock = time.process_time() - computed, _now() - began
            spent, began = clock_of(renderer), _now()
            computed = spent()
            pdf = sealing.render(content, renderer, store)
            ours_cpu, ours_clock = spent() - computed, _now() - began
            print(
                f"{rows:6} {len(page_sizes(pdf)):6} {bare_cpu:9.1f} {bare_clock:7.1f}"
                f" {ours_cpu:9.1f} {ours_clock:7.1f}"
                f"   {ours_cpu / bare_cpu:.2f} by cpu, {ours_clock / bare_clock:.2f} by the clock"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\nbare WeasyPrint held up to {peak} MB; ours may hold 512 a process")


def _matrix(rows: int) -> dict[str, Any]:
    paper = long_matrix(rows, shares=2)
    return {
        "schema": SCHEMA,
        "kind": "work_matrix",
        "printout": True,
        "letterhead": {
            "government": "PEMERINTAH PROVINSI LAMPUNG",
            "office": "SEKRETARIAT DAERAH",
            "address_lines": [],
            "emblem_key": "",
        },
        "unit": "Biro Perekonomian",
        "security_class": "open",
        "seal": None,
        **paper,
        "items": [{**item, **WORDS} for item in paper["items"]],
    }


def _now() -> float:
    return time.perf_counter()
