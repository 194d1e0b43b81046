"""Pencarian: one box over meetings and actions."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.infra.words import words_of
from tracker.search import search
from tracker.web.context import actor
from tracker.web.forms.searches import SearchForm

views = Blueprint("searches", __name__)


@views.get("/pencarian")
def index() -> ResponseReturnValue:
    form = SearchForm(request.args)
    words = words_of(form.q.data or "") if form.validate() else []
    found = search(db.session(), actor(), words)
    return render_template("searches/index.html", form=form, words=words, found=found)
