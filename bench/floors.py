"""What the same tools cost without our application: the floors everything is measured against."""

import os
from datetime import date

from flask import Flask, g, render_template
from flask_login import LoginManager, UserMixin, current_user, login_required
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.app import create_app
from tracker.config import Settings
from tracker.infra.db import open_engine
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.organisations import Organisation
from tracker.models.sign_ins import SignIn, find_sign_in

PAGE = """<!doctype html><html lang="id"><title>Tindak lanjut</title><h1>Tindak lanjut</h1>
<p>{{ user }}</p><table>{% for row in rows %}<tr><td><a href="/tugas/{{ row.id }}">
{{ row.sentence }}</a></td><td>{{ row.name }}</td><td>{{ row.state }}</td><td>{{ row.due_on }}</td>
</tr>{% endfor %}</table></html>"""


class Visitor(UserMixin):
    def __init__(self, token: str, name: str) -> None:
        self.id = token
        self.name = name


def constant() -> Flask:
    """Bare Flask with a page that never changes."""
    app = Flask("constant")

    @app.get("/")
    def page() -> str:
        return "<!doctype html><title>Tetap</title><h1>Tetap</h1>"

    return app


def signed_in() -> Flask:
    """Sign-in, user row by ORM, a Core list of 50, Jinja."""
    app = Flask("floor")
    app.secret_key = os.environ["RAKOR_SECRET_KEY"]
    app.config["SESSION_COOKIE_NAME"] = "rakor"
    listed = app.jinja_env.from_string(PAGE)  # compiled once, as a template in a file is
    engine = open_engine(os.environ["RAKOR_DATABASE_URL"])
    login = LoginManager(app)
    login.session_protection = None

    @login.user_loader
    def load(token: str) -> Visitor | None:
        g.session = Session(engine)
        found: SignIn | None = find_sign_in(g.session, token)
        return Visitor(token, found.user.name) if found else None

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        if "session" in g:
            g.session.close()

    @app.get("/")
    @login_required
    def listing() -> str:
        rows = g.session.execute(
            select(
                *(Assignment.id, Action.sentence, Organisation.name),
                *(Assignment.state, Assignment.due_on),
            )
            .join(Action, Action.id == Assignment.action_id)
            .join(Organisation, Organisation.id == Assignment.organisation_id)
            .where(Assignment.due_sort >= date(2020, 1, 1))
            .order_by(Assignment.due_sort, Assignment.id)
            .limit(50)
        ).all()
        return render_template(listed, rows=rows, user=current_user.name)

    return app


def behind_sign_in() -> Flask:
    """A page that never changes behind Rakor's own front door, with all it asks and answers."""
    app = create_app(Settings.from_env())

    @app.get("/tetap")
    def fixed() -> str:
        return "<!doctype html><title>Tetap</title><h1>Tetap</h1>"

    return app
