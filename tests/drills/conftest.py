"""Drills: promises tried against the real processes and files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Set up and empty, not yet serving."""
    installation = Installation(tmp_path / "data")
    installation.set_up()
    yield installation
    installation.stop()
