"""Every refusal becomes a page in formal Indonesian: what happened, what was kept, what to do."""

import logging
import secrets

from flask import Flask, g, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from tracker.infra.db import db
from tracker.models.errors import DomainError
from tracker.web.context import asks_json

log = logging.getLogger("rakor")
PAGES = (400, 403, 404, 409, 413, 422, 429, 500, 503)

Answer = tuple[str | dict[str, str], int]


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)


def sentence(error: DomainError) -> str:
    """The refusal in the reader's language, its places filled."""
    words = {key: gettext(str(value)) for key, value in error.params.items()}
    return str(gettext(error.message, **words) if words else gettext(error.message))


def page(status: int, **values: str | None) -> Answer:
    g.failed = True
    if asks_json():
        actor = g.get("actor")
        told = {**values, "account": str(actor.user_id) if actor else None}
        return {name: value for name, value in told.items() if value}, status
    known = status if status in PAGES else (400 if status < 500 else 500)
    return render_template(f"errors/{known}.html", **values), status


def _http(error: HTTPException) -> Answer | HTTPException:
    if isinstance(error, SecurityError):  # a foreign Host: no page of ours may be built for it
        return gettext("Alamat ini bukan alamat aplikasi."), 400
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, CSRFError):
        return page(400, message=gettext("Halaman ini sudah terlalu lama terbuka. Muat ulang."))
    if error.code == 413:
        return page(413, back=_form_before())
    return page(error.code)


def _form_before() -> str | None:
    """The page the form stood on, where the browser tells it."""
    before = request.referrer or ""
    return before if before.startswith(request.host_url) else None


def _refused(error: DomainError) -> Answer:
    db.session.rollback()
    return page(409, message=sentence(error), code=error.code)


def _stale(error: StaleDataError) -> Answer:
    db.session.rollback()
    return page(409)


def _database_away(error: OperationalError) -> Answer:
    db.session.rollback()
    log.exception("database away")
    return page(503)


def _unexpected(error: Exception) -> Answer:
    db.session.rollback()
    reference = secrets.token_hex(4)
    actor = g.get("actor")
    log.exception("error %s for user %s", reference, actor.user_id if actor else None)
    return page(500, request_id=reference)
