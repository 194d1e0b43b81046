"""Masuk and keluar."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_user
from sqlalchemy import select

from tracker.infra.db import db, write
from tracker.infra.passwords import password_matches
from tracker.models.sign_ins import (
    find_sign_in,
    forget_failures,
    note_failure,
    start_sign_in,
    throttled,
)
from tracker.models.users import User, normalise_login
from tracker.web import context
from tracker.web.forms.sign_ins import SignInForm
from tracker.web.security import SignedIn, network_of, own_path

views = Blueprint("sign_ins", __name__)


@views.get("/masuk")
def new() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("home.show"))
    form = SignInForm.from_request(next=own_path(request.args.get("next")) or "")
    return render_template("sign_ins/new.html", form=form)


@views.post("/masuk")
def create() -> ResponseReturnValue:
    """One answer for every failure, in the same time, whatever was wrong."""
    form = SignInForm.from_request()
    if not form.validate():
        return render_template("sign_ins/new.html", form=form), 422
    account = normalise_login(form.login.data or "")
    network = network_of(request.remote_addr)
    if throttled(db.session(), account=account, network=network, at=context.now()):
        form.form_errors.append(gettext("Terlalu banyak percobaan. Coba lagi 15 menit lagi."))
        return render_template("sign_ins/new.html", form=form), 429
    user = db.session.scalar(select(User).where(User.login == account, User.active))
    known = user.password_hash if user else None
    if not password_matches(known, form.password.data or "") or user is None:
        with write(db.session()):
            note_failure(db.session(), account=account, network=network, at=context.now())
        form.form_errors.append(gettext("Nama akun atau kata sandi tidak cocok."))
        return render_template("sign_ins/new.html", form=form), 422
    _sign_in(user.id, account, network)
    return redirect(own_path(form.next.data) or url_for("home.show"), 303)


@views.post("/keluar")
def destroy() -> ResponseReturnValue:
    with write(db.session()):
        row = find_sign_in(db.session(), current_user.token)
        if row:
            row.end(at=context.now())
    session.clear()
    return redirect(url_for("sign_ins.new"), 303)


def _sign_in(user_id: int, account: str, network: str) -> None:
    """A new server-side sign-in and a fresh cookie: nothing of the visit before survives."""
    with write(db.session()):
        user = db.session.get_one(User, user_id)
        forget_failures(db.session(), account=account)
        token = start_sign_in(
            db.session(),
            user,
            at=context.now(),
            device=request.user_agent.string,
            network=network,
        )
    session.clear()
    login_user(SignedIn(token))
