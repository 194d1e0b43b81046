"""How we and the processes we start speak over a pipe: bytes, each time with their length first."""

from typing import IO

_LENGTH = 8


def write_frame(stream: IO[bytes], body: bytes) -> None:
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)


def read_frame(stream: IO[bytes]) -> bytes:
    """The next length-prefixed bytes. Raises EOFError when the other side is gone."""
    length = int.from_bytes(_read(stream, _LENGTH), "big")
    return _read(stream, length)


def _read(stream: IO[bytes], length: int) -> bytes:
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return body
