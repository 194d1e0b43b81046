"""Being asked to end: Ctrl-C or SIGTERM."""

import signal


class Stop:
    """Says whether the process was asked to end, from the moment it is made."""

    def __init__(self) -> None:
        self._requested = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._request)

    def __call__(self) -> bool:
        return self._requested

    def _request(self, *_signal: object) -> None:
        self._requested = True
