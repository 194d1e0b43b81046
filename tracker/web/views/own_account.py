"""Akun saya: where I am signed in, and my password."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db, write
from tracker.infra.passwords import hash_password
from tracker.models.sign_ins import Visit, end_sign_ins, live_sign_ins, sign_out
from tracker.models.users import User
from tracker.web.context import actor, now
from tracker.web.forms.account_links import OwnPasswordForm
from tracker.web.password_check import WrongPassword, check_password, opened_account

views = Blueprint("own_account", __name__)


@views.get("/akun-saya")
def show() -> ResponseReturnValue:
    return _page(OwnPasswordForm())


@views.post("/akun-saya/kata-sandi")
def change_password() -> ResponseReturnValue:
    """The other sign-ins end: whoever knew the old password is out."""
    user = _own()
    form = OwnPasswordForm(request.form, context_words=(user.login, user.name))
    if not form.validate():
        return _page(form), 422
    login, known = user.login, user.password_hash
    try:
        check_password(login, known, form.current.data or "")
        hashed = hash_password(form.password.data or "")
        with write(db.session()):
            account = opened_account(login, known)
            end_sign_ins(db.session(), account.id, at=now(), but=_here())
            account.set_password(hashed, at=now())
    except WrongPassword as refusal:
        form.refuse(refusal)
        return _page(form), refusal.status
    flash(gettext("Kata sandi diganti. Sesi masuk di perangkat lain diakhiri."))
    return redirect(url_for(".show"), 303)


@views.post("/akun-saya/sesi-lain")
def end_others() -> ResponseReturnValue:
    with write(db.session()):
        sign_out(_own(), by=actor().user_id, at=now(), but=_here())
    flash(gettext("Sesi masuk di perangkat lain diakhiri."))
    return redirect(url_for(".show"), 303)


def _page(form: OwnPasswordForm) -> str:
    user = _own()
    return render_template(
        "own_account/show.html",
        user=user,
        form=form,
        sign_ins=live_sign_ins(db.session(), user.id, at=now()),
        here=_here(),
    )


def _here() -> int:
    """The sign-in of this browser."""
    visit: Visit = g.visit
    return visit.sign_in_id


def _own() -> User:
    return db.session.get_one(User, actor().user_id)
