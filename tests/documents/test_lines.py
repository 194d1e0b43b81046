"""Where the lines of papers end: never between a figure and its unit, or a gelar and its name."""

import json
import re
from dataclasses import asdict
from itertools import pairwise

import pypdfium2

from tests.documents.conftest import Paper, Printer, Samples
from tests.documents.reading import pages
from tracker.models.paper_layouts import PaperLayout

# How no line of text ends, and with which beginning of the next one.
TORN = (
    (r"\b(?:pukul|Nomor|NIP|s\.d\.|a\.n\.|Dr\.|Ir\.|drg\.|Plt\.|Yth\.| M\.)$", r"\S"),
    (r"\d$", r"(?:WIB|WITA|WIT|persen|orang|hari)\b"),
    (r"Nomor \S+[/.]$", r"\w"),
    (r"\b\d{1,2}$", r"(?:Januari|Mei|Juni|Agustus|September|Oktober|Desember)\b"),
)


def test_no_line_tears_what_belongs_together(samples: Samples, printed: Printer):
    """On a column so narrow that there are many lines."""
    narrow = json.loads(json.dumps(asdict(PaperLayout(margin_left=50, margin_right=50))))
    for kind, sample in samples.items():
        paper = printed({**sample.snapshot, "layout": narrow})
        for above, below in pairwise(lines(paper)):
            torn = [end for end, start in TORN if re.search(end, above) and re.match(start, below)]
            assert torn == [], (kind, above, below)


def test_its_spaces_are_found_and_copied_as_spaces(usual: Paper):
    assert "\u00a0" not in " ".join(lines(usual))
    assert "pukul 09.00 WIB s.d. selesai" in " ".join(lines(usual))


def test_names_are_not_divided(usual: Paper, printed: Printer):
    people = [
        {
            **usual.snapshot["participants"][0],
            "person_name": "Dr. Muhammad Yusuf Prawiranegaraputra",
        }
    ] * 21
    told = " ".join(lines(printed(usual.snapshot, participants=people)))
    assert told.count("Prawiranegaraputra") == 21


def lines(paper: Paper) -> list[str]:
    """The lines of its pages, in the order they are drawn."""
    document = pypdfium2.PdfDocument(paper.pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(texts) == len(pages(paper.pdf))
    return [line.strip(" ") for text in texts for line in text.splitlines() if line.strip()]
