"""Prints, in one run, what our pages and papers cost beside bare tools on this machine.

`bin/bench` takes some minutes; `bin/bench --quick` a small town and few rounds. Only ratios within
one run mean anything.
"""

import argparse
import tempfile
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.load import Page, Request, Timing, get, measure, measure_beside
from bench.long_papers import print_growth
from bench.memory import print_memory
from bench.papers import print_papers
from bench.servers import OURS, served
from bench.town import Town, build


def main() -> None:
    options = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="a small town, few rounds")
    quick = options.parse_args().quick
    sizes, rounds = ((1_000, 2_000), 40) if quick else ((10_000, 100_000), 300)
    with tempfile.TemporaryDirectory() as folder:
        small, large = (build(Path(folder) / str(size), size) for size in sizes)
        print_floor(rounds)
        print_pages(small, large, rounds)
        print_updates(small, 20 if quick else 100)
        print_papers(small, rounds=5 if quick else 15)
        print_growth((140, 700) if quick else (140, 700, 2_800))
        print_memory(small)


def print_floor(rounds: int) -> None:
    with served("bench.floors:constant()", {}) as server:
        constant = measure(get(server, "/"), rounds=rounds)
    print("\nPages, one client (milliseconds; cpu: what the server computed for one request)\n")
    print(f"{'page':28} {'town':>8} {'p50':>7} {'p99':>7} {'cpu':>7}   ratio to the floor page")
    _line("bare Flask, constant page", "", constant, "")


PAGES = (
    ("home, secretariat", "secretariat", "/"),
    ("home, agency", "agency", "/"),
    ("home, leader", "leader", "/"),
    ("action list, secretariat", "secretariat", "/tindak-lanjut"),
    ("action list, agency", "agency", "/tugas"),
    ("action page", "secretariat", "/tindak-lanjut/1"),
    ("assignment page, agency", "agency", "/tugas/{open}"),
    ("meeting list", "secretariat", "/rapat"),
    ("search, a word nobody wrote", "secretariat", "/pencarian?q=tidakadakata"),
)


def print_pages(small: Town, large: Town, rounds: int) -> None:
    """Each page in turn with the floor of the same town."""
    taken: dict[tuple[str, int], float] = {}
    for town in (small, large):
        with (
            served("bench.floors:signed_in()", town.environment) as floor,
            served(OURS, town.environment) as ours,
        ):
            floor_page = get(floor, "/", town.cookies["secretariat"])
            for name, role, address in PAGES:
                path = address.format(open=town.open_assignment)
                page = get(ours, path, town.cookies[role])
                base, seen = measure_beside(floor_page, page, rounds=rounds)
                ratio = seen.cpu / base.cpu
                words = f"{ratio:.2f} by cpu, {seen.p50 / base.p50:.2f} by the clock"
                _line(name, town.size, seen, f"{words} (floor: {base.p50:.2f}, {base.cpu:.2f})")
                taken[name, town.size] = ratio
    print(f"\nGrowth from {small.size:,} to {large.size:,}, each by its floor\n")
    for name, _role, _path in PAGES:
        growth = taken[name, large.size] / taken[name, small.size]
        print(f"{name:28} x {growth:.2f}")


def print_updates(town: Town, rounds: int) -> None:
    print("\nStatus update POST (milliseconds; every one a durable write)\n")
    with served(OURS, town.environment) as ours:
        for clients in (1, 16):
            taken = measure(Page(ours, _update(town)), rounds=rounds, clients=clients)
            print(
                f"{clients:>3} clients: p50 {taken.p50:7.1f}  p99 {taken.p99:7.1f}  "
                f"worst {taken.worst:7.1f}  p99/p50 {taken.p99 / taken.p50:4.1f}  "
                f"cpu {taken.cpu:5.1f}  {taken.rate:6.0f}/s"
            )


def _update(town: Town) -> Request:
    note = "Data dua kabupaten selesai dipadankan."
    body = urlencode({"report": "progress", "note": note, "csrf_token": town.csrf})
    headers = {
        "Cookie": town.cookies["agency"],
        "Content-Type": "application/x-www-form-urlencoded",
    }
    path = f"/tugas/{town.open_assignment}/perkembangan"

    def ask(connection: HTTPConnection) -> None:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 303:
            raise RuntimeError(f"the update answered {answer.status}")

    return ask


def _line(name: str, size: int | str, taken: Timing, ratio: str) -> None:
    town = f"{size:,}" if isinstance(size, int) else size
    print(f"{name:28} {town:>8} {taken.p50:7.2f} {taken.p99:7.2f} {taken.cpu:7.2f}   {ratio}")


if __name__ == "__main__":
    main()
