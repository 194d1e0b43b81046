"""Opens templates from outside, in a process of its own with little memory and time.

Started by `running.py`: reads a request and its bodies from stdin, writes what came of it to
stdout. Nothing of a template runs anywhere else.
"""

import json
import os
import resource
import sys
from typing import Any

from tracker.documents.word.default_template import default_template
from tracker.documents.word.filling import fill
from tracker.documents.word.findings import packed
from tracker.documents.word.inspection import inspect
from tracker.documents.word.page import Page
from tracker.documents.word.parts import parts_of
from tracker.infra.frames import read_frame, write_frame

MEMORY_BYTES = 512 * 2**20
CPU_SECONDS = 20


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes to its pipe, never to a file
    stdin = sys.stdin.buffer
    request = json.loads(read_frame(stdin))
    write_frame(sys.stdout.buffer, _answer(request, stdin))
    sys.stdout.buffer.flush()


def _answer(request: dict[str, Any], stdin: Any) -> bytes:
    if request["act"] == "inspect":
        return json.dumps(packed(inspect(read_frame(stdin)))).encode()
    page = Page(**request["page"])
    if request["act"] == "default":
        return default_template(page)
    parts, template = parts_of(read_frame(stdin).decode()), read_frame(stdin)
    images = {name: read_frame(stdin) for name in request["images"]}
    template = template or default_template(page.turned(landscape=parts.landscape))
    return fill(template, parts, images, request["told"])


if __name__ == "__main__":
    main()
    os._exit(0)  # at once: there is nothing to tidy up
