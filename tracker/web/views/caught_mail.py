"""Kotak surat contoh: the mail of a demonstration, which went no further than this machine."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from tracker.infra.caught_mail import LetterBox
from tracker.web.context import settings
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.views.files import download

views = Blueprint("caught_mail", __name__, url_prefix="/kotak-surat-contoh")


@views.before_request
def in_a_demonstration_only() -> None:
    if not settings().demo:
        abort(404)


@views.get("")
def index() -> ResponseReturnValue:
    after = cursor()
    before = after[0] if after and isinstance(after[0], str) else None
    box = _box()
    letters = box.letters(box.names(before=before)[: PAGE_SIZE + 1])
    page = page_of(letters, lambda letter: [letter.name])
    return render_template("caught_mail/index.html", page=page)


@views.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    letter = _box().open(name)
    if letter is None:
        abort(404)
    base_url = settings().base_url
    return render_template("caught_mail/show.html", name=name, letter=letter, base_url=base_url)


@views.get("/<name>/lampiran/<int:number>")
def enclosed(name: str, number: int) -> ResponseReturnValue:
    found = _box().file(name, number)
    if found is None:
        abort(404)
    file_name, data = found
    return download(data, "application/octet-stream", file_name, etag=f"{name}-{number}")


def _box() -> LetterBox:
    return LetterBox.of(settings().data_dir)
