"""How much of a drill: a short form in the gate, full figures with `bin/test --drills`."""

import os


def figure(*, short: int, full: int) -> int:
    return full if os.environ.get("RAKOR_TEST_DRILLS") == "full" else short
