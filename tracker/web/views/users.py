"""Accounts: made by the admin, opened by a one-time link, shut at once when needed."""

from collections.abc import Sequence
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db, write
from tracker.models.organisations import Organisation
from tracker.models.people import Person
from tracker.models.sign_ins import live_sign_ins, make_account_link, sign_out
from tracker.models.users import Membership, Role, User
from tracker.policy.administration import can_administer
from tracker.reports.accounts import AccountFilter, accounts, standing
from tracker.web import context
from tracker.web.access import find, require
from tracker.web.choices import organisations
from tracker.web.context import actor, now, today
from tracker.web.forms.users import EditUserForm, MembershipForm, UserFilterForm, UserForm
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.saving import Difference, attempt, differences

AnyUserForm = TypeVar("AnyUserForm", bound=UserForm)

views = Blueprint("users", __name__)


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("/akun")
def index() -> ResponseReturnValue:
    form = UserFilterForm(request.args)
    form.forget_unknown()
    wanted = AccountFilter(form.cari.data or "", form.peran.data, form.keadaan.data)
    match cursor():
        case [str(login)]:
            after = login
        case _:
            after = ""
    found = accounts(db.session(), wanted, today=today(), limit=PAGE_SIZE + 1, after=after)
    page = page_of(found, lambda account: [account.login])
    return render_template("users/index.html", form=form, page=page, wanted=wanted)


@views.route("/akun/baru", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = _with_people(UserForm.from_request())
    if request.method == "POST" and form.validate():
        made = attempt(form, lambda: _add(form))
        if made:
            return _link_page(*made)
    return render_template("users/new.html", form=form), form.http_status


@views.get("/akun/<int:user_id>")
def show(user_id: int) -> ResponseReturnValue:
    user = find(select(User), user_id)
    return _show(user, _stored_form(user), _membership_form())


@views.post("/akun/<int:user_id>")
def update(user_id: int) -> ResponseReturnValue:
    form = _with_people(EditUserForm.from_request())
    if form.validate() and attempt(form, lambda: _revise(user_id, form)) is not None:
        return _back(user_id, gettext("Akun tersimpan."))
    user = find(select(User), user_id)
    changed = differences(form, _stored_form(user)) if form.conflict else []
    return _show(user, form, _membership_form(), changed), form.http_status


@views.post("/akun/<int:user_id>/tautan")
def link(user_id: int) -> ResponseReturnValue:
    """A new one-time link, as for a forgotten password; older ones die."""
    with write(db.session()):
        user = find(select(User), user_id)
        token = make_account_link(db.session(), user, by=actor().user_id, at=now())
    return _link_page(user_id, token)


@views.post("/akun/<int:user_id>/peran")
def join(user_id: int) -> ResponseReturnValue:
    form = _with_organisations(MembershipForm.from_request())
    if form.validate() and attempt(form, lambda: _join(user_id, form)) is not None:
        return _back(user_id, gettext("Peran ditambahkan."))
    user = find(select(User), user_id)
    return _show(user, _stored_form(user), form), form.http_status


@views.post("/akun/<int:user_id>/peran/<int:membership_id>/akhiri")
def leave(user_id: int, membership_id: int) -> ResponseReturnValue:
    with write(db.session()):
        membership = find(select(Membership).where(Membership.user_id == user_id), membership_id)
        membership.user.leave(membership, by=actor().user_id, at=now(), on=today())
    return _back(user_id, gettext("Peran diakhiri."))


@views.route("/akun/<int:user_id>/penonaktifan", methods=["GET", "POST"])
def deactivate(user_id: int) -> ResponseReturnValue:
    if request.method == "GET":
        return render_template("users/deactivate.html", user=find(select(User), user_id))
    with write(db.session()):
        user = find(select(User), user_id)
        user.deactivate(by=actor().user_id, at=now(), on=today())
    return _back(user_id, gettext("Akun dinonaktifkan dan semua sesi masuknya diakhiri."))


@views.post("/akun/<int:user_id>/pengaktifan")
def activate(user_id: int) -> ResponseReturnValue:
    with write(db.session()):
        find(select(User), user_id).activate(by=actor().user_id, at=now())
    return _back(user_id, gettext("Akun aktif kembali."))


@views.post("/akun/<int:user_id>/pengakhiran-sesi")
def end_sessions(user_id: int) -> ResponseReturnValue:
    """For a lost phone: whoever holds it is signed out at the next request."""
    with write(db.session()):
        sign_out(find(select(User), user_id), by=actor().user_id, at=now())
    return _back(user_id, gettext("Semua sesi masuk akun ini diakhiri."))


def _add(form: UserForm) -> tuple[int, str]:
    session, by, at = db.session(), actor().user_id, now()
    user = User.add(session, by=by, at=at, created_at=at, **form.values())
    return user.id, make_account_link(session, user, by=by, at=at)


def _revise(user_id: int, form: EditUserForm) -> User:
    user = find(select(User), user_id)
    user.revise(by=actor().user_id, at=now(), version=form.version.data or 0, **form.values())
    return user


def _join(user_id: int, form: MembershipForm) -> Membership:
    return find(select(User), user_id).join(
        find(select(Organisation), form.organisation_id.data),
        Role(form.role.data),
        by=actor().user_id,
        at=now(),
        since=form.since.data or today(),
    )


def _show(
    user: User,
    form: EditUserForm,
    membership_form: MembershipForm,
    changed: Sequence[Difference] = (),
) -> str:
    return render_template(
        "users/show.html",
        user=user,
        standing=standing(user.active, user.password_hash is not None),
        form=form,
        membership_form=membership_form,
        changed=changed,
        sign_ins=live_sign_ins(db.session(), user.id, at=now()),
        today=today(),
    )


def _link_page(user_id: int, token: str) -> ResponseReturnValue:
    """The link is shown this once; it is stored only as a hash."""
    address = context.settings().base_url + url_for("account_links.show", token=token)
    return render_template("users/link.html", user=find(select(User), user_id), address=address)


def _back(user_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for(".show", user_id=user_id), 303)


def _stored_form(user: User) -> EditUserForm:
    return _with_people(EditUserForm(obj=user))


def _with_people(form: AnyUserForm) -> AnyUserForm:
    people = db.session.scalars(select(Person).order_by(Person.name))
    form.person_id.choices = [("", "–"), *((p.id, p.full_name) for p in people)]
    return form


def _with_organisations(form: MembershipForm) -> MembershipForm:
    form.organisation_id.choices = [("", gettext("Pilih instansi")), *organisations(today())]
    return form


def _membership_form() -> MembershipForm:
    return _with_organisations(MembershipForm(since=today()))
