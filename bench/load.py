"""A small client: how long requests take, one after another or from several clients at once."""

import statistics
import threading
import time
from collections.abc import Callable
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
        connection = HTTPConnection(host, timeout=60)
        try:
            once(connection, number * 1_000_000)
            for i in range(rounds):
                began = time.perf_counter()
                once(connection, number * 1_000_000 + i + 1)
                taken.append((time.perf_counter() - began) * 1000)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=client, args=(n,)) for n in range(1, clients + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    ordered = sorted(taken)
    return Timing(
        statistics.median(ordered),
        ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
        ordered[-1],
        len(ordered) / (time.perf_counter() - began),
    )
