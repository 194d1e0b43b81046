"""Reads, stamps and signs one PDF: what is asked comes on stdin, what was done goes to stdout.

Started by `infra.signing.desk`; nothing of a request is printed, whatever goes wrong with it.
"""

import json
import os
import resource
import sys
from typing import Any

from tracker.infra.frames import read_frame, write_frame
from tracker.infra.signing.places import NoRoom, find_places
from tracker.infra.signing.signatures import BadPassphrase, Expired, add_signature, newest_signature
from tracker.infra.signing.stamps import draw_stamp

MEMORY_BYTES = 1024 * 2**20
SECONDS = 50


def main() -> None:
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    request = json.loads(read_frame(requests))
    body = b""
    try:
        told, body = _ACTS[request["act"]](requests, request)
    except BadPassphrase:
        told = {"error": "passphrase"}
    except Expired:
        told = {"error": "expired"}
    except NoRoom:
        told = {"error": "no_room"}
    except Exception:
        told = {"error": "unreadable"}
    write_frame(replies, json.dumps(told).encode())
    write_frame(replies, body)
    replies.flush()


def _place(requests: Any, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    block, link = request["block"], request["link"]
    place = find_places(read_frame(requests), link=link, names=[block["name"]])[0]
    lines = [block["position"], block["name"], request["signed_at"]]
    picture = draw_stamp(lines, request["words"], place.width, place.height)
    return place.from_above(), picture


def _sign(requests: Any, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    pdf, p12 = read_frame(requests), read_frame(requests)
    return add_signature(pdf, p12, request.pop("passphrase"), request)


def _read(requests: Any, _request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    return newest_signature(read_frame(requests), beyond=read_frame(requests)), b""


_ACTS = {"place": _place, "sign": _sign, "read": _read}

if __name__ == "__main__":
    main()
