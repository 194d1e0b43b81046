"""Snapshots are for ever: one sealed by the first release still prints the very same page."""

import json
from pathlib import Path

from tracker.documents.paper import to_html

KEPT = Path(__file__).parent / "first_release"


def test_a_notula_sealed_by_the_first_release_is_the_same_page_to_the_byte():
    snapshot = json.loads((KEPT / "notula.json").read_bytes())
    assert to_html(snapshot) == (KEPT / "notula.html").read_text()
