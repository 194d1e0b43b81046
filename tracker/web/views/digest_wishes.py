"""Pengingat untuk saya: the day and hour at which a user wishes his own mail."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.digest_wishes import save_wish, wish_of
from tracker.models.users import User
from tracker.web.access import require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.reminders import DigestWishForm
from tracker.web.saving import attempt, differences

views = Blueprint("digest_wishes", __name__, url_prefix="/akun-saya/pengingat")


@views.before_request
def _agencies_only() -> None:
    """Only who belongs to an office that is owed work is reminded of it."""
    require(actor().is_agency)


@views.get("")
def edit() -> ResponseReturnValue:
    return _page(_stored_form())


@views.post("")
def update() -> ResponseReturnValue:
    form = DigestWishForm.from_request()
    if form.validate() and attempt(form, lambda: _save(form)):
        flash(gettext("Pengingat Anda tersimpan."))
        return redirect(url_for("own_account.show"), 303)
    return _page(form)


def _save(form: DigestWishForm) -> bool:
    user_id, version = actor().user_id, form.version.data or 0
    save_wish(db.session(), user_id, at=now(), on=today(), version=version, **form.columns())
    return True


def _stored_form() -> DigestWishForm:
    return DigestWishForm.filled(wish_of(db.session(), actor().user_id))


def _page(form: DigestWishForm) -> ResponseReturnValue:
    page = render_template(
        "reminders/wish.html",
        form=form,
        changed=differences(form, _stored_form()) if form.conflict else [],
        zone=settings().timezone,
        address=db.session.get_one(User, actor().user_id).email,
    )
    return page, form.http_status
