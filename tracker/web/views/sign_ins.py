"""Masuk and keluar."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from sqlalchemy import Select, not_, select

from tracker.infra.db import db, write
from tracker.models.sign_ins import find_sign_in, forget_failures, start_sign_in
from tracker.models.users import User, normalise_login
from tracker.web import context
from tracker.web.forms.sign_ins import SignInForm
from tracker.web.password_check import WrongPassword, check_password, opened_account
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
    known = db.session.scalar(_password_hash(account))
    try:
        check_password(account, known, form.password.data or "")
        _sign_in(account, known)
    except WrongPassword as refusal:
        form.refuse(refusal)
        return render_template("sign_ins/new.html", form=form), refusal.status
    return redirect(own_path(form.next.data) or url_for("home.show"), 303)


@views.post("/keluar")
def destroy() -> ResponseReturnValue:
    with write(db.session()):
        row = find_sign_in(db.session(), current_user.token)
        if row:
            row.end(at=context.now())
    session.clear()
    return redirect(url_for("sign_ins.new"), 303)


def _password_hash(account: str) -> Select[str | None]:
    """Demonstration accounts open nothing but an installation on this very machine."""
    query = select(User.password_hash).where(User.login == account, User.active)
    return query if context.settings().on_loopback else query.where(not_(User.demo))


def _sign_in(account: str, checked: str | None) -> None:
    """A new server-side sign-in and a fresh cookie: nothing of the visit before survives.

    Raises WrongPassword when the password was replaced since it was checked.
    """
    with write(db.session()):
        user = opened_account(account, checked)
        forget_failures(db.session(), account=account)
        token = start_sign_in(
            db.session(),
            user,
            at=context.now(),
            device=request.user_agent.string,
            network=network_of(request.remote_addr),
        )
    session.clear()
    login_user(SignedIn(token))
