"""What the fixture `look` is, for the tests that ask for it."""

from datetime import datetime
from typing import Protocol


class Look(Protocol):
    def __call__(self, moment: datetime, zone: str = "") -> int: ...
