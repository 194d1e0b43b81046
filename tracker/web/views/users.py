"""Accounts: made by the admin, opened by a one-time link, shut at once when needed."""

from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.infra.db import db, write
from tracker.models.errors import DomainError
from tracker.models.organisations import Organisation
from tracker.models.people import Person
from tracker.models.sign_ins import end_sign_ins, make_account_link
from tracker.models.users import Membership, Role, User
from tracker.policy import can_administer
from tracker.web import context
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.users import EditUserForm, MembershipForm, UserForm
from tracker.web.paging import PAGE_SIZE, cursor, page_of

AnyUserForm = TypeVar("AnyUserForm", bound=UserForm)

views = Blueprint("users", __name__)


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("/akun")
def index() -> ResponseReturnValue:
    after = cursor()
    accounts = select(User).order_by(User.login).limit(PAGE_SIZE + 1)
    if wanted := request.args.get("cari", "").strip():
        accounts = accounts.where(
            User.name.icontains(wanted, autoescape=True)
            | User.login.icontains(wanted, autoescape=True)
        )
    if after:
        accounts = accounts.where(User.login > str(after[0]))
    page = page_of(db.session.scalars(accounts).all(), lambda user: [user.login])
    return render_template("users/index.html", page=page, wanted=wanted)


@views.route("/akun/baru", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = _with_people(UserForm.from_request())
    if request.method == "POST" and form.validate():
        try:
            with write(db.session()):
                user = User.add(
                    db.session(), by=actor().user_id, at=now(), created_at=now(), **form.values()
                )
                token = make_account_link(db.session(), user, by=actor().user_id, at=now())
        except IntegrityError:
            form.refuse(_taken())
        else:
            return _link_page(user.id, token)
    status = 422 if form.errors else 200
    return render_template("users/new.html", form=form), status


@views.get("/akun/<int:user_id>")
def show(user_id: int) -> ResponseReturnValue:
    user = find(select(User), user_id)
    form = EditUserForm(obj=user)
    return _show(user, _with_people(form), _membership_form())


@views.post("/akun/<int:user_id>")
def update(user_id: int) -> ResponseReturnValue:
    form = _with_people(EditUserForm.from_request())
    if form.validate():
        try:
            with write(db.session()):
                find(select(User), user_id).revise(
                    by=actor().user_id, at=now(), version=form.version.data or 0, **form.values()
                )
        except IntegrityError:
            form.refuse(_taken())
        except DomainError as error:
            form.refuse(error)
        else:
            return _back(user_id, gettext("Akun tersimpan."))
    return _show(find(select(User), user_id), form, _membership_form()), 422


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
    if form.validate():
        with write(db.session()):
            find(select(User), user_id).join(
                find(select(Organisation), form.organisation_id.data),
                Role(form.role.data),
                by=actor().user_id,
                at=now(),
                since=form.since.data or today(),
            )
        return _back(user_id, gettext("Peran ditambahkan."))
    user = find(select(User), user_id)
    return _show(user, _with_people(EditUserForm(obj=user)), form), 422


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
        user.deactivate(by=actor().user_id, at=now())
        end_sign_ins(db.session(), user_id, at=now())
    return _back(user_id, gettext("Akun dinonaktifkan dan semua sesi masuknya diakhiri."))


@views.post("/akun/<int:user_id>/pengaktifan")
def activate(user_id: int) -> ResponseReturnValue:
    with write(db.session()):
        find(select(User), user_id).activate(by=actor().user_id, at=now())
    return _back(user_id, gettext("Akun aktif kembali."))


def _show(user: User, form: EditUserForm, membership_form: MembershipForm) -> str:
    return render_template(
        "users/show.html", user=user, form=form, membership_form=membership_form, today=today()
    )


def _link_page(user_id: int, token: str) -> ResponseReturnValue:
    """The link is shown this once; it is stored only as a hash."""
    address = context.settings().base_url + url_for("account_links.show", token=token)
    return render_template("users/link.html", user=find(select(User), user_id), address=address)


def _back(user_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("users.show", user_id=user_id), 303)


def _taken() -> DomainError:
    return DomainError(
        "login_taken",
        gettext("Nama akun atau pejabat ini sudah dipakai akun lain."),
        field="login",
    )


def _with_people(form: AnyUserForm) -> AnyUserForm:
    people = db.session.scalars(select(Person).order_by(Person.name))
    form.person_id.choices = [("", "–"), *((p.id, p.full_name) for p in people)]
    return form


def _with_organisations(form: MembershipForm) -> MembershipForm:
    rows = db.session.execute(
        select(Organisation.id, Organisation.name).order_by(Organisation.name)
    )
    form.organisation_id.choices = [(row.id, row.name) for row in rows]
    return form


def _membership_form() -> MembershipForm:
    return _with_organisations(MembershipForm(since=today()))
