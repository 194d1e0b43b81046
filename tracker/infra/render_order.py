"""One document on its way through the renderer: how far it is, and the wish to let it be.

The thread that asked waits for its pages; another may look, and call it off.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

# How much of the work is done when a step begins, as measured on matrices of 50 to 1,000 rows.
LAYOUT, WRITING, CLOSING = 0.25, 0.70, 0.85
_BEGUN = {4: 0.15, 5: LAYOUT, 6: WRITING, 7: CLOSING}


class CalledOff(Exception):
    """Nobody wants this document any longer; its process was ended."""


class Killable(Protocol):
    def kill(self) -> None: ...


@dataclass(slots=True)
class Stage:
    """Where one part of the document is. step: WeasyPrint's own number of it; pages: so far."""

    step: int = 0
    pages: int = 0
    finished: bool = False

    def tell(self, step: int, pages: int) -> None:
        """What the process says; a second layout, for catchwords, does not turn it back."""
        self.step, self.pages = max(self.step, step), max(self.pages, pages)

    def share(self, expected_pages: float) -> float:
        """How much of it is done, from 0 to 1. expected_pages: 0 when nobody knows."""
        if self.finished:
            return 1.0
        share = _BEGUN.get(self.step, 0.0)
        if self.step == 5 and expected_pages:
            share += (WRITING - LAYOUT) * min(1.0, self.pages / expected_pages)
        return share


class Order:
    """A document somebody asked for. parts: how many processes' work it is, known once begun."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stages = [Stage()]
        self._running: list[Killable] = []
        self.called_off = False

    def expect(self, parts: int) -> None:
        self._stages = [Stage() for _ in range(parts)]

    def stage(self, part: int) -> Stage:
        return self._stages[part]

    @property
    def pages(self) -> int:
        """Laid out so far, over all parts."""
        return sum(stage.pages for stage in self._stages)

    def share(self, expected_pages: float = 0) -> float:
        """How much is done, from 0 to 1. expected_pages: of the whole, 0 when nobody knows."""
        stages = self._stages
        each = expected_pages / len(stages)
        return sum(stage.share(each) for stage in stages) / len(stages)

    def call_off(self) -> None:
        """End the processes that work on it now, and let none begin."""
        with self._lock:
            self.called_off = True
            for process in self._running:
                process.kill()

    @contextmanager
    def worked_on_by(self, process: Killable) -> Iterator[None]:
        """While it lasts, calling off ends the process. Raises CalledOff when that was before."""
        with self._lock:
            if self.called_off:
                raise CalledOff
            self._running.append(process)
        try:
            yield
        finally:
            with self._lock:
                self._running.remove(process)
