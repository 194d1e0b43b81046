"""Documents made to hurt, each by its number, and a process that has them printed.

Run as `python -m tests.drills.hostile_papers COUNT SECONDS WEB FILE`: prints them one by one and
says as JSON how that went. WEB: an address nobody may call; FILE: one that nobody may open.
"""

import base64
import json
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.documents.paper import stylesheets
from tracker.infra.render import Renderer, RenderFailed

PAGE = "<!doctype html><html lang=id><title>Naskah</title><h1>Halo</h1>"
SVG = "http://www.w3.org/2000/svg"

# {0} is an address that must stay alone.
REACHING = (
    "<img src='{0}' alt=x>",
    "<link rel=stylesheet href='{0}'>",
    "<style>@import url('{0}');</style>",
    "<style>@font-face {{ font-family: j; src: url('{0}') }} p {{ font-family: j }}</style><p>x",
    "<p style=\"background: url('{0}'); list-style: url('{0}'); border-image: url('{0}')\">x",
    "<p style=\"content: url('{0}'); cursor: url('{0}'); mask: url('{0}')\">x",
    "<object data='{0}'></object><embed src='{0}'><iframe src='{0}'></iframe>",
    "<video src='{0}' poster='{0}'></video><picture><source srcset='{0}'><img src='{0}'></picture>",
    "<link rel=attachment href='{0}'><a rel=attachment href='{0}'>x</a>",
    "<base href='{0}/'><img src=lain.png><script src='{0}'></script>",
    f"<svg xmlns='{SVG}'><image href='{{0}}' width=9 height=9 /><use href='{{0}}#a' /></svg>",
    "<meta http-equiv=refresh content='0; url={0}'><a href='{0}' ping='{0}'>x</a>",
    "<style>@page {{ background: url('{0}'); @top-left {{ content: url('{0}') }} }}</style>",
    "<form action='{0}'><input type=image src='{0}'><button formaction='{0}'>x</button></form>",
)
# Each of these takes the printer very long.
ENDLESS = (
    "<table><td colspan=1000000>x",
    "<blockquote>" * 4_000,
    "<ul><li>" * 90,
    "<div style='display:flex'>" * 14,
    "<div style='display:grid'>" * 12,
    "<br>" * 8_000,
    "<p style='break-after:page'>x" * 1_500,
    "<p style='float:left;width:3px'>x" * 1_500,
    "<p style='column-count:9999;column-width:1px'>" + "kata " * 2_000,
    "<style>@page { size: 1mm 1mm; margin: 0 }</style>" + "kata " * 300,
    "<p>" + "a" * 60_000,
    "<p>" + "a\u0301" * 20_000,
    "<p style='background: repeating-linear-gradient(red 0, blue .0001px)'>x",
)
ODD = (
    "<table><td rowspan=1000000>x",
    "<blockquote>" * 300,
    "<table><tr><td>" * 12,
    "<p style='font-size:99999999pt'>x",
    "<p style='font-size:.001pt'>" + "kata " * 20_000,
    "<p style='width:1e30px;height:1e30px;margin:-1e30px'>x",
    "<style>@page { size: 1e6cm 1e6cm }</style>x",
    "<style>:root { --a: var(--b) var(--b); --b: var(--a) var(--a) } p { width: var(--a) }</style>",
    "<style>p::before { content: counter(pages) target-counter('#x', page) }</style><p id=x>x",
    "<p>" + "\u202e\u2066\u200d" * 8_000,
    "<p>" + "👩‍👩‍👧‍👦" * 1_000,
    "<p>\x00\x01\x1b[31m\ufffe\ud7ff",
    "<ol start=99999999999999999999><li value=-99999999999999999999>x</ol>",
    f"<svg xmlns='{SVG}' width=1e9 height=1e9>" + "<g>" * 800 + "<rect width=1e9 height=1e9 />",
    f"<svg xmlns='{SVG}'><defs><g id=a><use href='#a' /></g></defs><use href='#a' /></svg>",
    f"<svg xmlns='{SVG}' viewBox='0 0 1 1'><path d='" + "M0 0L1 1" * 30_000 + "' /></svg>",
    "<a href='javascript:alert(1)'>x</a><a href='file:///etc/passwd'>y</a>",
    "<img alt=x src='data:image/svg+xml;base64,{}'>".format(
        base64.b64encode(
            f"<svg xmlns='{SVG}'><image href='file:///etc/passwd'/></svg>".encode()
        ).decode()
    ),
    "<p style='transform: rotate(1e30deg) scale(1e30)'>x",
)
WRAPS = ("{}", "<table><tr><td>{}", "<ul><li>{}", "<div style='display:flex'>{}", "<p>{}<p>{}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one document. same: what was printed after it is as before it."""

    refused: bool
    seconds: float
    memory_mb: int
    same: bool


def hostile(number: int, web: str, file: str) -> str:
    """The document of this number: the same every time, and unlike any other."""
    chance = random.Random(number)
    reaching = [chance.choice(REACHING).format(chance.choice((web, file))) for _ in range(2)]
    every, place = (ENDLESS, number // 8) if number % 8 == 0 else (ODD, number)
    pieces = [*reaching, every[place % len(every)]]
    chance.shuffle(pieces)
    wrap = chance.choice(WRAPS)
    return PAGE + "".join(wrap.replace("{}", piece) for piece in pieces) + f"<p>{number}"


def main(arguments: Sequence[str]) -> None:
    count, seconds, web, file = arguments
    with Renderer(stylesheets(), processes=2, timeout=float(seconds)) as renderer:
        good = renderer.render(PAGE)

        def try_one(number: int) -> Outcome:
            began, refused = time.monotonic(), False
            try:
                renderer.render(hostile(number, web, file))
            except RenderFailed:
                refused = True
            taken, memory = time.monotonic() - began, max(map(peak_mb, renderer.process_ids()))
            return Outcome(refused, taken, memory, same=renderer.render(PAGE) == good)

        with ThreadPoolExecutor(2) as threads:
            outcomes = list(threads.map(try_one, range(int(count))))
    told = {
        "refused": sum(outcome.refused for outcome in outcomes),
        "slowest": max(outcome.seconds for outcome in outcomes),
        "memory_mb": max(outcome.memory_mb for outcome in outcomes),
        "disturbed": sum(not outcome.same for outcome in outcomes),
    }
    sys.stdout.write(json.dumps(told))


def peak_mb(process: int) -> int:
    """The most memory a process has ever held, 0 when it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    main(sys.argv[1:])
