"""A one-time link from the admin: the way to a first or a forgotten password."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db, write
from tracker.infra.passwords import hash_password
from tracker.models.errors import DomainError
from tracker.models.sign_ins import find_account_link, forget_failures
from tracker.web import context
from tracker.web.forms.account_links import NewPasswordForm

views = Blueprint("account_links", __name__)


@views.get("/tautan/<token>")
def show(token: str) -> ResponseReturnValue:
    """Looking does not spend the link: mail programs look too."""
    link = find_account_link(db.session(), token)
    if link is None or not link.is_good(at=context.now()):
        return render_template("account_links/spent.html"), 404
    return render_template("account_links/show.html", form=NewPasswordForm(), login=link.user.login)


@views.post("/tautan/<token>")
def use(token: str) -> ResponseReturnValue:
    link = find_account_link(db.session(), token)
    if link is None or not link.is_good(at=context.now()):
        return render_template("account_links/spent.html"), 404
    form = NewPasswordForm(request.form, context_words=(link.user.login, link.user.name))
    if not form.validate():
        page = render_template("account_links/show.html", form=form, login=link.user.login)
        return page, 422
    hashed = hash_password(form.password.data or "")
    try:
        _spend(token, hashed)
    except DomainError:  # someone used it between the look and the write
        return render_template("account_links/spent.html"), 404
    session.clear()
    flash(gettext("Kata sandi tersimpan. Silakan masuk."))
    return redirect(url_for("sign_ins.new"), 303)


def _spend(token: str, hashed: str) -> None:
    with write(db.session()):
        link = find_account_link(db.session(), token)
        if link is not None:
            link.use(hashed, at=context.now())
            forget_failures(db.session(), account=link.user.login)
