"""Counts the pages of the PDF on stdin, in a process of its own with little memory and time.

Started by `infra.media_types`: a PDF of a few kilobytes may unfold to gigabytes as soon as it is
opened, and the library that opens it has no limit of its own.
"""

import io
import os
import resource
import sys
from enum import IntEnum

import pikepdf

MEMORY_BYTES = 512 * 2**20
SECONDS = 10


class Finding(IntEnum):
    """How the process ends; any other end is that of a PDF which is damaged or needs too much."""

    GOOD = 0
    LOCKED = 10
    EMPTY = 11


def main() -> Finding:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with pikepdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
            return Finding.GOOD if len(pdf.pages) else Finding.EMPTY
    except pikepdf.PasswordError:
        return Finding.LOCKED


if __name__ == "__main__":
    os._exit(main())  # at once: there is nothing to tidy up
