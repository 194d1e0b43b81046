"""Several workers in one process, so that what takes long holds up nothing but its like."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

Stop = Callable[[], bool]
Lane = Callable[[Stop], None]


def run_lanes(lanes: Sequence[Lane], stop: Stop) -> None:
    """Run each beside the others until `stop` says so, or one of them fails; raises what it did."""
    failed = threading.Event()

    def run(lane: Lane) -> None:
        try:
            lane(lambda: stop() or failed.is_set())
        except BaseException:
            failed.set()
            raise

    with ThreadPoolExecutor(len(lanes)) as threads:
        running = [threads.submit(run, lane) for lane in lanes]
    for ended in running:
        ended.result()
