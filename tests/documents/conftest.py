"""Real papers: one warm renderer for all tests, a store of each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.documents.paper import stylesheets
from tracker.infra.render import Renderer
from tracker.infra.storage import Store, open_store


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    with Renderer(stylesheets()) as renderer:
        yield renderer


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"file://{tmp_path / 'store'}")
