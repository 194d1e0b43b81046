"""Periksa: anyone may ask whether a printed paper is recorded here, or whether a file is ours."""

from enum import StrEnum

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.infra.db import db, write
from tracker.infra.fingerprints import fingerprint
from tracker.models.sign_ins import guesses_exhausted, note_check
from tracker.reports.checks import CheckedPaper, Found, check_file, check_paper
from tracker.web.context import now
from tracker.web.errors import page
from tracker.web.forms.checks import CheckForm, FileCheckForm
from tracker.web.security import network_of

views = Blueprint("checks", __name__)


class Verdict(StrEnum):
    """What was uploaded: the sealed PDF, a signed one, that with something added, or neither."""

    SEALED = "sealed"
    SIGNED = "signed"
    EXTENDED = "extended"
    DIFFERENT = "different"


@views.get("/periksa")
def new() -> ResponseReturnValue:
    """The code may come typed; what is found has an address of its own."""
    form = CheckForm(request.args or None)
    if "kode" in request.args and form.validate():
        return redirect(url_for(".show", code=form.kode.data), 303)
    return _new_page(form, FileCheckForm())


@views.post("/periksa")
def compare() -> ResponseReturnValue:
    """Is this file, byte for byte, one that was sealed or signed here? Nothing of it is kept."""
    if _has_to_wait():
        return page(429)
    form = FileCheckForm.from_request()
    if not form.validate():
        return _new_page(CheckForm(), form)
    key = fingerprint(form.berkas.data.stream).key
    paper = check_file(db.session(), key)
    _note(known=paper.found is not Found.UNKNOWN)
    return _page(paper, FileCheckForm(), _verdict(paper, key, ""))


@views.get("/periksa/<code>")
def show(code: str) -> ResponseReturnValue:
    """Known or unknown, one shape and one amount of work; a network that guesses has to wait."""
    if _has_to_wait():
        return page(429)
    paper = check_paper(db.session(), code)
    _note(known=paper.found is not Found.UNKNOWN)
    return _page(paper, FileCheckForm())


@views.post("/periksa/<code>")
def compare_with(code: str) -> ResponseReturnValue:
    """The same of one paper; here also whether something was added to its sealed file."""
    if _has_to_wait():
        return page(429)
    form, paper = FileCheckForm.from_request(), check_paper(db.session(), code)
    verdict = None
    if form.validate():
        told = fingerprint(form.berkas.data.stream, first=paper.pdf_size or 0)
        verdict = _verdict(paper, told.key, told.beginning)
    wrong = paper.found is Found.UNKNOWN or verdict in {Verdict.DIFFERENT, Verdict.EXTENDED}
    _note(known=not wrong)
    return _page(paper, form, verdict)


def _verdict(paper: CheckedPaper, key: str, beginning: str) -> Verdict:
    if key == paper.pdf_key:
        return Verdict.SEALED
    if key in paper.signed_keys:
        return Verdict.SIGNED
    if beginning and beginning == paper.pdf_key:
        return Verdict.EXTENDED
    return Verdict.DIFFERENT


def _has_to_wait() -> bool:
    network = network_of(request.remote_addr)
    return guesses_exhausted(db.session(), network=network, at=now())


def _note(*, known: bool) -> None:
    """A right code counts against nobody, and takes as long as a wrong one."""
    with write(db.session()):
        note_check(db.session(), network=network_of(request.remote_addr), known=known, at=now())


def _new_page(form: CheckForm, file_form: FileCheckForm) -> ResponseReturnValue:
    html = render_template("checks/new.html", form=form, file_form=file_form)
    return html, max(form.http_status, file_form.http_status)


def _page(
    paper: CheckedPaper, form: FileCheckForm, verdict: Verdict | None = None
) -> ResponseReturnValue:
    unknown = paper.found is Found.UNKNOWN and verdict is None
    html = render_template("checks/show.html", paper=paper, form=form, verdict=verdict)
    return html, 404 if unknown else form.http_status
