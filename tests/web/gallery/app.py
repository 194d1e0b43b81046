"""The gallery's application: the real templates and style sheets, the strict policy, dummy data."""

import secrets
from pathlib import Path

from flask import Flask, Response, flash, render_template
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.datastructures import MultiDict

from tests.web.gallery import data
from tests.web.gallery.forms import FilterForm, MeetingForm, SignInForm, UpdateForm
from tracker.web import templating
from tracker.web.security import csp_nonce

ROOT = Path(__file__).parents[3]
ERRORS = (400, 403, 404, 409, 413, 422, 429, 500, 503)
PAGES = ("home", "index", "show", "form", "wrong", "update", "confirm", "progress", "empty")


def create_gallery() -> Flask:
    """A small application with one page per kind of page, at /<name>, errors at /galat/<code>."""
    app = Flask(__name__, static_folder=str(ROOT / "static" / "dist"))
    app.config.update(SECRET_KEY=secrets.token_hex(), BABEL_DEFAULT_LOCALE="id")
    CSRFProtect(app)
    Babel(app)
    templating.init_app(app)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.jinja_env.globals["upload_limit"] = lambda: "20 MB"
    app.jinja_env.globals["upload_bytes"] = lambda: 1_000_000
    app.jinja_env.loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent)]
    )
    app.after_request(_strict)
    for page in PAGES:
        app.add_url_rule(f"/{page}", page, lambda page=page: _page(page))
    app.add_url_rule("/masuk", "sign_in", _sign_in)
    app.add_url_rule("/galat/<int:code>", "error", _error)
    app.add_url_rule("/galat-dalam/<int:code>", "error_inside", _error_inside)
    return app


def _page(name: str) -> str:
    if name == "home":
        flash("Notula sudah diajukan kepada pimpinan rapat.")
    form = MeetingForm(MultiDict(data.WRONG)) if name == "wrong" else MeetingForm(data=data.MEETING)
    if name == "wrong":
        form.validate()
        form.form_errors.append("Tanggal selesai mendahului tanggal mulai.")
    return render_template(
        f"{name}.html",
        **data.FRAME,
        form=form,
        filter_form=FilterForm(),
        update_form=UpdateForm(data={"state": "done"}),
        states=data.STATES,
        shares=data.SHARES,
        points=data.POINTS,
        target=data.TARGET,
    )


def _sign_in() -> str:
    return render_template("sign_in.html", form=SignInForm())


def _error(code: int) -> tuple[str, int]:
    return render_template(f"errors/{code}.html", request_id="7f3a91c2"), code


def _error_inside(code: int) -> tuple[str, int]:
    return render_template(f"errors/{code}.html", **data.FRAME, request_id=None), code


def _strict(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = "; ".join(
        [
            *("default-src 'none'", "style-src 'self'", "font-src 'self'", "img-src 'self'"),
            *("connect-src 'self'", "form-action 'self'", "base-uri 'none'"),
            f"script-src 'nonce-{csp_nonce()}'",
        ]
    )
    return response
