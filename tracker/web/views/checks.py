"""Periksa: anyone may ask whether a printed paper is recorded here."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.infra.db import db, write
from tracker.models.sign_ins import guesses_exhausted, note_guess
from tracker.reports.checks import check_paper
from tracker.web.context import now
from tracker.web.errors import page
from tracker.web.forms.checks import CheckForm
from tracker.web.security import network_of

views = Blueprint("checks", __name__)


@views.get("/periksa")
def new() -> ResponseReturnValue:
    """The code may come typed; what is found has an address of its own."""
    form = CheckForm(request.args or None)
    if "kode" in request.args and form.validate():
        return redirect(url_for(".show", code=form.kode.data), 303)
    return render_template("checks/new.html", form=form), form.http_status


@views.get("/periksa/<code>")
def show(code: str) -> ResponseReturnValue:
    """Known or unknown, one shape; a network that guesses has to wait."""
    network = network_of(request.remote_addr)
    if guesses_exhausted(db.session(), network=network, at=now()):
        return page(429)
    paper = check_paper(db.session(), code)
    if paper is None:
        with write(db.session()):
            note_guess(db.session(), network=network, at=now())
    return render_template("checks/show.html", paper=paper), 200 if paper else 404
