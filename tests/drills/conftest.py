"""Drills: promises tried against the real processes and files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.installation import Installation


@pytest.fixture
def installation(set_up: Installation, tmp_path: Path) -> Iterator[Installation]:
    """Set up and empty, not yet serving."""
    installation = set_up.copied_to(tmp_path / "data")
    yield installation
    installation.stop()


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Never served: what each drill begins with is a copy of it."""
    installation = Installation(tmp_path_factory.mktemp("set-up") / "data")
    installation.set_up()
    return installation
