"""A small client: how long requests take, one after another or from several clients at once."""

import statistics
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection

from bench.servers import Server


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds, and requests a second over all clients. cpu: what the server computed for one.

    On a machine with other work only cpu is to be believed.
    """

    p50: float
    p99: float
    worst: float
    rate: float
    cpu: float


Request = Callable[[HTTPConnection], None]


@dataclass(frozen=True, slots=True)
class Page:
    server: Server
    ask: Request


def get(server: Server, path: str, cookie: str = "") -> Page:
    """One GET; asking raises RuntimeError for any answer but 200."""

    def ask(connection: HTTPConnection) -> None:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")

    return Page(server, ask)


def measure(page: Page, *, rounds: int, clients: int = 1) -> Timing:
    """Time `rounds` requests by each of `clients` kept-alive connections, after a warm-up."""
    taken: list[float] = []
    faults: list[BaseException] = []

    def client() -> None:
        try:
            with closing(_connect(page)) as connection:
                for _ in range(rounds):
                    taken.append(_timed(page, connection))
        except BaseException as fault:
            faults.append(fault)

    _warm(page)
    before, began = page.server.processor_time(), time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if faults:
        raise faults[0]
    return _timing(taken, seconds, page.server.processor_time() - before)


def measure_beside(floor: Page, page: Page, *, rounds: int) -> tuple[Timing, Timing]:
    """Two requests in turn, so that whatever else the machine does falls on both alike."""
    both = (floor, page)
    for one in both:
        _warm(one)
    taken: tuple[list[float], list[float]] = ([], [])
    with closing(_connect(floor)) as to_floor, closing(_connect(page)) as to_page:
        before = [one.server.processor_time() for one in both]
        for _ in range(rounds):
            for one, connection, times in zip(both, (to_floor, to_page), taken, strict=True):
                times.append(_timed(one, connection))
        spent = [one.server.processor_time() - was for one, was in zip(both, before, strict=True)]
    first, second = (
        _timing(times, sum(times) / 1000, cpu) for times, cpu in zip(taken, spent, strict=True)
    )
    return first, second


def _warm(page: Page) -> None:
    """On connections of their own, so that each of the workers compiles what the page needs."""
    for _ in range(8):
        with closing(_connect(page)) as connection:
            page.ask(connection)


def _connect(page: Page) -> HTTPConnection:
    return HTTPConnection(page.server.host, timeout=60)


def _timed(page: Page, connection: HTTPConnection) -> float:
    began = time.perf_counter()
    page.ask(connection)
    return (time.perf_counter() - began) * 1000


def _timing(taken: list[float], seconds: float, cpu: float) -> Timing:
    ordered = sorted(taken)
    last = len(ordered) - 1
    return Timing(
        statistics.median(ordered),
        ordered[min(last, int(len(ordered) * 0.99))],
        ordered[last],
        len(ordered) / seconds,
        cpu / len(ordered),
    )
