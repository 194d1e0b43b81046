"""Kata penyambung: what a page ends with is what the next one begins with, where it goes on."""

import json
from dataclasses import asdict
from typing import Any

from tests.documents.conformance import faults
from tests.documents.conftest import Paper, Printer, Samples
from tests.documents.decoded import some_action, some_person
from tests.documents.reading import left_to_the_eye
from tracker.models.documents import DocumentKind
from tracker.models.paper_layouts import PaperLayout

HOSTILE = "<p>&quot;};body{display:none}/*\\22&lt;b&gt;</p>"


def linked(paper: dict[str, Any], **values: Any) -> dict[str, Any]:
    """With the setting, and so long a text that it goes on for pages."""
    layout = json.loads(json.dumps(asdict(PaperLayout(catchwords=True))))
    words = "".join(f"<p>Kalimat{n} pertama, lalu kalimat kedua.</p>" for n in range(60))
    sections = [{"heading": "Pembahasan", "body": words, "item": None}]
    return {**paper, "layout": layout, "sections": sections, **values}


def catchword(paper: Paper, number: int) -> str:
    """What a page, counted from 0, says at its foot."""
    found = [words for words in left_to_the_eye(paper.pdf, number) if words.endswith("…")]
    assert len(found) <= 1
    return found[0].removesuffix("…") if found else ""


def test_each_page_says_what_the_next_begins_with(usual: Paper, printed: Printer):
    people = [some_person(number) for number in range(60)]
    actions = [some_action(number, leads=2) for number in range(9)]
    paper = printed(linked(usual.snapshot, participants=people, actions=actions))
    assert len(paper.pages) > 5
    assert faults(paper.pdf) == []
    ends = [catchword(paper, number) for number in range(len(paper.pages))]
    for end, page in zip(ends, paper.pages[1:], strict=False):
        begins_anew = "LAMPIRAN NOTULA" in page
        assert bool(end) is not begins_anew
        assert begins_anew or end in page[:120]  # after its number and the head of its table
    assert ends[-1] == ""
    assert "No" not in ends


def test_pages_lie_as_they_would_without(usual: Paper, printed: Printer):
    with_words = printed(linked(usual.snapshot))
    without = printed({**with_words.snapshot, "layout": asdict(PaperLayout())})
    assert catchword(without, 0) == ""
    bare = [
        page.replace(f" {catchword(with_words, number)}…", "")
        for number, page in enumerate(with_words.pages)
    ]
    assert bare == without.pages


def test_the_same_paper_gives_the_same_bytes(usual: Paper, printed: Printer):
    assert printed(linked(usual.snapshot)).pdf == printed(linked(usual.snapshot)).pdf


def test_a_hostile_word_stays_a_word(usual: Paper, printed: Printer):
    sections = [{"heading": "Pembahasan", "body": HOSTILE * 90, "item": None}]
    paper = printed(linked(usual.snapshot, sections=sections))
    assert "body{display:none" in catchword(paper, 1)
    assert "Kesepakatan" in paper.text


def test_every_paper_may_carry_them(samples: Samples, printed: Printer):
    letter = samples[DocumentKind.INVITATION]
    paper = printed({**letter.snapshot, "layout": asdict(PaperLayout(catchwords=True))})
    assert [catchword(paper, number) for number in range(len(paper.pages))] == ["", ""]
