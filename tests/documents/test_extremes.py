"""Every paper of the meetings that break papers: nothing leaves the page, nothing stands alone."""

import json

import pypdfium2
import pytest
from sqlalchemy.orm import Session

from tests.documents.extremes import EXTREMES, every_paper
from tests.documents.reading import pages
from tests.drills.figures import figure
from tracker.documents.paper import to_html
from tracker.infra.render import Renderer

EDGE = 28  # points; no margin of any layout is narrower
NAMES = figure(short=2, full=3)


@pytest.mark.parametrize("name", ["small", "awkward", "large"][:NAMES])
def test_every_paper_of_an_extreme_meeting_stays_whole(
    session: Session, renderer: Renderer, name: str
) -> None:
    papers = every_paper(session, EXTREMES[name](session))
    assert len(papers) >= 5
    for paper, snapshot in papers.items():
        pdf = renderer.render(to_html(json.loads(snapshot)))
        assert outside(pdf) == [], (name, paper)
        texts = pages(pdf)
        assert all(len(text) > 20 for text in texts), (name, paper)
        assert "None" not in " ".join(texts), (name, paper)


def outside(pdf: bytes) -> list[tuple[int, str]]:
    """Words beyond the right or left edge of the text, with the number of their page."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if left < EDGE or right > page.get_width() - EDGE:
                found.append((number, text.get_text_bounded(left, bottom, right, top)))
    document.close()
    return found
