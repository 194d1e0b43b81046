"""A one-time link from the admin: the way to a first or a forgotten password."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db, write
from tracker.infra.passwords import hash_password
from tracker.models.sign_ins import find_account_link, forget_failures
from tracker.models.users import User
from tracker.web import context
from tracker.web.forms.account_links import NewPasswordForm

views = Blueprint("account_links", __name__)


@views.get("/tautan/<token>")
def show(token: str) -> ResponseReturnValue:
    """Looking does not spend the link: mail programs look too."""
    user = _owner(token)
    if user is None:
        return _spent()
    return render_template("account_links/show.html", form=NewPasswordForm(), login=user.login)


@views.post("/tautan/<token>")
def use(token: str) -> ResponseReturnValue:
    user = _owner(token)
    if user is None:
        return _spent()
    form = NewPasswordForm(request.form, context_words=(user.login, user.name))
    if not form.validate():
        return render_template("account_links/show.html", form=form, login=user.login), 422
    if not _spend(token, hash_password(form.password.data or "")):
        return _spent()
    session.clear()
    flash(gettext("Kata sandi tersimpan. Silakan masuk."))
    return redirect(url_for("sign_ins.new"), 303)


def _owner(token: str) -> User | None:
    """Whose link it is; None for one used, too old or never made, which all look the same."""
    link = find_account_link(db.session(), token)
    return link.user if link and link.is_good(at=context.now()) else None


def _spend(token: str, hashed: str) -> bool:
    """False when somebody used the link between the look and the write."""
    with write(db.session()):
        link = find_account_link(db.session(), token)
        if link is None or not link.is_good(at=context.now()):
            return False
        link.use(hashed, at=context.now())
        forget_failures(db.session(), account=link.user.login)
    return True


def _spent() -> ResponseReturnValue:
    return render_template("account_links/spent.html"), 404
