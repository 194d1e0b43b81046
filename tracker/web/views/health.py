"""Whether this installation is well, for a monitor: a word per part, no detail."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from tracker.infra.db import db

views = Blueprint("health", __name__)


@views.get("/healthz")
def show() -> ResponseReturnValue:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(database="down"), 503
    return jsonify(database="ok")
