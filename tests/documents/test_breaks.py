"""Where the pages of every kind of paper break: rows whole, heads repeated, nobody signs alone.

Walks every kind of paper: a new kind needs a line in samples.py and nothing here.
"""

import json
from dataclasses import asdict
from typing import Any

import pytest

from tests.documents.conftest import Paper, Printer, Samples
from tests.documents.decoded import LONG
from tests.documents.reading import beyond, height_of, lowest, pages, read_aloud
from tests.documents.stretched import closings, first_signed, rows_with_heads, squeezed, stretched
from tests.drills.figures import figure
from tracker.documents.paper import to_html
from tracker.infra.render import Renderer
from tracker.models.paper_layouts import PageNumbers, PaperLayout, PaperSize

A4 = PaperLayout()
F4 = PaperLayout(paper=PaperSize.F4, page_numbers=PageNumbers.OF_TOTAL)
ENDLESS = "Pengendalianpendudukdankeluargaberencana" * 2 + "Lampungraya"
ROWS = 18
MARGIN = 15 / 25.4 * 72  # points; the summary on one page has the narrowest
FOOT = 25 / 25.4 * 72
STARTS = (60, 25, 100)[: figure(short=1, full=3)]  # points of room left for a block to sign


def laid_out(paper: dict[str, Any], layout: PaperLayout) -> dict[str, Any]:
    return {**paper, "layout": json.loads(json.dumps(asdict(layout)))}


def without_end(paper: dict[str, Any]) -> dict[str, Any]:
    """With words of ninety letters in places, offices and subjects."""
    told = json.dumps(paper, ensure_ascii=False)
    for usual in ("Dinas Tenaga Kerja", "Percepatan Universal Coverage", "Ruang Rapat"):
        told = told.replace(usual, ENDLESS)
    changed: dict[str, Any] = json.loads(told)
    return changed


@pytest.mark.parametrize("layout", [A4, F4], ids=["A4", "F4"])
def test_rows_are_whole_heads_repeated_and_margins_empty(
    samples: Samples, printed: Printer, layout: PaperLayout
):
    faults = []
    for kind, sample in samples.items():
        told = without_end(sample.snapshot) if layout is A4 else sample.snapshot
        paper = printed(laid_out(stretched(told, ROWS), layout))
        sheets = [squeezed(page) for page in paper.pages]
        for row, head in rows_with_heads(to_html(paper.snapshot)):
            on = [sheet for sheet in sheets if row in sheet]
            if not on:
                faults.append(f"{kind} tears {row}")
            elif not any(head in sheet for sheet in on):
                faults.append(f"{kind} has no head above {row}")
        faults += [f"{kind} has {words} in the margin" for words in beyond(paper.pdf, MARGIN)]
    assert faults == []


def test_nobody_signs_alone_on_a_page(samples: Samples, renderer: Renderer):
    """A space above brings what is signed to the end of a page, where it no longer has room."""
    faults = []
    for kind, sample in samples.items():
        page = to_html(laid_out(sample.snapshot, A4))
        if not (words := first_signed(page)):
            continue
        height = height_of(renderer.render(page), words) - FOOT
        for start in STARTS:
            space = (
                f'<div class="rule"></div><div style="height: {(height - start) % 650}pt"></div>'
            )
            pdf = renderer.render(page.replace('<div class="rule"></div>', space, 1))
            faults += [f"{kind}, {start} pt: {fault}" for fault in _alone(pdf, closings(page))]
    assert faults == []


def _alone(pdf: bytes, blocks: list[str]) -> list[str]:
    faults = []
    for number in range(len(pages(pdf))):
        read = squeezed(read_aloud(pdf, number))
        here = [read.index(block) for block in blocks if block in read]
        if here and min(here) < len("30"):  # the number of a row to be signed
            faults.append(f"signed alone on page {number + 1}")
        blocks = [block for block in blocks if block not in read]
    return faults + [f"parts {block}" for block in blocks]


def test_a_row_taller_than_a_page_goes_on_over_the_next_ones(usual: Paper, printed: Printer):
    action = {**usual.snapshot["actions"][0], "sentence": f"Awal {LONG * 60} akhir."}
    paper = printed(usual.snapshot, actions=[action])
    sheets = [squeezed(page) for page in paper.pages]
    beginning = next(number for number, sheet in enumerate(sheets) if "Awal" in sheet)
    end = next(number for number, sheet in enumerate(sheets) if "akhir." in sheet)
    assert end > beginning
    assert "".join(sheets).count(squeezed(LONG)) >= 50
    assert beyond(paper.pdf, MARGIN) == []
    assert lowest(paper.pdf) > FOOT - 5
