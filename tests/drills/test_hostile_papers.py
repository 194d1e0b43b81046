"""P10: text made to hurt reaches neither network nor disk nor other people through the printer."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.figures import figure
from tracker.config import PROJECT
from tracker.infra.render import PATIENCE

pytestmark = pytest.mark.drill

COUNT = figure(short=8, full=500)
SECONDS = figure(short=4, full=20)  # a document may take
MEMORY_MB = 512
# What a process of ours may open: itself, its libraries, its fonts, and what the system tells it.
OWN = (
    *("/usr/", "/lib", "/proc/", "/sys/", "/dev/", "/var/cache/fontconfig/"),
    *("/etc/ld.so", "/etc/fonts", "/etc/local", "/etc/mime.types"),
)


def test_hostile_documents_end_in_time_alone_and_without_a_trace(tmp_path: Path) -> None:
    canary, trace, own = (tmp_path / name for name in ("rahasia.png", "trace", "own"))
    own.mkdir()
    canary.write_bytes(b"\x89PNG")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        web = f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"
        arguments = [str(COUNT), str(SECONDS), web, canary.as_uri()]
        command = [sys.executable, "-m", "tests.drills.hostile_papers", *arguments]
        done = subprocess.run(
            [*alone(), *watched(trace), *command],
            cwd=PROJECT,
            env={**os.environ, "TMPDIR": str(own)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-2_000:]
        with pytest.raises(BlockingIOError):
            listener.accept()
    told = json.loads(done.stdout)
    assert told["disturbed"] == 0, "what is printed afterwards is as before"
    assert 0 < told["refused"] < COUNT
    assert told["memory_mb"] <= MEMORY_MB
    assert told["slowest"] <= PATIENCE * SECONDS + 5  # on a machine with much else to do
    if trace.exists():
        assert offences(trace.read_text(), str(canary), str(own)) == []


def alone() -> list[str]:
    """A network with nothing in it, where one may have that."""
    command = ["unshare", "--net"]
    can = shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True)
    return command if can and can.returncode == 0 else []


def watched(trace: Path) -> list[str]:
    """Every file opened and every socket made, by whatever process; where strace is installed."""
    if figure(short=1, full=0) or not shutil.which("strace"):  # which makes everything slow
        return []
    return [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        str(trace),
        "-e",
        "trace=openat,open,socket,connect",
    ]


def offences(trace: str, canary: str, own: str) -> list[str]:
    """Lines that say a socket was made, or a file opened that is none of the printer's."""
    fonts = str(Path.home() / ".cache/fontconfig")
    allowed = (*OWN, own, sys.prefix, sys.base_prefix, str(PROJECT), fonts)
    found = []
    for line in trace.splitlines():
        opened = re.search(r'open(?:at)?\(.*?"([^"]*)".*\) = \d', line)
        strange = opened and opened[1].startswith("/") and not opened[1].startswith(allowed)
        if strange or canary in line or re.search(r"(socket|connect)\(.*AF_INET", line):
            found.append(line)
    return found
