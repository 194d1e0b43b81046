"""What the serving processes hold in memory, together and each."""

import subprocess
import sys
import time
from pathlib import Path

from bench.servers import family
from bench.town import Town
from tracker.config import PROJECT


def print_memory(town: Town) -> None:
    """Starts `rakor serve` on the town and reads what its processes keep to themselves or share."""
    print("\nMemory of `rakor serve` (MiB, proportional share)\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "serve", "--port", "8399", "--workers", "2"],
        cwd=PROJECT,
        env={**_path(), **town.environment, "RAKOR_BASE_URL": "http://127.0.0.1:8399"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout is not None:
            process.stdout.readline()  # "Rakor is at …"
        time.sleep(3)  # the worker warms its renderer
        total = 0.0
        for pid in family(process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            share = _share(pid)
            total += share
            print(f"{words.split(' -m ')[-1][:60]:62} {share:7.1f}")
        print(f"{'together':62} {total:7.1f}")
    finally:
        process.terminate()
        process.wait(60)


def _path() -> dict[str, str]:
    return {"PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin", "HOME": "/tmp"}  # noqa: S108 - nothing is written there


def _share(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
