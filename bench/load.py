"""A small client: how long requests take, one after another or from several clients at once."""

import statistics
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds, and requests a second over all clients."""

    p50: float
    p99: float
    worst: float
    rate: float


Request = Callable[[HTTPConnection, int], None]


def get(url: str, cookie: str = "", status: int = 200) -> tuple[str, Request]:
    """The host of `url` and one GET of it; raises RuntimeError for any other answer."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")

    def once(connection: HTTPConnection, _number: int) -> None:
        connection.request("GET", target, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        if answer.status != status:
            raise RuntimeError(f"{url} answered {answer.status}")

    return parts.netloc, once


def measure(host: str, once: Request, *, rounds: int, clients: int = 1) -> Timing:
    """Time `rounds` requests by each of `clients` kept-alive connections, after a warm-up."""
    taken: list[float] = []
    faults: list[BaseException] = []

    def client(number: int) -> None:
        try:
            with closing(HTTPConnection(host, timeout=60)) as connection:
                once(connection, 0)
                for i in range(rounds):
                    taken.append(_timed(once, connection, number * rounds + i))
        except BaseException as fault:
            faults.append(fault)

    began = time.perf_counter()
    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return _timing(taken, time.perf_counter() - began)


def measure_beside(
    floor: tuple[str, Request], page: tuple[str, Request], *, rounds: int
) -> tuple[Timing, Timing]:
    """Two requests in turn, so that whatever else the machine does falls on both alike."""
    (floor_host, ask_floor), (page_host, ask_page) = floor, page
    floors: list[float] = []
    pages: list[float] = []
    with (
        closing(HTTPConnection(floor_host, timeout=60)) as to_floor,
        closing(HTTPConnection(page_host, timeout=60)) as to_page,
    ):
        for warm_up in range(4):
            ask_floor(to_floor, warm_up)
            ask_page(to_page, warm_up)
        for i in range(rounds):
            floors.append(_timed(ask_floor, to_floor, i))
            pages.append(_timed(ask_page, to_page, i))
    return _timing(floors, sum(floors) / 1000), _timing(pages, sum(pages) / 1000)


def _timed(once: Request, connection: HTTPConnection, number: int) -> float:
    began = time.perf_counter()
    once(connection, number)
    return (time.perf_counter() - began) * 1000


def _timing(taken: list[float], seconds: float) -> Timing:
    ordered = sorted(taken)
    last = len(ordered) - 1
    return Timing(
        statistics.median(ordered),
        ordered[min(last, int(len(ordered) * 0.99))],
        ordered[last],
        len(ordered) / seconds,
    )
