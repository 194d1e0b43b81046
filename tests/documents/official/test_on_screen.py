"""The text of every paper somebody writes, read within a page: the words of the paper itself."""

import re

from lxml import html

from tests.documents.official.conftest import Begun
from tracker.documents.official.papers import FILLINGS
from tracker.documents.paper import text_to_screen, to_html

LEFT_OUT = ("letterhead", "layout", "unit", "schema", "edition")


def test_a_page_reads_as_the_paper_does(begun: Begun) -> None:
    for kind in FILLINGS:
        draft = begun(kind)
        shown = {name: value for name, value in draft.items() if name not in LEFT_OUT}
        text = str(text_to_screen(shown))
        on_paper = _words(to_html({**draft, "layout": {**draft["layout"], "initials_box": False}}))
        assert on_paper.endswith(_words(text)), kind
        assert not re.search(r"<(html|h1|header|style)\b", text), kind


def test_what_was_typed_is_no_markup(begun: Begun) -> None:
    for kind in FILLINGS:
        draft = begun(kind)
        hostile = {**draft, "subject": "<h1>x</h1>", "number": "<script>", "parts": {}}
        hostile["parts"] = dict.fromkeys(draft["parts"], "<script>alert(1)</script>")
        assert "<script" not in text_to_screen(hostile), kind


def _words(page: str) -> str:
    return " ".join(html.fromstring(f"<div>{page}</div>").text_content().split())
