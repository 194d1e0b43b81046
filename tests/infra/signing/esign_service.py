"""BSrE's e-Sign service as its papers describe it: a real server on this machine, signing with a
certificate of the test authority.
"""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from typing import Any

import pikepdf

from tests.infra.signing.certificates import PASSPHRASE, issue
from tracker.infra.signing.signatures import add_signature

NIK = "1871012345678901"
USER, KEY = "rakor", "kunci-esign"
AUTHORISATION = "Basic " + base64.b64encode(f"{USER}:{KEY}".encode()).decode()


@dataclass
class Service:
    """answer: what it says instead of signing, as status and body. seen: what was asked.

    meanwhile: what happens elsewhere while it signs.
    """

    url: str = ""
    answer: tuple[int, bytes] | None = None
    seen: list[dict[str, Any]] = field(default_factory=list)
    meanwhile: Callable[[], object] | None = None


@contextmanager
def esign_service() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = _answer(service, self)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(service: Service, request: BaseHTTPRequestHandler) -> tuple[int, bytes]:
    sent = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
    service.seen.append(sent)
    if service.answer:
        return service.answer
    if request.path != "/api/v2/sign/pdf":
        return 404, b"{}"
    if request.headers["Authorization"] != AUTHORISATION:
        return 401, _told(error="Unauthorized")
    if sent["nik"] != NIK:
        return 400, _told(error="User tidak terdaftar", status_code=2011)
    if sent["passphrase"] != PASSPHRASE:
        return 400, _told(error=f"Passphrase anda salah: {sent['passphrase']}", status_code=2031)
    pdf = base64.b64decode(sent["file"][0])
    block = {"field": f"esign_{len(service.seen)}", "name": "Siti", "position": "Kepala"}
    stamp = {"block": block, "others": [], "link": _link(pdf), "signed_at": ""}
    if service.meanwhile:
        service.meanwhile()
    _names, signed = add_signature(pdf, issue().p12, PASSPHRASE, stamp)
    return 200, _told(time=120, file=[base64.b64encode(signed).decode()])


def _link(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        return next(str(note.A.URI) for note in notes if "/A" in note)


def _told(**values: Any) -> bytes:
    return json.dumps(values).encode()
