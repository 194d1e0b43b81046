"""Real papers: one warm renderer for all tests, a store of each test's own."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from tests.documents.reading import pages
from tests.documents.samples import SAMPLES
from tracker.documents.paper import stylesheets, to_html
from tracker.infra.db import make_sessions, open_engine
from tracker.infra.render import Renderer
from tracker.infra.storage import Store, open_store
from tracker.models.documents import DocumentKind


@dataclass(frozen=True)
class Paper:
    """A sealed notula: what it was made from and what came out, page by page."""

    snapshot: dict[str, Any]
    pdf: bytes
    pages: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.pages)


Printer = Callable[..., Paper]
Samples = Mapping[StrEnum, Paper]


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    with Renderer(stylesheets()) as renderer:
        yield renderer


@pytest.fixture(scope="session")
def printed(renderer: Renderer) -> Printer:
    """Prints a decoded snapshot with some of its values replaced."""

    def printed(snapshot: dict[str, Any], **values: Any) -> Paper:
        changed = {**snapshot, **values}
        pdf = renderer.render(to_html(changed))
        return Paper(changed, pdf, pages(pdf))

    return printed


@pytest.fixture(scope="session")
def samples(
    printed: Printer, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Samples:
    """One paper of every kind, printed once for all who only read it."""
    path = tmp_path_factory.mktemp("samples") / "rakor.sqlite3"
    shutil.copyfile(make_url(template_database).database or "", path)
    engine, papers = open_engine(f"sqlite:///{path}"), {}
    for kind, make in SAMPLES.items():
        with make_sessions(engine)() as session:  # never committed: each finds an empty database
            papers[kind] = printed(json.loads(make(session)))
    engine.dispose()
    return papers


@pytest.fixture(scope="session")
def usual(samples: Samples) -> Paper:
    """The usual notula, approved."""
    return samples[DocumentKind.MINUTES]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"file://{tmp_path / 'store'}")
