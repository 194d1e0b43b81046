"""The renderer makes PDF from anything, or says why not, and is there for the next document."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tracker.infra.render import BROKEN, NOT_STARTED, TOO_LARGE, TOO_LONG, Renderer, RenderFailed

PAGE = "<html lang=id><title>Naskah</title><h1>Halo</h1>"
HANGING = f"{PAGE}<table><td colspan=1000000>x"
IMAGE = "<img src='image:foto' alt='Foto'>"


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer([], processes=1) as renderer:
        yield renderer


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server that nobody must ever call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def test_the_same_html_gives_the_same_bytes_in_whatever_process(renderer: Renderer):
    renderer.render(PAGE + "<p>Naskah lain")
    first = renderer.render(PAGE)
    with Renderer([]) as other:
        assert other.render(PAGE) == first
    assert renderer.render(PAGE + "<p>beda") != first


def test_a_document_that_takes_too_long_is_ended_and_the_next_one_is_made():
    with Renderer([], timeout=1.0) as renderer:
        with pytest.raises(RenderFailed) as failure:
            renderer.render(HANGING)
        assert failure.value.reason == TOO_LONG
        assert renderer.render(PAGE).startswith(b"%PDF")


def test_a_process_that_others_keep_waiting_is_given_more_time():
    with Renderer([], timeout=0.5) as renderer:
        renderer.render(PAGE)
        (process,) = renderer.process_ids()
        os.kill(process, signal.SIGSTOP)
        go_on = threading.Timer(0.8, os.kill, (process, signal.SIGCONT))
        go_on.start()
        assert renderer.render(PAGE).startswith(b"%PDF")
        go_on.join()
        os.kill(process, signal.SIGSTOP)
        with pytest.raises(RenderFailed) as failure:
            renderer.render(PAGE)
        assert failure.value.reason == TOO_LONG


def test_a_document_that_needs_too_much_memory_is_ended_and_the_next_one_is_made():
    with Renderer([], memory_mb=300) as renderer:
        with pytest.raises(RenderFailed) as failure:
            renderer.render(PAGE + IMAGE, {"foto": _picture(5_000, 4_900, "RGBA")})
        assert failure.value.reason == TOO_LARGE
        assert renderer.render(PAGE).startswith(b"%PDF")


def test_html_the_library_stumbles_over_is_refused_and_the_next_one_is_made(renderer: Renderer):
    with pytest.raises(RenderFailed) as failure:
        renderer.render(PAGE + "<blockquote>" * 3_000)
    assert failure.value.reason == BROKEN
    assert renderer.render(PAGE).startswith(b"%PDF")


def test_a_renderer_that_cannot_start_says_so(tmp_path, capfd):
    with Renderer([tmp_path / "tidak-ada.css"]) as renderer:
        with pytest.raises(RenderFailed) as failure:
            renderer.render(PAGE)
        assert failure.value.reason == NOT_STARTED
    assert "tidak-ada.css" in capfd.readouterr().err


def test_a_process_killed_between_two_documents_is_replaced():
    with Renderer([]) as renderer:
        before = renderer.render(PAGE)
        (process,) = renderer.process_ids()
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        assert renderer.render(PAGE) == before


def test_a_process_killed_in_the_middle_fails_that_document_alone():
    with Renderer([]) as renderer:
        (process,) = renderer.process_ids()
        killer = threading.Timer(1.0, os.kill, (process, signal.SIGKILL))
        killer.start()
        with pytest.raises(RenderFailed):
            renderer.render(HANGING)
        killer.join()
        assert renderer.render(PAGE).startswith(b"%PDF")


def test_a_process_is_replaced_after_its_share_of_documents():
    with Renderer([], recycle_after=2) as renderer:
        renderer.render(PAGE)
        first = renderer.process_ids()
        renderer.render(PAGE)
        assert renderer.process_ids() != first


def test_two_processes_serve_two_threads():
    with Renderer([], processes=2) as renderer:
        made: list[bytes] = []
        threads = [
            threading.Thread(target=lambda: made.append(renderer.render(PAGE))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_nothing_outside_is_fetched_and_no_file_is_read(
    renderer: Renderer, listener: socket.socket, tmp_path
):
    (tmp_path / "rahasia.css").write_text("h1::after { content: 'RAHASIA' }")
    (tmp_path / "rahasia.png").write_bytes(_picture(20, 20))
    web = f"http://127.0.0.1:{listener.getsockname()[1]}"
    plain = renderer.render(PAGE)
    for base in (web, tmp_path.as_uri()):
        pdf = renderer.render(
            f"{PAGE}<base href='{base}/'><link rel=stylesheet href='{base}/rahasia.css'>"
            f"<style>@import url({base}/rahasia.css);"
            f"@font-face {{ font-family: x; src: url({base}/x.woff2) }}"
            f"h1 {{ background: url({base}/rahasia.png); list-style: url({base}/rahasia.png);"
            f" content: url({base}/rahasia.png); font-family: x }}</style>"
            f"<img src='{base}/rahasia.png'><img src=rahasia.png><object data='{base}/x'></object>"
            f"<embed src='{base}/x'><a rel=attachment href='{base}/rahasia.css'>lampiran</a>"
            f"<link rel=attachment href='{base}/rahasia.css'>"
        )
        with pikepdf.open(BytesIO(pdf)) as document:
            assert not document.attachments
            assert not document.pages[0].get_images()
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert renderer.render(PAGE) == plain


def test_an_image_comes_by_name_smaller_and_without_what_the_camera_wrote(renderer: Renderer):
    pdf = renderer.render(PAGE + IMAGE, {"foto": _photo_with_place(4000, 3000)})
    with pikepdf.open(BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        assert (int(image.Width), int(image.Height)) == (1600, 1200)
        assert b"Exif" not in image.read_raw_bytes()


def test_an_image_beyond_25_megapixels_is_refused_before_it_is_unpacked(renderer: Renderer):
    with pytest.raises(RenderFailed) as failure:
        renderer.render(PAGE + IMAGE, {"foto": _picture(10_000, 10_000), "lain": b"x" * 1_000_000})
    assert failure.value.reason == BROKEN
    assert renderer.render(PAGE).startswith(b"%PDF")


def test_the_process_knows_nothing_of_the_installation(monkeypatch):
    monkeypatch.setenv("RAKOR_SECRET_KEY", "jangan-diketahui")
    with Renderer([]) as renderer:
        renderer.render(PAGE)
        (process,) = renderer.process_ids()
        with open(f"/proc/{process}/environ", "rb") as environment:
            assert b"jangan-diketahui" not in environment.read()


def _picture(width: int, height: int, mode: str = "1") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


def _photo_with_place(width: int, height: int) -> bytes:
    image, out = Image.new("RGB", (width, height), "teal"), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
