"""Printing a meeting's file: contents, the stored papers, attachments, photos."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.documents.paper import to_html
from tracker.infra.media_types import PDF
from tracker.infra.previews import pictures_of
from tracker.infra.render import Renderer
from tracker.infra.render_order import CalledOff, Order
from tracker.infra.storage import Store

MOST_PAGES = 120  # of all attachments together
AT_ONCE = 10
UNNUMBERED = {"part": {"number": 1}}  # numbered over the whole alone


@dataclass(frozen=True, slots=True)
class Bound:
    """One part of the file. edition, code: of a paper."""

    title: str
    pdf: bytes
    edition: str = ""
    code: str = ""


class TooLong(Exception):
    """An attachment has more pages than there is room for."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


def bind(paper: dict[str, Any], renderer: Renderer, store: Store, order: Order) -> bytes:
    """The PDF of a decoded snapshot of a file. Raises as `sealing.render`."""
    order.expect(len(paper["files"]) + 3)
    parts = [
        Bound(told["title"], store.get(told["key"]), told["edition"], told["code"])
        for told in paper["papers"]
    ]
    attached, left_out = _attachments(paper, renderer, store, order)
    parts += attached
    if paper["photos"]:
        images = {key: store.get(key) for key in paper["photos"]}
        html = to_html({**paper, **UNNUMBERED}, "dossier_photos")
        stage = order.stage(len(paper["files"]))
        parts.append(Bound("Dokumentasi", renderer.render(html, images, order, stage)))
    missing = [*paper["missing"], *left_out]
    return _joined({**paper, "missing": missing}, parts, renderer, store, order)


def _joined(
    paper: dict[str, Any],
    parts: Sequence[Bound],
    renderer: Renderer,
    store: Store,
    order: Order,
) -> bytes:
    """The contents name the pages, of which they take some themselves."""
    emblem = paper["letterhead"]["emblem_key"]
    images = {emblem: store.get(emblem)} if emblem else {}
    sizes = renderer.page_sizes([part.pdf for part in parts])
    own = 1
    while True:
        told = {**paper, "rows": list(_contents(parts, sizes, first=own + 1))}
        contents = renderer.render(
            to_html(told, "dossier_contents"), images, order, order.stage(-2)
        )
        (contents_sizes,) = renderer.page_sizes([contents])
        if len(contents_sizes) <= own:
            break
        own = len(contents_sizes)
    leaves = [size for part in (contents_sizes, *sizes) for size in part]
    overlay = renderer.render(to_html({**paper, "leaves": leaves}, "dossier_numbers"))
    return renderer.join(
        [contents, *(part.pdf for part in parts)],
        overlay=overlay,
        bookmarks=["Daftar isi", *(part.title for part in parts)],
        order=order,
        stage=order.stage(-1),
    )


def _contents(
    parts: Sequence[Bound], sizes: Sequence[Sequence[Any]], *, first: int
) -> Iterator[dict[str, Any]]:
    page = first
    for part, pages in zip(parts, sizes, strict=True):
        yield {
            "title": part.title,
            "edition": part.edition,
            "code": part.code,
            "page": page,
            "pages": len(pages),
        }
        page += len(pages)


def _attachments(
    paper: dict[str, Any], renderer: Renderer, store: Store, order: Order
) -> tuple[list[Bound], list[dict[str, str]]]:
    """Those that could be drawn, and why others could not."""
    bound, left_out, room = [], [], MOST_PAGES
    for number, file in enumerate(paper["files"]):
        title, stage = file["title"], order.stage(number)
        try:
            images = _pictures(store.get(file["key"]), file["media_type"], room, order)
        except TooLong as refusal:
            why = f"{refusal.pages} halaman, terlalu panjang; unduh dari aplikasi Rakor"
            left_out.append({"title": title, "why": why})
            continue
        if not images:
            why = "tidak dapat dibuka; unduh dari aplikasi Rakor"
            left_out.append({"title": title, "why": why})
            continue
        room -= len(images)
        named = {str(page): image for page, image in enumerate(images, 1)}
        html = to_html({**paper, **UNNUMBERED, "file": file, "images": list(named)}, "dossier_file")
        bound.append(Bound(title, renderer.render(html, named, order, stage)))
    return bound, left_out


def _pictures(data: bytes, media_type: str, room: int, order: Order) -> list[bytes]:
    """Every page of a file as a picture, or none. Raises TooLong and CalledOff."""
    images: list[bytes] = []
    while True:
        if order.called_off:
            raise CalledOff
        drawn = pictures_of(data, media_type, start=len(images), count=AT_ONCE)
        if drawn.failure:
            return []
        if drawn.pages > room:
            raise TooLong(drawn.pages)
        images += drawn.images
        if len(images) >= drawn.pages or media_type != PDF:
            return images
